import { describe, expect, it } from 'vitest';
import type { OnAirMemory } from '#domain/on-air-memory.ts';
import { readOnAirRecord } from '#services/live/on-air-record.ts';

const RECORD: OnAirMemory = {
  current: {
    heard: {
      artist: 'a',
      title: 'X',
      path: '/music/x.mp3',
      mix: 'Dub',
      trackBpm: 126.5,
      keyIndex: 8,
      durationMs: 300_000,
    },
    source: 'decks',
    deck: 'A',
    since: 1_700_000_000_000,
    lengthMs: 300_000,
  },
  former: { heard: { artist: 'b', title: 'V' }, source: 'manual', since: 1_699_999_000_000, stays: true },
  mounts: { '/one': { lastKey: 'a\nx' }, '/two': {} },
};

it('reads what was stored', () => {
  expect(readOnAirRecord(JSON.parse(JSON.stringify(RECORD)))).toEqual(RECORD);
});

describe('counts as none', () => {
  it.each([
    ['nothing', undefined],
    ['a text', 'X'],
    ['a record without mounts', { current: RECORD.current }],
    ['a track without a title', { current: { ...RECORD.current, heard: { artist: 'a' } }, mounts: {} }],
    ['a source nobody knows', { current: { ...RECORD.current, source: 'radio' }, mounts: {} }],
  ])('%s', (_what, stored) => {
    expect(readOnAirRecord(stored)).toBeUndefined();
  });
});
