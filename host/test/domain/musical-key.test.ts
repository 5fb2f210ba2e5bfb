import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { camelotNumber, isMinor, keyView, musicalKey, openKeyNumber, parseKey } from '#domain/musical-key.ts';

/** Traktor's index, name, other names, Open Key, Camelot. */
const KEYS: [number, string, string[], string, string][] = [
  [0, 'C', ['B#'], '1d', '8B'],
  [1, 'Db', ['C#'], '8d', '3B'],
  [2, 'D', [], '3d', '10B'],
  [3, 'Eb', ['D#'], '10d', '5B'],
  [4, 'E', ['Fb'], '5d', '12B'],
  [5, 'F', ['E#'], '12d', '7B'],
  [6, 'F#', ['Gb'], '7d', '2B'],
  [7, 'G', [], '2d', '9B'],
  [8, 'Ab', ['G#'], '9d', '4B'],
  [9, 'A', [], '4d', '11B'],
  [10, 'Bb', ['A#'], '11d', '6B'],
  [11, 'B', ['Cb'], '6d', '1B'],
  [12, 'Cm', [], '10m', '5A'],
  [13, 'C#m', ['Dbm'], '5m', '12A'],
  [14, 'Dm', [], '12m', '7A'],
  [15, 'Ebm', ['D#m'], '7m', '2A'],
  [16, 'Em', [], '2m', '9A'],
  [17, 'Fm', [], '9m', '4A'],
  [18, 'F#m', ['Gbm'], '4m', '11A'],
  [19, 'Gm', [], '11m', '6A'],
  [20, 'G#m', ['Abm'], '6m', '1A'],
  [21, 'Am', [], '1m', '8A'],
  [22, 'Bbm', ['A#m'], '8m', '3A'],
  [23, 'Bm', [], '3m', '10A'],
];

describe.each(KEYS)('key %d, %s', (index, name, otherNames, openKey, camelot) => {
  const key = musicalKey(index);

  test('is shown in all three notations', () => {
    expect(key !== undefined && keyView(key)).toEqual({ camelot, openKey, name });
  });

  test('is read from all of them', () => {
    for (const text of [name, ...otherNames, openKey, camelot]) expect([text, parseKey(text)]).toEqual([text, index]);
  });

  test('has a mode and two wheel numbers', () => {
    if (key === undefined) expect.unreachable();
    expect(isMinor(key)).toBe(camelot.endsWith('A'));
    expect(openKeyNumber(key)).toBe(Number.parseInt(openKey, 10));
    expect(camelotNumber(key)).toBe(Number.parseInt(camelot, 10));
  });
});

describe('a key as people and programs write it', () => {
  test.each([
    ['8a', 'Am'],
    ['08A', 'Am'],
    [' 8A ', 'Am'],
    ['12B', 'E'],
    ['1M', 'Am'],
    ['1D', 'C'],
    ['a', 'A'],
    ['am', 'Am'],
    ['A m', 'Am'],
    ['A minor', 'Am'],
    ['Amin', 'Am'],
    ['A moll', 'Am'],
    ['a Moll', 'Am'],
    ['C dur', 'C'],
    ['Ebmaj', 'Eb'],
    ['E♭ Major', 'Eb'],
    ['F♯m', 'F#m'],
    ['CM', 'C'],
  ])('%j is %s', (text, name) => {
    const key = parseKey(text);
    expect(key === undefined ? undefined : keyView(key).name).toBe(name);
  });

  test.each(['', ' ', '0A', '13A', '8C', '8', 'H', 'Hm', 'All', 'Am7', '8A/9A', 'no key', '-1d', '1.5m'])(
    '%j is none',
    (text) => {
      expect(parseKey(text)).toBeUndefined();
    },
  );
});

describe('musicalKey', () => {
  test.each([-1, 24, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('%d is no key', (index) => {
    expect(musicalKey(index)).toBeUndefined();
  });

  test('a step on the wheel is a fifth', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 23 }), (index) => {
        const key = musicalKey(index);
        const fifthUp = musicalKey((((index % 12) + 7) % 12) + (index >= 12 ? 12 : 0));
        if (key === undefined || fifthUp === undefined) return false;
        return camelotNumber(fifthUp) === (camelotNumber(key) % 12) + 1;
      }),
    );
  });

  test('no text makes the reader throw', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (text) => {
        const key = parseKey(text);
        return key === undefined || musicalKey(key) === key;
      }),
    );
  });
});
