// Lays two lists of one evening side by side: what was heard, and what Traktor noted. Both are in order, either may lack some.
// Pure.

import { fold } from './fold.ts';
import type { PastPlay, PlayToMatch } from './history-match.ts';
import { type NameReading, readName } from './matching-name.ts';

/** Further apart in time, the same track was played twice. */
const FAR_MS = 15 * 60_000;
/** Two names that agree but for version and guests. */
const ALIKE = 0.8;

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
function gain({ play, names }: NamedPlay, { past, name }: NamedPast, lagMs: number): number {
  const starts = [
    play.at - (play.source === 'broadcast' ? lagMs : 0),
    ...(play.dj?.at === undefined ? [] : [play.dj.at]),
  ];
  const apartMs = Math.min(...starts.map((at) => Math.abs(at - past.at)));
  if (apartMs > FAR_MS) return 0;
  const isTrack = play.trackId !== undefined && play.trackId === past.trackId;
  const isSong = play.song !== undefined && play.song !== '' && play.song === past.song;
  const likeness = isTrack || isSong ? 1 : Math.max(...names.map((one) => likenessOf(one, name)));
  return likeness === 0 ? 0 : likeness - apartMs / (2 * FAR_MS);
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
