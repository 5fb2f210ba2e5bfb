import { expect, it } from 'vitest';
import { inOrder } from '#domain/request-order.ts';
import { RequestEvening } from './request-evening.ts';

/** Asks as "ann:A" says; "ann+A" votes. */
function evening(asked: string): RequestEvening {
  const made = new RequestEvening({ perPerson: 9 });
  for (const one of asked.split(' ')) {
    const [who = '', name = ''] = one.split(/[:+]/);
    made.asked(who, name);
  }
  return made;
}
const idOf = (made: RequestEvening, title: string) =>
  [...made.queue.requests.values()].find((request) => request.title === title)?.id ?? '';

it.each([
  ['as they came', 'ann:A bob:B cid:C', 'A B C'],
  ['nobody’s second before everybody’s first', 'ann:A ann:B ann:C bob:D bob:E cid:F', 'A D F B E C'],
  ['votes within a round', 'ann:A bob:B cid:C dan+C eve+C dan+B', 'C B A'],
  ['votes never over a round', 'ann:A ann:B bob:C cid+B dan+B', 'B C A'],
])('orders %s', (_name, asked, expected) => expect(evening(asked).titles('waiting')).toBe(expected));

it('counts what somebody had in this set', () => {
  const made = evening('ann:A bob:B');
  made.play('A');
  made.play();
  made.asked('ann', 'C');
  made.asked('cid', 'D');
  expect(made.titles('waiting')).toBe('B D C');
});

it('puts skipped ones after the rest, as they were skipped', () => {
  const made = evening('ann:A bob:B cid:C');
  made.do({ kind: 'skip', id: idOf(made, 'B') });
  made.do({ kind: 'skip', id: idOf(made, 'A') });
  made.asked('ann', 'D');
  expect(made.titles('waiting')).toBe('C D B A');
});

it('keeps accepted ones as they were taken, and where they were put', () => {
  const made = evening('ann:A bob:B cid:C');
  for (const title of ['C', 'A', 'B']) made.do({ kind: 'accept', id: idOf(made, title) });
  expect(made.titles('accepted')).toBe('C A B');
  made.do({ kind: 'move', id: idOf(made, 'B'), before: idOf(made, 'C') });
  expect(made.titles('accepted')).toBe('B C A');
  expect(made.do({ kind: 'move', id: idOf(made, 'B'), before: 'x' })).toMatchObject({ code: 'request-unknown' });
});

it('lets a moved one stand where it was put', () => {
  const made = evening('ann:A bob:B cid:C dan:D');
  const move = (title: string, before?: string) =>
    made.do({ kind: 'move', id: idOf(made, title), before: before && idOf(made, before) });
  move('D', 'B');
  expect(made.titles('waiting')).toBe('A D B C');
  // Votes re-rank the others around it.
  made.asked('eve', 'C');
  expect(made.titles('waiting')).toBe('C D A B');
  // One before it leaves: it comes up.
  made.do({ kind: 'accept', id: idOf(made, 'C') });
  expect(made.titles('waiting')).toBe('D A B');
  move('A');
  made.asked('eve', 'E');
  expect(made.titles('waiting')).toBe('D B E A');
  move('B');
  made.asked('fay', 'F');
  expect(made.titles('waiting')).toBe('D E F A B');
  move('A', 'D');
  expect(made.titles('waiting')).toBe('A D E F B');
  move('D', 'D');
  expect(made.titles('waiting')).toBe('A D E F B');
});

it('explains each score', () => {
  const made = evening('ann:A bob:B ann:C bob+A');
  const [first, , last] = inOrder(made.queue.requests.values(), 'waiting');
  expect(first?.score.parts.map(({ why }) => why)).toEqual([
    ...['their first in this set', '2 people want it', 'number 1 of those asked for'],
  ]);
  expect(last?.score.parts[0]?.why).toBe('they had 1 before it in this set');
});
