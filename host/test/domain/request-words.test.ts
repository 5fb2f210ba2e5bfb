import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FoundFile, readWords } from '#domain/request-words.ts';
import { songKey, songName } from '#domain/song.ts';

const file = (artist: string, title: string, mix?: string, more: Partial<FoundFile> = {}): FoundFile => ({
  id: `${artist}/${title}/${mix ?? ''}${more.id ?? ''}`,
  song: songKey(songName({ artist, title, mix })),
  ...{ artist, title, mix },
  excluded: false,
  ...more,
});

const LIBRARY = [
  file('Mirelle Okafor', 'Slow Voltage'),
  file('Mirelle Okafor', 'Slow Voltage', 'Harbour Remix'),
  file('Tin & Copper', 'Glass Elevator', 'Original Mix'),
  file('The Owls feat. Ada', 'Night Bus'),
  file('Air', 'Kelly'),
  file('Other', 'Air'),
  file('Ada', 'Same'),
  file('Bela', 'Same'),
  file('Solo', 'Lonely', 'Dub Mix'),
];
const verdict = (words: string, found = LIBRARY) => readWords(words, found);

describe('readWords', () => {
  it.each([
    ['mirelle okafor - slow voltage', 'Mirelle Okafor/Slow Voltage/'],
    ['Slow Voltage - Mirelle Okafor', 'Mirelle Okafor/Slow Voltage/'],
    ['slow voltage by mirelle okafor', 'Mirelle Okafor/Slow Voltage/'],
    ['Mirelle Okafor - Slow Voltage (Harbour Remix)', 'Mirelle Okafor/Slow Voltage/Harbour Remix'],
    ['tin and copper glass elevator', 'Tin & Copper/Glass Elevator/Original Mix'],
    ['Tin & Copper - Glass Elevator (Original Mix)', 'Tin & Copper/Glass Elevator/Original Mix'],
    ['owls night bus', 'The Owls feat. Ada/Night Bus/'],
    ['night bus', 'The Owls feat. Ada/Night Bus/'],
    ['ada night bus', 'The Owls feat. Ada/Night Bus/'],
    ['okafor slow voltage harbour', 'Mirelle Okafor/Slow Voltage/Harbour Remix'],
    ['solo lonely', 'Solo/Lonely/Dub Mix'],
    ['lonely (dub mix)', 'Solo/Lonely/Dub Mix'],
  ])('is certain of "%s"', (words, id) => {
    const { songs, isCertain, plausible } = verdict(words);
    expect({ first: songs[0]?.id, isCertain, plausible }).toEqual({ first: id, isCertain: true, plausible: 1 });
  });

  it.each([
    ['a title that several have', 'same', 2],
    ['a title in several versions', 'slow voltage', 2],
    ['a title that is an artist too', 'air', LIBRARY.length],
    ['a part of the name of two versions', 'okafor slow voltage', 2],
    ['words that are no whole name', 'mirelle voltage', LIBRARY.length],
  ])('is not certain of %s', (_what, words, plausible) => {
    expect(verdict(words)).toMatchObject({ isCertain: false, plausible });
  });

  it.each([
    ['mirelle voltage', true],
    ['voltage mir', true],
    ['mir voltage', false],
    ['mirelle techno', false],
  ])('says whether some song has the words of "%s": %s', (words, fits) => {
    expect(verdict(words).fits).toBe(fits);
  });

  it('shows one file for each song, none that is masked, left out or gone', () => {
    const found = [
      file('A', 'One', undefined, { id: ' gone', missingSince: 1 }),
      file('A', 'One'),
      file('a', 'ONE', undefined, { id: ' again' }),
      file('A', 'Two', undefined, { excluded: true }),
      file('A', 'Three', undefined, { maskedBecause: 'it is tagged' }),
      file('', '', undefined, { id: ' x' }),
      file('', '', undefined, { id: ' y' }),
    ];
    expect(verdict('a one', found).songs.map(({ id }) => id)).toEqual(['A/One/', ' x', ' y']);
  });

  it('is never certain of a song whose name the words are not', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (words) => {
        const { isCertain, songs } = verdict(words);
        if (isCertain) expect(words.toLowerCase()).toContain(songs[0]?.title.toLowerCase().slice(0, 3));
      }),
    );
  });
});
