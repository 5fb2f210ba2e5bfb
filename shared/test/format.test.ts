import { describe, expect, test } from 'vitest';
import { formatBpm, formatDuration } from '../src/format.ts';

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
