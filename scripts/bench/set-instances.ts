// Fifty fixed tasks for the set builder: sixteen so small that the best set can be found by trying all, and thirty-four of about
// twenty tracks from 60 to 200. They never change: a builder is measured on them.

import { type Timing, timingOf } from '../../host/src/domain/planner/overlap.ts';
import { isOneSong, ruleAgainst } from '../../host/src/domain/planner/set-rules.ts';
import { FIRST_WISH, type SetWish } from '../../host/src/domain/planner/set-wish.ts';
import type { TrackGraph } from '../../host/src/domain/planner/track-graph.ts';
import { SeededRandom } from '../made-collection/random.ts';
import { setLibrary } from './set-library.ts';

export type SetInstance = { name: string; graph: TrackGraph; wish: SetWish; timing: Timing; small: boolean };

const SMALL = 16;
const ALL = 50;

/** Chooses tracks that may be in the set, no song twice, none chosen before. */
type Choose = (count: number) => number[];

type Kind = { name: string; wish: (choose: Choose, small: boolean) => Partial<SetWish>; rules?: Partial<SetWish> };

const KINDS: readonly Kind[] = [
  { name: 'anything', wish: () => ({}) },
  { name: 'first track', wish: (choose) => ({ first: choose(1)[0], preset: 'build' }) },
  { name: 'first and last', wish: (choose) => ({ first: choose(1)[0], last: choose(1)[0] }) },
  { name: 'must', wish: (choose, small) => ({ must: choose(small ? 2 : 5), preset: 'surprise' }) },
  {
    name: 'must and never, wide spacing',
    wish: (choose, small) => ({ must: choose(small ? 1 : 3), never: choose(small ? 1 : 20), artistSpacing: 6 }),
  },
  { name: 'tempo 120–130', rules: { bpmFrom: 120, bpmTo: 130 }, wish: () => ({ preset: 'build' }) },
  { name: 'strict keys', rules: { keys: 'strict' }, wish: (choose, small) => (small ? {} : { first: choose(1)[0] }) },
  {
    name: 'locked places',
    wish: (choose, small) => ({
      locked: choose(small ? 1 : 3).map((place, at) => ({ at: small ? 2 : 4 + 5 * at, place })),
    }),
  },
  {
    name: 'any key, last track',
    rules: { keys: 'free' },
    wish: (choose) => ({ last: choose(1)[0], preset: 'build' }),
  },
  {
    name: 'after what was played, with requests',
    wish: (choose, small) => ({ played: choose(small ? 1 : 3), requests: choose(small ? 1 : 3), preset: 'breather' }),
  },
];

export function setInstances(): SetInstance[] {
  return Array.from({ length: ALL }, (_, at) => instance(at));
}

function instance(at: number): SetInstance {
  const small = at < SMALL;
  const random = new SeededRandom(at, 51);
  const size = small ? 6 + (at % 4) : 60 + random.below(141);
  const graph = setLibrary(size, 1_000 + at);
  const kind: Kind = KINDS[at % KINDS.length] ?? { name: '', wish: () => ({}) };
  const rules: SetWish = { ...FIRST_WISH, ...kind.rules };
  const left = Array.from({ length: size }, (_, place) => place).filter(
    (place) => ruleAgainst(graph, rules, () => false, place) === undefined,
  );
  const choose: Choose = (count) => {
    const chosen: number[] = [];
    while (chosen.length < count && left.length > 0) {
      const place = left.splice(random.below(left.length), 1)[0] ?? 0;
      chosen.push(place);
      for (let other = left.length - 1; other >= 0; other--) {
        if (isOneSong(graph, left[other] ?? -1, place)) left.splice(other, 1);
      }
    }
    return chosen;
  };
  const minutes = small ? 21 + 3 * (at % 5) : 100 + random.below(10);
  const wish: SetWish = { ...rules, minutes, seed: at, ...kind.wish(choose, small) };
  return { name: `${at + 1}: ${kind.name}, from ${size}`, graph, wish, timing: timingOf(graph), small };
}
