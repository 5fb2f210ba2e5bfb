// Texts and the cover in the real OBS: from the track that is another to OBS's word that it has the texts, and to the screenshot
// that shows text and cover; how long everything takes to be mended after a start; and that nothing is sent without a reason.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { ObsConnection } from '../../host/src/adapters/obs/connection.ts';
import type { ObsLink } from '../../host/src/adapters/obs/link.ts';
import type { ShownTopics } from '../../host/src/adapters/obs/source-texts.ts';
import { ObsSources } from '../../host/src/adapters/obs/sources.ts';
import { systemClock } from '../../host/src/kernel/clock.ts';
import { silentLogger } from '../../host/src/kernel/logger.ts';
import { openShowDatabase } from '../../host/src/storage/show/database.ts';
import { ObsSourceRows } from '../../host/src/storage/show/obs-sources.ts';
import { FIRST_PUBLIC_TOPICS } from '../../shared/src/topics.ts';
import { type RealObs, startRealObs } from '../../test/fakes/real-obs.ts';
import { until } from '../../test/fakes/until.ts';
import { quantile } from './quantile.ts';
import type { Bench, BenchRow } from './row.ts';

const TITLES = 200;
const PICTURES = 40;
const REPAIRS = 10;
const QUIET_UPDATES = 1_000;
const ALL = ['text:title', 'text:artist', 'text:line', 'text:next', 'text:requests', 'image:cover'];
const COVER = 720;

export const bench: Bench = async ({ say }) => {
  const folder = mkdtempSync(join(tmpdir(), 'tracord-bench-'));
  const obs = await startRealObs({ canvas: { width: 1920, height: 1080 } });
  const colors = await Promise.all(Array.from({ length: PICTURES }, (_, index) => coverOf(index)));
  const ours = startOurs(obs, folder, colors);
  const dj = connectionTo(obs);
  dj.start();
  try {
    await until(() => mustBe(ours.link.state !== undefined && dj.state !== undefined));
    mustBe((await ours.sources.setup({ sources: ALL })).ok);
    say(`  ${TITLES} titles, ${PICTURES} covers, ${REPAIRS} repairs`);
    const acknowledged = await titleDelays(ours);
    const seen = await screenDelays(ours, dj);
    const requests = await quietRequests(ours);
    const repairs = await repairDelays(ours, dj);
    return rows({ acknowledged, seen, requests, repairs });
  } finally {
    ours.stop();
    dj.stop();
    await obs.stop();
    rmSync(folder, { recursive: true });
  }
};

function rows(all: { acknowledged: number[]; seen: number[]; requests: number; repairs: number[] }): BenchRow[] {
  const { acknowledged, seen, requests, repairs } = all;
  return [
    {
      figure: 'on air to text acknowledged by OBS, p95, ms',
      measured: quantile(acknowledged, 0.95),
      bound: { atMost: 50 },
    },
    { figure: 'on air to text and cover in a screenshot, p50, ms', measured: quantile(seen, 0.5), bound: {} },
    {
      figure: `on air to text and cover in a screenshot, worst of ${seen.length}, ms`,
      measured: Math.max(...seen),
      bound: { atMost: 250 },
    },
    {
      figure: `connecting to all sources mended, worst of ${repairs.length}, ms`,
      measured: Math.max(...repairs),
      bound: { atMost: 2_000 },
    },
    { figure: 'requests to OBS when nothing changed', measured: requests, bound: { atMost: 0 } },
  ];
}

function connectionTo({ url, password }: RealObs): ObsConnection {
  return new ObsConnection({
    ...{ url, password: () => ({ known: true, password }), clock: systemClock, log: silentLogger },
    ...{ isLive: () => true, onPhase: () => {} },
  });
}

type Ours = ReturnType<typeof startOurs>;

function startOurs(obs: RealObs, folder: string, covers: Buffer[]) {
  const db = openShowDatabase(folder);
  const link = connectionTo(obs);
  const sent = { requests: 0 };
  const acknowledged: { call?: () => void } = {};
  const sources = new ObsSources({
    link: counted(link, sent, acknowledged),
    store: new ObsSourceRows(db),
    ...{
      settings: () => ({ sources: [] }),
      webPort: 1,
      folder: join(folder, 'covers'),
      clock: systemClock,
      log: silentLogger,
    },
    cover: async (id) => covers[Number(id ?? 0)],
    onBound: () => {},
    report: () => {},
    adopts: true,
  });
  link.start();
  const stop = () => {
    sources.stop();
    link.stop();
    db.close();
  };
  return { link, sources, sent, acknowledged, stop };
}

/** The link, counting requests and telling of each batch that OBS took whole. */
function counted(link: ObsLink, sent: { requests: number }, acknowledged: { call?: () => void }): ObsLink {
  return {
    get state() {
      return link.state;
    },
    follow: (listener) => link.follow(listener),
    on: (type, listener) => link.on(type, listener),
    waitFor: (...args) => link.waitFor(...args),
    readAgain: () => link.readAgain(),
    here: (isStillWanted) => counted(link.here(isStillWanted), sent, acknowledged),
    request: (type, data) => {
      sent.requests += 1;
      return link.request(type, data);
    },
    batch: async (requests, options) => {
      sent.requests += requests.length;
      const answers = await link.batch(requests, options);
      if (answers.every(({ ok }) => ok)) acknowledged.call?.();
      return answers;
    },
  };
}

async function titleDelays({ sources, acknowledged }: Ours): Promise<number[]> {
  const delays: number[] = [];
  for (let index = 0; index < TITLES; index += 1) {
    const done = new Promise<void>((resolve) => {
      acknowledged.call = resolve;
    });
    const startedAt = performance.now();
    sources.update(playing(`Artist ${index}`, `Title ${index}`));
    await done;
    delays.push(performance.now() - startedAt);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  acknowledged.call = undefined;
  return delays;
}

/** A screenshot itself takes OBS a while, which is counted in: the last one that did not show it yet is waited for as well. */
async function screenDelays({ sources }: Ours, dj: ObsConnection): Promise<number[]> {
  const delays: number[] = [];
  for (let index = 1; index < PICTURES; index += 1) {
    // Titles of one letter and of many, in turn: the end of the line tells which is shown.
    const isLong = index % 2 === 1;
    const startedAt = performance.now();
    sources.update(playing('Artist', isLong ? 'M'.repeat(24) : 'i', String(index)));
    await until(async () => {
      const { cover, ink } = await look(dj);
      mustBe(isColor(cover, index) && ink === isLong);
    });
    delays.push(performance.now() - startedAt);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return delays;
}

/** One look at what OBS shows, at a quarter of its size: the middle of the cover, and whether a long title is there. */
async function look(dj: ObsConnection): Promise<{ cover: number[]; ink: boolean }> {
  const shot = { sourceName: 'Main', imageFormat: 'bmp', imageWidth: 480, imageHeight: 270 };
  const { imageData } = await ask(dj, 'GetSourceScreenshot', shot);
  if (typeof imageData !== 'string') throw new Error('OBS gave no picture');
  const bytes = Buffer.from(imageData.slice(imageData.indexOf(',') + 1), 'base64');
  const at = bmpReader(bytes);
  let ink = 0;
  for (let x = 200; x < 300; x += 1) if (Math.max(...at(x, 219)) > 127) ink += 1;
  return { cover: at(49, 231), ink: ink > 10 };
}

/** Pixels of an uncompressed BMP, the only format of a screenshot that costs OBS next to nothing.
 * https://learn.microsoft.com/en-us/windows/win32/gdi/bitmap-storage */
function bmpReader(bytes: Buffer): (x: number, y: number) => number[] {
  const start = bytes.readUInt32LE(10);
  const width = bytes.readInt32LE(18);
  const height = bytes.readInt32LE(22);
  const depth = bytes.readUInt16LE(28) / 8;
  const line = Math.ceil((width * depth) / 4) * 4;
  return (x, y) => {
    const row = height > 0 ? height - 1 - y : y;
    const from = start + row * line + x * depth;
    return [bytes[from + 2] ?? 0, bytes[from + 1] ?? 0, bytes[from] ?? 0];
  };
}

/** How many requests follow from topics that are new and say the same. */
async function quietRequests({ sources, sent }: Ours): Promise<number> {
  const same = () => sources.update(playing('Artist', 'Same', '1'));
  same();
  await new Promise((resolve) => setTimeout(resolve, 500));
  const before = sent.requests;
  for (let index = 0; index < QUIET_UPDATES; index += 1) same();
  await new Promise((resolve) => setTimeout(resolve, 500));
  return sent.requests - before;
}

/** From the attempt to connect, so the time since the socket opened is shorter still. */
async function repairDelays({ link, sources }: Ours, dj: ObsConnection): Promise<number[]> {
  const delays: number[] = [];
  for (let index = 0; index < REPAIRS; index += 1) {
    link.stop();
    // One stays: where nothing of ours is left, TraCord makes nothing unasked.
    const [, ...others] = await inputsIn(dj);
    for (const inputName of others) await ask(dj, 'RemoveInput', { inputName });
    // OBS keeps what was removed until nothing holds it any more.
    await until(async () => mustBe((await inputsIn(dj)).length === 1));
    sources.update(playing('Mended', `Title ${index}`, '1'));
    const startedAt = performance.now();
    link.start();
    await until(async () => {
      const names = new Map(sources.bound.map(({ what, name, found }) => [what, found ? name : '']));
      mustBe(![...names.values()].includes('') && names.size === ALL.length);
      const title = await settingsOf(dj, names.get('text:title') ?? '');
      const cover = await settingsOf(dj, names.get('image:cover') ?? '');
      mustBe(title.text === `Title ${index}` && cover.file !== undefined);
    });
    delays.push(performance.now() - startedAt);
  }
  return delays;
}

async function ask(dj: ObsConnection, type: string, data?: Record<string, unknown>): Promise<Record<string, unknown>> {
  const answer = await dj.request(type, data);
  if (!answer.ok) throw new Error(`${type}: ${answer.message}`);
  return answer.data;
}

async function inputsIn(dj: ObsConnection): Promise<string[]> {
  const { inputs } = await ask(dj, 'GetInputList');
  return Array.isArray(inputs) ? inputs.map(({ inputName }: { inputName?: unknown }) => String(inputName)) : [];
}

async function settingsOf(dj: ObsConnection, inputName: string | undefined): Promise<Record<string, unknown>> {
  const { inputSettings } = await ask(dj, 'GetInputSettings', { inputName });
  return { ...(typeof inputSettings === 'object' ? inputSettings : {}) };
}

function playing(artist: string, title: string, artworkId?: string): ShownTopics {
  const artwork = artworkId === undefined ? undefined : { id: artworkId, colors: { main: '#888888', dark: '#111111' } };
  return {
    requests: FIRST_PUBLIC_TOPICS.requests,
    nowPlaying: {
      ...{ source: 'manual', match: { confidence: 1, by: 'dj', reasons: [], alternatives: [] } },
      track: { artist, title, display: { artist, title }, artwork },
    },
  };
}

/** Far enough apart that neither JPEG nor scaling takes one for the next. */
const colorOf = (index: number) => [
  (index % 4) * 60 + 40,
  (Math.floor(index / 4) % 4) * 60 + 40,
  (Math.floor(index / 16) % 4) * 60 + 40,
];

function isColor(pixel: number[], index: number): boolean {
  return colorOf(index).every((value, channel) => Math.abs(value - (pixel[channel] ?? 0)) < 25);
}

/** As large as covers are, and as hard to decode: noise beside the one colour that is looked at. */
async function coverOf(index: number): Promise<Buffer> {
  const [r = 0, g = 0, b = 0] = colorOf(index);
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 };
  const middle = { create: { width: 300, height: 300, channels: 3 as const, background: { r, g, b } } };
  return sharp({ create: { width: COVER, height: COVER, channels: 3, background: '#000000', noise } })
    .composite([{ input: await sharp(middle).png().toBuffer() }])
    .jpeg({ quality: 90 })
    .toBuffer();
}

function mustBe(holds: boolean): void {
  if (!holds) throw new Error('it is not so yet');
}
