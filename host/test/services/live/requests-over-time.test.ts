import { afterEach, beforeEach, expect, it } from 'vitest';
import { DJ, MINUTE, person, RequestStage } from './request-stage.ts';

let stage: RequestStage;
beforeEach(async () => {
  stage = await new RequestStage({ minutesBetween: 0 }).live();
});
afterEach(() => stage.close());

it('takes back what people asked for whom the settings block now, also from before a restart', async () => {
  const [a, b] = [await stage.added('a', 'ann'), await stage.added('b', 'bob')];
  await stage.add('b', 'ann');
  await stage.added('c', 'cid');
  const free = await stage.full(b);
  stage.rules({ blockedPeople: ['discord:ann'] });
  stage.requests.rulesChanged();
  expect(stage.stateOf(a)).toBe('new');
  free();
  stage.clock.advance(10_000);
  expect(stage.stateOf(a)).toBe('withdrawn');
  expect(stage.view.byId[b]?.voters).toEqual([]);
  stage.rules({ blockedPeople: ['discord:bob'] });
  await stage.restart();
  expect(stage.titles).toEqual(['c']);
});

it('says that a request was taken back where it goes on for somebody else', async () => {
  const id = await stage.added('a', 'ann');
  await stage.add('a', 'bob');
  expect(await stage.requests.withdraw({ id, requester: person('ann') })).toMatchObject({ state: 'withdrawn' });
  expect(stage.view.byId[id]?.requester).toEqual(person('bob'));
});

it('keeps as wishes what others voted for who may have no more', async () => {
  const id = await stage.added('a', 'ann');
  for (const song of ['b', 'c']) await stage.added(song, 'bob');
  await stage.add('a', 'bob');
  await stage.requests.withdraw({ id, requester: person('ann') });
  expect(stage.stateOf(id)).toBe('withdrawn');
  expect(stage.db.prepare('select kind, words, code, track_id, person_id from wishes').all()).toEqual([
    { kind: 'refused', words: 'Artist a - Title a', code: 'too-many-open', track_id: 'a', person_id: 'bob' },
  ]);
});

it('makes a doubtful request that means a song asked for already a vote for that', async () => {
  const candidates = ['a', 'b'].map((id) => ({ id, confidence: 0.5 }));
  const a = await stage.added('a', 'ann');
  const doubtful = await stage.added('a', 'bob', { candidates });
  await stage.add('a', 'cid', { candidates });
  expect(await stage.requests.choose({ id: doubtful, trackId: 'a', by: DJ })).toEqual({ ok: true, id: a, revision: 1 });
  expect(stage.view.order).toEqual([a]);
  expect(stage.view.byId[a]).toMatchObject({ votes: 3, voters: [person('bob'), person('cid')] });
  expect(stage.stateOf(doubtful)).toBe('withdrawn');
  await stage.restart();
  expect(stage.view.byId[a]?.voters).toEqual([person('bob'), person('cid')]);
});

it('keeps what was taken where the DJ chooses another track for it that somebody waits for', async () => {
  const candidates = ['a', 'b'].map((id) => ({ id, confidence: 0.5 }));
  const a = await stage.added('a', 'ann');
  const taken = await stage.added('b', 'bob', { candidates });
  await stage.requests.choose({ id: taken, trackId: 'b' });
  await stage.requests.accept({ id: taken });
  expect(await stage.requests.choose({ id: taken, trackId: 'a' })).toMatchObject({ ok: true, id: taken });
  expect(stage.view.order).toEqual([taken]);
  expect(stage.view.byId[taken]).toMatchObject({ state: 'accepted', voters: [person('ann')], track: { id: 'a' } });
  expect(stage.stateOf(a)).toBe('withdrawn');
});

it('lets requests expire, and follows the setting', async () => {
  const [a, b] = [await stage.added('a', 'ann'), await stage.added('b', 'bob')];
  stage.rules({ expireMinutes: 10 });
  stage.requests.rulesChanged();
  stage.clock.advance(10 * MINUTE - 1_000);
  expect([a, b].map((id) => stage.stateOf(id))).toEqual(['expired', 'new']);
  stage.clock.advance(1_000);
  expect(stage.stateOf(b)).toBe('expired');
});

it('counts wishes and refused songs once per person and set', async () => {
  type Row = { kind: string; words: string; code: string | null; track_id: string | null };
  const rows = () => stage.db.prepare<[], Row>('select kind, words, code, track_id from wishes order by at').all();
  expect(stage.requests.wish(' Some  SONG ', person('ann'))).toBe(true);
  expect(stage.requests.wish('some song', person('ann'))).toBe(true);
  await stage.play('a');
  await stage.add('a', 'bob');
  await stage.add('a', 'bob');
  expect(rows()).toEqual([
    { kind: 'wish', words: 'some song', code: null, track_id: null },
    { kind: 'refused', words: 'Artist a - Title a', code: 'already-played', track_id: 'a' },
  ]);
  stage.rules({ keepWishes: false });
  expect(stage.requests.wish('another', person('ann'))).toBe(false);
  stage.rules({ keepWishes: true });
  for (let n = 0; n < 150; n += 1) stage.requests.wish(`song ${n}`, person('eve'));
  expect(rows()).toHaveLength(102);
});

it('shows titles cleaned by the rules of now', async () => {
  const id = await stage.added('a', 'ann');
  stage.clean = () => ({ artist: 'Cleaned', title: 'otherwise' });
  stage.requests.rulesChanged();
  expect(stage.view.byId[id]?.track).toMatchObject({ title: 'Title a', display: { artist: 'Cleaned' } });
});

it('shows a track the library hides from now on as masked', async () => {
  const id = await stage.added('a', 'ann');
  stage.tracks = stage.tracks.map((one) => (one.id === 'a' ? { ...one, maskedBecause: 'tagged' } : one));
  await stage.requests.libraryRenewed();
  expect(stage.view.byId[id]?.track).toMatchObject({ title: 'Title a', masked: true });
  stage.tracks = [];
  await stage.requests.libraryRenewed();
  expect(stage.view.byId[id]?.track.masked).toBe(true);
});

it('changes nothing where the disk refuses, and says so', async () => {
  const id = await stage.added('a', 'ann');
  const before = stage.view;
  stage.db.pragma(`max_page_count = ${stage.db.pragma('page_count', { simple: true })}`);
  let moved = await stage.requests.move({ id });
  // Each move is a line of its history: soon there is no room for another.
  for (let n = 0; n < 200 && moved.ok; n += 1) moved = await stage.requests.move({ id });
  const full = { ok: false, code: 'failed', message: expect.stringMatching(/nothing was changed.*is full/) };
  expect(moved).toMatchObject(full);
  expect(await stage.requests.accept({ id, revision: 1 })).toMatchObject(full);
  const told = { ok: false, code: 'failed', message: expect.not.stringContaining('show.sqlite') };
  expect(await stage.add('b', 'bob')).toMatchObject(told);
  expect(stage.view).toEqual(before);
  expect(stage.copied).toEqual([]);
  stage.db.pragma('max_page_count = 1000000');
  expect(await stage.requests.accept({ id, revision: 1 })).toMatchObject({ ok: true });
});

it.each(['a command', 'the settings'])('gives nothing back after a break to whom %s blocked in it', async (by) => {
  await stage.added('a', 'ann');
  const b = await stage.added('b', 'bob');
  await stage.add('b', 'ann');
  stage.setLive(false);
  if (by === 'a command') await stage.requests.block(person('ann'));
  else stage.rules({ blockedPeople: ['discord:ann'] });
  stage.setLive(true);
  expect(stage.titles).toEqual(['b']);
  expect(stage.view.byId[b]?.voters).toEqual([]);
});

it('lets people take back in a break what they asked for, for as long as it may come back', async () => {
  const [a, b] = [await stage.added('a', 'ann'), await stage.added('b', 'bob')];
  await stage.add('b', 'ann');
  await stage.add('b', 'cid');
  const c = await stage.added('c', 'cid');
  const d = await stage.added('d', 'dan');
  for (const song of ['e', 'f']) await stage.added(song, 'eve');
  await stage.add('d', 'eve');
  stage.setLive(false);
  const taken = (id: string, who: string) => stage.requests.withdraw({ id, requester: person(who) });
  expect(await taken(a, 'ann')).toEqual({ ok: true, id: a, state: 'withdrawn' });
  expect(await taken(b, 'ann')).toMatchObject({ ok: true, state: 'vote-withdrawn' });
  expect(await taken(b, 'bob')).toMatchObject({ ok: true, state: 'withdrawn' });
  expect(await taken(a, 'ann')).toMatchObject({ ok: false, code: 'over' });
  // Who voted for it may have no more.
  expect(await taken(d, 'dan')).toMatchObject({ ok: true, state: 'withdrawn' });
  stage.setLive(true);
  expect(stage.titles).toEqual(['b', 'e', 'c', 'f']);
  expect(stage.view.byId[b]).toMatchObject({ requester: person('cid'), votes: 1 });
  stage.setLive(false);
  stage.clock.advance(10 * MINUTE);
  expect(await taken(c, 'cid')).toMatchObject({ ok: false, code: 'over' });
});
