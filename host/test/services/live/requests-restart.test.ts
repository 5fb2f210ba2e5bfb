import { afterEach, beforeEach, expect, it } from 'vitest';
import { MINUTE, person, RequestStage } from './request-stage.ts';

let stage: RequestStage;
beforeEach(async () => {
  stage = await new RequestStage({ minutesBetween: 0, perPerson: 5 }).live();
});
afterEach(() => stage.close());

it('goes on with the set as it was', async () => {
  const [a, b, c, d] = [
    await stage.added('a', 'ann', { words: 'a, please' }),
    await stage.added('b', 'bob'),
    await stage.added('c', 'cid'),
    await stage.added('d', 'dan', {
      candidates: [
        { id: 'd', confidence: 0.5 },
        { id: 'e', confidence: 0.5 },
      ],
    }),
  ];
  await stage.add('b', 'ann');
  await stage.requests.move({ id: c, before: a });
  await stage.requests.accept({ id: b });
  await stage.requests.skip({ id: a });
  await stage.requests.close({ reason: 'Later.' });
  const before = stage.view;
  await stage.restart();
  expect(stage.view).toEqual(before);
  expect(stage.view.undo?.label).toBe('Skip 1');
  await stage.requests.undo({});
  await stage.requests.undo({});
  expect([a, b, c, d].map((id) => stage.stateOf(id))).toEqual(['new', 'new', 'new', 'new']);
  expect(stage.view.byId[b]).toMatchObject({ votes: 2, voters: [person('ann')] });
  await stage.requests.open();
  expect(await stage.add('f', 'fay')).toMatchObject({ ok: true, number: 5 });
});

it('answers a command that is sent again as the first time', async () => {
  const first = await stage.add('a', 'ann', {}, 'bot:1');
  const voted = await stage.add('a', 'bob', {}, 'bot:2');
  expect(voted).toMatchObject({ ok: true, outcome: 'voted' });
  await stage.restart();
  expect(await stage.add('a', 'ann', {}, 'bot:1')).toEqual(first);
  expect(await stage.add('a', 'bob', {}, 'bot:2')).toEqual(voted);
  expect(await stage.add('a', 'bob', {}, 'bot:3')).toMatchObject({ code: 'already-asked' });
  const [one, other] = await Promise.all(['b', 'b'].map((id) => stage.add(id, 'cid', {}, 'bot:4')));
  expect(one).toMatchObject({ ok: true, outcome: 'added' });
  expect(other).toEqual(one);
});

it('ends a set whose show is over by then', async () => {
  const id = await stage.added('a', 'ann');
  stage.topics.set('live', { on: false, by: 'none' });
  await stage.restart();
  expect(stage.view).toMatchObject({ open: false, order: [] });
  expect(stage.stateOf(id)).toBe('expired');
});

it('does not take one show for another', async () => {
  const id = await stage.added('a', 'ann');
  stage.clock.advance(10 * MINUTE);
  stage.topics.set('live', { on: true, since: stage.clock.now() + 1, by: 'dj' });
  await stage.restart();
  expect(stage.view).toMatchObject({ open: true, order: [] });
  expect(stage.stateOf(id)).toBeUndefined();
});

it('forgets what could be undone once its time is over', async () => {
  const id = await stage.added('a', 'ann');
  await stage.requests.decline({ id });
  stage.clock.advance(20_000);
  await stage.restart();
  expect(await stage.requests.undo({})).toMatchObject({ code: 'nothing-to-undo' });
});

it('puts back what was before a play that is corrected after a restart', async () => {
  const id = await stage.added('a', 'ann');
  await stage.play('a');
  const playId = stage.topics.get('nowPlaying').playId ?? '';
  await stage.restart();
  await stage.onAir(playId, stage.clock.now(), ['a']);
  await stage.onAir(playId, stage.clock.now(), ['b']);
  const { state, onAirSince } = stage.view.byId[id] ?? {};
  expect([state, onAirSince]).toEqual(['new', undefined]);
});

it('keeps the history with who did what', async () => {
  const id = await stage.added('a', 'ann');
  await stage.add('a', 'bob');
  await stage.requests.accept({ id, by: person('staff') });
  await stage.restart();
  const history = stage.stores.requests.changesOf(id);
  expect(history.map(({ what, state, by }) => [what, state, by?.id])).toEqual([
    ['added', 'new', 'ann'],
    ['voted', 'new', 'bob'],
    ['accepted', 'accepted', 'staff'],
  ]);
});

it.each([
  ['nothing', 'the next evening', 20 * 60, []],
  ['its requests', 'at once', 0, ['b', 'a']],
])('keeps %s of a show nobody ended where one begins %s', async (_, __, minutes, titles) => {
  await stage.added('a', 'ann');
  await stage.requests.accept({ id: await stage.added('b', 'bob') });
  const { setId } = stage.view;
  stage.topics.set('live', { on: false, by: 'none' });
  stage.clock.advance(minutes * MINUTE);
  await stage.restart();
  stage.clock.advance(5 * MINUTE);
  stage.setLive(true);
  expect(stage.view.setId === setId).toBe(titles.length > 0);
  expect(stage.titles).toEqual(titles);
});

it('counts what was on air as a sign that the show went on', async () => {
  await stage.added('a', 'ann');
  stage.clock.advance(30 * MINUTE);
  await stage.play('b');
  stage.topics.set('live', { on: false, by: 'none' });
  await stage.restart();
  stage.clock.advance(5 * MINUTE);
  stage.setLive(true);
  expect(stage.titles).toEqual(['a']);
});

it.each([
  ['a moment', 0, ['a']],
  ['an hour', 60, []],
])('keeps when a show ended although a full disk did not take it: live again after %s', async (_, minutes, titles) => {
  const id = await stage.added('a', 'ann');
  const free = await stage.full(id);
  stage.setLive(false);
  expect(stage.titles).toEqual(['a']);
  stage.clock.advance(minutes * MINUTE);
  free();
  stage.setLive(true);
  expect(stage.view.open).toBe(true);
  expect(stage.titles).toEqual(titles);
});
