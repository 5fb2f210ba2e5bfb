// A stage with the staff's channel and no other, and the board that stands in it.

import type { BotRequest } from '@tracord/shared/requests.ts';
import { expect } from 'vitest';
import { STAFF_MODULES } from '#discord-bot/staff-side.ts';
import { type FakeUser, MANAGE_GUILD, type Posted } from '../../../test/fakes/discord.ts';
import { until } from '../../../test/fakes/until.ts';
import { type Stage, stage } from './staff-stage.ts';

/** `message`: the board that stands there now. */
export type WithBoard = { at: Stage; staff: FakeUser; message: Posted };

export async function withBoard(...requests: BotRequest[]): Promise<WithBoard> {
  const at = await stage(STAFF_MODULES);
  const staff = at.discord.user('Sam', { permissions: MANAGE_GUILD });
  for (const one of requests) at.host.request(one);
  at.host.set('discord', { ...at.host.topics.discord, staffChannel: at.discord.channel('staff').id });
  return { at, staff, message: await boardOf(at) };
}

/** Waits for the one board. */
export function boardOf(at: Stage): Promise<Posted> {
  return until(() => {
    at.clock.advance(100);
    const [found, ...others] = at.in('staff');
    if (found === undefined) throw new Error('no board');
    expect(others).toEqual([]);
    return found;
  });
}

export async function boardSays(at: Stage, ...parts: string[]): Promise<void> {
  await until(() => {
    at.clock.advance(200);
    for (const part of parts) expect(at.in('staff')[0]?.message.content).toContain(part);
  });
}
