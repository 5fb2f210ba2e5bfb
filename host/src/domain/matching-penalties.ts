// What speaks against a heard text being this track of the library: named penalties, each with a sentence. Pure.

import { fold } from './fold.ts';
import { type NameReading, readName } from './matching-name.ts';
import { readVersion, sameVersion, type Version, versionNames } from './matching-version.ts';
import type { HeardTrack } from './sighting.ts';
import type { TrackSummary } from './track.ts';

/** `weight` 0–1: added up they are the distance. */
export type Penalty = { name: string; weight: number; sentence: string };

/** `rejected`: certainly not this track, and what says so. */
export type Comparison = {
  track: TrackSummary;
  penalties: Penalty[];
  distance: number;
  /** Artist and title read the same once folded. */
  exact: boolean;
  rejected?: 'artist' | 'version' | 'song';
};

export type Heard = { track: HeardTrack; reading: NameReading };

export function readHeard(track: HeardTrack): Heard {
  return { track, reading: readName(track) };
}

/** Compares with a track whose song name equals the heard one. */
export function compare(heard: Heard, track: TrackSummary): Comparison {
  const reading = readName(track);
  const exact = sameText(heard.track.artist, track.artist) && sameText(heard.track.title, track.title);
  const penalties: Penalty[] = [];
  const add = (penalty: Penalty | undefined) => penalty !== undefined && penalties.push(penalty);
  let rejected: Comparison['rejected'];

  if (heard.reading.song !== reading.song) rejected = 'song';
  const artists = exact ? 'same' : compareArtists(heard.reading, reading);
  if (artists === 'different') rejected ??= 'artist';
  else if (artists !== 'same') penalties.push(artists);
  const version = compareVersions(heard, reading, track);
  if (version === 'different') rejected ??= 'version';
  else if (version !== 'same') penalties.push(version);
  if (!exact) {
    add({ name: 'spelling', weight: 0.02, sentence: 'It is written a little differently in the library.' });
    add(compareNoise(heard.reading.noise, reading.noise));
  }
  add(compareLengths(heard.track.durationMs, track.durationMs));
  add(compareAlbums(heard.track.album, track.album));
  add(compareTempos(heard.track.trackBpm, track.trackBpm));
  if (track.missingSince !== undefined) {
    add({ name: 'missing', weight: 0.1, sentence: 'The collection no longer lists this file.' });
  }
  if (track.excluded) add({ name: 'excluded', weight: 0.05, sentence: 'The file is left out of searches.' });
  return { track, penalties, distance: penalties.reduce((sum, { weight }) => sum + weight, 0), exact, rejected };
}

const UNSPACED = /[\p{Script_Extensions=Han}\p{Script_Extensions=Hiragana}\p{Script_Extensions=Katakana}]/u;

function sameText(a: string, b: string): boolean {
  const folded = fold(a);
  return folded === fold(b) && (folded === '' ? a.trim() === b.trim() : blanks(a) === blanks(b));
}

/** Folding sets Chinese and Japanese letters apart, so that "山田 太郎" and "山田太郎" fold alike; here they are not the same. */
function blanks(text: string): number {
  return UNSPACED.test(text) ? text.trim().split(/[^\p{L}\p{N}\p{M}]+/u).length : 0;
}

function compareArtists(heard: NameReading, known: NameReading): Penalty | 'same' | 'different' {
  const a = heard.artists;
  const b = known.artists;
  if (a.length === 0 && b.length === 0) return 'same';
  if (a.length === 0) return { name: 'no artist', weight: 0.4, sentence: 'No artist was sent.' };
  if (b.length === 0) return { name: 'no artist', weight: 0.4, sentence: 'The library names no artist for it.' };
  const allA = [...a, ...heard.guests];
  const allB = [...b, ...known.guests];
  if (equal(a, b)) {
    if (equal(heard.guests, known.guests)) return 'same';
    if (heard.guests.length > 0 && known.guests.length > 0) {
      return { name: 'other guests', weight: 0.4, sentence: 'The library names other guests.' };
    }
    return { name: 'guests', weight: 0.1, sentence: 'Guests are named only on one side.' };
  }
  if (equal([...allA].sort(), [...allB].sort())) {
    return { name: 'guests', weight: 0.05, sentence: 'Who is a guest is said differently.' };
  }
  if (glued(a) === glued(b)) return { name: 'spacing', weight: 0.05, sentence: 'The artist is spaced differently.' };
  if (a.every((name) => allB.includes(name)) || b.every((name) => allA.includes(name))) {
    return { name: 'some artists', weight: 0.35, sentence: 'Only some of the artists are the same.' };
  }
  return 'different';
}

function glued(names: string[]): string {
  return names.join('').replaceAll(' ', '');
}

function compareVersions(heard: Heard, known: NameReading, track: TrackSummary): Penalty | 'same' | 'different' {
  const inTitle = heard.reading.version;
  // Broadcasts do not send the mix field: what is not sent cannot differ.
  if (!heard.track.mix && inTitle.said === known.version.said && sameVersion(inTitle, known.version)) return 'same';
  const a = withMix(inTitle, heard.track.mix);
  const b = withMix(known.version, track.mix);
  if (sameVersion(a, b)) {
    return a.said === b.said
      ? 'same'
      : { name: 'original', weight: 0.02, sentence: 'Only one side calls it the original.' };
  }
  if (explained(a, b, track.remixer) || explained(b, a, heard.track.remixer)) {
    return { name: 'remixer', weight: 0.1, sentence: 'The remixer stands in another field.' };
  }
  const named = versionNames(a);
  const known_ = versionNames(b);
  if (!a.said) {
    return { name: 'version not sent', weight: 0.35, sentence: `The library has it as “${b.words.join(' ')}”.` };
  }
  if (!b.said && named.length === 0 && a.words.length > 0) {
    return { name: 'version', weight: 0.35, sentence: `The library does not say that it is “${a.words.join(' ')}”.` };
  }
  if (named.length > 0 && equal(named, known_)) {
    return { name: 'version', weight: 0.4, sentence: 'The remix is by the same people, but another version of it.' };
  }
  return 'different';
}

function withMix(version: Version, mix: string | undefined): Version {
  if (!mix) return version;
  const read = readVersion([mix]);
  return { words: [...new Set([...version.words, ...read.words])].sort(), said: true };
}

/** Whether the names that `a` says more than `b` are those of `remixer`, and nothing else differs but "remix". */
function explained(a: Version, b: Version, remixer: string | undefined): boolean {
  if (!remixer) return false;
  const by = new Set(fold(remixer).split(' '));
  const more = a.words.filter((word) => !b.words.includes(word));
  const less = b.words.filter((word) => !a.words.includes(word));
  return (
    less.length === 0 && more.some((word) => by.has(word)) && more.every((word) => word === 'remix' || by.has(word))
  );
}

function compareNoise(heard: string, known: string): Penalty | undefined {
  if (heard === known) return undefined;
  return heard === '' || known === ''
    ? { name: 'marks', weight: 0.04, sentence: 'Numbers, keys or marks around the title differ.' }
    : { name: 'other marks', weight: 0.3, sentence: 'The title carries other numbers or marks in the library.' };
}

function compareLengths(heardMs: number | undefined, knownMs: number | undefined): Penalty | undefined {
  if (heardMs === undefined || knownMs === undefined) return undefined;
  const apart = Math.abs(heardMs - knownMs) / 1000;
  if (apart <= 1) return undefined;
  const weight = apart <= 5 ? 0.1 : apart <= 30 ? 0.3 : 0.4;
  return {
    name: 'length',
    weight,
    sentence: `It is ${apart < 10 ? apart.toFixed(1) : Math.round(apart)} s ${heardMs > knownMs ? 'shorter' : 'longer'} in the library.`,
  };
}

function compareAlbums(heard: string | undefined, known: string | undefined): Penalty | undefined {
  if (!heard || !known || fold(heard) === fold(known)) return undefined;
  return { name: 'album', weight: 0.03, sentence: 'The library has it on another album.' };
}

function compareTempos(heard: number | undefined, known: number | undefined): Penalty | undefined {
  if (heard === undefined || known === undefined || Math.abs(heard - known) < 0.6) return undefined;
  return { name: 'tempo', weight: 0.03, sentence: 'The library has another tempo.' };
}

function equal(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((name, at) => name === b[at]);
}
