import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUTPUT_GRACE_MS, type SetLife, type SetLifeChange, type SetLifeInput, stepSetLife } from '#domain/set-life.ts';

const MINUTE = 60_000;
const ENDS_AFTER = 45 * MINUTE;

type Moment = [minute: number, input: SetLifeInput];

/** Runs the machine from rehearsal and wakes it when it asks; answers what it did, in minutes. */
function run(moments: readonly Moment[], untilMinute = 600): string[] {
  let life: SetLife = { live: false };
  let wakeAtMs: number | undefined;
  const done: string[] = [];
  const step = (input: SetLifeInput, nowMs: number) => {
    const next = stepSetLife(life, input, ENDS_AFTER, nowMs);
    life = next.life;
    wakeAtMs = next.wakeAtMs;
    done.push(...next.changes.map(said));
  };
  const wakeUntil = (ms: number) => {
    while (wakeAtMs !== undefined && wakeAtMs <= ms) step({ kind: 'tick' }, wakeAtMs);
  };
  for (const [minute, input] of moments) {
    wakeUntil(minute * MINUTE);
    step(input, minute * MINUTE);
  }
  wakeUntil(untilMinute * MINUTE);
  return done;
}

function said(change: SetLifeChange): string {
  if (change.kind === 'reopen') return 'goes on';
  const minute = (change.kind === 'begin' ? change.fromAt : change.at) / MINUTE;
  return change.kind === 'begin' ? `begins ${minute}` : `ends ${minute} ${change.by}`;
}

const live = (minute: number): Moment => [minute, { kind: 'live', on: true, by: 'dj' }];
const off = (minute: number, by: 'dj' | 'obs' = 'dj'): Moment => [minute, { kind: 'live', on: false, by }];
const plays = (minute: number, playId = `p${minute}`): Moment => [
  minute,
  { kind: 'on-air', playId, at: minute * MINUTE },
];
const silent = (minute: number): Moment => [minute, { kind: 'off-air', at: minute * MINUTE }];
const outputEnded = (minute: number, at = minute): Moment => [minute, { kind: 'output-ended', at: at * MINUTE }];
const ended = (minute: number): Moment => [minute, { kind: 'end' }];

describe('a set', () => {
  it.each<[string, Moment[], string[]]>([
    ['begins with the first play while live', [live(1), plays(5)], ['begins 5']],
    ['begins with what is on air already', [plays(5), live(8)], ['begins 5']],
    ['is not begun in rehearsal', [plays(5), silent(8)], []],
    ['ends 45 minutes after the last play', [live(1), plays(5), silent(10)], ['begins 5', 'ends 55 silence']],
    ['goes on while something plays', [live(1), plays(5), plays(300)], ['begins 5']],
    [
      'goes on after a silence that is not long',
      [live(1), plays(5), silent(8), plays(50), silent(60)],
      ['begins 5', 'ends 105 silence'],
    ],
    [
      'is followed by another',
      [live(1), plays(5), silent(10), plays(60), silent(61)],
      ['begins 5', 'ends 55 silence', 'begins 60', 'ends 106 silence'],
    ],
    ['ends at once when the DJ ends the show', [live(1), plays(5), off(7)], ['begins 5', 'ends 7 live']],
    [
      'goes on when the show is live again soon',
      [live(1), plays(5), off(7), live(16)],
      ['begins 5', 'ends 7 live', 'goes on'],
    ],
    [
      'does not go on with the same play later',
      [live(1), plays(5), off(7), live(18), plays(20)],
      ['begins 5', 'ends 7 live', 'begins 20'],
    ],
    [
      'takes what began in the break',
      [live(1), plays(5), off(7), plays(8), live(30)],
      ['begins 5', 'ends 7 live', 'begins 8'],
    ],
    [
      'ends by command; the next play begins another',
      [live(1), plays(5), ended(9), plays(9.1)],
      ['begins 5', 'ends 9 dj', 'begins 9.1'],
    ],
    [
      'that was ended by command stays so',
      [live(1), plays(5), ended(9), plays(9, 'p5'), off(10), live(11)],
      ['begins 5', 'ends 9 dj'],
    ],
    [
      'ends 10 minutes after the output of OBS',
      [live(1), plays(5), outputEnded(20), plays(25)],
      ['begins 5', 'ends 30 output'],
    ],
    [
      'ends then also where that is said later',
      [live(1), plays(5), outputEnded(33, 20)],
      ['begins 5', 'ends 30 output'],
    ],
    ['has nothing to do with an output from before it', [live(1), plays(5), outputEnded(14, 4)], ['begins 5']],
    [
      'waits where OBS ended the show',
      [live(1), plays(5), off(20, 'obs'), outputEnded(20, 10)],
      ['begins 5', 'ends 20 output'],
    ],
    [
      'goes on where OBS makes the show live again',
      [live(1), plays(5), off(20, 'obs'), [25, { kind: 'live', on: true, by: 'obs' }], silent(26)],
      ['begins 5', 'ends 71 silence'],
    ],
    [
      'goes on with a play that only fell silent for long',
      [live(1), plays(5), silent(10), plays(56, 'p5')],
      ['begins 5', 'ends 55 silence', 'goes on'],
    ],
    [
      'holds a play that began while live, heard of too late',
      [live(1), off(6), [6, { kind: 'on-air', playId: 'p', at: 5 * MINUTE, counts: true }]],
      ['begins 5', 'ends 6 live'],
    ],
  ])('%s', (_name, moments, wanted) => {
    expect(run(moments)).toEqual(wanted);
  });

  it('ends at the time it was due, however late anybody looks', () => {
    const life: SetLife = { live: true, set: { fromAt: 0 }, last: { playId: 'p', endedAt: 5 * MINUTE } };
    const late = stepSetLife(life, { kind: 'tick' }, ENDS_AFTER, 900 * MINUTE);
    expect(late.changes.map(said)).toEqual(['ends 50 silence']);
    const next = stepSetLife(life, { kind: 'on-air', playId: 'q', at: 80 * MINUTE }, ENDS_AFTER, 90 * MINUTE);
    expect(next.changes.map(said)).toEqual(['ends 50 silence', 'begins 80']);
    const kept = stepSetLife(life, { kind: 'on-air', playId: 'q', at: 40 * MINUTE }, ENDS_AFTER, 90 * MINUTE);
    expect(kept.changes).toEqual([]);
    expect(OUTPUT_GRACE_MS).toBe(10 * MINUTE);
  });
});

it('never has two sets at once, and every counted play in one', () => {
  const what = fc.constantFrom('play', 'silence', 'live', 'off', 'off-obs', 'end', 'output');
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), what)), (steps) => {
      let minute = 0;
      const moments: Moment[] = [];
      let isLive = false;
      const counted: number[] = [];
      for (const [after, kind] of steps) {
        minute += after;
        if (kind === 'live') isLive = true;
        if (kind === 'off' || kind === 'off-obs') isLive = false;
        if (kind === 'play' && isLive) counted.push(minute);
        const moment = { live, off, silence: silent, play: plays, end: ended, output: outputEnded }[
          kind as 'live' | 'off' | 'silence' | 'play' | 'end' | 'output'
        ];
        moments.push(kind === 'off-obs' ? off(minute, 'obs') : moment(minute));
      }
      const sets: { from: number; to?: number }[] = [];
      for (const line of run(moments, minute + 10_000)) {
        const [verb, at] = line.split(' ');
        const last = sets.at(-1);
        if (verb === 'begins') {
          expect(last === undefined || last.to !== undefined).toBe(true);
          expect(Number(at)).toBeGreaterThanOrEqual(last?.to ?? 0);
          sets.push({ from: Number(at) });
        } else if (verb === 'ends' && last !== undefined) {
          expect(last.to).toBeUndefined();
          last.to = Number(at);
        } else if (last !== undefined) last.to = undefined;
      }
      for (const at of counted) {
        const holder = sets.findLast(({ from }) => from <= at);
        expect(holder).toBeDefined();
        expect(holder?.to ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(at);
      }
    }),
  );
});
