// Tracklists made for tests, short and long.

import fc from 'fast-check';
import type { Tracklist, TracklistRow } from '#domain/tracklist/tracklist.ts';

/** 20 November 2026, 21:00 where the test runs. */
export const SET_ID = '0b9c1d52-6a3e-4f0d-9f1b-2d7c3e4a5b60';
export const ZERO_AT = new Date(2026, 10, 20, 21).getTime();

export function row(startMs: number, artist: string, title: string, more: Partial<TracklistRow> = {}): TracklistRow {
  return { playId: `at-${startMs}`, startMs, artist, title, display: { artist, title }, ...more };
}

export function masked(startMs: number): TracklistRow {
  return row(startMs, 'ID', 'ID', { masked: true });
}

export function list(rows: TracklistRow[], more: Partial<Tracklist> = {}): Tracklist {
  return {
    ...{
      setId: SET_ID,
      name: 'Friday',
      performers: ['Mira'],
      clock: 'recording',
      zeroAt: ZERO_AT,
    },
    ...{ media: 'Friday.mkv', rows, ...more },
  };
}

/** `count` tracks, five minutes apart, from the first second on. */
export function long(count: number, title = (place: number) => `Title ${place}`): Tracklist {
  return list(
    Array.from({ length: count }, (_, index) => row(index * 300_000, `Artist ${index + 1}`, title(index + 1))),
  );
}

export const TITLE_400 = 'Everything We Left Running '.repeat(15).slice(0, 400);

/** Names as people have them, and as they should not. */
export const ODD_NAMES: [artist: string, title: string][] = [
  ['Mira "The Voice" Oldane', 'He said "now"'],
  ['line\r\nbreak', 'tab\there\u0000and\u2028there'],
  ['ليان المرسى', 'ضوء بعيد فوق السطوح'],
  ['水無瀬リョウ', '夜明け前のプラットフォーム'],
  ['👩‍👩‍👧 family', '🎛️🎚️'],
  ['', 'Only a title'],
  ['<b>&amp;', `</td><script>alert('x')</script>`],
  ['@everyone', '[link](https://example.com) **bold** <#1>'],
  ['A', TITLE_400],
];

/** Text as `words` leaves it: what a format may be held to. */
export const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .map((text) => text.replace(/[\s\p{C}\u2028\u2029]+/gu, ' ').trim())
  .filter((text) => text !== '');
