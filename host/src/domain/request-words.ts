// What song of the library a viewer's words mean: one for certain, one of several, or none that can be told. Pure. Never a
// guess: a song is certain only where the words are its name, and no other song has that name.

import { fold } from './fold.ts';
import { nameKeyOf, readName } from './matching-name.ts';
import { readVersion } from './matching-version.ts';
import type { WayToAsk } from './request-words-ways.ts';

/** A file of the library as a search found it; files with an equal `song` are one song. */
export type FoundFile = {
  id: string;
  song: string;
  artist: string;
  title: string;
  mix?: string;
  /** Left out of requests by a setting. */
  excluded: boolean;
  /** Set where the library no longer lists it. */
  missingSince?: number;
  maskedBecause?: string;
};

export type WordsVerdict<File extends FoundFile> = {
  /** One file for each song that may be asked for, best first; with a certain one that stands first. */
  songs: File[];
  isCertain: boolean;
  /** How many of `songs`, from the first on, the words may mean. */
  plausible: number;
  /** Whether some song has these words in its name. Else the search only found something like them. */
  fits: boolean;
};

/** `found`: what a search for these words answered, best first. `needs`: see `WayToAsk`. */
export function readWords<File extends FoundFile>(
  words: string,
  found: File[],
  needs: WayToAsk['needs'] = 'title',
): WordsVerdict<File> {
  const songs = oneFileEach(found);
  const asked = fold(words);
  const mayBe = needs !== 'never certain';
  const named = songs.map((song) => ({ song, ...namesOf(song) }));
  const exact = named.filter(({ inFull }) => inFull.has(asked));
  if (exact.length > 0) return first(songs, exact, mayBe);
  const versions = named.filter(({ withoutVersion }) => withoutVersion.has(asked));
  if (versions.length > 0) return first(songs, versions, mayBe);
  const titled = named.filter(({ title }) => title.has(asked));
  // "Air" may be a song, and is a band.
  const isArtist = named.some(({ artist }) => artist.has(asked));
  if (titled.length > 0) return first(songs, titled, !isArtist && needs === 'title');
  const nearly = named.filter(({ song }) => namesMostOf(asked, song));
  if (nearly.length > 0) return first(songs, nearly, mayBe);
  return { songs, isCertain: false, plausible: songs.length, fits: songs.some((song) => hasWords(asked, song)) };
}

/** The best file of each song, in the order of the best: what is masked, left out or gone is not there. */
function oneFileEach<File extends FoundFile>(found: File[]): File[] {
  const songs = new Map<string, File>();
  for (const file of found) {
    if (file.excluded || file.missingSince !== undefined || file.maskedBecause !== undefined) continue;
    const key = file.song === '' ? `file ${file.id}` : file.song;
    if (!songs.has(key)) songs.set(key, file);
  }
  return [...songs.values()];
}

function first<File extends FoundFile>(
  songs: File[],
  meant: { song: File }[],
  mayBeCertain = true,
): WordsVerdict<File> {
  const front = new Set(meant.map(({ song }) => song));
  return {
    songs: [...front, ...songs.filter((song) => !front.has(song))],
    isCertain: mayBeCertain && front.size === 1,
    plausible: mayBeCertain ? front.size : songs.length,
    fits: true,
  };
}

type Names = { inFull: Set<string>; withoutVersion: Set<string>; title: Set<string>; artist: Set<string> };

/** Everything a song is called by, folded: "artist title", "title artist", "title by artist", with its version and without. */
function namesOf({ artist, title, mix = '' }: FoundFile): Names {
  const key = nameKeyOf({ artist, title });
  const reading = readName({ artist, title });
  const artists = new Set([fold(artist), key.artists.replaceAll(',', ''), reading.artists.join(' and ')]);
  const titles = new Set([fold(title), key.song]);
  const version = fold(mix);
  // "Original Mix" says nothing that the plain name does not say.
  const isPlain = readVersion([mix]).words.length === 0 && reading.version.words.length === 0;
  const plain = pairs(artists, titles);
  const versioned = pairs(artists, new Set([...titles].map((one) => `${one} ${version}`.trim())));
  const written = version === '' ? pairs(artists, new Set([fold(title)])) : versioned;
  return {
    inFull: isPlain ? new Set([...plain, ...versioned]) : written,
    withoutVersion: plain,
    title: new Set([...titles, ...[...titles].map((one) => `${one} ${version}`.trim())]),
    artist: artists,
  };
}

/** The whole title, a part of the artist, and nothing that is in neither: "okafor slow voltage". */
function namesMostOf(asked: string, { artist, title, mix = '' }: FoundFile): boolean {
  const { song } = nameKeyOf({ artist, title });
  const titleWords = song.split(' ');
  const words = new Set(asked.split(' '));
  if (song === '' || !titleWords.every((word) => words.has(word))) return false;
  const by = new Set(fold(artist).split(' '));
  const version = new Set(fold(`${title} ${mix}`).split(' '));
  const rest = [...words].filter((word) => !titleWords.includes(word));
  return rest.some((word) => by.has(word)) && rest.every((word) => by.has(word) || version.has(word));
}

function pairs(artists: Set<string>, titles: Set<string>): Set<string> {
  const all = new Set<string>();
  for (const artist of artists) {
    for (const title of titles) {
      if (artist === '') all.add(title);
      else for (const name of [`${artist} ${title}`, `${title} ${artist}`, `${title} by ${artist}`]) all.add(name);
    }
  }
  return all;
}

/** The last word may go on. */
function hasWords(asked: string, { artist, title, mix = '' }: FoundFile): boolean {
  const name = ` ${fold(`${artist} ${title} ${mix}`)} `;
  const words = asked.split(' ');
  return asked !== '' && words.every((word, at) => name.includes(at === words.length - 1 ? ` ${word}` : ` ${word} `));
}
