import { beforeEach, describe, expect, it } from 'vitest';
import { ended, resumed } from '#domain/request-set.ts';
import { RequestEvening } from './request-evening.ts';

const MINUTE = 60_000;
let evening: RequestEvening;
let a: string;
let b: string;
let c: string;
beforeEach(() => {
  evening = new RequestEvening();
  [a, b, c] = evening.threeAsked();
});
const state = (id: string) => evening.get(id).state;

describe('one request', () => {
  const COMMANDS = ['accept', 'skip', 'decline'] as const;

  it.each([
    ['accept', 'new', 'accepted', 2],
    ['skip', 'new', 'skipped', 2],
    ['decline', 'new', 'declined', 2],
    ['accept', 'skipped', 'accepted', 3],
    ['skip', 'skipped', 'declined', 3],
    ['decline', 'skipped', 'declined', 3],
    ['accept', 'accepted', 'already-accepted', 2],
    ['skip', 'accepted', 'skipped', 3],
    ['decline', 'accepted', 'declined', 3],
    ['accept', 'loaded', 'already-accepted', 3],
    ['skip', 'loaded', 'skipped', 4],
    ['decline', 'loaded', 'declined', 4],
    ['accept', 'playing', 'already-accepted', 2],
    ['skip', 'playing', 'over', 2],
    ['decline', 'playing', 'over', 2],
    ...COMMANDS.flatMap((kind) => [
      [kind, 'played', 'over', 3] as const,
      [kind, 'declined', 'over', 2] as const,
      [kind, 'withdrawn', 'over', 2] as const,
      [kind, 'expired', 'over', 2] as const,
    ]),
  ] as const)('%s on one that is %s: %s, revision %i', (kind, from, expected, revision) => {
    bring(from);
    const result = evening.do({ kind, id: a }, 'dj');
    expect(result.ok ? state(a) : result.code).toBe(expected);
    expect(evening.get(a).revision).toBe(revision);
  });

  function bring(to: string): void {
    if (to === 'skipped') evening.do({ kind: 'skip', id: a });
    if (to === 'accepted' || to === 'loaded') evening.do({ kind: 'accept', id: a });
    if (to === 'loaded') evening.decks(['A']);
    if (to === 'playing' || to === 'played') evening.play('A');
    if (to === 'played') evening.play();
    if (to === 'declined') evening.do({ kind: 'decline', id: a });
    if (to === 'withdrawn') evening.do({ kind: 'withdraw', id: a });
    if (to === 'expired') {
      evening.now += 120 * MINUTE;
      evening.do({ kind: 'expire' });
    }
    expect(state(a)).toBe(to);
  }

  it('says who was first', () => {
    evening.do({ kind: 'accept', id: a, revision: 1 }, 'Staff');
    expect(evening.do({ kind: 'accept', id: a, revision: 1 }, 'dj')).toMatchObject({
      ...{ ok: false, code: 'already-accepted', message: 'Number 1 was already accepted by Staff.' },
    });
  });

  it.each(['accept', 'skip', 'decline', 'withdraw', 'move'] as const)(
    'refuses to %s what has changed since',
    (kind) => {
      evening.do({ kind: 'skip', id: a });
      expect(evening.do({ kind, id: a, revision: 1 })).toMatchObject({ ok: false, code: 'changed' });
      expect(evening.do({ kind, id: a, revision: 2 })).toMatchObject({ ok: true });
      expect(evening.do({ kind, id: 'x' })).toMatchObject({ ok: false, code: 'request-unknown' });
    },
  );

  it('takes no vote, no place and no withdrawn vote for a change', () => {
    evening.ask('bob', 'A');
    evening.do({ kind: 'move', id: b, before: a });
    evening.do({ kind: 'withdraw', id: a, requester: { platform: 'twitch', id: 'bob', name: 'bob' } });
    expect(evening.get(a).revision).toBe(1);
    expect(evening.do({ kind: 'accept', id: a, revision: 1 }).ok).toBe(true);
  });
});

describe('doubtful', () => {
  it('is chosen before it is accepted', () => {
    const id = evening.asked('dan', ['D', 'E']);
    expect(evening.do({ kind: 'accept', id })).toMatchObject({ code: 'doubtful' });
    expect(evening.do({ kind: 'choose', id, trackId: 't-A' })).toMatchObject({ code: 'not-a-candidate' });
    expect(evening.do({ kind: 'choose', id, trackId: 't-E', revision: 1 }).ok).toBe(true);
    expect(evening.get(id)).toMatchObject({ trackId: 't-E', title: 'E', revision: 2, state: 'new' });
    expect(evening.do({ kind: 'accept', id, revision: 1 })).toMatchObject({ code: 'changed' });
    expect(evening.do({ kind: 'accept', id, revision: 2 }).ok).toBe(true);
  });

  it('gets votes for the same words only', () => {
    const id = evening.asked('dan', ['D', 'E']);
    expect(evening.asked('eve', ['E', 'D'])).toBe(id);
    expect(evening.asked('eve', 'D')).not.toBe(id);
  });
});

describe('withdrawing', () => {
  const who = (id: string) => ({ platform: 'twitch', id, name: id });

  it('is for who asked or voted', () => {
    expect(evening.do({ kind: 'withdraw', id: a, requester: who('bob') })).toMatchObject({ code: 'not-yours' });
    expect(evening.do({ kind: 'withdraw', id: a, requester: who('ann') }).ok).toBe(true);
    expect(state(a)).toBe('withdrawn');
    expect(evening.do({ kind: 'withdraw', id: a, requester: who('ann') })).toMatchObject({ code: 'over' });
  });

  it('leaves the request to the first voter', () => {
    evening.ask('dan', 'A');
    evening.ask('eve', 'A');
    evening.do({ kind: 'withdraw', id: a, requester: who('ann') });
    expect(evening.get(a)).toMatchObject({ state: 'new', revision: 1, number: 1, requester: { id: 'dan' } });
    expect(evening.get(a).voters.map(({ id }) => id)).toEqual(['eve']);
    evening.do({ kind: 'withdraw', id: a, requester: who('eve') });
    evening.do({ kind: 'withdraw', id: a, requester: who('dan') });
    expect(state(a)).toBe('withdrawn');
  });

  it('leaves it to the first who may have one more', () => {
    evening.ask('bob', 'A');
    evening.ask('cid', 'A');
    evening.asked('bob', 'D');
    evening.do({ kind: 'withdraw', id: a, requester: who('ann') });
    expect(evening.get(a)).toMatchObject({ state: 'new', requester: { id: 'cid' }, voters: [{ id: 'bob' }] });
  });

  it('makes nobody free to ask again at once', () => {
    evening.rules.minutesBetween = 10;
    evening.ask('dan', 'A');
    evening.do({ kind: 'withdraw', id: a, requester: who('ann') });
    expect(evening.ask('ann', 'D')).toMatchObject({ code: 'too-soon' });
    expect(evening.ask('dan', 'E')).not.toHaveProperty('code');
  });

  it('goes for one that was declined a moment ago, which then stays', () => {
    evening.do({ kind: 'decline', id: a });
    expect(evening.do({ kind: 'withdraw', id: a, requester: who('ann') }).ok).toBe(true);
    expect(state(a)).toBe('withdrawn');
    expect(evening.do({ kind: 'undo' })).toMatchObject({ code: 'nothing-to-undo' });
  });

  it('takes everything of a blocked person back, and gives on what others want', () => {
    const d = evening.asked('ann', 'D');
    evening.ask('ann', 'B');
    evening.ask('bob', 'A');
    evening.play('A');
    evening.do({ kind: 'decline', id: d });
    evening.do({ kind: 'block', person: { platform: 'twitch', id: 'ann' } }, 'Staff');
    expect(evening.last?.changes.map(({ what, by }) => `${what} by ${by?.name}`)).toEqual([
      ...['handed-on by Staff', 'vote-withdrawn by Staff', 'withdrawn by Staff'],
    ]);
    expect(evening.get(a)).toMatchObject({ state: 'playing', requester: { id: 'bob' }, voters: [] });
    expect(evening.get(b).voters).toEqual([]);
    expect(state(d)).toBe('withdrawn');
    expect(evening.do({ kind: 'undo' })).toMatchObject({ code: 'nothing-to-undo' });
  });
});

it('expires what waits too long, and nothing that was taken', () => {
  evening.do({ kind: 'accept', id: a });
  evening.do({ kind: 'skip', id: b });
  evening.now += 120 * MINUTE;
  evening.do({ kind: 'expire' });
  expect([a, b, c].map(state)).toEqual(['accepted', 'expired', 'expired']);
});

it('ends a set: what is open expires, what is on air was played, nothing can be undone', () => {
  evening.play('A');
  evening.do({ kind: 'accept', id: b });
  evening.do({ kind: 'decline', id: c });
  evening.queue = ended(evening.queue, { now: evening.now, changeId: 'end' }).queue;
  expect([a, b, c].map(state)).toEqual(['played', 'expired', 'declined']);
  expect(evening.do({ kind: 'undo' })).toMatchObject({ code: 'nothing-to-undo' });
});

it('goes on after a break: what was open is as it was, what was over is not', () => {
  const d = evening.asked('dan', 'D');
  evening.play('A');
  evening.do({ kind: 'accept', id: b }, 'Staff');
  evening.do({ kind: 'move', id: d, before: c });
  const gone = evening.asked('eve', 'E');
  evening.do({ kind: 'withdraw', id: gone });
  const before = [evening.titles('accepted'), evening.titles('waiting')];
  const [was, wasGone] = [evening.get(b), evening.get(gone)];
  evening.now += 1_000;
  const endedAt = evening.now;
  evening.queue = ended(evening.queue, { now: endedAt, changeId: 'end' }).queue;
  expect([a, b, c, d].map(state)).toEqual(['played', 'expired', 'expired', 'expired']);
  evening.now += 60_000;
  evening.queue = resumed(evening.queue, endedAt, { now: evening.now, changeId: 'on' }).queue;
  expect([evening.titles('accepted'), evening.titles('waiting')]).toEqual(before);
  expect(evening.get(b)).toEqual({ ...was, revision: was.revision + 2, changedAt: was.changedAt });
  expect(evening.get(c).changedAt).toBe(evening.now);
  expect(evening.get(gone)).toBe(wasGone);
});

it('leaves what expired by itself over after a break', () => {
  evening.now += 120 * MINUTE;
  evening.do({ kind: 'expire' });
  const endedAt = evening.now;
  evening.queue = ended(evening.queue, { now: endedAt, changeId: 'end' }).queue;
  evening.queue = resumed(evening.queue, endedAt, { now: evening.now, changeId: 'on' }).queue;
  expect([a, b, c].map(state)).toEqual(['expired', 'expired', 'expired']);
});

it('keeps the history of who did what', () => {
  evening.do({ kind: 'accept', id: a }, 'Staff');
  expect(evening.last?.changes).toEqual([
    {
      ...{ changeId: evening.changeIds.at(-1), requestId: a, at: evening.now, what: 'accepted', state: 'accepted' },
      ...{ revision: 2, by: { platform: 'desk', id: 'Staff', name: 'Staff' } },
    },
  ]);
});
