import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makePicture } from '#adapters/artwork/cover-picture.ts';
import { MOST_PICTURE_BYTES, pictureKind, readCover } from '#adapters/artwork/cover-reader.ts';
import { clouds, flat, mp3With, pngClaiming, SVG_WITH_SCRIPT } from './cover-files.ts';

let root: string;
let folder: string;
let audio: string;
let jpeg: Buffer;
let png: Buffer;
let count = 0;
beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'tracord-covers-'));
  jpeg = await flat('#E02020').jpeg().toBuffer();
  png = await flat('#1030D0').png().toBuffer();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
beforeEach(() => {
  count += 1;
  folder = path.join(root, String(count));
  mkdirSync(folder);
  audio = path.join(folder, 'Ärger – 音.mp3');
});

test('the picture in the tags, byte for byte', async () => {
  writeFileSync(audio, mp3With(jpeg));
  writeFileSync(path.join(folder, 'cover.jpg'), png);
  const found = await readCover(audio);
  expect(found).toMatchObject({ ok: true, from: 'tags' });
  expect(found.ok && Buffer.from(found.bytes).equals(jpeg)).toBe(true);
});

describe('without a picture in the tags', () => {
  test.each([
    [['cover.jpg']],
    [['Folder.JPG']],
    [['FRONT.png']],
    [['front.png', 'folder.jpg', 'COVER.Jpeg', 'back.jpg']],
  ])('%j beside the file', async (names) => {
    writeFileSync(audio, mp3With(undefined));
    for (const name of names)
      writeFileSync(path.join(folder, name), name === 'COVER.Jpeg' || names.length === 1 ? jpeg : png);
    const found = await readCover(audio);
    expect(found).toMatchObject({ ok: true, from: 'folder' });
    expect(found.ok && Buffer.from(found.bytes).equals(jpeg)).toBe(true);
  });

  test('other pictures are not taken', async () => {
    writeFileSync(audio, mp3With(undefined));
    for (const name of ['back.jpg', 'cover.txt', 'my cover.jpg']) writeFileSync(path.join(folder, name), jpeg);
    expect(await readCover(audio)).toMatchObject({ ok: false, reason: 'no-picture' });
  });
});

describe('what cannot be had is a value', () => {
  test.each<[string, () => Buffer, string]>([
    ['an empty file', () => Buffer.alloc(0), 'no-picture'],
    ['no audio file', () => Buffer.from('hello there'), 'no-picture'],
    ['an SVG in the tags', () => mp3With(SVG_WITH_SCRIPT, 'image/svg+xml'), 'not-a-picture'],
    ['an SVG that says it is a JPEG', () => mp3With(SVG_WITH_SCRIPT, 'image/jpeg'), 'not-a-picture'],
    ['a link instead of a picture', () => mp3With(Buffer.from('http://example.com/a.jpg'), '-->'), 'not-a-picture'],
    ['more than 20 MB', () => mp3With(Buffer.concat([jpeg, Buffer.alloc(MOST_PICTURE_BYTES)])), 'too-large'],
  ])('%s', async (_, bytes, reason) => {
    writeFileSync(audio, bytes());
    expect(await readCover(audio)).toMatchObject({ ok: false, reason });
  });

  test('no such file, or a folder', async () => {
    expect(await readCover(audio)).toMatchObject({ ok: false, reason: 'no-file' });
    expect(await readCover(folder)).toMatchObject({ ok: false, reason: 'no-file' });
  });

  test.each(['a.flac', 'a.xyz'])('%s that is none', async (name) => {
    writeFileSync(path.join(folder, name), 'hello there');
    expect(await readCover(path.join(folder, name))).toMatchObject({ ok: false, reason: 'unreadable' });
  });

  test('a tag that is cut off', async () => {
    writeFileSync(audio, mp3With(jpeg).subarray(0, 400));
    expect((await readCover(audio)).ok).toBe(false);
  });
});

describe('hostile pictures are refused', () => {
  test.each<[string, () => Promise<Buffer> | Buffer]>([
    ['a JPEG that is cut off', async () => (await clouds(600)).subarray(0, 9000)],
    ['a PNG of 30,000 × 30,000', () => pngClaiming(30_000, 30_000)],
    ['a PNG without its pixels', () => pngClaiming(2000, 2000)],
    ['a PNG of no width', () => pngClaiming(0, 100)],
    ['an SVG', () => SVG_WITH_SCRIPT],
    ['a JPEG in name only', () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(5000, 7)])],
    ['a GIF in name only', () => Buffer.from('GIF89a, or is it')],
    ['a WebP in name only', () => Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1')],
    ['nothing', () => Buffer.alloc(0)],
  ])('%s', async (_, bytes) => {
    expect(await makePicture(await bytes())).toMatchObject({ ok: false, message: expect.any(String) });
  });

  test('a picture with some bytes turned over never crashes', async () => {
    const whole = await clouds(200);
    for (let i = 0; i < 60; i += 1) {
      const bent = Buffer.from(whole);
      for (let j = 0; j < 20; j += 1)
        bent[3 + ((i * 7919 + j * 104_729) % (bent.length - 3))] = (i * 31 + j * 17) & 255;
      expect(typeof (await makePicture(bent)).ok).toBe('boolean');
    }
  });
});

test.each<[string, () => Promise<Buffer>, string]>([
  ['JPEG', () => flat('#102030').jpeg().toBuffer(), 'jpeg'],
  ['PNG', () => flat('#102030').png().toBuffer(), 'png'],
  ['GIF', () => flat('#102030').gif().toBuffer(), 'gif'],
  ['WebP', () => flat('#102030').webp().toBuffer(), 'webp'],
])('%s is known by its first bytes, and can be made smaller', async (_, draw, kind) => {
  const bytes = await draw();
  expect(pictureKind(bytes)).toBe(kind);
  expect(await makePicture(bytes)).toMatchObject({ ok: true, width: 300, height: 300 });
});
