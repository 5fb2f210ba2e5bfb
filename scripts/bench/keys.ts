// From the end of a short press on a Stream Deck key to the first picture that says what came of it: press, command, stored
// and changed state, topic, picture. With the built plugin, as a child process on Node 20 where there is one.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appsNode } from '../../test/fakes/apps-node.ts';
import { type SmallEntry, writeSmallCollection } from '../../test/fakes/small-collection.ts';
import { type StartedHost, startedHost } from '../../test/fakes/started-host.ts';
import { StreamDeckApp } from '../../test/fakes/stream-deck-app.ts';
import { trusted } from '../../test/fakes/trusted-key.ts';
import { buildPlugin, PLUGIN_FOLDER } from '../plugin/build.ts';
import { quantile } from './quantile.ts';
import type { Bench } from './row.ts';

const KEYS = 32;
const COLUMNS = 8;
const ROUNDS = 4;
/** Between two presses, for the pictures of the first to be counted as its own. */
const PAUSE_MS = 250;
/** A face that says what came of a press. */
const DONE = /data-state="(pressed|accepted)"/;

export const bench: Bench = async ({ say }) => {
  const folder = mkdtempSync(join(tmpdir(), 'tracord-keys-'));
  const entries: SmallEntry[] = Array.from({ length: KEYS * (ROUNDS + 1) }, (_, index) => ({
    ...{ artist: `Artist ${index}`, title: `Title ${index}`, folder: '/music' },
  }));
  writeSmallCollection(join(folder, 'collection.nml'), entries);
  const plugin = join(folder, PLUGIN_FOLDER);
  await buildPlugin(plugin);
  const host = await startedHost({
    args: ['--collection', join(folder, 'collection.nml')],
    env: { TRACORD_REQUESTS_IN_QUEUE: '500', TRACORD_REQUESTS_CLIPBOARD: 'false' },
  });
  const app = await StreamDeckApp.start({
    plugin,
    node: appsNode(),
    env: { TRACORD_URL: host.address, TRACORD_TOKEN: host.token },
    devices: ['xl'],
  });
  try {
    await host.until(async () => {
      if ((await host.get<{ tracks: number }>('/api/library')).tracks !== entries.length) throw new Error('not in yet');
    });
    await host.command('live.set', { on: true });
    const keys = Array.from({ length: KEYS }, (_, index) =>
      app.appear('com.tracord.dj.request', {
        ...{ device: 'xl' as const, column: index % COLUMNS, row: Math.floor(index / COLUMNS) },
        settings: { place: index + 1 },
      }),
    );
    const one: number[] = [];
    const sentPictures: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      say(`  ${KEYS} keys, one after the other, ${round + 1} of ${ROUNDS}`);
      await fill(host, app, keys, round);
      for (const key of keys) {
        const before = app.received.length;
        one.push(...(await pressed(app, [key], PAUSE_MS)));
        sentPictures.push(app.received.slice(before).filter(({ event }) => event === 'setImage').length);
      }
      await emptyQueue(host);
    }
    say(`  ${KEYS} keys at once`);
    await fill(host, app, keys, ROUNDS);
    const atOnce = await pressed(app, keys, 2_000);
    return [
      { figure: 'key up to the face that says what came of it, p50, ms', measured: quantile(one, 0.5), bound: {} },
      { figure: 'the same, p95, ms', measured: quantile(one, 0.95), bound: { atMost: 50 } },
      {
        figure: `the same with ${KEYS} keys at once, p95, ms`,
        measured: quantile(atOnce, 0.95),
        bound: { atMost: 150 },
      },
      {
        figure: `pictures sent for one press beside ${KEYS - 1} other keys, p95`,
        measured: quantile(sentPictures, 0.95),
        bound: { atMost: 4 },
      },
      { figure: 'what the app would not have put up with', measured: app.faults.length, bound: { atMost: 0 } },
    ];
  } finally {
    await app.stop();
    await host.stop();
    host.clear();
    rmSync(folder, { recursive: true });
  }
};

/** The next round begins as an evening does. */
async function emptyQueue(host: StartedHost): Promise<void> {
  const { value } = await host.get<{ value: { order: string[] } }>('/api/topics/requests');
  for (const id of value.order) await host.command('request.decline', { id });
}

/** As many requests as keys, each by somebody else, and every key shows one. */
async function fill(host: StartedHost, app: StreamDeckApp, keys: string[], round: number): Promise<void> {
  const { tracks } = await host.get<{ tracks: { id: string }[] }>(`/api/tracks?q=title&limit=200`);
  for (const [index] of keys.entries()) {
    const name = `viewer-${round}-${index}`;
    const trackId = tracks[round * KEYS + index]?.id;
    const answer = await host.command('request.add', { trackId, requester: { platform: 'bench', id: name, name } });
    if (!answer.ok) throw new Error(`a request was refused: ${JSON.stringify(answer)}`);
  }
  await app.until(() => {
    const empty = keys.filter((key) => !/data-state="(new|waiting)"/.test(app.face(key)));
    if (empty.length > 0) throw new Error(`${empty.length} keys show no request`);
  });
  await Promise.all(keys.map((key) => trusted(app, key)));
}

/** From the end of a short press to its face, in ms; the fake's clock reads whole ones. */
/** Presses the keys as fast as can be, and says for each how long it took to the face that says what came of it. Looks
 * once, when `waitMs` are over: looking meanwhile would take its time from the host and the plugin. */
async function pressed(app: StreamDeckApp, keys: string[], waitMs: number): Promise<number[]> {
  const before = keys.map((key) => app.pictures(key).length);
  const upAt = keys.map((key) => {
    app.down(key);
    const at = Date.now();
    app.up(key);
    return at;
  });
  await pause(waitMs);
  return keys.map((key, index) => {
    const since = app.pictures(key).slice(before[index]);
    const done = since.find(({ svg }) => DONE.test(svg));
    if (done === undefined) throw new Error(`no face said what came of a press within ${waitMs} ms`);
    return done.at - (upAt[index] ?? 0);
  });
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
