// Holds what the host tells of its set against what was acknowledged and what the recorder knows.

import type { SetRow, SetSummary, SetView } from '@tracord/shared/sets.ts';
import type { StartedHost } from '../../test/fakes/started-host.ts';
import type { Moment, Recorder } from './recorder.ts';

/** A play that a host acknowledged. `at`: when it was said, ms since the epoch; `byHand`: its start is known exactly. */
export type Acknowledged = {
  playId: string;
  title: string;
  at: number;
  truth: Moment;
  byHand: boolean;
  /** The host was connected to OBS then. */
  isWatched: boolean;
};

const MOST_OFF_MS = 500;

export class Inspection {
  readonly faults = new Set<string>();
  /** How far the places of rows were off, ms, at the last look. */
  off: number[] = [];
  /** Rows named by hand, and how many of them were placed as known to some seconds only, at the last look. */
  byHand = { rows: 0, rough: 0 };
  readonly #recorder: Recorder;
  #setId: string | undefined;
  readonly #told = new Set<string>();

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  async look(host: StartedHost, plays: readonly Acknowledged[], round: number): Promise<void> {
    const { sets } = await host.get<{ sets: SetSummary[] }>('/api/sets');
    const set = await host.get<SetView>('/api/sets/current');
    this.#setId ??= set.id;
    if (sets.length > 1) this.#fault(round, `there are ${sets.length} sets`);
    if (plays.length > 0 && (!set.isOn || set.id !== this.#setId)) this.#fault(round, 'the set does not go on');
    const rows = Object.values(set.byId);
    this.off = [];
    this.byHand = { rows: 0, rough: 0 };
    const counts = new Map<string, number>();
    for (const { title } of rows) counts.set(title, (counts.get(title) ?? 0) + 1);
    for (const [title, count] of counts) if (count > 1) this.#fault(round, `${title} is there ${count} times`);
    const starts = set.order.map((id) => set.byId[id]?.startsAt ?? 0);
    if (starts.some((at, index) => at < (starts[index - 1] ?? 0))) this.#fault(round, 'starts do not ascend');
    for (const play of plays) {
      const row = set.byId[play.playId];
      if (row === undefined || row.title !== play.title) this.#fault(round, `${play.title} is lost`);
      else this.#compare(set, row, play, round);
    }
  }

  #compare(set: SetView, row: SetRow, play: Acknowledged, round: number): void {
    const { title, at, truth, byHand, isWatched } = play;
    if (Math.abs(row.startsAt - at) > MOST_OFF_MS) this.#fault(round, `${title} starts ${row.startsAt - at} ms off`);
    if (byHand === (row.rough === true)) this.#fault(round, `${title} is ${byHand ? '' : 'not '}called rough`);
    const recordings = set.outputs.filter(({ kind }) => kind === 'recording');
    const places = row.on.flatMap(({ output, file, ms, rough }) => {
      const number = recordings.find(({ id }) => id === output)?.number;
      const wholeMs = number === undefined ? undefined : this.#recorder.wholeMs(number, file, ms);
      return number === undefined ? [] : [{ number, file, ms, rough: rough === true, wholeMs }];
    });
    if (byHand) this.byHand.rows += 1;
    if (byHand && places.some(({ rough }) => rough)) this.byHand.rough += 1;
    const [place] = places;
    const said = places
      .map(({ number, file, ms, wholeMs }) => `recording ${number}, file ${file}, ${ms} ms (${wholeMs} in all)`)
      .join('; ');
    const wanted = `recording ${truth.recording}, ${truth.wholeMs} ms in all`;
    const off = place?.number === truth.recording && place.wholeMs !== undefined ? place.wholeMs - truth.wholeMs : NaN;
    const isTrue = places.length === 1 && Math.abs(off) <= MOST_OFF_MS;
    if (Number.isFinite(off)) this.off.push(off);
    if (isTrue) return;
    const isExact = place !== undefined && byHand && !place.rough;
    if (isWatched)
      this.#fault(
        round,
        `${title} stands at ${said || 'nothing'}${place?.rough ? ' (rough)' : ''}, not at ${wanted}`,
        title,
      );
    else if (isExact) this.#fault(round, `${title} is wrongly exact: ${said}, not ${wanted}`, title);
  }

  /** The first time is told. */
  #fault(round: number, what: string, about = what): void {
    if (this.#told.has(about)) return;
    this.#told.add(about);
    this.faults.add(`after kill ${round}: ${what}`);
  }
}
