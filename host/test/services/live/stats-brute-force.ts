// Each figure of a history counted the long way, in plain loops over arrays: what the book has to come to.

import type { Stats } from '@tracord/shared/stats.ts';
import type { History, PastPlay, PastRequest } from './stats-history.ts';
import { NAMES, START } from './stats-history.ts';
import { MINUTE } from './stats-stage.ts';

export type Wanted = {
  plays: [from: number, to: number];
  requests: [from: number, to: number];
  inClear: boolean;
  now: number;
  announcedUntil: number;
  top: number;
  /** "discord:p2" and the like. */
  blocked: string[];
};
type Figures = Omit<Stats, 'of' | 'from' | 'to' | 'topSearches' | 'searches'>;
type Row = { play: PastPlay; start: number; end?: number; artist: string; title: string; masked: boolean };

const GENRE: Record<string, string> = { t0: 'House', t1: 'house', t2: 'Promo', t3: 'Techno' };
const STEP: Record<string, number> = { t0: 120, t1: 125, t2: 140, t3: 130 };
const CAMELOT: Record<string, string> = { t0: '8A', t1: '8B', t2: '7B', t3: '10A' };
const CAMELOTS = ['7B', '8A', '8B', '10A'];
/** The songs that the words of these tests are. */
const FOLDED = Object.fromEntries(
  ['Mira mira', 'MIRA mira', 'Rex & Co|rex and co', '|'].flatMap((pair) => {
    const [artist = '', folded = ''] = pair.includes('|') ? pair.split('|') : pair.split(' ');
    const titles = { Open: 'open', 'Open (Dub)': 'open dub', 'A Secret': 'a secret', Night: 'night' };
    return Object.entries(titles).map(([title, plain]) => [`${artist}|${title}`, `${folded}|${plain}|`]);
  }),
);
const END = START + 10_000 * MINUTE;

export function bruteForce(past: History, wanted: Wanted): Figures {
  const rows = rowsOf(past, wanted);
  const shown = rows.filter(({ masked }) => wanted.inClear || !masked);
  const songOf = ({ play, artist, title }: Row) => play.song ?? FOLDED[`${artist}|${title}`] ?? 'no such words';
  const different = (some: Row[]) => new Set(some.map(songOf)).size;
  const setOf = ({ play }: Row) => past.sets.filter(({ fromAt }) => fromAt <= play.at).at(-1)?.id;
  const sets = [...new Set(rows.map(setOf))].filter((id) => id !== undefined);
  let repeats = 0;
  for (const id of sets) {
    const seen: string[] = [];
    for (const row of shown.filter((one) => setOf(one) === id)) {
      if (seen.includes(songOf(row))) repeats += 1;
      seen.push(songOf(row));
    }
  }
  const ofTrack = (field: Record<string, string>) => shown.flatMap((row) => field[row.play.trackId ?? ''] ?? []);
  const hours = new Array<number>(24).fill(0);
  for (const { start } of rows) hours[new Date(start).getHours()] = (hours[new Date(start).getHours()] ?? 0) + 1;
  const steps = [120, 125, 130, 140];
  return {
    sets: sets.length,
    playedMs: minutesOnAir(rows, wanted.now),
    plays: rows.length,
    songs: different(shown) + (rows.length - shown.length),
    repeats,
    ...requestsOf(past, wanted, rows),
    topPlayed: ranked(shown, songOf, ({ start }) => start, wanted.top).map(({ last, count, all }) => ({
      ...{ artist: last.artist, title: last.title, count },
      ...(last.play.trackId === undefined ? {} : { trackId: last.play.trackId }),
      ...(all.some(({ masked }) => masked) ? { masked: true as const } : {}),
    })),
    topArtists: ranked(
      shown.filter(({ artist }) => artist !== ''),
      ({ artist }) => artist.toLowerCase().replace('&', 'and'),
      ({ start }) => start,
      wanted.top,
    ).map(({ last, count }) => ({ name: last.artist, count })),
    topGenres: ranked(
      shown.filter(({ play }) => GENRE[play.trackId ?? ''] !== undefined),
      ({ play }) => (GENRE[play.trackId ?? ''] ?? '').toLowerCase(),
      ({ start }) => start,
      wanted.top,
    ).map(({ last, count }) => ({ name: GENRE[last.play.trackId ?? ''] ?? '', count })),
    tempo: steps
      .map((bpm) => ({ bpm, count: shown.filter(({ play }) => STEP[play.trackId ?? ''] === bpm).length }))
      .filter(({ count }) => count > 0),
    keys: CAMELOTS.map((camelot) => ({
      camelot,
      count: ofTrack(CAMELOT).filter((key) => key === camelot).length,
    })).filter(({ count }) => count > 0),
    hours,
  };
}

function rowsOf({ plays }: History, { plays: [from, to], inClear, announcedUntil }: Wanted): Row[] {
  const rows: Row[] = [];
  for (const play of plays) {
    const removed = play.dj?.removed ?? play.history?.removed ?? false;
    if (!play.live || removed || play.at < from || play.at >= to) continue;
    if (!inClear && play.at > announcedUntil) continue;
    const end = play.dj?.endedAt ?? play.history?.endedAt ?? play.endedAt;
    const artist = play.dj?.artist ?? play.history?.artist ?? play.artist;
    const title = play.dj?.title ?? play.history?.title ?? play.title;
    rows.push({
      ...{ play, artist, title, start: play.dj?.at ?? play.history?.at ?? play.at },
      end: !inClear && end !== undefined && end > announcedUntil ? undefined : end,
      masked: isMasked(play, title),
    });
  }
  // By when they were heard, then by their start: two at once stay as they were heard.
  return rows.sort((a, b) => a.play.at - b.play.at).sort((a, b) => a.start - b.start);
}

function isMasked(play: PastPlay, title: string): boolean {
  return play.hidden || play.trackId === 't2' || /secret/i.test(`${play.title} ${title}`);
}

/** Minute by minute: all times of these tests are whole ones. */
function minutesOnAir(rows: Row[], now: number): number {
  let minutes = 0;
  for (let minute = START; minute < Math.min(END, Math.max(now, START + 700 * MINUTE)); minute += MINUTE) {
    const isOn = rows.some(
      ({ start, end }, index) => start <= minute && minute < (end ?? rows[index + 1]?.start ?? now),
    );
    minutes += isOn ? 1 : 0;
  }
  return minutes * MINUTE;
}

function requestsOf(past: History, wanted: Wanted, rows: Row[]): Partial<Figures> & RequestCounts {
  const [from, to] = wanted.requests;
  const all = past.requests.filter(({ askedAt }) => askedAt >= from && askedAt < to);
  const hidden = (request: PastRequest) =>
    !['t0', 't1', 't4'].includes(request.trackId ?? '') ||
    past.plays.some(({ id, hidden: isHidden }) => id === request.playId && isHidden) ||
    rows.some(({ play, masked }) => play.id === request.playId && masked);
  const open = all.filter((request) => wanted.inClear || !hidden(request));
  const told = open.filter(({ state, changedAt, onAirSince = 0 }) => {
    if (wanted.inClear) return true;
    if (state === 'skipped') return false;
    if (state === 'playing' || state === 'played') return onAirSince <= wanted.announcedUntil;
    return wanted.now - changedAt >= 20_000;
  });
  const played = told.filter(({ state }) => state === 'playing' || state === 'played');
  const expired = told.filter(({ state }) => state === 'expired');
  const declined = told.filter(({ state }) => state === 'declined' || state === 'skipped');
  const accepted = told.filter(
    ({ state, acceptedAt }) =>
      ['accepted', 'loaded', 'playing', 'played'].includes(state) || (state === 'expired' && acceptedAt !== undefined),
  );
  const decided = told.filter((one) => [accepted, declined, expired].some((some) => some.includes(one))).length;
  const people = new Set(all.flatMap(({ person, voters }) => [person, ...voters]));
  const isBlocked = (person: string) => wanted.blocked.includes(person);
  const wantedBy = ({ person, voters }: PastRequest) => [person, ...voters].filter((one) => !isBlocked(one)).length;
  const listed = open.filter(({ state }) => state !== 'withdrawn');
  return {
    ...{ asked: all.length, accepted: accepted.length, playedRequests: played.length, declined: declined.length },
    ...{ expired: expired.length, people: people.size },
    votes: all.reduce((sum, { voters }) => sum + voters.length, 0),
    ...(decided > 0 ? { acceptanceRate: accepted.length / decided } : {}),
    ...median('waitToPlayMs', played, ({ onAirSince }) => onAirSince),
    ...median('waitToAcceptMs', accepted, ({ acceptedAt }) => acceptedAt),
    topRequested: ranked(
      listed.filter(({ trackId }) => trackId !== undefined),
      ({ trackId = '' }) => `song of ${trackId}`,
      ({ askedAt }) => askedAt,
      wanted.top,
      wantedBy,
    ).map(({ last: { trackId = '' }, count, all: same }) => ({
      ...{ artist: 'Asked', title: trackId, count, trackId },
      ...(same.some(hidden) ? { masked: true as const } : {}),
    })),
    topRequesters: ranked(
      listed.filter(({ person }) => !isBlocked(person) && (wanted.inClear || person !== 'p3')),
      ({ person }) => `discord:${person}`,
      ({ askedAt }) => askedAt,
      wanted.top,
    ).map(({ last: { person }, count }) => ({ name: NAMES[person] ?? '', count })),
  };
}

type RequestCounts = Pick<
  Figures,
  | 'asked'
  | 'accepted'
  | 'playedRequests'
  | 'declined'
  | 'expired'
  | 'votes'
  | 'people'
  | 'topRequested'
  | 'topRequesters'
>;

function median(
  name: 'waitToPlayMs' | 'waitToAcceptMs',
  requests: PastRequest[],
  until: (request: PastRequest) => number | undefined,
): Partial<Figures> {
  const waits: number[] = [];
  for (const request of requests) {
    const end = until(request);
    if (end !== undefined) waits.push(Math.max(0, end - request.askedAt));
  }
  if (waits.length === 0) return {};
  waits.sort((a, b) => a - b);
  while (waits.length > 2) {
    waits.shift();
    waits.pop();
  }
  return { [name]: Math.round(waits.reduce((sum, wait) => sum + wait, 0) / waits.length) };
}

/** In groups: the largest first, of equal ones that with the newest row, then by its key. `last`: the newest row. */
function ranked<One>(
  rows: One[],
  keyOf: (row: One) => string,
  at: (row: One) => number,
  top: number,
  weight: (row: One) => number = () => 1,
): { last: One; count: number; all: One[] }[] {
  const groups: { key: string; newest: number; last: One; count: number; all: One[] }[] = [];
  for (const row of rows) {
    const group = groups.find(({ key }) => key === keyOf(row));
    if (group === undefined) {
      groups.push({ key: keyOf(row), newest: at(row), last: row, count: weight(row), all: [row] });
      continue;
    }
    group.all.push(row);
    group.count += weight(row);
    if (at(row) < group.newest) continue;
    group.newest = at(row);
    group.last = row;
  }
  return groups
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || b.newest - a.newest || (a.key < b.key ? -1 : 1))
    .slice(0, top);
}
