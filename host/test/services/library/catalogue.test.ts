// The catalogue over workers that answer as they are told: what is urgent, and what a damaged library leads to.

import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { DomainError } from '#kernel/domain-error.ts';
import type { CallOptions, WorkerLink } from '#kernel/workers.ts';
import { Catalogue } from '#services/library/catalogue.ts';

const ASIDE = '/data/library.sqlite.damaged';
const RULES = { exclude: [], excludeLoops: true, masks: DEFAULT_SETTINGS.masks };

let done: string[];
/** What fails, and with which code. */
let faults: Map<string, string>;
let told: string[];
let catalogue: Catalogue;

/** Answers each method with its name; `!` marks what was asked urgently. */
const worker = (name: string): WorkerLink => ({
  call: async <T>(method: string, _input?: unknown, { urgent }: CallOptions = {}) => {
    done.push(`${name} ${method}${urgent ? '!' : ''}`);
    await Promise.resolve();
    const code = faults.get(method);
    if (code !== undefined) throw new DomainError(code, `${method} failed`);
    return (method === 'setAside' ? ASIDE : method) as T;
  },
  rest: async () => {
    done.push(`${name} rests`);
  },
  stop: async () => {},
});

beforeEach(() => {
  done = [];
  faults = new Map();
  told = [];
  catalogue = new Catalogue(worker('writer'), worker('reader'));
  catalogue.onSetAside((file) => {
    told.push(file);
    // An empty library is in its place.
    faults.clear();
  });
});

describe('questions', () => {
  test('wait until the library is open, which is asked for once', async () => {
    await Promise.all([catalogue.summary(), catalogue.playlists()]);
    expect(done).toEqual(['writer open', 'reader summary', 'reader playlists']);
  });

  test('about what is on air are urgent, searches are not', async () => {
    await catalogue.search('x');
    await catalogue.match({ artist: 'A', title: 'T' });
    await catalogue.tracks(['t1']);
    expect(done).toEqual(['writer open', 'reader hits', 'reader match!', 'reader tracks!']);
  });

  test('a library that cannot be opened now is opened by the next question', async () => {
    faults.set('open', 'database-busy');
    await expect(catalogue.summary()).rejects.toMatchObject({ code: 'database-busy' });
    faults.clear();
    await expect(catalogue.summary()).resolves.toBe('summary');
    expect(told).toEqual([]);
  });
});

describe('a damaged library', () => {
  test.each([
    ['found when it is opened', 'open'],
    ['found by a question', 'summary'],
  ])('%s: put aside while nobody reads it, and asked again', async (_, method) => {
    faults.set(method, 'database-damaged');
    await expect(catalogue.summary()).resolves.toBe('summary');
    expect(told).toEqual([ASIDE]);
    const from = done.indexOf('reader rests');
    expect(done.slice(from)).toEqual([
      ...['reader rests', 'writer setAside', 'reader rests'],
      ...['writer open', 'reader summary'],
    ]);
  });

  test('found by several questions at once: put aside once', async () => {
    for (const method of ['summary', 'playlists', 'hits']) faults.set(method, 'database-damaged');
    await Promise.all([catalogue.summary(), catalogue.playlists(), catalogue.search('x')]);
    expect(told).toEqual([ASIDE]);
  });

  test('is asked nothing while it is put aside', async () => {
    await catalogue.summary();
    faults.set('summary', 'database-damaged');
    const first = catalogue.summary();
    while (!done.includes('reader rests')) await Promise.resolve();
    await Promise.all([first, catalogue.playlists()]);
    expect(done.indexOf('reader playlists')).toBeGreaterThan(done.lastIndexOf('writer open'));
    expect(told).toEqual([ASIDE]);
  });

  test('is marked by no rules until they are applied again', async () => {
    await catalogue.applyRules(RULES);
    expect(catalogue.isMarkedBy(RULES.masks)).toBe(true);
    faults.set('summary', 'database-damaged');
    await catalogue.summary();
    expect(catalogue.isMarkedBy(RULES.masks)).toBe(false);
    faults.set('applyRules', 'database-damaged');
    await catalogue.applyRules(RULES);
    expect(catalogue.isMarkedBy(RULES.masks)).toBe(true);
  });

  test('that cannot be put aside stays a fault, with its remedy', async () => {
    faults.set('summary', 'database-damaged').set('setAside', 'failed');
    await expect(catalogue.summary()).rejects.toMatchObject({ code: 'database-damaged', message: 'summary failed' });
    expect(told).toEqual([]);
  });
});
