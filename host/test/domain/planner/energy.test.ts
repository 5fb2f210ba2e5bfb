import { expect, test } from 'vitest';
import { energyOf } from '#domain/planner/energy.ts';

test.each([
  [{ comment: '8A - Energy 7' }, { energy: 0.7, sure: true }],
  [
    { comment: 'peak', comment2: 'energy: 10' },
    { energy: 1, sure: true },
  ],
  [{ comment: 'Energy 11' }, undefined],
  [{ comment: 'energetic 5' }, undefined],
  [
    { comment: 'Energy 3', stars: 5 },
    { energy: 0.3, sure: true },
  ],
  [{ stars: 5 }, { energy: 0.8, sure: false }],
  [{ stars: 0 }, undefined],
  [{}, undefined],
])('of %j it is %j', (fields, energy) => expect(energyOf(fields)).toEqual(energy));
