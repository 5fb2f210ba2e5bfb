import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CoverFiles, type CoverPicture } from '#adapters/obs/cover-files.ts';
import { ManualClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { until } from '../../../../test/fakes/until.ts';

describe('the cover as a file', () => {
  let folder: string;
  let clock: ManualClock;
  let changes: string[];
  /** Answers of covers that are under way, by artwork. */
  let waiting: Map<string, (picture: CoverPicture | undefined) => void>;

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'tracord-covers-')), 'covers');
    clock = new ManualClock();
    changes = [];
    waiting = new Map();
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

  const picture = (text: string): CoverPicture => ({ bytes: Buffer.from(text), type: 'image/jpeg' });
  const start = (
    cover = (id: string | undefined): Promise<CoverPicture | undefined> =>
      id === undefined
        ? Promise.resolve({ bytes: Buffer.from('neutral'), type: 'image/png' })
        : new Promise((resolve) => waiting.set(id, resolve)),
  ) => {
    const files: CoverFiles = new CoverFiles({
      ...{ folder, cover, clock, log: silentLogger },
      onChange: () => changes.push(shown(files)),
    });
    return files;
  };
  const shown = (files: CoverFiles) => (files.file ? readFileSync(files.file, 'utf8') : String(files.file));
  const ready = async (text: string) => until(() => expect(changes.at(-1)).toBe(text));

  it('is written whole before it is shown, each under another name, and only the last ones stay', async () => {
    const files = start();
    const names = new Set<string>();
    for (const text of ['a', 'b', 'a']) {
      files.show(text);
      waiting.get(text)?.(picture(text));
      await ready(text);
      names.add(basename(files.file ?? ''));
      await files.shown(files.file ?? '');
    }
    expect(names.size).toBe(3);
    expect(changes).toEqual(['a', 'b', 'a']);
    files.show(undefined);
    await ready('neutral');
    await files.shown(files.file ?? '');
    expect(readdirSync(folder)).toEqual([basename(files.file ?? '')]);
    expect(files.file).toMatch(/\.png$/);
  });

  it('leaves the old picture for a second at most, and shows a slow one when it comes', async () => {
    const files = start();
    files.show(undefined);
    await ready('neutral');
    files.show('quick');
    waiting.get('quick')?.(picture('quick'));
    await ready('quick');
    files.show('slow');
    clock.advance(999);
    expect(shown(files)).toBe('quick');
    clock.advance(1);
    await ready('neutral');
    waiting.get('slow')?.(picture('slow'));
    await ready('slow');
  });

  it('is of the newest wish, whatever comes when', async () => {
    const files = start();
    files.show('first');
    files.show('second');
    waiting.get('second')?.(picture('second'));
    await ready('second');
    waiting.get('first')?.(picture('first'));
    files.show(undefined);
    await ready('neutral');
    clock.advance(5_000);
    expect(changes).toEqual(['second', 'neutral']);
  });

  it('is not written where it is not wanted any more when it comes', async () => {
    const files = start();
    files.show('secret');
    files.show(undefined);
    await ready('neutral');
    waiting.get('secret')?.(picture('secret'));
    files.show('next');
    waiting.get('next')?.(picture('next'));
    await ready('next');
    const written = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(written.sort()).toEqual(['neutral', 'next']);
  });

  it.each([
    ['there is none', () => Promise.resolve(undefined)],
    ['it cannot be had', () => Promise.reject(new Error('gone'))],
    [
      'it is of a kind that OBS may not read',
      () => Promise.resolve({ bytes: Buffer.from('<svg/>'), type: 'image/svg+xml' }),
    ],
  ])('is the neutral one where %s', async (_name, cover) => {
    const files = start((id) => (id === undefined ? Promise.resolve(picture('neutral')) : cover()));
    files.show('x');
    await ready('neutral');
  });

  it('is none at all where nothing can be written, rather than the one before', async () => {
    writeFileSync(folder, 'a file where the folder should be');
    const files = start();
    files.show(undefined);
    await ready('');
  });

  it('removes no file that is not its own', async () => {
    const files = start();
    files.show(undefined);
    await ready('neutral');
    writeFileSync(join(folder, 'cover.jpg'), 'mine');
    writeFileSync(join(folder, 'cover-0123456789ab.jpg'), 'of an earlier run');
    await files.shown(files.file ?? '');
    expect(readdirSync(folder).sort()).toEqual([basename(files.file ?? ''), 'cover.jpg'].sort());
  });
});
