import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { type BotTopics, FIRST_BOT_TOPICS } from '@tracord/shared/topics.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { BotMemory } from '#services/live/bot-memory.ts';
import { openShowDatabase } from '#storage/show/database.ts';
import { ShowState } from '#storage/show/show-state.ts';

let folder: string;
let show: ReturnType<typeof openShowDatabase>;
let topics: TopicStore<BotTopics>;

beforeEach(() => {
  folder = mkdtempSync(`${tmpdir()}/tracord-memory-`);
  show = openShowDatabase(folder);
  topics = new TopicStore<BotTopics>({ ...FIRST_BOT_TOPICS, discord: DEFAULT_SETTINGS.discord }, silentLogger);
});
afterEach(() => {
  show.close();
  rmSync(folder, { recursive: true });
});

const memory = () => new BotMemory(new ShowState(show), topics);

test('keeps, changes and forgets, over a restart too', () => {
  const before = memory();
  expect(before.remember('panel', '1/2')).toEqual({ ok: true });
  before.remember('board', '3/4');
  before.remember('panel', '1/5');
  before.remember('board', undefined);
  before.remember('never known', undefined);
  expect(topics.get('memory')).toEqual({ panel: '1/5' });
  show.close();
  show = openShowDatabase(folder);
  memory();
  expect(topics.get('memory')).toEqual({ panel: '1/5' });
});

test('has room for 200 names, and for another value of each', () => {
  const full = memory();
  for (let at = 0; at < 200; at++) expect(full.remember(`name ${at}`, 'x').ok).toBe(true);
  expect(full.remember('one more', 'x')).toMatchObject({ ok: false, code: 'too-many' });
  expect(full.remember('name 7', 'y').ok).toBe(true);
  full.remember('name 7', undefined);
  expect(full.remember('toString', 'x').ok).toBe(true);
  expect(Object.keys(topics.get('memory'))).toHaveLength(200);
});

test.each(['__proto__', 'constructor', 'prototype'])('keeps nothing under %s', (name) => {
  expect(memory().remember(name, 'x')).toMatchObject({ ok: false, code: 'invalid' });
  expect(topics.get('memory')).toEqual({});
});

test('believes nothing where it could not be stored', () => {
  const kept = memory();
  show.close();
  expect(() => kept.remember('panel', '1/2')).toThrow();
  expect(topics.get('memory')).toEqual({});
  show = openShowDatabase(folder);
});

test.each([['a text'], [[1, 2]], [{ panel: 7, board: 'x' }]])('reads what it can of %j', (stored) => {
  new ShowState(show).set('bot-memory', stored);
  memory();
  expect(Object.values(topics.get('memory')).every((value) => typeof value === 'string')).toBe(true);
});
