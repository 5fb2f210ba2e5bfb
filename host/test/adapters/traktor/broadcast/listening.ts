// A broadcast listener for a test, and what it hears in words.

import type { BridgeHealth } from '@tracord/shared/topics.ts';
import { afterEach } from 'vitest';
import { startBroadcastListener } from '#adapters/traktor/broadcast/listener.ts';
import type { Listening } from '#adapters/traktor/listening.ts';
import type { BroadcastSighting } from '#domain/sighting.ts';
import { ManualClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { vorbisTrack } from '../../../../../test/fakes/ogg-stream.ts';

const running: Listening[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((listener) => listener.stop()));
});

/** A listener on a port of its own: what it said, how it reports itself. Stopped after the test. */
export async function listen(change: { port?: number; host?: string; password?: string; faulty?: boolean } = {}) {
  const { faulty = false, ...options } = change;
  const said: string[] = [];
  const healths: BridgeHealth[] = [];
  const clock = new ManualClock();
  const listener = await startBroadcastListener({
    host: '127.0.0.1',
    port: 0,
    ...options,
    onSighting: (sighting) => {
      said.push(inWords(sighting));
      if (faulty) throw new Error('nobody can hear me');
    },
    report: (health) => healths.push(health),
    clock,
    log: silentLogger,
  });
  running.push(listener);
  const health = () => healths.at(-1) ?? { status: 'off', message: '' };
  return { listener, port: listener.port ?? 0, said, healths, health, clock };
}

function inWords(sighting: BroadcastSighting): string {
  const { kind, mount } = sighting;
  return kind === 'broadcast.title' ? `${mount}: ${sighting.artist} – ${sighting.title}` : `${mount} ${kind.slice(10)}`;
}

export const track = (title: string) => vorbisTrack({ serial: 5, comments: ['ARTIST=A', `TITLE=${title}`] });
