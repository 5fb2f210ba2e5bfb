import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { decided } from '#domain/request-decision.ts';
import { EMPTY_QUEUE, type SongRequest } from '#domain/request-record.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { openShowDatabase } from '#storage/show/database.ts';
import { type RequestStores, requestStores } from '#storage/show/requests-stores.ts';

let folder: string;
let db: SqliteDatabase;
let stores: RequestStores;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracord-request-store-'));
  db = openShowDatabase(folder);
  stores = requestStores(db);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

const ann = { platform: 'a', id: 'b:c', name: 'Ann', isHelper: true };
const request: SongRequest = {
  ...{
    id: 'r',
    setId: 's',
    number: 1,
    revision: 3,
    state: 'playing',
    trackId: 't',
    song: 'song',
    artist: 'A',
    title: 'T',
  },
  ...{ mix: 'M', candidates: [{ trackId: 't', song: 'song', artist: 'A', title: 'T', mix: 'M', confidence: 0.5 }] },
  ...{
    requester: ann,
    firstBy: { platform: 'a', id: 'b:c' },
    words: 'words',
    askedAt: 1,
    changedAt: 2,
    skips: 1,
    turn: 4,
  },
  voters: [
    { platform: 'p', id: '2', name: 'Bob', isHelper: false, at: 9 },
    { platform: 'p', id: '1', name: 'Cid', isHelper: false, at: 8 },
  ],
  ...{ by: { platform: 'p', id: '1', name: 'Cid' }, slot: 0, acceptedAt: 0, playId: 'p', onAirSince: 7 },
  before: { state: 'new', skips: 0, artist: 'A', title: 'T' },
};
const queue = { ...EMPTY_QUEUE, setId: 's' };
const save = (after: SongRequest, before = queue) =>
  stores.write(() =>
    stores.requests.save(
      before,
      decided(before, [{ what: 'voted', request: after }], { now: 5, changeId: `${after.revision}` }),
    ),
  );

it('gives back a request as it was saved, voters in their order', () => {
  stores.sets.begin({ id: 's', startedAt: 1, open: true });
  save(request);
  expect(stores.requests.ofSet('s')).toEqual([request]);
  const plain: SongRequest = {
    ...{ id: 'q', setId: 's', number: 2, revision: 1, state: 'new', artist: '', title: '', candidates: [] },
    ...{ requester: ann, firstBy: ann, voters: [], askedAt: 1, changedAt: 1, skips: 0 },
  };
  save({ ...plain, firstBy: { platform: 'x', id: 'y' } });
  const [, stored] = stores.requests.ofSet('s');
  expect(stored).toEqual({ ...plain, firstBy: { platform: 'x', id: 'y' } });
});

it('follows votes that come and go', () => {
  stores.sets.begin({ id: 's', startedAt: 1, open: true });
  save(request);
  const [bob, cid] = request.voters;
  const held = { ...queue, requests: new Map([['r', request]]) };
  const dan = { platform: 'p', id: '0', name: 'Dan', isHelper: true, at: 10 };
  const after = { ...request, voters: [cid, dan].filter((voter) => voter !== undefined) };
  save(after, held);
  expect(stores.requests.ofSet('s')[0]?.voters.map(({ name }) => name)).toEqual(['Cid', 'Dan']);
  expect(bob?.name).toBe('Bob');
});

it('writes nothing of what fails half-way', () => {
  stores.sets.begin({ id: 's', startedAt: 1, open: true });
  const half = () =>
    stores.write(() => {
      stores.sets.end('s', 2);
      throw new Error('half-way');
    });
  expect(half).toThrow('half-way');
  expect(stores.sets.newest()?.endedAt).toBeUndefined();
});

it('knows the sets before one, and takes what was imported for none', () => {
  db.prepare("insert into sets (id, started_at, ended_at) values ('imported', 0, 0)").run();
  expect(stores.sets.newest()).toBeUndefined();
  for (const startedAt of [10, 20, 30]) {
    stores.sets.begin({ id: `s${startedAt}`, startedAt, open: startedAt === 30 });
    stores.sets.end(`s${startedAt}`, startedAt + 5);
  }
  stores.sets.begin({ id: 's40', startedAt: 40, open: true });
  expect(stores.sets.newest()).toMatchObject({ id: 's40', open: true });
  expect(stores.sets.beginOfSetsBefore(40, 1)).toBe(30);
  expect(stores.sets.beginOfSetsBefore(40, 9)).toBe(10);
  expect(stores.sets.beginOfSetsBefore(10, 1)).toBeUndefined();
});
