import { expect, test } from 'vitest';
import { energyOf } from '#domain/planner/energy.ts';

test.each([
  [{ comment: '8A - Energy 7' }, 0.7],
  [{ comment: 'peak', comment2: 'energy: 10' }, 1],
  [{ comment: 'Energy 11' }, undefined],
  [{ comment: 'energetic 5' }, undefined],
  [{ comment: 'Energy 3', stars: 5 }, 0.3],
  [{ stars: 5 }, 0.8],
  [{ stars: 0 }, undefined],
  [{}, undefined],
])('of %j it is %j', (fields, energy) => expect(energyOf(fields)).toBe(energy));
