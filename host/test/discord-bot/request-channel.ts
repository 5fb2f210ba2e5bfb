// A stage with one channel for requests and no other, and what stands in it.

import { expect } from 'vitest';
import { STAFF_MODULES } from '#discord-bot/staff-side.ts';
import { until } from '../../../test/fakes/until.ts';
import { type Stage, stage } from './staff-stage.ts';

export type RequestChannel = {
  at: Stage;
  id: string;
  texts(): string[];
  /** Waits until there are as many messages as parts, each with its part. */
  said(...parts: string[]): Promise<void>;
};

export async function requestChannel(threadPerSet = false): Promise<RequestChannel> {
  const at = await stage(STAFF_MODULES);
  const { id } = at.discord.channel('requests');
  at.host.set('discord', { ...at.host.topics.discord, requestsChannel: id, threadPerSet });
  const texts = () => at.in('requests').map(({ message }) => message.content);
  return {
    ...{ at, id, texts },
    said: (...parts) =>
      until(() => {
        at.clock.advance(100);
        expect(texts()).toHaveLength(parts.length);
        for (const [index, part] of parts.entries()) expect(texts()[index]).toContain(part);
      }),
  };
}
