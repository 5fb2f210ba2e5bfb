// Whatever OBS recorded of a set: each track is in the list, or is said to be elsewhere.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { OutputClock, OutputMark } from '#domain/output-clock.ts';
import { listTimes, type TimedRow } from '#domain/tracklist/list-times.ts';

const FROM = 1_700_000_000_000;
const MINUTE = 60_000;
const at = (minute: number) => FROM + minute * MINUTE;

const lengths = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 12 });
/** In minutes of the set: when it begins, and how long it runs, is paused, runs on. */
const times = fc.tuple(fc.integer({ min: -10, max: 60 }), ...[1, 2, 3].map(() => fc.integer({ min: 1, max: 30 })));
const outputs = fc.array(fc.tuple(fc.constantFrom('recording' as const, 'stream' as const), times), { maxLength: 4 });

function rowsOf(minutes: number[]): TimedRow[] {
  let end = 0;
  return minutes.map((length) => {
    end += length;
    return { startsAt: at(end - length), endsAt: at(end) };
  });
}

function outputOf(
  id: string,
  kind: OutputClock['kind'],
  [from = 0, ran = 1, paused = 1, more = 1]: number[],
): OutputClock {
  const mark = (what: OutputMark['what'], minute: number): OutputMark => ({ at: at(minute), what });
  const [pause, resume, end] = [from + ran, from + ran + paused, from + ran + paused + more];
  const pauses = kind === 'recording' ? [mark('paused', pause), mark('resumed', resume)] : [];
  const marks = [mark('started', from), ...pauses, mark('stopped', end)];
  return { id, kind, startedAt: at(from), endedAt: at(end), marks };
}

const evening = fc.tuple(lengths, outputs).map(([minutes, ran]) => {
  const rows = rowsOf(minutes);
  const made = ran.map(([kind, given], index) => outputOf(`o${index}`, kind, given));
  return { fromAt: FROM, endedAt: rows.at(-1)?.endsAt ?? FROM, rows, outputs: made };
});

/** "7 tracks are not on …" */
function missingIn(notes: string[] = []): number {
  return Number(/^(\d+) tracks? (?:is|are) not on this/.exec(notes[0] ?? '')?.[1] ?? 0);
}

it('each track is in the list or counted as missing, and what is in it has a time', () => {
  fc.assert(
    fc.property(evening, (set) => {
      for (const clock of ['', 'wall', 'list', ...set.outputs.map(({ id }) => id)]) {
        const list = listTimes(set, { clock });
        if (list === undefined) throw new Error(`no clock ${clock}`);
        const held = set.rows.filter((row) => list.holds(row));
        expect(held.length + missingIn(list.notes)).toBe(set.rows.length);
        const starts = held.map(({ startsAt }) => Math.max(0, list.place(startsAt).ms));
        expect(starts.every((ms, index) => Number.isFinite(ms) && ms >= (starts[index - 1] ?? 0))).toBe(true);
        // Two on a recording begin at the same moment only where both began before it, or in one pause: then one is over.
        expect(new Set(starts).size).toBe(starts.length);
      }
    }),
  );
});

it('a whole list holds each track, on an output where one holds them all', () => {
  fc.assert(
    fc.property(evening, (set) => {
      const list = listTimes(set, { clock: '', whole: true });
      expect(set.rows.every((row) => list?.holds(row))).toBe(true);
      const isAnyWhole = set.outputs.some(({ id }) => listTimes(set, { clock: id })?.notes === undefined);
      expect(list?.clock === 'list').toBe(!isAnyWhole);
    }),
  );
});

it('names the places of what is missing', () => {
  const set = {
    ...{ fromAt: FROM, endedAt: at(60), rows: rowsOf([10, 10, 10, 10, 10, 10]) },
    outputs: [
      outputOf('a', 'recording', [0, 5, 1, 4]),
      outputOf('b', 'recording', [20, 5, 1, 14]),
      outputOf('c', 'stream', [41, 1, 1, 7]),
    ],
  };
  expect(listTimes(set, { clock: '' })?.notes).toEqual([
    '4 tracks are not on this recording: 1 is on recording 1 (--clock recording-1), 1 is on the stream (--clock stream); --clock list has all tracks.',
  ]);
});
