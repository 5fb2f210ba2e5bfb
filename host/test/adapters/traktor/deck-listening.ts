// A deck feed for a test, deck clients connected to it, and what it hears.

import type { BridgeHealth } from '@tracord/shared/topics.ts';
import { afterEach } from 'vitest';
import { startDeckFeed } from '#adapters/traktor/deck-feed.ts';
import type { DeckSighting } from '#domain/sighting.ts';
import { ManualClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { connectDeckClient, type DeckClient } from '../../../../test/fakes/deck-client.ts';

const running: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const stop of running.splice(0)) await stop();
});

/** A feed on a port of its own: what it said, how it reports itself. Stopped after the test, its clients too. */
export async function listen(change: { port?: number; host?: string; faulty?: boolean } = {}) {
  const { faulty = false, ...options } = change;
  const said: DeckSighting[] = [];
  const healths: BridgeHealth[] = [];
  const clock = new ManualClock();
  const feed = await startDeckFeed({
    host: '127.0.0.1',
    port: 0,
    ...options,
    onSighting: (sighting) => {
      said.push(sighting);
      if (faulty) throw new Error('nobody can hear me');
    },
    report: (health) => healths.push(health),
    clock,
    log: silentLogger,
  });
  running.push(() => feed.stop());
  const client = async (): Promise<DeckClient> => {
    const connected = await connectDeckClient(feed.port ?? 0);
    running.push(() => connected.close());
    return connected;
  };
  const health = () => healths.at(-1) ?? { status: 'off', message: '' };
  return { feed, said, health, clock, client };
}

export const STRINGS = { title: 'Strings', artist: 'Derrick', filePath: '/m/s.mp3', elapsedTime: 0, isPlaying: false };
