// Times on recordings against a recorder that pauses, splits, stops and starts, watched by a host that is killed and loses OBS.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placeOn } from '#domain/output-clock.ts';
import { ClocksForTest } from './clocks-for-test.ts';
import { MadeRecorder } from './made-recorder.ts';

const BEGIN = 1_700_000_000_000;
const LOOK_EVERY_MS = 5_000;
const MOST_DELAY_MS = 40;
/** What was seen is stored this often: of an output that ended while nobody looked, the last of it may be missing. */
const UNSAID_MS = 61_000;
/** Of one that is taken for another it is only known about when it began. */
const UNSURE_MS = 2_000;

type Deed = 'start' | 'stop' | 'pause' | 'resume' | 'split' | 'lose OBS' | 'kill host' | 'come back';
type Moment = { waitMs: number; deed: Deed };

/** Plays the deeds; what nobody could have seen is not told. */
class Evening {
  readonly recorder: MadeRecorder;
  readonly host = new ClocksForTest();
  readonly delaysMs: number[];
  at = BEGIN;
  /** A play was heard just before the kill. */
  readonly knowsWhenKilled: boolean;
  /** Recordings, by their numbers, that may be the one before for all that can be seen: it was paused when it was last seen, so that
   * nobody knows how long it is by now. */
  readonly mistakable = new Set<number>();
  #isWatched = true;
  #wasPaused = false;
  #started = 0;
  /** Stretches that nobody watched. */
  readonly blind: [from: number, to: number][] = [];

  constructor(lagMs: number, speed: number, delaysMs: number[], knowsWhenKilled: boolean) {
    this.knowsWhenKilled = knowsWhenKilled;
    this.recorder = new MadeRecorder({ lagMs, speed });
    this.delaysMs = delaysMs;
  }

  wait(ms: number): void {
    for (const end = this.at + ms; this.at < end; ) {
      this.at = Math.min(end, this.at + LOOK_EVERY_MS);
      if (this.#isWatched) this.#look();
    }
  }

  do(deed: Deed): void {
    const { recorder, at } = this;
    // A file that changes while nobody looks is not told of afterwards either.
    if (deed === 'start' && !recorder.runs) this.#start();
    else if (deed === 'stop' && recorder.runs) recorder.stop(at);
    else if (deed === 'pause' && recorder.runs && !recorder.isPaused) recorder.pause(at);
    else if (deed === 'resume' && recorder.isPaused) recorder.resume(at);
    else if (deed === 'split' && recorder.runs && !recorder.isPaused && this.#isWatched) recorder.split(at);
    else {
      this.#watching(deed);
      return;
    }
    if (this.#isWatched) this.#hear(deed);
  }

  #start(): void {
    this.recorder.start(this.at);
    this.#started++;
    if (!this.#isWatched && this.#wasPaused) this.mistakable.add(this.#started);
  }

  #watching(deed: Deed): void {
    if (deed === 'come back' && !this.#isWatched) {
      this.#isWatched = true;
      const blind = this.blind.at(-1);
      if (blind !== undefined) blind[1] = this.at;
      this.#look();
    } else if ((deed === 'lose OBS' || deed === 'kill host') && this.#isWatched) {
      this.#isWatched = false;
      this.#wasPaused = this.recorder.isPaused;
      this.blind.push([this.at, Infinity]);
      if (deed === 'lose OBS') this.host.take({ kind: 'output.away', at: this.at });
      else this.host.restart(this.knowsWhenKilled ? this.at : undefined);
    }
  }

  #hear(deed: Deed): void {
    const at = this.at + (this.delaysMs.shift() ?? 0);
    const one = { output: 'recording' as const, at };
    if (deed === 'start') this.host.take({ ...one, kind: 'output.started' });
    else if (deed === 'stop') this.host.take({ ...one, kind: 'output.stopped', asked: true });
    else if (deed === 'pause') this.host.take({ ...one, kind: 'output.paused' });
    else if (deed === 'resume') this.host.take({ ...one, kind: 'output.resumed' });
    else this.host.take({ ...one, kind: 'output.split', path: `/rec/${at}.mkv` });
    this.at = at;
  }

  #look(): void {
    const { recorder, at } = this;
    const one = { output: 'recording' as const, at };
    if (!recorder.runs) this.host.take({ ...one, kind: 'output.idle' });
    else this.host.take({ ...one, kind: 'output.seen', durationMs: recorder.toldMs(at), paused: recorder.isPaused });
  }
}

const deed = fc.constantFrom<Deed>('start', 'stop', 'pause', 'resume', 'split', 'lose OBS', 'kill host', 'come back');
/** Two recordings of a second or two, one of them unseen, cannot be told apart. */
const moment: fc.Arbitrary<Moment> = fc.record({ waitMs: fc.integer({ min: 3_000, max: 900_000 }), deed });
// Of a recording that began unseen it is not known.
const lag = fc.integer({ min: 200, max: 1_000 });
const speed = fc.double({ min: 0.999_99, max: 1.000_01, noNaN: true });
const delays = fc.array(fc.integer({ min: 0, max: MOST_DELAY_MS }), { minLength: 40, maxLength: 40 });

function played(moments: Moment[], lagMs: number, speedOf: number, delaysMs: number[], knows: boolean): Evening {
  const evening = new Evening(lagMs, speedOf, [...delaysMs], knows);
  evening.do('start');
  for (const { waitMs, deed } of moments) {
    evening.wait(waitMs);
    evening.do(deed);
  }
  evening.wait(30_000);
  evening.do('come back');
  evening.wait(30_000);
  return evening;
}

/** How far two places are from one another; where a file changes, one of them may lie just before it. */
function apartMs(place: { file: number; ms: number }, truth: { file: number; ms: number }): number {
  if (place.file === truth.file) return Math.abs(place.ms - truth.ms);
  return Math.abs(place.file - truth.file) === 1 ? Math.min(place.ms, truth.ms) : Infinity;
}

function checkAt(evening: Evening, at: number): 'sure' | 'rough' | 'none' {
  const truth = evening.recorder.truth(at);
  const places = evening.host.clocks.flatMap((clock) => placeOn(clock, at) ?? []);
  const isBlind = evening.blind.some(
    ([from, to]) => at >= from - (evening.knowsWhenKilled ? UNSURE_MS : UNSAID_MS) && at <= to,
  );
  // An event takes its time.
  const isAtAnEnd = (truth === undefined) !== (evening.recorder.truth(at - MOST_DELAY_MS) === undefined);
  if (isAtAnEnd) return 'none';
  if (!isBlind) expect(places).toHaveLength(truth === undefined ? 0 : 1);
  for (const place of places.filter(({ rough }) => !rough)) {
    // It may be taken for another that began unseen: then nobody told it of the files before.
    const isSeenFromStart = evening.host.clocks.some(({ startedAt, endedAt = Infinity, marks }) => {
      return startedAt <= at && at <= endedAt && marks.some(({ what }) => what === 'started');
    });
    if (!isSeenFromStart && (truth?.file ?? 1) > 1) continue;
    // Taken for the one before, it is counted in that one's files.
    if (truth !== undefined && evening.mistakable.has(truth.recording) && place.file > truth.file) continue;
    const apart = truth === undefined ? Infinity : apartMs(place, truth);
    expect(apart, JSON.stringify({ at: at - BEGIN, place, truth })).toBeLessThan(500);
  }
  return places.length === 0 ? 'none' : places.some(({ rough }) => rough) ? 'rough' : 'sure';
}

it.each([false, true])(
  'lie within half a second where they are not rough; it knows when it was killed: %s',
  (knows) => {
    const said = { sure: 0, rough: 0, none: 0 };
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 20 }), lag, speed, delays, (moments, lagMs, speedOf, delaysMs) => {
        const evening = played(moments, lagMs, speedOf, delaysMs, knows);
        for (let n = 1; n <= 200; n++)
          said[checkAt(evening, BEGIN + 1_000 + ((evening.at - BEGIN - 1_000) * n) / 201)]++;
      }),
      { numRuns: 150 },
    );
    // Most of what is said is said for sure.
    expect(said.sure).toBeGreaterThan(3 * said.rough);
  },
);
