// What the DJ reads about a step.

import { expect, it, test } from 'vitest';
import { parseKey } from '#domain/musical-key.ts';
import { keyWords, stepWords, tempoWords } from '#domain/planner/step-words.ts';
import { graphOf } from './any-graph.ts';

const track = (key: string, bpm: number | undefined, nth: number) => {
  return { key: parseKey(key), bpm, song: nth, artist: nth };
};

test.each([
  ['8A 128', '8A 128', 'stays in 8A, same tempo'],
  ['8A 125', '9A 127.5', '8A to 9A, one step up the wheel, 2 % faster'],
  ['1A 125', '12A 124', '1A to 12A, one step down the wheel, 0.8 % slower'],
  ['12B 125', '1B 125', '12B to 1B, one step up the wheel, same tempo'],
  ['8A 128', '8B 128', '8A to 8B, same notes, into major, same tempo'],
  ['8B 128', '8A 128', '8B to 8A, same notes, into minor, same tempo'],
  ['8A 128', '9B 128', '8A to 9B, one step up the wheel and into major, same tempo'],
  ['8B 128', '7A 128', '8B to 7A, one step down the wheel and into minor, same tempo'],
  ['8A 128', '10A 128', '8A to 10A, two steps up the wheel, more drive, same tempo'],
  ['8A 128', '6A 128', '8A to 6A, two steps down the wheel, less drive, same tempo'],
  ['8A 128', '3A 128', '8A to 3A, a semitone up, a strong lift, same tempo'],
  ['8A 128', '1A 128', '8A to 1A, a semitone down, takes energy out, same tempo'],
  ['8A 128', '11B 128', '8A to 11B, same root, into major, same tempo'],
  ['8A 128', '2A 128', '8A to 2A, the keys clash, same tempo'],
  ['8A 174', '8A 87', 'stays in 8A, same tempo counted double'],
  ['8A 87', '8A 178', 'stays in 8A, 2.3 % faster counted half'],
  ['8A 100', '8A 107', 'stays in 8A, 7 % faster, with care'],
  ['8A 100', '8A 120', 'stays in 8A, 20 % faster, too far to mix'],
  ['8A 128', '8A -', 'stays in 8A, tempo not known'],
  ['8A 128', '- 128', 'its key is not known, listen first, same tempo'],
  ['- 128', '9A 128', 'into 9A, the key before it is not known, same tempo'],
  ['- 128', '- 129', 'keys not known, listen first, 0.8 % faster'],
  ['- -', '- 129', 'keys and tempo not known, listen first'],
])('from %s to %s: %s', (from, to, words) => {
  const tracks = [from, to].map((text, nth) => {
    const [key = '', bpm = ''] = text.split(' ');
    return track(key, bpm === '-' ? undefined : Number(bpm), nth);
  });
  expect(stepWords(graphOf(tracks), 0, 1)).toBe(words);
});

it('counts from what is heard, not from what is tagged', () => {
  const graph = graphOf([track('8A', 128, 1), track('9A', 128, 2)]);
  const heard = { key: parseKey('9A') ?? -1, bpm: 134.4, song: 1, artist: 1 };
  expect(stepWords(graph, heard, 1)).toBe('stays in 9A, 4.8 % slower');
});

it('writes keys as the DJ has them', () => {
  const [from, to] = [parseKey('8A') ?? -1, parseKey('9A') ?? -1];
  expect(keyWords(from, to, { notation: 'openKey' })).toBe('1m to 2m, one step up the wheel');
  expect(keyWords(from, to, { notation: 'name' })).toBe('Am to Em, one step up the wheel');
});

it('rounds what nobody hears', () => {
  expect(tempoWords({ relation: 1, difference: 0.0004 })).toBe('same tempo');
  expect(tempoWords({ relation: 1, difference: -0.0006 })).toBe('0.1 % slower');
});
