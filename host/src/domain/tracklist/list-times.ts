// The clock of a list: which recording or stream its times are on, where a moment lies on it, and which tracks are not on it. Pure.

import type { OutputKind } from '@tracord/shared/sets.ts';
import { filesOf, lengthOf, type OutputClock, placeOn, recordedBetween } from '#domain/output-clock.ts';
import { counted } from './row-text.ts';
import type { Tracklist } from './tracklist.ts';

/** Ms since the epoch. `endsAt`: absent while it plays, or where that is not to be told. */
export type TimedRow = { startsAt: number; endsAt?: number };

/** `rows` in their order; `outputs`: the oldest first. */
export type TimedSet = {
  fromAt: number;
  endedAt?: number;
  rows: readonly TimedRow[];
  outputs: readonly OutputClock[];
};

/** As the query `sets.export` takes them. `whole`: where no clock is named, one that holds all tracks. */
export type ClockWish = { clock: string; file?: number; whole?: boolean };

/** `place`: ms on the clock; before its beginning −∞, after its end +∞. `holds`: whether anything of a row is on it. */
export type ListTimes = Pick<Tracklist, 'clock' | 'zeroAt' | 'lengthMs' | 'media' | 'files' | 'notes'> & {
  place: (atMs: number) => { ms: number; rough?: true };
  holds: (row: TimedRow) => boolean;
};

/** A recording that holds less than this share of what the stream holds was a test, or came too late. */
const ENOUGH = 0.5;
const MOST_NAMED = 3;

/** Undefined: the set has no such clock, or the recording no such file. */
export function listTimes(set: TimedSet, { clock, file, whole = false }: ClockWish): ListTimes | undefined {
  const { rows, outputs } = set;
  const wanted = clock === '' ? usual(set) : named(set, clock);
  if (wanted === undefined) {
    const isAny = ['', 'wall', 'list'].includes(clock) && file === undefined;
    return isAny ? { clock: clock === 'wall' ? 'wall' : 'list', ...fromFirst(set) } : undefined;
  }
  if (clock !== '' || file !== undefined || !whole) return onOutput(set, wanted, file);
  const holding = [wanted, ...outputs].find((output) => rows.every((row) => isOn(output, row)));
  if (holding === undefined) {
    const notes = [
      `Times count from the first track: no recording or stream holds all ${counted(rows.length, 'track')}.`,
    ];
    return { clock: 'list', ...fromFirst(set), notes };
  }
  const times = onOutput(set, holding, file);
  if (times === undefined || holding === wanted) return times;
  return { ...times, notes: [`Times are those of ${nameOf(set, holding)}: it holds all tracks.`] };
}

function fromFirst({ fromAt, endedAt, rows }: TimedSet): Omit<ListTimes, 'clock'> {
  const zeroAt = rows[0]?.startsAt ?? fromAt;
  const lastAt = endedAt === undefined ? undefined : (rows.at(-1)?.endsAt ?? endedAt);
  return {
    ...{ zeroAt, place: (atMs) => ({ ms: atMs - zeroAt }), holds: () => true },
    ...(lastAt === undefined ? {} : { lengthMs: Math.max(0, lastAt - zeroAt) }),
  };
}

/** Where most of the set lies: a recording before a stream. */
function usual(set: TimedSet): OutputClock | undefined {
  const [recording, stream] = [fullest(set, 'recording'), fullest(set, 'stream')];
  if (recording === undefined || stream === undefined) return recording ?? stream;
  return heldMs(recording, set.rows) >= heldMs(stream, set.rows) * ENOUGH ? recording : stream;
}

/** "recording" or "stream": the one with most of the set; "recording-2": by its number in the set; or by its id. */
function named(set: TimedSet, clock: string): OutputClock | undefined {
  if (clock === 'recording' || clock === 'stream') return fullest(set, clock);
  return set.outputs.find((output) => output.id === clock || numbered(set, output) === clock);
}

function fullest({ rows, outputs }: TimedSet, kind: OutputKind): OutputClock | undefined {
  const all = outputs.filter((output) => output.kind === kind);
  if (all.length < 2) return all[0];
  const held = all.map((output) => heldMs(output, rows));
  return all[held.indexOf(Math.max(...held))];
}

function heldMs(output: OutputClock, rows: readonly TimedRow[]): number {
  return rows.reduce((sum, row) => sum + recordedMs(output, row), 0);
}

function recordedMs(output: OutputClock, { startsAt, endsAt }: TimedRow): number {
  const untilMs = endsAt ?? Math.max(startsAt, ...output.marks.slice(-1).map(({ at }) => at));
  return recordedBetween(output, startsAt, untilMs);
}

/** A row without an end of its own, or of no length, is on it where its start is. */
function isOn(output: OutputClock, row: TimedRow): boolean {
  const { startsAt, endsAt } = row;
  if (endsAt !== undefined && endsAt > startsAt) return recordedBetween(output, startsAt, endsAt) > 0;
  return endsAt === undefined
    ? output.endedAt === undefined || startsAt < output.endedAt
    : placeOn(output, startsAt) !== undefined;
}

/** "recording-2". */
function numbered({ outputs }: TimedSet, output: OutputClock): string {
  return `${output.kind}-${outputs.filter(({ kind }) => kind === output.kind).indexOf(output) + 1}`;
}

/** "recording 2", "the stream". */
function nameOf(set: TimedSet, output: OutputClock): string {
  const isOnly = set.outputs.filter(({ kind }) => kind === output.kind).length === 1;
  return isOnly ? `the ${output.kind}` : numbered(set, output).replace('-', ' ');
}

/** What is not on the output, and where it is. */
function missingNotes(set: TimedSet, output: OutputClock): string[] {
  const missing = set.rows.filter((row) => !isOn(output, row));
  if (missing.length === 0) return [];
  const places: { where: string; count: number }[] = [];
  let left = missing;
  for (const _ of Array(MOST_NAMED)) {
    const counts = set.outputs.map((other) => left.filter((row) => isOn(other, row)).length);
    const count = Math.max(...counts);
    const other = set.outputs[counts.indexOf(count)];
    if (other === undefined || count === 0) break;
    const flag = nameOf(set, other) === `the ${other.kind}` ? other.kind : numbered(set, other);
    places.push({ where: `${nameOf(set, other)} (--clock ${flag})`, count });
    left = left.filter((row) => !isOn(other, row));
  }
  const said = `${counted(missing.length, 'track')} ${are(missing.length)} not on this ${output.kind}`;
  const all = '--clock list has all tracks';
  if (places.length === 0) return [`${said}: ${all}.`];
  const rest = left.length === 0 ? '' : `; ${all}`;
  const [only, ...more] = places;
  if (only !== undefined && more.length === 0 && left.length === 0) {
    return [`${said}: ${only.count === 1 ? 'it is' : 'they are'} on ${only.where}.`];
  }
  return [`${said}: ${places.map(({ where, count }) => `${count} ${are(count)} on ${where}`).join(', ')}${rest}.`];
}

function are(count: number): string {
  return count === 1 ? 'is' : 'are';
}

/** Without `file` all files of a recording follow each other on one clock. */
function onOutput(set: TimedSet, output: OutputClock, file: number | undefined): ListTimes | undefined {
  const files = filesOf(output);
  const one = file ?? (files.length === 1 ? 1 : undefined);
  if (one !== undefined && !files.some(({ number }) => number === one)) return undefined;
  const starts = [0];
  for (const { number } of files) starts.push((starts.at(-1) ?? 0) + lengthOf(output, number));
  const place: ListTimes['place'] = (atMs) => {
    const found = placeOn(output, atMs);
    if (found === undefined) {
      const isOver = output.endedAt !== undefined && atMs > output.endedAt;
      return { ms: isOver ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY };
    }
    if (one !== undefined && found.file !== one) {
      return { ms: found.file < one ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY };
    }
    const { ms, rough } = found;
    return { ms: one === undefined ? (starts[found.file - 1] ?? 0) + ms : ms, ...(rough ? { rough } : {}) };
  };
  const fileNameOf = (number: number) => {
    // OBS may run on Windows.
    return files
      .find((other) => other.number === number)
      ?.path?.split(/[\\/]/)
      .at(-1);
  };
  const media = fileNameOf(one ?? 1);
  const notes = missingNotes(set, output);
  return {
    ...{ clock: output.kind, zeroAt: zeroOf(output, one), place, holds: (row) => isOn(output, row) },
    ...(output.endedAt === undefined ? {} : { lengthMs: lengthOf(output, one) }),
    ...(media === undefined ? {} : { media }),
    ...(one === undefined
      ? { files: files.map(({ number }) => ({ name: fileNameOf(number), startMs: starts[number - 1] ?? 0 })) }
      : {}),
    ...(notes.length === 0 ? {} : { notes }),
  };
}

/** When a file began, ms since the epoch. */
function zeroOf({ startedAt, marks }: OutputClock, file: number | undefined): number {
  const splits = marks.filter(({ what }) => what === 'split');
  return splits[(file ?? 1) - 2]?.at ?? marks.find(({ what }) => what === 'started')?.at ?? startedAt;
}
