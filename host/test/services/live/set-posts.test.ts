import type { PublicSetRow } from '@tracord/shared/sets.ts';
import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { FIRST_BOT_TOPICS } from '@tracord/shared/topics.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TopicStore } from '#kernel/topic-store.ts';
import { SetPosts } from '#services/live/set-posts.ts';
import { until } from '../../../../test/fakes/until.ts';
import { LIBRARY, MINUTE, StatsStage } from './stats-stage.ts';

const T0 = 1_760_000_000_000;
let stage: StatsStage;
let bot: TopicStore<typeof FIRST_BOT_TOPICS & { discord: typeof DEFAULT_SETTINGS.discord }>;
let posts: SetPosts;
let rows: Record<string, PublicSetRow[]>;
let published: number;

const row = (place: number, minute: number, title: string, more: Partial<PublicSetRow> = {}): PublicSetRow => ({
  ...{ place, startsAt: T0 + minute * MINUTE, display: { artist: 'Mira', title } },
  ...more,
});
const three = [
  row(1, 0, 'One'),
  row(2, 5, 'Two', { rough: true }),
  row(3, 61, 'ID', { display: { artist: 'ID', title: 'ID' }, masked: true }),
];

beforeEach(() => {
  stage = new StatsStage();
  stage.library = LIBRARY;
  bot = new TopicStore({ ...FIRST_BOT_TOPICS, discord: DEFAULT_SETTINGS.discord }, stage.log);
  rows = {};
  published = 0;
  bot.onChange(() => {
    published += 1;
  });
  posts = new SetPosts({
    ...{ setlists: stage.setlists, rows: stage.rows, stats: stage.book, topics: stage.topics, bot },
    ...{ clock: stage.clock, log: stage.log },
    publicRows: (id) => rows[id] ?? [],
  });
});
afterEach(() => {
  posts.stop();
  stage.close();
});

function set(id: string, hour: number, given: { rows?: PublicSetRow[]; on?: true } = {}): void {
  const fromAt = T0 + hour * 60 * MINUTE;
  stage.setlists.begin({ id, fromAt, ...(given.on ? {} : { endedAt: fromAt + 30 * MINUTE, endedBy: 'dj' as const }) });
  rows[id] = given.rows ?? three;
}

it('says a set that is over as the audience may read it, with its numbers and a text for a phone', async () => {
  set('s', 0);
  stage.setlists.rename('s', 'Friday at the Pier');
  stage.plays.add({
    ...{ id: 'p', at: T0, endedAt: T0 + 65 * MINUTE, artist: 'Mira', title: 'One', trackId: 't0', song: 'one' },
    ...{ source: 'decks', live: true, hidden: false, masked: false, confidence: 1, matchedBy: 'path' },
  });
  await posts.publish();
  const post = bot.get('posts').byId.s;
  expect(post).toMatchObject({
    ...{ setId: 's', title: 'Friday at the Pier', startedAt: T0, endedAt: T0 + 30 * MINUTE },
    lines: ['0:00 Mira - One', '~5:00 Mira - Two', '1:01:00 ID - ID'],
    numbers: [
      { name: 'On air', value: '1 h 05 min' },
      { name: 'Tracks', value: '3' },
      { name: 'Genres', value: 'House' },
      { name: 'Tempo', value: '120–124 BPM' },
    ],
  });
  expect(post?.requestsSetId).toBeUndefined();
  const [head, list, note, numbers] = (post?.text ?? '').split('\n\n');
  expect(head).toMatch(/^Friday at the Pier\n9 October 2025, \d\d:\d\d$/);
  expect(list).toBe('0:00 Mira - One\n~5:00 Mira - Two\n1:01:00 ID - ID');
  expect(note).toBe('~ started about then');
  expect(numbers).toContain('On air: 1 h 05 min\nTracks: 3\n');
});

it('names the show whose requests they were', async () => {
  set('s', 0);
  stage.db.prepare(`insert into sets (id, started_at, open) values ('show', ?, 0)`).run(T0 - MINUTE);
  stage.db
    .prepare(
      `insert into requests (id, set_id, number, revision, state, track_id, song, artist, title, candidates, platform, person_id,
         person_name, is_helper, first_by, asked_at, changed_at, skips, accepted_at, on_air_since)
       values ('r', 'show', 1, 1, 'played', 't0', 'one', 'Mira', 'One', '[]', 'discord', 'p', 'Ben', 0, '', ?, ?, 0, ?, ?)`,
    )
    .run(T0 - 1, T0, T0, T0);
  await posts.publish();
  const { requestsSetId, numbers } = bot.get('posts').byId.s ?? {};
  expect([requestsSetId, numbers?.slice(1)]).toEqual([
    'show',
    [
      { name: 'Requests', value: '1, 1 played' },
      { name: 'People who asked or voted', value: '1' },
      { name: 'Asked for most', value: 'Mira - One (1×)' },
      { name: 'Most requests by', value: 'Ben (1)' },
    ],
  ]);
});

it('says the last three that are over, the newest first, and none with fewer than three tracks', async () => {
  for (const hour of [1, 2, 3, 4]) set(`s${hour}`, hour);
  set('short', 5, { rows: three.slice(0, 2) });
  set('on', 6, { on: true });
  await posts.publish();
  expect(bot.get('posts').order).toEqual(['s4', 's3', 's2']);
});

it('is made anew a moment after something changed, and publishes nothing that is the same', async () => {
  set('s', 0);
  await posts.publish();
  expect(published).toBe(1);
  posts.changed();
  stage.clock.advance(5_000);
  await posts.publish();
  expect(published).toBe(1);
  rows.s = [row(1, 0, 'One'), row(2, 5, 'Two'), row(3, 61, 'Revealed')];
  posts.changed();
  stage.clock.advance(5_000);
  await until(() => expect(bot.get('posts').byId.s?.lines.at(-1)).toBe('1:01:00 Mira - Revealed'));
  expect(published).toBe(2);
});

it('keeps what it said where it cannot be made', async () => {
  set('s', 0);
  await posts.publish();
  Object.defineProperty(rows, 's', {
    get: () => {
      throw new Error('the disk cannot be read');
    },
  });
  posts.changed();
  stage.clock.advance(5_000);
  await until(() => expect(stage.logged).toContain('posts.failed'));
  expect(bot.get('posts').order).toEqual(['s']);
});

it('looks again for a while after the end: some of it is told later', async () => {
  set('s', 0);
  stage.clock.advance(T0 + 31 * MINUTE - stage.clock.now());
  await posts.publish();
  rows.s = [...three, row(4, 62, 'Told later')];
  stage.clock.advance(40_000);
  await until(() => expect(bot.get('posts').byId.s?.lines).toHaveLength(4));
  stage.clock.advance(30 * MINUTE);
  await posts.publish();
  rows.s = three;
  stage.clock.advance(60 * MINUTE);
  await posts.publish();
  expect(bot.get('posts').byId.s?.lines).toHaveLength(3);
});

it('says nothing that was hidden while it was counted', async () => {
  set('s', 0);
  set('t', 2);
  const hide = (id: string) => {
    rows[id] = three.map((one) => ({ ...one, display: { artist: 'ID', title: 'ID' }, masked: true as const }));
  };
  posts.stop();
  const told: string[] = [];
  bot.onChange(() => told.push(...Object.values(bot.get('posts').byId).flatMap(({ lines }) => lines)));
  let asked = 0;
  posts = new SetPosts({
    ...{ setlists: stage.setlists, rows: stage.rows, topics: stage.topics, bot, clock: stage.clock, log: stage.log },
    stats: {
      get: async (question, role) => {
        asked += 1;
        hide(asked === 1 ? 't' : 's');
        return stage.book.get(question, role);
      },
    },
    publicRows: (id) => rows[id] ?? [],
  });
  await posts.publish();
  expect(told.length).toBeGreaterThan(0);
  expect(told.filter((line) => line.includes('Mira'))).toEqual([]);
});

it('says nothing of rows that were edited after they were read', async () => {
  set('s', 0);
  set('t', 2);
  posts.stop();
  let isHidden = false;
  const told: string[] = [];
  bot.onChange(() => told.push(...Object.values(bot.get('posts').byId).flatMap(({ lines }) => lines)));
  const edited: SetPosts = new SetPosts({
    ...{ setlists: stage.setlists, rows: stage.rows, stats: stage.book, topics: stage.topics, bot },
    ...{ clock: stage.clock, log: stage.log },
    publicRows: async (id) => {
      const read = isHidden ? three.map((one) => ({ ...one, display: { artist: 'ID', title: 'ID' } })) : three;
      // The older set is read last: the newer one was read by then.
      if (id === 's' && !isHidden) {
        isHidden = true;
        edited.changed();
      }
      return read;
    },
  });
  posts = edited;
  await posts.publish();
  stage.clock.advance(3_000);
  await until(() => expect(told.length).toBeGreaterThan(0));
  expect(told.filter((line) => line.includes('Mira'))).toEqual([]);
});
