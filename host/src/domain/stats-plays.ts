// The figures of plays: how many, of what, how long, in which tempo, key and hour. Pure.

import type { CountedName, CountedSong, Stats } from '@tracord/shared/stats.ts';
import { fold } from './fold.ts';
import { songKey, songName } from './song.ts';
import { Tally } from './stats-tally.ts';

/** A live play whose row was not removed. Words and times: the DJ's over the history file's over what was heard. */
export type CountedPlay = {
  id: string;
  /** By this it belongs to a time, and to a set, whatever is found out later. */
  heardAt: number;
  at: number;
  /** Absent: it is on air. */
  endedAt?: number;
  artist: string;
  title: string;
  trackId?: string;
  /** As it was matched; absent or empty: its words say which song it is. */
  song?: string;
};

/** What the library says of a track now. `bpm`: as tagged; `camelot`: "8A". */
export type TrackFigures = { genre?: string; bpm?: number; camelot?: string };

export type PlaysInput = {
  /** In any order. */
  plays: readonly CountedPlay[];
  isMasked: (play: CountedPlay) => boolean;
  /** The setlist that holds a moment; undefined: it is older than all. */
  setlistAt: (heardAt: number) => string | undefined;
  /** Whether masked songs are named, and marked. */
  inClear: boolean;
  track: (id: string) => TrackFigures | undefined;
  /** Until then what is on air has lasted. */
  now: number;
  top: number;
};

export type PlayFigures = Pick<
  Stats,
  | 'sets'
  | 'playedMs'
  | 'plays'
  | 'songs'
  | 'repeats'
  | 'topPlayed'
  | 'topArtists'
  | 'topGenres'
  | 'tempo'
  | 'keys'
  | 'hours'
>;

const TEMPO_STEP = 5;

/**
 * - `sets`: setlists that have one of these plays.
 * - `songs`: different ones. Where masked songs are not named, each masked play counts as a song of its own: nobody reads from the
 *   number which two "ID – ID" are the same.
 * - `repeats`: for each setlist its plays less its songs, of these plays alone. Plays older than all setlists have none.
 * - `topPlayed`, `topArtists`, `topGenres`, `tempo`, `keys`: not of masked plays, unless in clear.
 * - `hours`: by the start, masked plays too: that something played is no secret.
 */
export function playFigures({ plays, isMasked, setlistAt, inClear, track, now, top }: PlaysInput): PlayFigures {
  const ordered = [...plays].sort((a, b) => a.at - b.at);
  const songs = new Tally<CountedPlay>();
  const maskedSongs = new Set<string>();
  const artists = new Tally<string>();
  const genres = new Tally<string>();
  const tempo = new Map<number, number>();
  const keys = new Map<string, number>();
  const hours = new Array<number>(24).fill(0);
  const songsOfSet = new Map<string, Set<string>>();
  let songless = 0;
  let inSets = 0;

  const folded = new Map<string, string>();
  const same = (text: string) => {
    const known = folded.get(text) ?? fold(text);
    folded.set(text, known);
    return known;
  };
  for (const play of ordered) {
    const hour = new Date(play.at).getHours();
    hours[hour] = (hours[hour] ?? 0) + 1;
    const masked = isMasked(play);
    const isHidden = masked && !inClear;
    const song = isHidden ? `id ${play.id}` : playedSong(play);
    const setId = setlistAt(play.heardAt);
    if (setId !== undefined) {
      inSets += 1;
      const ofSet = songsOfSet.get(setId) ?? new Set();
      songsOfSet.set(setId, ofSet.add(song));
    }
    if (isHidden) {
      songless += 1;
      continue;
    }
    songs.add(song, play, play.at);
    if (masked) maskedSongs.add(song);
    if (play.artist !== '') artists.add(same(play.artist) || play.artist, play.artist, play.at);
    const figures = play.trackId === undefined ? undefined : track(play.trackId);
    if (figures === undefined) continue;
    const { genre = '', bpm = 0, camelot } = figures;
    if (genre !== '') genres.add(same(genre) || genre, genre, play.at);
    const step = Math.floor(bpm / TEMPO_STEP) * TEMPO_STEP;
    if (step > 0) tempo.set(step, (tempo.get(step) ?? 0) + 1);
    if (camelot !== undefined) keys.set(camelot, (keys.get(camelot) ?? 0) + 1);
  }
  let songsInSets = 0;
  for (const ofSet of songsOfSet.values()) songsInSets += ofSet.size;

  return {
    sets: songsOfSet.size,
    playedMs: timeOnAir(ordered, now),
    plays: ordered.length,
    songs: songs.size + songless,
    repeats: inSets - songsInSets,
    topPlayed: songs.top(top).map(({ key, shown, count }) => counted(shown, count, maskedSongs.has(key))),
    topArtists: names(artists, top),
    topGenres: names(genres, top),
    tempo: [...tempo].sort(([a], [b]) => a - b).map(([bpm, count]) => ({ bpm, count })),
    keys: [...keys].sort(([a], [b]) => byWheel(a, b)).map(([camelot, count]) => ({ camelot, count })),
    hours,
  };
}

/** Which song a play was: as matched, else by its words; a play without any is a song of its own. */
export function playedSong({ id, song, artist, title }: CountedPlay): string {
  if (song) return song;
  return songKey(songName({ artist, title })) || `play ${id}`;
}

/** How long something was on air, two at once counted once. A play without an end lasts until the next begins, the last until
 * `now`. `plays`: by their start. */
function timeOnAir(plays: readonly CountedPlay[], now: number): number {
  let sum = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const [index, { at, endedAt }] of plays.entries()) {
    const end = endedAt ?? plays[index + 1]?.at ?? now;
    sum += Math.max(0, end - Math.max(at, until));
    until = Math.max(until, end);
  }
  return sum;
}

function counted({ artist, title, trackId }: CountedPlay, count: number, isMasked: boolean): CountedSong {
  return {
    ...{ artist, title, count },
    ...(trackId === undefined ? {} : { trackId }),
    ...(isMasked ? { masked: true as const } : {}),
  };
}

function names(tally: Tally<string>, top: number): CountedName[] {
  return tally.top(top).map(({ shown, count }) => ({ name: shown, count }));
}

/** 1A, 1B, 2A … 12B. */
function byWheel(a: string, b: string): number {
  return Number.parseInt(a, 10) - Number.parseInt(b, 10) || a.localeCompare(b);
}
