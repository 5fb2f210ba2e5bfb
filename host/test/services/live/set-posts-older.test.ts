import { type PostPlace, postName, writtenPlace } from '@tracord/shared/post-place.ts';
import type { PublicSetRow } from '@tracord/shared/sets.ts';
import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { FIRST_BOT_TOPICS } from '@tracord/shared/topics.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TopicStore } from '#kernel/topic-store.ts';
import { SetPosts } from '#services/live/set-posts.ts';
import { until } from '../../../../test/fakes/until.ts';
import { LIBRARY, MINUTE, StatsStage } from './stats-stage.ts';

const T0 = 1_760_000_000_000;
const HOUR = 60 * MINUTE;
let stage: StatsStage;
let bot: TopicStore<typeof FIRST_BOT_TOPICS & { discord: typeof DEFAULT_SETTINGS.discord }>;
let posts: SetPosts;
let rows: Record<string, PublicSetRow[]>;

const rowsOf = (...titles: string[]): PublicSetRow[] =>
  titles.map((title, n) => ({ place: n + 1, startsAt: T0 + n * MINUTE, display: { artist: 'Mira', title } }));

/** The bot remembers what it posted of each of them, and `s1` is the oldest. */
beforeEach(async () => {
  stage = new StatsStage();
  stage.library = LIBRARY;
  bot = new TopicStore({ ...FIRST_BOT_TOPICS, discord: DEFAULT_SETTINGS.discord }, stage.log);
  rows = {};
  posts = new SetPosts({
    ...{ setlists: stage.setlists, rows: stage.rows, stats: stage.book, topics: stage.topics, bot },
    ...{ clock: stage.clock, log: stage.log },
    publicRows: (id) => rows[id] ?? [],
  });
  for (const n of [1, 2, 3, 4, 5, 6]) {
    const fromAt = T0 + n * HOUR;
    rows[`s${n}`] = rowsOf('One', 'ID', 'Three');
    stage.setlists.begin({ id: `s${n}`, fromAt, endedAt: fromAt + 30 * MINUTE, endedBy: 'dj' });
    await posts.publish();
    remember(`s${n}`);
  }
});
afterEach(() => {
  posts.stop();
  stage.close();
});

const memory = (setId: string, place: PostPlace) =>
  bot.set('memory', { ...bot.get('memory'), [postName(setId)]: writtenPlace(place) });
const at = { channelId: '100000000000000001', messageId: '200000000000000001' };
/** As the bot does once it is sent. */
function remember(setId: string): void {
  const { endedAt, version } = bot.get('posts').byId[setId] ?? { endedAt: 0, version: '' };
  memory(setId, { state: 'posted', ...at, at: endedAt, version });
}
const order = () => bot.get('posts').order;
const NEWEST = ['s6', 's5', 's4'];

it('says an older set anew where its post says something else, until the bot has put it right', async () => {
  await posts.publish();
  expect(order()).toEqual(NEWEST);
  rows.s1 = rowsOf('One', 'Revealed', 'Three');
  posts.changed();
  stage.clock.advance(30_000);
  await until(() => expect(order()).toEqual([...NEWEST, 's1']));
  expect(bot.get('posts').byId.s1?.lines[1]).toBe('1:00 Mira - Revealed');
  remember('s1');
  stage.clock.advance(30_000);
  await until(() => expect(order()).toEqual(NEWEST));
  rows.s1 = rowsOf('One', 'ID', 'Three');
  await posts.publish();
  expect(order()).toEqual([...NEWEST, 's1']);
});

it('says nothing of an older set that was never posted, or whose post is gone', async () => {
  memory('s1', { state: 'gone', at: T0 });
  bot.set('memory', Object.fromEntries(Object.entries(bot.get('memory')).filter(([name]) => name !== postName('s2'))));
  for (const n of [1, 2, 3]) rows[`s${n}`] = rowsOf('Another', 'list', 'of it');
  await posts.publish();
  expect(order()).toEqual([...NEWEST, 's3']);
});

it('one that was about to be posted as the bot was killed is said again', async () => {
  memory('s1', { state: 'sending', channelId: at.channelId, at: T0 + HOUR, endedAt: T0 + HOUR });
  await posts.publish();
  expect(order()).toEqual([...NEWEST, 's1']);
});

it('also where few rows are left of it, or none', async () => {
  rows.s2 = rowsOf('One');
  rows.s1 = [];
  await posts.publish();
  expect(order()).toEqual([...NEWEST, 's2', 's1']);
  expect(bot.get('posts').byId.s1).toMatchObject({ title: 'The set of 9 October 2025', lines: [] });
});

it('one that was joined to another is said to be a part of it, until that is taken back', async () => {
  const [first, second] = [stage.setlists.get('s2'), stage.setlists.get('s3')];
  if (first === undefined || second === undefined) throw new Error('there are no such sets');
  stage.setlists.merge(first, second);
  stage.setlists.rename('s2', 'Two nights');
  rows.s2 = rowsOf('One', 'ID', 'Three', 'One', 'ID', 'Three');
  rows.s3 = [];
  await posts.publish();
  expect(order()).toEqual([...NEWEST, 's3', 's2']);
  const { s2, s3 } = bot.get('posts').byId;
  expect(s2?.lines).toHaveLength(6);
  expect(s3).toMatchObject({ title: 'Two nights', isJoined: true, lines: [], numbers: [], text: '' });
  remember('s2');
  remember('s3');
  await posts.publish();
  expect(order()).toEqual(NEWEST);
  stage.setlists.unmerge({ id: 's2', end: first }, second);
  rows.s3 = rowsOf('One', 'ID', 'Three');
  await posts.publish();
  expect(bot.get('posts').byId.s3).toMatchObject({ title: 'The set of 9 October 2025', startedAt: T0, numbers: [{}] });
  expect(bot.get('posts').byId.s3).not.toHaveProperty('isJoined');
});

it('one that goes on says what is true of it by now', async () => {
  stage.setlists.reopen('s6');
  rows.s6 = rowsOf('One', 'ID', 'Three', 'Four');
  await posts.publish();
  expect(order()).toEqual(['s5', 's4', 's3', 's6']);
  expect(bot.get('posts').byId.s6?.lines).toHaveLength(4);
});

it('looks at no more than the newest hundred that are remembered', async () => {
  for (let n = 0; n < 150; n++) {
    const fromAt = T0 - (n + 1) * HOUR;
    stage.setlists.begin({ id: `o${n}`, fromAt, endedAt: fromAt + 30 * MINUTE, endedBy: 'dj' });
    rows[`o${n}`] = rowsOf('One', 'Two', 'Three');
    memory(`o${n}`, { state: 'posted', ...at, at: fromAt + 30 * MINUTE, version: '' });
  }
  await posts.publish();
  expect(order().slice(3)).toEqual(Array.from({ length: 94 }, (_, n) => `o${n}`));
});
