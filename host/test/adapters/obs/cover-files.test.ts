import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CoverFiles } from '#adapters/obs/cover-files.ts';
import { ManualClock } from '#kernel/clock.ts';
import { createLogger, silentLogger } from '#kernel/logger.ts';
import { until } from '../../../../test/fakes/until.ts';

describe('the cover as a file', () => {
  let folder: string;
  let clock: ManualClock;
  let changes: string[];
  /** Answers of covers that are under way, by artwork. */
  let waiting: Map<string, (picture: Uint8Array | undefined) => void>;

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'tracord-covers-')), 'covers');
    clock = new ManualClock();
    changes = [];
    waiting = new Map();
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

  const picture = (text: string): Uint8Array => Buffer.from(text);
  const start = (
    cover = (id: string | undefined): Promise<Uint8Array | undefined> =>
      id === undefined ? Promise.resolve(picture('neutral')) : new Promise((resolve) => waiting.set(id, resolve)),
  ) => {
    const files: CoverFiles = new CoverFiles({
      ...{ folder, cover, clock, log: silentLogger },
      onChange: () => changes.push(shown(files)),
    });
    return files;
  };
  const shown = (files: CoverFiles) => (files.file ? readFileSync(files.file, 'utf8') : String(files.file));
  const ready = async (text: string) => until(() => expect(changes.at(-1)).toBe(text));

  const written = () =>
    readdirSync(folder)
      .sort()
      .map((name) => readFileSync(join(folder, name), 'utf8'));

  it('is written whole before it is shown, in two files in turn, and the other one tells nothing', async () => {
    const files = start();
    const names: string[] = [];
    for (const text of ['a', 'b', 'c']) {
      files.show(text);
      waiting.get(text)?.(picture(text));
      await ready(text);
      names.push(basename(files.file ?? ''));
      files.shown(files.file ?? '');
      await until(() => expect(written().sort()).toEqual([text, 'neutral'].sort()));
    }
    expect(names).toEqual(['cover-a.jpg', 'cover-b.jpg', 'cover-a.jpg']);
    expect(changes).toEqual(['a', 'b', 'c']);
  });

  it('that may not be seen any more is gone from both files, whether OBS takes them or not', async () => {
    const files = start();
    files.show('secret');
    waiting.get('secret')?.(picture('secret'));
    await ready('secret');
    files.show(undefined);
    await ready('neutral');
    await until(() => expect(written()).toEqual(['neutral', 'neutral']));
  });

  it('is not written before anybody wishes to see one', async () => {
    start();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(existsSync(folder)).toBe(false);
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
    expect(written().sort()).toEqual(['neutral', 'next']);
  });

  it.each([
    ['there is none', () => Promise.resolve(undefined)],
    ['it cannot be had', () => Promise.reject(new Error('gone'))],
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

  it('is written and hidden as ever after who is told of it failed once', async () => {
    let failsOnce = true;
    const errors: string[] = [];
    const files: CoverFiles = new CoverFiles({
      ...{ folder, clock, log: createLogger(({ event }) => errors.push(event)) },
      cover: async (id) => picture(id ?? 'neutral'),
      onChange: () => {
        changes.push(shown(files));
        if (!failsOnce) return;
        failsOnce = false;
        throw new Error('broken');
      },
    });
    files.show('a');
    await ready('a');
    files.show(undefined);
    await ready('neutral');
    await until(() => expect(written()).toEqual(['neutral', 'neutral']));
    expect(errors).toEqual(['cover.failed']);
  });
});
