// Lays two lists of one evening side by side: what was heard, and what Traktor noted. Both are in order, either may lack some.
// Pure.

import { fold } from './fold.ts';
import type { PastPlay, PlayToMatch } from './history-match.ts';
import { type NameReading, readName } from './matching-name.ts';

/** Further apart in time, the same track was played twice. */
export const FAR_MS = 15 * 60_000;
/** Two names that agree but for version and guests … */
const ALIKE = 0.8;
/** … are of one playing only where both began so near each other: two mixes of a song are two tracks. */
const ALIKE_WITHIN_MS = 2 * 60_000;
/** What was noted so long after the heard one ended is another playing of it: clocks differ by less. */
const CLOCKS_MS = 60_000;

/** Which noted play each heard one is. Pairs that were found before stay; each noted play is in one pair at most. */
export function aligned(
  plays: readonly PlayToMatch[],
  past: readonly PastPlay[],
  lagMs: number,
): Map<PlayToMatch, PastPlay> {
  const pairs = new Map<PlayToMatch, PastPlay>();
  const byKey = new Map(past.map((one) => [one.key, one]));
  for (const play of plays) {
    const known = play.history?.historyKey;
    const one = known === undefined ? undefined : byKey.get(known);
    if (one !== undefined) pairs.set(play, one);
  }
  const taken = new Set(pairs.values());
  const heard = plays.filter((play) => !pairs.has(play)).map(namedPlay);
  const noted = past.filter((one) => !taken.has(one)).map(namedPast);
  const gainOf = (a: NamedPlay, b: NamedPast) => gain(a, b, lagMs);
  for (const [play, one] of inOrder(heard, noted, gainOf)) pairs.set(play.play, one.past);
  outOfOrder(heard, noted, pairs, gainOf);
  return pairs;
}

/** Whether both may be the same song, whatever their version and whenever they were played. */
export function isAlike(play: PlayToMatch, past: PastPlay): boolean {
  return likeness(namedPlay(play), namedPast(past)) > 0;
}

/** When it began, as far as that was heard. */
export function startOf(play: PlayToMatch, lagMs: number): number {
  return play.at - (play.source === 'broadcast' ? lagMs : 0);
}

type Name = { artist: string; title: string; text: string; reading: NameReading };
type NamedPlay = { play: PlayToMatch; names: Name[] };
type NamedPast = { past: PastPlay; name: Name };
type Gain = (a: NamedPlay, b: NamedPast) => number;

/** As it was heard, and as the DJ wrote it. */
function namedPlay(play: PlayToMatch): NamedPlay {
  const { dj } = play;
  const names = [nameOf(play)];
  if (dj?.artist !== undefined || dj?.title !== undefined) {
    names.push(nameOf({ artist: dj.artist ?? play.artist, title: dj.title ?? play.title }));
  }
  return { play, names };
}

function namedPast(past: PastPlay): NamedPast {
  return { past, name: nameOf(past) };
}

function nameOf({ artist, title }: { artist: string; title: string }): Name {
  // Names made of signs alone fold to nothing: they stand as they are.
  const plain = (text: string) => fold(text) || text.trim();
  return { artist, title, text: `${plain(artist)}\n${plain(title)}`, reading: readName({ artist, title }) };
}

/** What it is worth to take both for one; 0: they are not. */
function gain(heard: NamedPlay, noted: NamedPast, lagMs: number): number {
  const { play } = heard;
  const { past } = noted;
  const starts = [startOf(play, lagMs), ...(play.dj?.at === undefined ? [] : [play.dj.at])];
  const apartMs = Math.min(...starts.map((at) => Math.abs(at - past.at)));
  if (apartMs > FAR_MS) return 0;
  const worth = likeness(heard, noted);
  const isOtherText = worth < 1;
  // Where the DJ says when it began, the end that was heard says nothing.
  const endsAt = play.dj?.at === undefined ? play.endedAt : undefined;
  if (endsAt !== undefined && past.at >= endsAt + (isOtherText ? 0 : CLOCKS_MS)) return 0;
  if (worth === 0 || (isOtherText && apartMs > ALIKE_WITHIN_MS)) return 0;
  return worth - apartMs / (2 * FAR_MS);
}

function likeness({ play, names }: NamedPlay, { past, name }: NamedPast): number {
  const isTrack = play.trackId !== undefined && play.trackId === past.trackId;
  const isSong = play.song !== undefined && play.song !== '' && play.song === past.song;
  return isTrack || isSong ? 1 : Math.max(...names.map((one) => likenessOf(one, name)));
}

function likenessOf(a: Name, b: Name): number {
  if (a.text === b.text) return 1;
  const { artists, song } = a.reading;
  const shares = artists.length === 0 || artists.some((artist) => b.reading.artists.includes(artist));
  return song !== '' && song === b.reading.song && shares ? ALIKE : 0;
}

/** The pairs worth most together, none crossing another (dynamic programming over both lists). */
function inOrder(heard: NamedPlay[], noted: NamedPast[], gainOf: Gain): [NamedPlay, NamedPast][] {
  const width = noted.length + 1;
  const best = new Float64Array((heard.length + 1) * width);
  const gains = heard.map((a) => noted.map((b) => gainOf(a, b)));
  const at = (row: number, column: number) => best[row * width + column] ?? 0;
  for (const [row, line] of gains.entries()) {
    for (const [column, worth] of line.entries()) {
      const paired = worth > 0 ? at(row, column) + worth : 0;
      best[(row + 1) * width + column + 1] = Math.max(paired, at(row, column + 1), at(row + 1, column));
    }
  }
  const pairs: [NamedPlay, NamedPast][] = [];
  let [row, column] = [heard.length, noted.length];
  while (row > 0 && column > 0) {
    const [a, b] = [heard[row - 1], noted[column - 1]];
    if (at(row, column) === at(row - 1, column)) row--;
    else if (at(row, column) === at(row, column - 1)) column--;
    else {
      if (a !== undefined && b !== undefined) pairs.push([a, b]);
      row--;
      column--;
    }
  }
  return pairs;
}

/** What was heard so late that another came before it: the nearest first. */
function outOfOrder(heard: NamedPlay[], noted: NamedPast[], pairs: Map<PlayToMatch, PastPlay>, gainOf: Gain): void {
  const taken = new Set(pairs.values());
  const left = noted.filter(({ past }) => !taken.has(past));
  const crossing = heard
    .filter(({ play }) => !pairs.has(play))
    .flatMap((a) => left.map((b) => ({ play: a.play, past: b.past, worth: gainOf(a, b) })))
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth);
  for (const { play, past } of crossing) {
    if (pairs.has(play) || taken.has(past)) continue;
    pairs.set(play, past);
    taken.add(past);
  }
}
