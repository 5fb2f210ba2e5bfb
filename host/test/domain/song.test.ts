import { expect, it } from 'vitest';
import { isSameSong } from '#domain/song.ts';

const mira = { artist: 'Mira', title: 'One' };

it.each([
  ['equal words', mira, { ...mira }, true],
  ['words written otherwise', mira, { artist: 'MÍRA ', title: 'one!' }, true],
  ['other words', mira, { artist: 'Mira', title: 'Two' }, false],
  ['the same title by another', mira, { artist: 'Myra', title: 'One' }, false],
  ['another mix', mira, { artist: 'Mira', title: 'One (Remix)' }, false],
  ['one song in other words', { ...mira, song: 's' }, { artist: 'M.', title: '1', song: 's' }, true],
  ['equal words of two songs', { ...mira, song: 's' }, { ...mira, song: 't' }, true],
  ['other words of no known song', { artist: 'M.', title: '1' }, mira, false],
  ['two without a name', { artist: '', title: '???', song: '' }, { artist: '', title: '!!!', song: '' }, false],
  ['nothing but signs', { artist: '', title: '???' }, { artist: '', title: '!!!' }, false],
])('%s', (_, a, b, isSame) => {
  expect([isSameSong(a, b), isSameSong(b, a)]).toEqual([isSame, isSame]);
});
