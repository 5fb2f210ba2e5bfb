import { beforeEach, describe, expect, it } from 'vitest';
import { newestUndoable, undoLabel } from '#domain/request-undo.ts';
import { RequestEvening } from './request-evening.ts';

let evening: RequestEvening;
let a: string;
let b: string;
let c: string;
beforeEach(() => {
  evening = new RequestEvening();
  [a, b, c] = evening.threeAsked();
});
const state = (id: string) => evening.get(id).state;

describe('undo', () => {
  it('names what it undoes, newest first', () => {
    evening.do({ kind: 'accept', id: b });
    evening.do({ kind: 'skip', id: a });
    expect(label()).toBe('Skip 1');
    expect(evening.do({ kind: 'undo' }).ok).toBe(true);
    expect(label()).toBe('Accept 2');
    expect(evening.do({ kind: 'undo' }).ok).toBe(true);
    expect(evening.titles('waiting')).toBe('A B C');
    expect(evening.get(a)).toMatchObject({ state: 'new', skips: 0, revision: 3 });
    expect(label()).toBeUndefined();
    expect(evening.do({ kind: 'undo' })).toMatchObject({ code: 'nothing-to-undo' });
  });

  it('goes back through all that was done to one request', () => {
    evening.do({ kind: 'skip', id: a });
    evening.do({ kind: 'accept', id: a });
    evening.do({ kind: 'accept', id: b });
    evening.do({ kind: 'clear' });
    evening.do({ kind: 'decline', id: a });
    const labels = [];
    while (evening.do({ kind: 'undo' }).ok) labels.push(`${label()}: ${[a, b, c].map(state)}`);
    expect(labels).toEqual([
      'Clear 3: accepted,accepted,declined',
      'Accept 2: accepted,accepted,new',
      'Accept 1: accepted,new,new',
      'Skip 1: skipped,new,new',
      'undefined: new,new,new',
    ]);
  });

  it('is too late for what something else happened to in between', () => {
    evening.do({ kind: 'accept', id: a });
    evening.decks(['A']);
    evening.do({ kind: 'decline', id: a });
    evening.do({ kind: 'undo' });
    expect(state(a)).toBe('loaded');
    expect(label()).toBeUndefined();
  });

  it('takes an older one by its id, once', () => {
    evening.do({ kind: 'accept', id: b });
    const older = evening.changeIds.at(-1);
    evening.do({ kind: 'skip', id: a });
    expect(evening.do({ kind: 'undo', undoId: older }).ok).toBe(true);
    expect(state(b)).toBe('new');
    expect(evening.do({ kind: 'undo', undoId: older })).toMatchObject({ code: 'too-late' });
    expect(label()).toBe('Skip 1');
  });

  it.each([
    ['its time is over', () => (evening.now += 20_000)],
    ['it lies on a deck', () => evening.decks(['A'])],
    ['it is on air', () => evening.play('A')],
    ['it was declined since', () => evening.do({ kind: 'decline', id: a })],
  ])('is too late once %s', (_name, happens) => {
    evening.do({ kind: 'accept', id: a });
    const accept = evening.changeIds.at(-1);
    happens();
    expect(evening.do({ kind: 'undo', undoId: accept })).toMatchObject({ ok: false, code: 'too-late' });
  });

  it('is not too late for a vote', () => {
    evening.do({ kind: 'accept', id: a });
    evening.ask('dan', 'A');
    expect(evening.do({ kind: 'undo' }).ok).toBe(true);
    expect(evening.get(a)).toMatchObject({ state: 'new', voters: [{ id: 'dan' }] });
  });

  it('brings back all of a clear that nothing happened to', () => {
    evening.do({ kind: 'skip', id: b });
    evening.do({ kind: 'move', id: c, before: a });
    evening.do({ kind: 'clear' });
    expect(label()).toBe('Clear 3 requests');
    expect(evening.titles('waiting')).toBe('');
    evening.do({ kind: 'withdraw', id: a });
    expect(label()).toBe('Clear 2 requests');
    evening.do({ kind: 'undo' });
    expect(evening.titles('waiting')).toBe('C B');
    expect(state(b)).toBe('skipped');
  });

  it('makes the room again that others took', () => {
    evening.do({ kind: 'move', id: c, before: b });
    expect(evening.titles('waiting')).toBe('A C B');
    evening.do({ kind: 'accept', id: a });
    expect(evening.titles('waiting')).toBe('C B');
    evening.do({ kind: 'undo' });
    expect(evening.titles('waiting')).toBe('A C B');
  });

  const label = () => {
    const newest = newestUndoable(evening.queue, evening.now);
    return newest && undoLabel(evening.queue, newest, evening.now);
  };
});
