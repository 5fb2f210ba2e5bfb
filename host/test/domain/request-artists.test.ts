import { expect, it } from 'vitest';
import { isByOneOf, sameArtist } from '#domain/request-artists.ts';

const by = (artist: string, title = 'Song') => ({ artist, title });

it.each([
  ['Mira', 'MIRA', true],
  ['Mira feat. Kay', 'Mira', true],
  ['Mira & Kay', 'Kay', true],
  ['Mira vs. Kay', 'Kay, Mira', true],
  ['The Mira', 'Mira', true],
  ['Björk', 'Bjork', true],
  ['Mira feat. Kay', 'Kay', false],
  ['Mira', 'Miranda', false],
  ['Various Artists', 'Various Artists', false],
  ['', '', false],
])('%s and %s: %s', (a, b, expected) => {
  expect(sameArtist(by(a), by(b))).toBe(expected);
  expect(sameArtist(by(b), by(a))).toBe(expected);
});

it('reads an artist out of a title that holds it', () => {
  expect(sameArtist(by('', 'Mira - Song'), by('Mira'))).toBe(true);
});

it.each([
  [by('Mira'), ['mira'], true],
  [by('Kay feat. Mira'), ['mira'], true],
  [by('Kay', 'Song (feat. Mira)'), ['mira'], true],
  [by('Kay & Mira'), ['Mira'], true],
  [by('Kay & Mira'), ['Mira & Kay'], true],
  [by('Kay'), ['Mira & Kay'], false],
  [by('Miranda'), ['Mira'], false],
  [by('!!!'), ['!!!'], true],
  [by('Mira'), ['???'], false],
  [by('Mira'), [], false],
])('%j by one of %j: %s', (track, names, expected) => expect(isByOneOf(track, names)).toBe(expected));
