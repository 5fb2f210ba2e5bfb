// Where tracks came on air in the files of the made-up OBS, noted at that moment, to hold a set's list against.

import type { SetView } from '@tracord/shared/sets.ts';
import type { FakeObs } from './obs.ts';

/** `at`: ms since the epoch. `ms`: from the beginning of `file` (1, 2 … of its recording). `streamMs`: since the stream began. */
export type Truth = { at: number; file: number; ms: number; streamMs: number };

export class RecordedTruth {
  readonly #obs: FakeObs;
  readonly #byTitle = new Map<string, Truth>();
  #firstFile = 0;

  constructor(obs: FakeObs) {
    this.#obs = obs;
  }

  /** To be called before a recording begins. */
  newRecording(): void {
    this.#firstFile = this.#obs.recording.files.length;
  }

  note(title: string): void {
    const { recording, stream } = this.#obs;
    const files = recording.files.slice(this.#firstFile);
    const before = files.slice(0, -1).reduce((sum, { durationMs }) => sum + durationMs, 0);
    const ms = recording.ranMs - before;
    this.#byTitle.set(title, { at: Date.now(), file: files.length, ms, streamMs: stream.ranMs });
  }

  of(title: string): Truth {
    const found = this.#byTitle.get(title);
    if (found === undefined) throw new Error(`nobody noted when "${title}" came on air`);
    return found;
  }
}

/** Where a row stands on the one recording or stream that it is on; `number`: of that output. */
export function placeOf({ order, byId, outputs }: SetView, title: string, kind: 'recording' | 'stream') {
  const row = order.flatMap((id) => byId[id] ?? []).find((one) => one.title === title);
  const places = (row?.on ?? []).flatMap(({ output, ...place }) => {
    const found = outputs.find(({ id }) => id === output);
    return found?.kind === kind ? [{ number: found.number, ...place }] : [];
  });
  const [place] = places;
  if (place === undefined || places.length > 1) throw new Error(`"${title}" stands on ${places.length} outputs`);
  return place;
}
