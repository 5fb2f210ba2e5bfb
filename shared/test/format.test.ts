import { describe, expect, test } from 'vitest';
import { formatBpm, formatDay, formatDuration, formatHours } from '../src/format.ts';

describe('formatDuration', () => {
  test.each([
    [0, '0:00'],
    [499, '0:00'],
    [500, '0:01'],
    [59_499, '0:59'],
    [59_500, '1:00'],
    [401_000, '6:41'],
    [3_599_400, '59:59'],
    [3_599_500, '1:00:00'],
    [3_725_000, '1:02:05'],
    [36_000_000, '10:00:00'],
  ])('%d ms reads %s', (durationMs, text) => {
    expect(formatDuration(durationMs)).toBe(text);
  });
});

describe('formatHours', () => {
  test.each([
    [0, '0 min'],
    [29_999, '0 min'],
    [2_880_000, '48 min'],
    [3_569_999, '59 min'],
    [3_570_000, '1 h 00 min'],
    [7_500_000, '2 h 05 min'],
    [90_000_000, '25 h 00 min'],
  ])('%d ms reads %s', (durationMs, text) => {
    expect(formatHours(durationMs)).toBe(text);
  });
});

test('formatDay reads as a date of this computer', () => {
  expect(formatDay(new Date(2026, 10, 20, 23, 59).getTime())).toBe('20 November 2026');
  expect(formatDay(new Date(2025, 2, 1).getTime())).toBe('1 March 2025');
});

describe('formatBpm', () => {
  test.each([
    [126, '126'],
    [126.04, '126'],
    [127.98, '128'],
    [89.5, '90'],
  ])('%d reads %s', (bpm, text) => {
    expect(formatBpm(bpm)).toBe(text);
  });
});
