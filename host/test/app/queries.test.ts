import type { Role } from '@tracord/shared/protocol.ts';
import { FIRST_OPERATOR_TOPICS, type LibraryView } from '@tracord/shared/topics.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QueryDesk, type QueryParts } from '#app/queries.ts';
import { DomainError } from '#kernel/domain-error.ts';
import { createLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { catalogueMethods, type HitsAnswer } from '#services/library/catalogue-methods.ts';
import { searchMethods } from '#services/library/search.ts';
import { entryXml, LibraryForTest, playlistXml } from '../services/library/library-for-test.ts';
import { otherQueries } from './other-handlers.ts';

const INFO = [
  'GENRE="House" LABEL="Open Label" REMIXER="Rex" PRODUCER="Pro" RELEASE_DATE="2019/5/4" PLAYTIME_FLOAT="300.5"',
  'COMMENT="private note" RATING="second note" KEY_LYRICS="la la" KEY="Am" BITRATE="320000"',
  'PLAYCOUNT="7" RANKING="204" IMPORT_DATE="2024/1/2" LAST_PLAYED="2024/2/3" COLOR="3"',
].join(' ');
const INNER =
  '<TEMPO BPM="126.5"></TEMPO><MUSICAL_KEY VALUE="21"></MUSICAL_KEY><CUE_V2 NAME="drop" TYPE="0" START="1000" LEN="0" HOTCUE="0"></CUE_V2>';

const library = new LibraryForTest();
let methods: ReturnType<typeof catalogueMethods>;
let ids: Record<string, string>;
const logged: string[] = [];
const log = createLogger(({ event }) => logged.push(event));
const topics = new TopicStore(FIRST_OPERATOR_TOPICS, log);

/** What the catalogue answers, of the real library but in this thread. */
const catalogue: QueryParts['catalogue'] = {
  search: async (q, options) => methods.hits({ ...options, q } as never, () => {}) as HitsAnswer,
  track: async (id) => methods.track(id as never, () => {}) as never,
  playlists: async () => methods.playlists(undefined as never, () => {}) as never,
  playlist: async (id) => methods.playlist(id as never, () => {}) as never,
};
const asked: unknown[][] = [];
const history: QueryParts['history'] = {
  between: async (...args) => {
    asked.push(args);
    const rows = [1, 2, 3].map((at) => ({
      id: `p${at}`,
      at,
      artist: 'A',
      title: 'T',
      source: 'manual' as const,
      live: true,
    }));
    return rows.slice(-(args[3] ?? 3));
  },
};
/** Their own tests are elsewhere. */
const others = { requests: otherQueries, sets: otherQueries, plans: otherQueries };
const desk = new QueryDesk({ topics, catalogue, history, ...others, log });

beforeAll(async () => {
  library.rules = { ...library.rules, masks: { ...library.rules.masks, comments: ['do not show'] } };
  const entries = [
    entryXml({ file: 'one.mp3', title: 'Open One', artist: 'Mira', info: INFO, inner: INNER }),
    entryXml({ file: 'two.mp3', title: 'Hushed', artist: 'Quiet', info: 'COMMENT="do not show"' }),
  ];
  await library.take(entries.join(''), playlistXml('Friday', ['one.mp3', 'gone.mp3']));
  const { search } = searchMethods(() => library.db);
  methods = catalogueMethods(
    () => library.db,
    (input) => search(input as never, () => {}) as never,
  );
  ids = library.ids();
});
afterAll(() => library.close());

/** The value of a good answer, as it travels: without what is undefined. */
async function value(name: string, input: object, role: 'operator' | 'audience') {
  const answer = await desk.ask(name, input, role);
  if (!answer.ok) throw new Error(`${answer.code}: ${answer.message}`);
  return JSON.parse(JSON.stringify(answer.value));
}

const SLEEVE = {
  artist: 'Mira',
  title: 'Open One',
  remixer: 'Rex',
  genre: 'House',
  label: 'Open Label',
  bpm: 126.5,
  key: { camelot: '8A', openKey: '1m', name: 'Am' },
  durationMs: 300_500,
  releasedOn: '2019-05-04',
};

describe('a track', () => {
  it('is shown to the operator with all its fields', async () => {
    expect(await value('tracks.get', { id: ids['Open One'] }, 'operator')).toMatchObject({
      ...SLEEVE,
      trackBpm: 126.5,
      producer: 'Pro',
      comment: 'private note',
      comment2: 'second note',
      lyrics: 'la la',
      keyText: 'Am',
      stars: 4,
      playCount: 7,
      importedOn: '2024-01-02',
      lastPlayedOn: '2024-02-03',
      bitrateBps: 320_000,
      color: 3,
      cues: [{ kind: 'cue', name: 'drop', startMs: 1000, hotCue: 1 }],
      playlists: ['Friday'],
      files: [{ path: '/Users/dj/one.mp3', missing: false }],
      sources: { title: 'traktor' },
    });
  });

  it('is shown to the audience as its sleeve has it, and nothing more', async () => {
    const id = ids['Open One'];
    const detail = { id, ...SLEEVE, trackBpm: 126.5, producer: 'Pro' };
    expect(await value('tracks.get', { id }, 'audience')).toEqual(detail);
    expect(await value('tracks.search', { q: 'mira' }, 'audience')).toEqual({ total: 1, tracks: [{ id, ...SLEEVE }] });
  });

  it('that is masked does not exist for the audience', async () => {
    const masked = await desk.ask('tracks.get', { id: ids.Hushed }, 'audience');
    expect(masked).toEqual(await desk.ask('tracks.get', { id: 'no-such-track' }, 'audience'));
    expect(masked).toMatchObject({ ok: false, code: 'unknown' });
    expect(await value('tracks.get', { id: ids.Hushed }, 'operator')).toMatchObject({ title: 'Hushed' });
    expect(await value('tracks.search', { q: '' }, 'audience')).toMatchObject({ total: 1 });
    expect(await value('tracks.search', { q: '' }, 'operator')).toMatchObject({ total: 2 });
  });
});

describe('playlists', () => {
  it('are a tree for the operator alone', async () => {
    const { playlists } = await value('playlists.list', {}, 'operator');
    expect(playlists).toEqual([{ id: expect.any(String), kind: 'list', name: 'Friday', tracks: 2 }]);
    expect(await value('playlists.get', { id: playlists[0].id }, 'operator')).toMatchObject({
      name: 'Friday',
      tracks: 2,
      dangling: 1,
      entries: [{ title: 'Open One' }],
    });
    for (const [name, input] of [
      ['playlists.list', {}],
      ['playlists.get', { id: playlists[0].id }],
    ] as const) {
      expect(await desk.ask(name, input, 'audience')).toMatchObject({ ok: false, code: 'unauthorized' });
    }
    expect(await desk.ask('playlists.get', { id: 'none' }, 'operator')).toMatchObject({ code: 'unknown' });
  });
});

it('says which token a question needs', async () => {
  const why = async (name: string, role: Role) => ((await desk.ask(name, {}, role)) as { message?: string }).message;
  expect(await why('requests.choices', 'audience')).toContain('needs the requester or the operator token');
  expect(await why('requests.list', 'audience')).toContain('needs the operator token');
  expect(await why('requests.list', 'requester')).toBe('"requests.list" is for operator; this is requester');
});

describe('the library', () => {
  const view: LibraryView = {
    ...{ tracks: 2, playlists: 1, cues: 3, plays: 4, missing: 5 },
    skipped: [{ reason: 'an entry without a file', count: 1, examples: ['/home/dj/x.mp3'] }],
    collection: { path: '/home/dj/collection.nml', importedAt: 1, program: 'Traktor' },
    warning: '/home/dj is gone',
  };
  it('is told without what names files', async () => {
    topics.set('library', view);
    expect(await value('library.get', {}, 'operator')).toEqual({ ...view, importing: null });
    const seen = await value('library.get', {}, 'audience');
    expect(seen).toMatchObject({ tracks: 2, importing: null, skipped: [{ count: 1, examples: [] }] });
    expect(JSON.stringify(seen)).not.toContain('/home/dj');
  });
});

describe('plays', () => {
  it('says whether there are more than were wanted, and leaves out the oldest', async () => {
    expect(await value('plays.list', { limit: '2', from: '1' }, 'operator')).toMatchObject({
      plays: [{ id: 'p2' }, { id: 'p3' }],
      more: true,
    });
    expect(asked.at(-1)).toEqual([1, undefined, true, 3]);
    expect(await value('plays.list', {}, 'audience')).toMatchObject({ plays: [{ id: 'p1' }, {}, {}], more: false });
    expect(asked.at(-1)).toEqual([undefined, undefined, false, 1_001]);
  });
});

describe('health', () => {
  it('is told without the remedies, which name files', async () => {
    topics.set('health', { status: 'warn', bridges: { x: { status: 'warn', message: 'Old.', remedy: '/home/dj' } } });
    expect(JSON.stringify(await value('health.get', {}, 'operator'))).toContain('/home/dj');
    expect(JSON.stringify(await value('health.get', {}, 'audience'))).not.toContain('/home/dj');
  });
});

describe('what cannot be answered', () => {
  it.each([
    ['no question', 'constructor', {}, 'unknown'],
    ['another name', 'tracks.nope', {}, 'unknown'],
    ['a list for a text', 'tracks.search', { q: ['a', 'b'] }, 'invalid'],
    ['too many', 'tracks.search', { limit: 201 }, 'invalid'],
    ['a limit that is no number', 'plays.list', { limit: { toString: 1, valueOf: 1 } }, 'invalid'],
    ['no object', 'tracks.search', 'mira', 'invalid'],
    ['no id', 'tracks.get', {}, 'invalid'],
  ])('%s', async (_name, name, input, code) => {
    for (const role of ['operator', 'audience'] as const) {
      expect(await desk.ask(name, input, role)).toMatchObject({ ok: false, code });
    }
  });

  it.each([
    ['a fault with a code', new DomainError('database-broken', '/home/dj/library.sqlite is broken'), 'database-broken'],
    ['a fault without one', new Error('cannot open /home/dj/library.sqlite'), 'failed'],
  ])('%s tells the audience no path', async (_name, error, code) => {
    const search = () => Promise.reject(error);
    const broken = new QueryDesk({ topics, catalogue: { ...catalogue, search }, history, ...others, log });
    const answer = await broken.ask('tracks.search', { q: 'a' }, 'audience');
    expect(answer).toMatchObject({ ok: false, code: 'failed' });
    expect(JSON.stringify(answer)).not.toContain('/home/dj');
    expect(await broken.ask('tracks.search', { q: 'a' }, 'operator')).toMatchObject({ ok: false, code });
    expect(logged).toContain('query.failed');
  });
});
