// What gives a key or a tempo away, and what only looks like it.

import { describe, expect, it } from 'vitest';
import { keyPattern, tempoPattern } from './fakes/secret-patterns.ts';

/** Db major. */
const KEY = keyPattern(1);

describe('a key', () => {
  it.each([
    '{"key":"3B"}',
    'Artist - Title [3B]',
    'Title;3B;107.3',
    '"Title\\t3B\\n"',
    '3B/107.3',
    'Db-3B',
    '3B_Title',
    '3B',
  ])('is told by %s', (text) => {
    expect(KEY.test(text)).toBe(true);
  });

  it.each([
    ['an ETag', 'W/"32b-3B/0X8E/KtyNkpG0KQNEALX6DsM"'],
    ['the id of a track', '{"id":"q-3B_x7Ka0Zr"}'],
    ['the start of an id', '{"id":"3B-x7Ka0ZrQq"}'],
    ['the id of a socket', '{"sid":"lv_VI97HAXpY6yYW/3B-"}'],
    ['another key', '{"key":"13B"}'],
    ['a colour', '#a03B'],
    ['a part of a number', '0.3B'],
  ])('is not told by %s', (_name, text) => {
    expect(KEY.test(text)).toBe(false);
  });

  it.each([
    [0, '8B'],
    [11, '1B'],
    [12, '5A'],
    [21, '8A'],
  ])('%i reads as %s', (key, camelot) => {
    expect(keyPattern(key).test(` ${camelot} `)).toBe(true);
  });
});

describe('a tempo', () => {
  it.each(['{"bpm":107.3}', '107.30 BPM', 'bpm: 107', 'bpm":"105'])('is told by %s', (text) => {
    expect(tempoPattern(107.3).test(text)).toBe(true);
  });

  it.each(['{"ms":107.34}', '1107.3', '"bpm":110'])('is not told by %s', (text) => {
    expect(tempoPattern(107.3).test(text)).toBe(false);
  });
});
