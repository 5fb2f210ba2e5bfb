// What is said of a set that is over, where the audience reads it: its tracks, its numbers, and both as a text for a phone. It
// knows public rows and public numbers alone. Pure.

import { formatDay, formatDuration, formatHours } from '@tracord/shared/format.ts';
import type { PublicSetRow } from '@tracord/shared/sets.ts';
import type { Stats } from '@tracord/shared/stats.ts';
import type { SetPost } from '@tracord/shared/topics.ts';
import { cutLine, oneLine } from './one-line.ts';

export type PostedSet = {
  setId: string;
  name?: string;
  endedAt: number;
  requestsSetId?: string;
  /** By their place. */
  rows: readonly PublicSetRow[];
  /** As the audience may know them. */
  stats: Stats;
};

const MOST_LETTERS = 200;
const MOST_IN_A_NUMBER = 80;
const MOST_NAMES = 3;
const ROUGH_NOTE = '~ started about then';

/** As it is said, without the version of what is said. */
export type Said = Omit<SetPost, 'version'>;

export function setPost({ setId, name, endedAt, requestsSetId, rows, stats }: PostedSet): Said {
  const startedAt = rows[0]?.startsAt ?? endedAt;
  const title = titleOf(name, startedAt);
  const lines = rows.map((row) => line(row, startedAt));
  const numbers = numbersOf(stats, rows.length);
  const isRough = rows.some(({ rough }) => rough);
  return {
    ...{ setId, title, startedAt, endedAt },
    ...(requestsSetId === undefined ? {} : { requestsSetId }),
    ...{ lines, numbers, text: textOf(title, startedAt, lines, numbers, isRough) },
  };
}

/** Of one that was joined to another: where its list is now. `whole`: that other one. */
export function joinedPost(setId: string, endedAt: number, whole: { name?: string; startedAt: number }): Said {
  const { name, startedAt } = whole;
  return {
    setId,
    title: titleOf(name, startedAt),
    startedAt,
    endedAt,
    lines: [],
    numbers: [],
    text: '',
    isJoined: true,
  };
}

function titleOf(name: string | undefined, startedAt: number): string {
  return name === undefined ? `The set of ${formatDay(startedAt)}` : cutLine(oneLine(name), MOST_LETTERS);
}

/** "0:00 Artist - Title", "~1:02:05 ID - ID". */
function line({ startsAt, display, rough }: PublicSetRow, startedAt: number): string {
  const time = `${rough ? '~' : ''}${formatDuration(Math.max(0, startsAt - startedAt))}`;
  return `${time} ${cutLine(song(display), MOST_LETTERS)}`;
}

function numbersOf(stats: Stats, tracks: number): SetPost['numbers'] {
  const { playedMs, asked, playedRequests, people, topRequested, topRequesters, topGenres, tempo } = stats;
  const numbers: [string, string | undefined][] = [
    ['On air', playedMs > 0 ? formatHours(playedMs) : undefined],
    ['Tracks', String(tracks)],
    ['Requests', asked > 0 ? `${asked}, ${playedRequests} played` : undefined],
    ['People who asked or voted', people > 0 ? String(people) : undefined],
    ['Asked for most', list(topRequested.slice(0, 1).map((one) => `${song(one)} (${one.count}×)`))],
    ['Most requests by', list(topRequesters.slice(0, MOST_NAMES).map((one) => `${one.name} (${one.count})`))],
    ['Genres', list(topGenres.slice(0, MOST_NAMES).map(({ name }) => name))],
    ['Tempo', tempoOf(tempo)],
  ];
  return numbers.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}

/** Short lines, blank lines between the parts: a phone needs no more. */
function textOf(
  title: string,
  startedAt: number,
  lines: string[],
  numbers: SetPost['numbers'],
  isRough: boolean,
): string {
  const parts = [
    [title, `${formatDay(startedAt)}, ${clock(startedAt)}`],
    lines,
    isRough ? [ROUGH_NOTE] : [],
    numbers.map(({ name, value }) => `${name}: ${value}`),
  ];
  return parts
    .filter((part) => part.length > 0)
    .map((part) => `${part.join('\n')}\n`)
    .join('\n');
}

function song({ artist, title, mix }: { artist: string; title: string; mix?: string }): string {
  const whole = mix === undefined || mix === '' ? title : `${title} (${mix})`;
  return oneLine(artist === '' ? whole : `${artist} - ${whole}`);
}

function list(entries: string[]): string | undefined {
  return entries.length === 0
    ? undefined
    : entries.map((entry) => cutLine(oneLine(entry), MOST_IN_A_NUMBER)).join(', ');
}

/** The steps where most tracks lie: the middle nine tenths of them. */
function tempoOf(tempo: Stats['tempo']): string | undefined {
  const all = tempo.flatMap(({ bpm, count }) => new Array<number>(count).fill(bpm));
  const low = all[Math.floor(all.length * 0.05)];
  const high = all[Math.ceil(all.length * 0.95) - 1];
  return low === undefined || high === undefined ? undefined : `${low}–${high + 4} BPM`;
}

/** By this computer's time zone, as all dates here. */
function clock(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}
