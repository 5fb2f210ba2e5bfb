// Whatever anybody does, in whatever order, repeated or late: no cap breaks, no request is lost, none is accepted that was not
// shown, and nobody's second stands before everybody's first unless the DJ moved one.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inOrder } from '#domain/request-order.ts';
import { listOf, personKey, type SongRequest } from '#domain/request-record.ts';
import { newestUndoable } from '#domain/request-undo.ts';
import { RequestEvening } from './request-evening.ts';

const CAPS = { perPerson: 2, perHelper: 3, inQueue: 6, expireMinutes: 5 };
const PEOPLE = ['ann', 'bob', 'cid', 'dan', 'helper'] as const;
const SONGS = ['A', 'B', 'C', 'D', 'E', 'F', 'G'] as const;

const who = fc.constantFrom(...PEOPLE);
const name = fc.constantFrom(...SONGS);
/** A request by its number, which may be one that is over or never was. `shown`: its revision as it was so many steps ago. */
const one = fc.record({ number: fc.integer({ min: 1, max: 12 }), shown: fc.integer({ min: 0, max: 3 }) });

const asking = fc.record({
  kind: fc.constant('ask'),
  who,
  names: fc.uniqueArray(name, { minLength: 1, maxLength: 2 }),
});
const moving = fc.record({ kind: fc.constant('move'), one, before: fc.option(fc.integer({ min: 1, max: 12 })) });

const step = fc.oneof(
  { weight: 6, arbitrary: asking },
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('accept', 'skip', 'decline'), one }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('withdraw'), one, who: fc.option(who) }) },
  { weight: 2, arbitrary: moving },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('choose'), one, name }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo'), late: fc.option(fc.nat({ max: 20 })) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clear') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('block'), who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('play'), names: fc.uniqueArray(name, { maxLength: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('correct'), name }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('correct past'), back: fc.integer({ min: 1, max: 3 }), name }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('decks'), names: fc.uniqueArray(name, { maxLength: 2 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('wait'), ms: fc.constantFrom(1, 5_000, 19_999, 20_000, 120_000) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** An evening, what was shown of it at each step, and what was acknowledged. */
class Watched extends RequestEvening {
  shown: Map<string, number>[] = [];
  acknowledged = new Set<string>();
  moved = new Set<string>();

  constructor() {
    super({ ...CAPS, oncePerSet: false });
  }

  idOf(number: number): string {
    return [...this.queue.requests.values()].find((request) => request.number === number)?.id ?? 'never';
  }

  take(step: Step): void {
    this.shown.unshift(new Map([...this.queue.requests.values()].map(({ id, revision }) => [id, revision])));
    const before = this.queue;
    switch (step.kind) {
      case 'ask': {
        const answer = this.ask(step.who, step.names);
        if (!('ok' in answer)) this.acknowledged.add(answer.id);
        break;
      }
      case 'accept':
      case 'skip':
      case 'decline': {
        const id = this.idOf(step.one.number);
        const revision = this.shown[step.one.shown]?.get(id);
        const done = this.do({ kind: step.kind, id, revision });
        if (!done.ok) break;
        // Only what was shown, and only that one.
        if (revision !== undefined) expect(before.requests.get(id)?.revision).toBe(revision);
        expect(done.changes.map(({ requestId }) => requestId)).toEqual([id]);
        break;
      }
      case 'withdraw': {
        const requester = step.who === null ? undefined : { platform: 'twitch', id: step.who, name: step.who };
        this.do({ kind: 'withdraw', id: this.idOf(step.one.number), requester });
        break;
      }
      case 'move': {
        const target = step.before === null ? undefined : this.idOf(step.before);
        const id = this.idOf(step.one.number);
        if (this.do({ kind: 'move', id, before: target }).ok) this.moved.add(id);
        break;
      }
      case 'choose':
        this.do({ kind: 'choose', id: this.idOf(step.one.number), trackId: `t-${step.name}` });
        break;
      case 'undo':
        this.do({ kind: 'undo', undoId: step.late === null ? undefined : this.changeIds.at(-1 - step.late) });
        break;
      case 'clear':
        this.do({ kind: 'clear' });
        break;
      case 'block':
        this.do({ kind: 'block', person: { platform: 'twitch', id: step.who } });
        break;
      case 'play':
        this.play(...step.names);
        break;
      case 'correct':
        this.correct(step.name);
        break;
      case 'correct past':
        this.correctPast(step.back, step.name);
        break;
      case 'decks':
        this.decks(step.names);
        break;
      case 'wait':
        this.now += step.ms;
        this.do({ kind: 'expire' });
        break;
    }
    for (const [id, request] of this.queue.requests) checkRevision(before.requests.get(id), request);
  }

  check(): void {
    const all = [...this.queue.requests.values()];
    const open = all.filter((request) => listOf(request) !== undefined);
    expect(open.length).toBeLessThanOrEqual(CAPS.inQueue);
    for (const person of PEOPLE) {
      const own = open.filter(({ requester }) => requester.id === person);
      expect(own.length).toBeLessThanOrEqual(person === 'helper' ? CAPS.perHelper : CAPS.perPerson);
    }
    expect(new Set(all.map(({ id }) => id))).toEqual(this.acknowledged);
    expect(all.map(({ number }) => number)).toEqual(all.map((_, index) => index + 1));
    const listed = (['accepted', 'waiting'] as const).flatMap((list) => inOrder(all, list));
    expect(listed.map(({ request }) => request.id).sort()).toEqual(open.map(({ id }) => id).sort());
    for (const { score } of listed) {
      expect(score.parts.reduce((sum, { value }) => sum + value, 0)).toBe(score.total);
    }
    for (const { requester, voters } of all) {
      const people = [requester, ...voters].map(personKey);
      expect(new Set(people).size).toBe(people.length);
    }
    const playing = all.filter(({ state }) => state === 'playing');
    for (const { playId } of playing) expect(playId).toBe(this.current?.playId);
    checkFairness(all, this.moved);
  }
}

function checkRevision(before: SongRequest | undefined, after: SongRequest): void {
  if (before === undefined) return;
  const isOther = before.state !== after.state || before.trackId !== after.trackId;
  expect(after.revision > before.revision).toBe(isOther || after.revision > before.revision + 1);
}

/** Walks the queue as it is offered, among people the DJ moved nothing of. */
function checkFairness(all: SongRequest[], moved: Set<string>): void {
  const handled = new Set(all.filter(({ id }) => moved.has(id)).map(({ requester }) => requester.id));
  const had = new Map<string, number>();
  for (const { state, requester } of all) {
    if (!['accepted', 'loaded', 'playing', 'played'].includes(state)) continue;
    had.set(requester.id, (had.get(requester.id) ?? 0) + 1);
  }
  const offered = inOrder(all, 'waiting')
    .map(({ request }) => request)
    .filter(({ state, requester }) => state === 'new' && !handled.has(requester.id));
  let highest = 0;
  for (const { requester } of offered) {
    const turn = had.get(requester.id) ?? 0;
    expect(turn).toBeGreaterThanOrEqual(highest);
    highest = turn;
    had.set(requester.id, turn + 1);
  }
}

it('holds every rule through any evening', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 80, size: 'max' }), (steps) => {
      const evening = new Watched();
      for (const one of steps) {
        evening.take(one);
        evening.check();
      }
    }),
    { numRuns: 400 },
  );
});

it('is as it was after an undo, wherever in an evening', () => {
  const undoable = fc.oneof(
    fc.record({
      kind: fc.constantFrom('accept' as const, 'skip' as const, 'decline' as const),
      number: fc.integer({ min: 1, max: 8 }),
    }),
    fc.constant({ kind: 'clear' as const, number: 0 }),
  );
  // A queue with something in it, and something in its place by hand.
  const steps = fc.tuple(
    fc.array(step, { maxLength: 30, size: 'max' }),
    fc.array(asking, { maxLength: 8, size: 'max' }),
    fc.array(moving, { maxLength: 4, size: 'max' }),
  );
  fc.assert(
    fc.property(steps, undoable, (steps, { kind, number }) => {
      const evening = new Watched();
      for (const one of steps.flat()) evening.take(one);
      const before = evening.queue;
      const done = evening.do(kind === 'clear' ? { kind } : { kind, id: evening.idOf(number) });
      fc.pre(done.ok && done.changes.length > 0);
      expect(evening.do({ kind: 'undo' }).ok).toBe(true);
      for (const list of ['waiting', 'accepted'] as const) {
        const ids = (queue: typeof before) => inOrder(queue.requests.values(), list).map(({ request }) => request.id);
        expect(ids(evening.queue)).toEqual(ids(before));
      }
      for (const [id, was] of before.requests) {
        const is = evening.get(id);
        const { revision, changedAt } = is;
        expect({ ...was, revision, changedAt, by: is.by }).toEqual(is);
        expect([was.revision, was.revision + 2]).toContain(revision);
      }
      expect(newestUndoable(evening.queue, evening.now)?.changeId).not.toBe(done.undoable?.changeId);
    }),
    { numRuns: 300 },
  );
});
