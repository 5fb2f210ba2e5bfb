// Takes artist and title apart the way DJs and shops write them, so that two spellings of one name compare as equal. Pure.

import { fold } from './fold.ts';
import { endsAsVersion, namesVersion, readVersion, type Version } from './matching-version.ts';

/** What can be said of a track by name; `remixer` and `mix` absent: not said. */
export type Named = { artist: string; title: string; mix?: string; remixer?: string };

export type NameReading = {
  /** Folded, sorted, without guests; empty where no artist is named. */
  artists: string[];
  /** Who features, folded and sorted. */
  guests: string[];
  /** The song's name folded, without version, guests and noise. Never empty unless the title is. */
  song: string;
  /** The version that the title names, by bracket or dash. */
  version: Version;
  /** Leading key, tempo and track number, file endings, "[Free DL]", labels in square brackets: folded. */
  noise: string;
};

const FILE_ENDING = /(?:\.stem)?\.(?:mp3|wav|aiff?|flac|m4a|mp4|ogg|opus|aac|wma|alac)$/i;
const LEADING =
  /^\s*\[?((?:0?[1-9]|1[0-2])[abdm]|\d{1,3}(?:[.,]\d{1,2})?(?:\s?bpm)?)\]?(?:\s*[-–—|]\s+|[.)]\s+|(?<=\])\s+|(?<=^\s*0\d)\s+)(?=\S)/i;
const LINK = /\b(?:https?:\/\/|www\.)\S+/gi;
const MAYBE_LINK = /www\.|:\/\//i;
const ANY_BRACKET = /[([{]/;
const ANY_DASH = /\s[-–—]\s/;
const BRACKET = /\(([^()]*)\)?|\[([^[\]]*)\]?|\{([^{}]*)\}?/g;
const GUEST_BRACKET = /^\s*(?:feat|ft|featuring|with)\b\.?\s+(.+)$/i;
const GUEST = /\s[([]?(?:feat|ft|featuring)\b\.?\s+(.+)$/i;
const JUNK =
  /^(?:free (?:dl|download)|download|out now|premiere|exclusive|official (?:music )?(?:video|audio)|official|lyrics?(?: video)?|video|audio|visuali[sz]er|hd|hq|\d{3}( ?kbps)?|promo)\b/;
const BARE_VERSION = /\s(?:original|extended|radio|club|dub|vocal|instrumental|album)\s(?:mix|edit|version)\s*$/i;
/** Two or three plain words, none of which could stand between names. */
const ONE_NAME = /^(?!the )(?:(?!(?:and|x|vs|pres|presents|b2b|meets|with|feat|ft|featuring) )[A-Za-z0-9]+ ?){1,3}$/i;
const BETWEEN_ARTISTS = /[,;+/×]|\s(?:x|vs|pres|presents|b2b|meets|with)\.?\s/gi;

/** Longer names are cut: no sender can keep the patterns below busy. */
const LONGEST = 600;

/** Reads artist and title; the mix field is not looked at. */
export function readName(named: Named): NameReading {
  const parts = takenApart(named);
  const artists = people(parts.by);
  return {
    artists,
    guests: unique(parts.guests.flatMap(people)).filter((guest) => !artists.includes(guest)),
    song: parts.song,
    version: readVersion(parts.versions),
    noise: fold(parts.noise.join(' ')),
  };
}

/** How the library is asked for a name: by song, and by song and artists. */
export type NameKey = { song: string; artists: string };

export function nameKey(reading: NameReading): NameKey {
  return { song: reading.song, artists: reading.artists.join(', ') };
}

/** The same as `nameKey(readName(named))` in half the time; imports need it for every track. */
export function nameKeyOf(named: Named): NameKey {
  const { by, song } = takenApart(named);
  return { song, artists: people(by).join(', ') };
}

type Parts = { by: string; song: string; guests: string[]; versions: string[]; noise: string[] };

function takenApart(named: Named): Parts {
  const noise: string[] = [];
  const guests: string[] = [];
  const versions: string[] = [];
  const title = spaced(named.title);
  let [by, called] = splitLine(
    withoutLeading(spaced(named.artist), noise),
    withoutLeading(withoutFileEnding(title, noise), noise),
  );
  if (MAYBE_LINK.test(called)) called = called.replace(LINK, (link) => taken(link, noise));
  const bare = ANY_BRACKET.test(called) ? withoutBrackets(called, guests, versions, noise) : called;
  if (ANY_BRACKET.test(by)) by = by.replace(BRACKET, (whole, round?: string) => ` ${round ?? whole}`);
  by = withoutGuests(by, guests);
  const song = withoutVersion(withoutGuests(bare, guests), versions);
  return { by, song: fold(song) || fold(called) || fold(title) || plain(title), guests, versions, noise };
}

/** For texts that are nothing but signs, such as "!!!". */
function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().trim();
}

function spaced(text: string): string {
  return text
    .slice(0, LONGEST)
    .replace(/[\s_]+/g, ' ')
    .trim();
}

function withoutFileEnding(text: string, noise: string[]): string {
  const stem = text.replace(FILE_ENDING, '');
  if (stem !== text && stem !== '') noise.push('file');
  return stem || text;
}

/** Drops "8A - 126 - ", "[5A] ", "01. ": keys, tempos, numbers. */
function withoutLeading(text: string, noise: string[]): string {
  let rest = text;
  for (let part = 0; part < 4; part++) {
    const leading = LEADING.exec(rest);
    if (leading === null) break;
    noise.push(leading[1] ?? '');
    rest = rest.slice(leading[0].length);
  }
  return rest;
}

/** Where the title holds the artist as well, "Foo - Bar", takes it out. */
function splitLine(artist: string, title: string): [string, string] {
  if (!ANY_DASH.test(title)) return [artist, title];
  const dash = /^(.+?)\s+[-–—]\s+(.+)$/s.exec(title);
  const before = dash?.[1] ?? '';
  const after = dash?.[2] ?? '';
  const sameArtist = fold(artist) !== '' && fold(before) === fold(artist);
  if (dash !== null && (sameArtist || fold(artist) === '') && fold(before) !== '' && fold(after) !== '') {
    return [before, after];
  }
  return [artist, title];
}

function withoutBrackets(title: string, guests: string[], versions: string[], noise: string[]): string {
  return title.replace(BRACKET, (whole, round?: string, square?: string, curly?: string) => {
    const inside = round ?? square ?? curly ?? '';
    const guest = GUEST_BRACKET.exec(inside)?.[1];
    if (guest !== undefined) guests.push(guest);
    else if (JUNK.test(fold(inside))) noise.push(inside);
    else if (namesVersion(inside)) versions.push(withoutGuests(inside, guests));
    else if (square !== undefined) noise.push(inside);
    else return ` ${whole.slice(1).replace(/[)\]}]$/, '')} `;
    return ' ';
  });
}

function withoutGuests(text: string, guests: string[]): string {
  return text.replace(GUEST, (_whole, named: string) => taken(named, guests));
}

/** Takes "Foo - Bar Remix" and "Foo Original Mix" apart. */
function withoutVersion(title: string, versions: string[]): string {
  const dash = ANY_DASH.test(title) ? /^(.*\S)\s+[-–—]\s+([^–—]+?)\s*$/s.exec(title) : null;
  if (dash !== null && fold(dash[1] ?? '') !== '' && endsAsVersion(dash[2] ?? '')) {
    versions.push(dash[2] ?? '');
    return dash[1] ?? '';
  }
  const bare = BARE_VERSION.exec(title);
  if (bare === null || fold(title.slice(0, bare.index)) === '') return title;
  versions.push(bare[0]);
  return title.slice(0, bare.index);
}

/** Puts what was cut out where it belongs; a space stays behind. */
function taken(text: string, into: string[]): string {
  into.push(text);
  return ' ';
}

function people(text: string): string[] {
  if (ONE_NAME.test(text)) return [fold(text)];
  const names = ` ${text} `
    .replace(BETWEEN_ARTISTS, ' & ')
    .replace(/\b(?:feat|ft|featuring)\b\.?/gi, ' & ')
    .split('&')
    .flatMap((name) => fold(name).split(/(?:^| )and(?: |$)/))
    .map((name) => name.replace(/^the (?=\S)/, '').trim());
  const known = unique(names.filter((name) => name !== ''));
  return known.length > 0 || text.trim() === '' ? known : [plain(text)];
}

function unique(names: string[]): string[] {
  return [...new Set(names)].sort();
}
