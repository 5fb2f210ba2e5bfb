import { expect, it } from 'vitest';
import { fold } from '#domain/fold.ts';
import { NameNumbers } from '#domain/planner/name-numbers.ts';

it('names that are one have one number, and are shown as they were written first', () => {
  const genres = new NameNumbers(fold);
  expect(['Drum & Bass', 'DRUM AND BASS', 'House', '', '???'].map((name) => genres.number(name))).toEqual([
    1, 1, 2, 0, 0,
  ]);
  expect([genres.text(1), genres.text(2), genres.text(0)]).toEqual(['Drum & Bass', 'House', '']);
  expect([genres.find('drum and bass'), genres.find('HOUSE'), genres.find('Techno')]).toEqual([1, 2, undefined]);
});

it('without a rule only equal texts are one', () => {
  const songs = new NameNumbers();
  expect(['a|b|', 'A|b|', 'a|b|'].map((name) => songs.number(name))).toEqual([1, 2, 1]);
});
