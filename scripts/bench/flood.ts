// 500 requests in 10 seconds from 200 people, while titles go on: what plays must be shown as fast as before, no cap may be
// exceeded, and no request that was acknowledged may be missing.

import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectToHost, type HostLink } from '@tracord/shared/host-link.ts';
import type { CommandAnswer } from '@tracord/shared/protocol.ts';
import type { PublicTopics } from '@tracord/shared/topics.ts';
import { connectSource, type FakeSource } from '../../test/fakes/broadcast-source.ts';
import { type StartedHost, startedHost } from '../../test/fakes/started-host.ts';
import { writeCollection } from '../make-collection.ts';
import { quantile } from './quantile.ts';
import type { Bench } from './row.ts';

const ENTRIES = 20_000;
const REQUESTS = 500;
const PEOPLE = 200;
const FLOOD_MS = 10_000;
const TITLES = 80;
const TITLE_EVERY_MS = FLOOD_MS / TITLES;
/** The defaults of the settings. */
const PER_PERSON = 2;
const IN_QUEUE = 25;

type Asked = { answer: CommandAnswer; tookMs: number; person: string };
type Listed = { id: string; state: string; requester: { id: string } };

export const bench: Bench = async ({ seed, say }) => {
  const folder = mkdtempSync(join(tmpdir(), 'tracord-flood-'));
  const collection = join(folder, 'collection.nml');
  await writeCollection(collection, { entries: ENTRIES, seed });
  const host = await startedHost({ args: ['--collection', collection] });
  const shown = new ShownTitles();
  const viewer = connectToHost(host.address, {
    topics: ['nowPlaying'],
    auth: { role: 'audience' },
    onTopic: (_topic, value) => shown.take(value as PublicTopics['nowPlaying']),
  });
  const chat = connectToHost(host.address, {
    topics: [],
    auth: { role: 'operator', token: host.token },
    onTopic: () => {},
  });
  try {
    await libraryIsIn(host);
    await host.command('live.set', { on: true });
    const songs = (await host.get<{ tracks: { id: string }[] }>('/api/tracks?q=&limit=200')).tracks.map(({ id }) => id);
    const source = await connectSource({ port: host.broadcastPort });
    await titleDelays(source, shown, 'warm', 5);
    say(`  ${TITLES} titles in peace`);
    const peace = await titleDelays(source, shown, 'peace', TITLES);
    say(`  ${TITLES} titles while ${REQUESTS} requests come in`);
    const [asked, flood] = await Promise.all([flooded(chat, songs), titleDelays(source, shown, 'flood', TITLES)]);
    await source.close();
    const { requests } = await host.get<{ requests: Listed[] }>('/api/requests');
    const accepted = asked.filter(({ answer }) => answer.ok);
    say(`  ${accepted.length} taken in, ${asked.length - accepted.length} refused by the rules`);
    return [
      {
        figure: 'title to the audience during a flood of requests, p50, ms',
        measured: quantile(flood, 0.5),
        against: { name: 'in peace', measured: quantile(peace, 0.5) },
        bound: { atMost: 1.2 },
      },
      {
        figure: 'the same, p95, ms more than in peace',
        measured: quantile(flood, 0.95) - quantile(peace, 0.95),
        bound: { atMost: 15 },
      },
      {
        figure: 'flood: a request, p95, ms',
        measured: quantile(
          asked.map(({ tookMs }) => tookMs),
          0.95,
        ),
        bound: {},
      },
      { figure: 'flood: caps exceeded', measured: exceeded(requests), bound: { atMost: 0 } },
      {
        figure: 'flood: acknowledged and missing, or there twice',
        measured: lost(accepted, requests),
        bound: { atMost: 0 },
      },
    ];
  } finally {
    viewer.close();
    chat.close();
    await host.stop();
    host.clear();
    rmSync(folder, { recursive: true });
  }
};

/** When the audience first read each title. */
class ShownTitles {
  readonly #waiting = new Map<string, (at: number) => void>();

  take(now: PublicTopics['nowPlaying']): void {
    const title = now.track?.title ?? '';
    this.#waiting.get(title)?.(performance.now());
    this.#waiting.delete(title);
  }

  wait(title: string): Promise<number> {
    return new Promise((resolve) => this.#waiting.set(title, resolve));
  }
}

async function titleDelays(source: FakeSource, shown: ShownTitles, name: string, count: number): Promise<number[]> {
  const began = performance.now();
  const delays: number[] = [];
  for (let index = 0; index < count; index += 1) {
    await until(began + index * TITLE_EVERY_MS);
    const title = `Of ${name} ${index}`;
    const read = shown.wait(title);
    await source.sendTitle({ artist: 'Nobody', title });
    const sentAt = performance.now();
    delays.push((await read) - sentAt);
  }
  return delays;
}

async function flooded(chat: HostLink, songs: string[]): Promise<Asked[]> {
  const began = performance.now();
  const all: Promise<Asked>[] = [];
  for (let index = 0; index < REQUESTS; index += 1) {
    await until(began + (index * FLOOD_MS) / REQUESTS);
    const person = `viewer-${(index * 7) % PEOPLE}`;
    const requester = { platform: 'bench', id: person, name: person };
    const trackId = songs[(index * 13) % songs.length];
    const sentAt = performance.now();
    all.push(
      chat
        .command('request.add', { trackId, requester }, randomUUID())
        .then((answer) => ({ answer, tookMs: performance.now() - sentAt, person })),
    );
  }
  return Promise.all(all);
}

function exceeded(requests: Listed[]): number {
  const open = requests.filter(({ state }) => ['new', 'skipped', 'accepted', 'loaded', 'playing'].includes(state));
  const byPerson = new Map<string, number>();
  for (const { requester } of open) byPerson.set(requester.id, (byPerson.get(requester.id) ?? 0) + 1);
  const greedy = [...byPerson.values()].filter((count) => count > PER_PERSON).length;
  return greedy + Math.max(0, open.length - IN_QUEUE);
}

/** Acknowledged requests that are not there exactly once. A vote names the request it went to. */
function lost(accepted: Asked[], requests: Listed[]): number {
  const times = new Map<string, number>();
  for (const { id } of requests) times.set(id, (times.get(id) ?? 0) + 1);
  return accepted.filter(({ answer }) => answer.ok && times.get(String(answer.id)) !== 1).length;
}

async function libraryIsIn(host: StartedHost): Promise<void> {
  await host.until(async () => {
    const library = await host.get<{ tracks: number; importing: unknown }>('/api/library');
    if (library.tracks === 0 || library.importing !== null) throw new Error('the library is not in yet');
  }, 60_000);
}

async function until(atMs: number): Promise<void> {
  const left = atMs - performance.now();
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
}
