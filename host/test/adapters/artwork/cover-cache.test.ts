import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { COVER_SIZES, Covers } from '#adapters/artwork/cover-cache.ts';
import { ManualClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { clouds, flat, mp3With } from './cover-files.ts';

let root: string;
let audio: string;
let cacheFolder: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'tracord-cache-'));
  audio = path.join(root, 'music', 'a.mp3');
  mkdirSync(path.dirname(audio));
  cacheFolder = path.join(root, 'cache');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const start = (mostBytes?: number, clock = new ManualClock()) =>
  new Covers({ cacheFolder, log: silentLogger, clock, mostBytes });
const kept = () => readdirSync(path.join(cacheFolder, 'artwork')).sort();
const keptBytes = () => kept().reduce((sum, name) => sum + statSync(path.join(cacheFolder, 'artwork', name)).size, 0);
const sizeOf = async (bytes: Buffer | undefined) => {
  const { width, height, format } = await sharp(bytes).metadata();
  return { width, height, format };
};

test('a cover is found, coloured and served at any size', async () => {
  writeFileSync(audio, mp3With(await clouds(1400)));
  const covers = start();
  const view = await covers.forFile(audio);
  expect(view?.id).toMatch(/^[0-9a-f]{32}$/);
  expect(view?.colors.main).toMatch(/^#[0-9A-F]{6}$/);
  for (const [asked, given] of [
    [1, 72],
    [72, 72],
    [100, 144],
    [344, 344],
    [345, 360],
    [999, 1000],
    [5000, 1000],
  ] as const) {
    const image = await covers.image(view?.id ?? '', asked);
    expect(image?.type).toBe('image/jpeg');
    expect(await sizeOf(image?.bytes)).toEqual({ width: given, height: given, format: 'jpeg' });
  }
});

test.each([
  ['wide', 1200, 600, { width: 344, height: 172 }],
  ['small: never made larger', 90, 90, { width: 90, height: 90 }],
])('%s pictures keep their shape', async (_, width, height, wanted) => {
  writeFileSync(audio, mp3With(await flat('#E02020', width, height).jpeg().toBuffer()));
  const covers = start();
  const image = await covers.image((await covers.forFile(audio))?.id ?? '', 344);
  expect(await sizeOf(image?.bytes)).toMatchObject(wanted);
});

test('transparent parts become the plate', async () => {
  const clear = sharp({ create: { width: 80, height: 80, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0 } } });
  writeFileSync(audio, mp3With(await clear.png().toBuffer(), 'image/png'));
  const covers = start();
  const image = await covers.image((await covers.forFile(audio))?.id ?? '', 1000);
  const [red] = await sharp(image?.bytes).raw().toBuffer();
  expect(red).toBeLessThan(20);
});

test('equal pictures in different files have one id', async () => {
  const picture = await flat('#E02020').jpeg().toBuffer();
  const other = path.join(root, 'music', 'b.mp3');
  writeFileSync(audio, mp3With(picture));
  writeFileSync(other, mp3With(picture));
  const covers = start();
  const [a, b] = await Promise.all([covers.forFile(audio), covers.forFile(other)]);
  expect(a).toEqual(b);
  expect(kept()).toHaveLength(2);
});

test('a changed file, and a cover laid beside it later, are seen', async () => {
  writeFileSync(audio, mp3With(undefined));
  const covers = start();
  expect(await covers.forFile(audio)).toBeUndefined();
  writeFileSync(path.join(root, 'music', 'cover.jpg'), await flat('#E02020').jpeg().toBuffer());
  const beside = await covers.forFile(audio);
  expect(beside).toBeDefined();
  writeFileSync(audio, mp3With(await flat('#1030D0').jpeg().toBuffer()));
  const own = await covers.forFile(audio);
  expect(own?.id).not.toBe(beside?.id);
});

test('no file, no cover, no crash', async () => {
  const covers = start();
  expect(await covers.forFile(path.join(root, 'gone.mp3'))).toBeUndefined();
  expect(await covers.forFile('\0')).toBeUndefined();
});

describe('after a restart', () => {
  test('an id is served though the music is gone', async () => {
    writeFileSync(audio, mp3With(await clouds(500)));
    const view = await start().forFile(audio);
    rmSync(audio);
    const again = start();
    expect(await sizeOf((await again.image(view?.id ?? '', 172))?.bytes)).toMatchObject({ width: 172 });
  });

  test('a known picture is not made again', async () => {
    writeFileSync(audio, mp3With(await clouds(500)));
    const view = await start().forFile(audio);
    const file = path.join(cacheFolder, 'artwork', `${view?.id}-1000.jpg`);
    utimesSync(file, 1000, 1000);
    expect(await start().forFile(audio)).toEqual(view);
    expect(statSync(file).mtimeMs).toBe(1_000_000);
  });
});

describe('a damaged cache is mended', () => {
  const breaks: [string, (file: string) => void][] = [
    ['cut off', (file) => writeFileSync(file, readFileSync(file).subarray(0, 700))],
    ['empty', (file) => writeFileSync(file, '')],
    ['all zeros', (file) => writeFileSync(file, Buffer.alloc(statSync(file).size))],
    [
      'broken inside',
      (file) =>
        writeFileSync(file, Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(99), Buffer.from([0xff, 0xd9])])),
    ],
    ['gone', (file) => rmSync(file)],
  ];
  test.each(breaks)('the largest is %s', async (_, damage) => {
    writeFileSync(audio, mp3With(await clouds(500)));
    const view = await start().forFile(audio);
    damage(path.join(cacheFolder, 'artwork', `${view?.id}-1000.jpg`));
    expect(await sizeOf((await start().image(view?.id ?? '', 172))?.bytes)).toMatchObject({ width: 172 });
  });

  test.each(breaks.filter(([name]) => name !== 'broken inside'))('a size is %s', async (_, damage) => {
    writeFileSync(audio, mp3With(await clouds(500)));
    const covers = start();
    const id = (await covers.forFile(audio))?.id ?? '';
    const whole = await covers.image(id, 172);
    damage(path.join(cacheFolder, 'artwork', `${id}-172.jpg`));
    expect((await covers.image(id, 172))?.bytes.equals(whole?.bytes ?? Buffer.alloc(0))).toBe(true);
  });

  test.each(['', '{', '{"colors":{"main":"red"}}'])('its facts are %j', async (text) => {
    writeFileSync(audio, mp3With(await clouds(500)));
    const view = await start().forFile(audio);
    writeFileSync(path.join(cacheFolder, 'artwork', `${view?.id}.json`), text);
    expect(await start().forFile(audio)).toEqual(view);
  });

  test('all of it was removed while the host runs', async () => {
    writeFileSync(audio, mp3With(await clouds(500)));
    const covers = start();
    const view = await covers.forFile(audio);
    rmSync(cacheFolder, { recursive: true });
    expect(await covers.image(view?.id ?? '', 172)).toBeUndefined();
    expect(await covers.forFile(audio)).toEqual(view);
    expect(await covers.image(view?.id ?? '', 172)).toBeDefined();
  });

  test('a cache that cannot be written: no cover, no crash', async () => {
    writeFileSync(cacheFolder, 'a file');
    writeFileSync(audio, mp3With(await clouds(300)));
    expect(await start().forFile(audio)).toBeUndefined();
  });
});

test('the folder stays within its bounds: the one unused for longest goes', async () => {
  const clock = new ManualClock();
  const files = await Promise.all(
    [300, 301, 302, 303].map(async (size) => {
      const file = path.join(root, 'music', `${size}.mp3`);
      writeFileSync(file, mp3With(await clouds(size)));
      return file;
    }),
  );
  await start().forFile(files[3] ?? '');
  const most = keptBytes() * 3.5;
  rmSync(cacheFolder, { recursive: true });
  const covers = start(most, clock);
  const ids: string[] = [];
  for (const [i, file] of files.entries()) {
    clock.advance(1000);
    if (i === 3) await covers.image(ids[0] ?? '', 1000);
    clock.advance(1000);
    ids.push((await covers.forFile(file))?.id ?? '');
  }
  expect(await covers.image(ids[1] ?? '', 1000)).toBeUndefined();
  for (const i of [0, 3]) expect(await covers.image(ids[i] ?? '', 1000)).toBeDefined();
  expect(keptBytes()).toBeLessThanOrEqual(most);
  expect((await covers.forFile(files[1] ?? ''))?.id).toBe(ids[1]);
});

test.each(['', 'x', '../../etc/passwd', 'A'.repeat(32), `${'a'.repeat(31)}/`, 'f'.repeat(32), '__proto__'])(
  'the id %j is nobody',
  async (id) => {
    expect(await start().image(id, 72)).toBeUndefined();
  },
);

test('the neutral record as SVG, and as PNG of any size', async () => {
  const covers = start();
  const svg = await covers.neutral();
  expect(svg.type).toBe('image/svg+xml');
  expect(svg.bytes.toString()).toMatch(/^<svg/);
  for (const size of COVER_SIZES) {
    const { bytes, type } = await covers.neutral(size);
    expect(type).toBe('image/png');
    expect(await sizeOf(bytes)).toEqual({ width: size, height: size, format: 'png' });
  }
});
