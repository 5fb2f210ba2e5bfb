// Every key after every key, written out from the circle of fifths (https://en.wikipedia.org/wiki/Circle_of_fifths): a row per key
// on air, a letter per next key. Moves a semitone or a parallel key away were read off the keyboard.

import type { KeyMove } from '@tracord/shared/plan.ts';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { keyView, musicalKey, parseKey } from '#domain/musical-key.ts';
import { HARMONY, heardKey, keyMove } from '#domain/planner/key-move.ts';

const LETTERS: Record<string, KeyMove> = {
  S: 'same',
  N: 'neighbour',
  R: 'relative',
  D: 'diagonal',
  U: 'energy-up',
  V: 'energy-down',
  L: 'lift',
  P: 'drop',
  M: 'mood-shift',
  '.': 'clash',
};

/** The next keys, by column: fifths upwards, the minors beneath their relative majors. */
const COLUMNS = 'C G D A E B F# Db Ab Eb Bb F Am Em Bm F#m C#m G#m Ebm Bbm Fm Cm Gm Dm'.split(' ');

const MOVES: [string, string][] = [
  ['C', 'SNU..P.L..VN RD.......M.D'],
  ['G', 'NSNU..P.L..V DRD.......M.'],
  ['D', 'VNSNU..P.L.. .DRD.......M'],
  ['A', '.VNSNU..P.L. M.DRD.......'],
  ['E', '..VNSNU..P.L .M.DRD......'],
  ['B', 'L..VNSNU..P. ..M.DRD.....'],
  ['F#', '.L..VNSNU..P ...M.DRD....'],
  ['Db', 'P.L..VNSNU.. ....M.DRD...'],
  ['Ab', '.P.L..VNSNU. .....M.DRD..'],
  ['Eb', '..P.L..VNSNU ......M.DRD.'],
  ['Bb', 'U..P.L..VNSN .......M.DRD'],
  ['F', 'NU..P.L..VNS D.......M.DR'],
  ['Am', 'RD.M.......D SNU..P.L..VN'],
  ['Em', 'DRD.M....... NSNU..P.L..V'],
  ['Bm', '.DRD.M...... VNSNU..P.L..'],
  ['F#m', '..DRD.M..... .VNSNU..P.L.'],
  ['C#m', '...DRD.M.... ..VNSNU..P.L'],
  ['G#m', '....DRD.M... L..VNSNU..P.'],
  ['Ebm', '.....DRD.M.. .L..VNSNU..P'],
  ['Bbm', '......DRD.M. P.L..VNSNU..'],
  ['Fm', '.......DRD.M .P.L..VNSNU.'],
  ['Cm', 'M.......DRD. ..P.L..VNSNU'],
  ['Gm', '.M.......DRD U..P.L..VNSN'],
  ['Dm', 'D.M.......DR NU..P.L..VNS'],
];

const key = (name: string) => parseKey(name) ?? expect.unreachable();
const anyKey = fc.integer({ min: 0, max: 23 }).map((index) => musicalKey(index) ?? expect.unreachable());

describe('keyMove', () => {
  test.each(MOVES)('after %s', (from, row) => {
    const letters = row.replace(' ', '');
    expect(letters).toHaveLength(24);
    const moves = COLUMNS.map((to) => [to, keyMove(key(from), key(to))]);
    expect(moves).toEqual(COLUMNS.map((to, column) => [to, LETTERS[letters[column] ?? '']]));
  });

  const BACK: Partial<Record<KeyMove, KeyMove>> = {
    'energy-up': 'energy-down',
    'energy-down': 'energy-up',
    lift: 'drop',
    drop: 'lift',
  };
  it('is the same the other way round, but for those that go up and down', () => {
    fc.assert(
      fc.property(anyKey, anyKey, (a, b) => {
        const there = keyMove(a, b);
        expect(keyMove(b, a)).toBe(BACK[there] ?? there);
      }),
    );
  });

  it('knows nothing of where the wheel begins', () => {
    fc.assert(
      fc.property(anyKey, anyKey, fc.integer({ min: 0, max: 11 }), (a, b, semitones) => {
        const moved = (one: number) =>
          musicalKey(((one + semitones) % 12) + (one < 12 ? 0 : 12)) ?? expect.unreachable();
        expect(keyMove(moved(a), moved(b))).toBe(keyMove(a, b));
      }),
    );
  });
});

it('nothing goes together better than the same key, nothing worse than a clash', () => {
  for (const harmony of Object.values(HARMONY)) {
    expect(harmony).toBeLessThanOrEqual(HARMONY.same);
    expect(harmony).toBeGreaterThanOrEqual(HARMONY.clash);
  }
});

describe('heardKey', () => {
  test.each([
    ['Am', 1, '8A', 0],
    ['Am', 2 ** (1 / 12), '3A', 0],
    ['Am', 1.06, '3A', 1],
    ['Am', 0.94, '1A', -7],
    ['Am', 1.02, '8A', 34],
    ['Am', 1.03, '3A', -49],
    ['B', 1.06, '8B', 1],
    ['C', 2, '8B', 0],
    ['C', 0.5, '8B', 0],
    ['C', Number.NaN, '8B', 0],
    ['C', 0, '8B', 0],
  ])('%s at %d is %s, %d cents beside it', (name, ratio, camelot, cents) => {
    const heard = heardKey(key(name), ratio);
    expect([keyView(heard.key).camelot, heard.cents]).toEqual([camelot, cents]);
  });

  it('leaves at most half a semitone over', () => {
    fc.assert(
      fc.property(anyKey, fc.double({ min: 0.25, max: 4, noNaN: true }), (one, ratio) => {
        const { cents } = heardKey(one, ratio);
        expect(Math.abs(cents)).toBeLessThanOrEqual(50);
      }),
    );
  });
});
