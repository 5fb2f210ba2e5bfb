// Starts and stops the recording and the stream when the DJ says so, and marks chapters. What OBS says it began is only believed
// once it runs: OBS answers well to starts that come to nothing.

import type { OutputKind } from '@tracord/shared/sets.ts';
import { away, cannotMarkChapters, type Refused, refusedByObs } from './control-refused.ts';
import { OBS_CODES, type ObsAnswer, type ObsLink } from './link.ts';

export type OutputAnswer = Refused | { ok: true; on: boolean; path?: string };
export type ChapterAnswer = Refused | { ok: true };

/** `expectStop` is called before a stop of ours, so that it is not taken for an accident. */
export type OutputsParts = { link: ObsLink; expectStop: (kind: OutputKind) => void };

const WORDS = {
  recording: {
    ...{ start: 'StartRecord', stop: 'StopRecord', status: 'GetRecordStatus', event: 'RecordStateChanged' },
    failed: 'OBS did not start the recording: does OBS show a message? Look at Settings, Output, Recording Path.',
  },
  stream: {
    ...{ start: 'StartStream', stop: 'StopStream', status: 'GetStreamStatus', event: 'StreamStateChanged' },
    failed: 'OBS did not start the stream: is a service set under Settings, Stream?',
  },
} as const;

const STARTED = 'OBS_WEBSOCKET_OUTPUT_STARTED';
const STOPPED = 'OBS_WEBSOCKET_OUTPUT_STOPPED';

/** OBS says within this that it begins, or it does not begin. */
const BEGINS_WITHIN_MS = 3_000;
/** A service may take long to answer, a file to be finished. */
const SETTLES_WITHIN_MS = 15_000;

export class OutputsControl {
  readonly #link: ObsLink;
  readonly #expectStop: (kind: OutputKind) => void;

  constructor({ link, expectStop }: OutputsParts) {
    this.#link = link;
    this.#expectStop = expectStop;
  }

  /** Resolves once it runs, or once its file is whole; `path`: the file that was written. What is so already counts as done.
   * Refused as obs-away, obs-refused. Never rejects. */
  set(kind: OutputKind, on: boolean): Promise<OutputAnswer> {
    return on ? this.#start(kind) : this.#stop(kind);
  }

  async #start(kind: OutputKind): Promise<OutputAnswer> {
    if (this.#link.state === undefined) return away();
    const words = WORDS[kind];
    let last: unknown;
    const forget = this.#link.on(words.event, ({ outputState }) => {
      last = outputState;
    });
    try {
      const begun = await this.#link.waitFor(
        words.event,
        () => true,
        () => this.#link.request(words.start),
        BEGINS_WITHIN_MS,
      );
      if (!begun.ok && begun.code === OBS_CODES.running) return { ok: true, on: true };
      if (!begun.ok && begun.code !== OBS_CODES.noEvent) return refusedByObs(begun);
      if (begun.ok && last !== STARTED && last !== STOPPED) await this.#settled(words.event, [STARTED, STOPPED]);
      if (last === STARTED || (await this.#runs(kind))) return { ok: true, on: true };
      return this.#link.state === undefined ? away() : { ok: false, code: 'obs-refused', message: words.failed };
    } finally {
      forget();
    }
  }

  async #stop(kind: OutputKind): Promise<OutputAnswer> {
    if (this.#link.state === undefined) return away();
    const words = WORDS[kind];
    this.#expectStop(kind);
    let answered: ObsAnswer | undefined;
    const stopped = await this.#link.waitFor(
      words.event,
      ({ outputState }) => outputState === STOPPED,
      async () => {
        answered = await this.#link.request(words.stop);
        return answered;
      },
      SETTLES_WITHIN_MS,
    );
    if (!stopped.ok && stopped.code === OBS_CODES.notRunning) return { ok: true, on: false };
    // A stream with a delay, or a long file, takes its time: OBS was told, and will do it.
    if (!stopped.ok && stopped.code !== OBS_CODES.noEvent) return refusedByObs(stopped);
    const path = answered?.ok ? answered.data.outputPath : undefined;
    return { ok: true, on: false, ...(typeof path === 'string' && path !== '' ? { path } : {}) };
  }

  #settled(event: string, states: string[]): Promise<unknown> {
    const nothing = async (): Promise<ObsAnswer> => ({ ok: true, data: {} });
    return this.#link.waitFor(event, (data) => states.includes(String(data.outputState)), nothing, SETTLES_WITHIN_MS);
  }

  async #runs(kind: OutputKind): Promise<boolean> {
    const status = await this.#link.request(WORDS[kind].status);
    return status.ok && status.data.outputActive === true;
  }

  /** Marks a chapter in the recording, now. Refused as obs-away, no-recording, no-chapters (this OBS, or the format of this
   * recording, has none), obs-refused. Never rejects. */
  async chapter(name: string): Promise<ChapterAnswer> {
    const { state } = this.#link;
    if (state === undefined) return away();
    if (!state.requests.has('CreateRecordChapter')) {
      return { ok: false, code: 'no-chapters', message: cannotMarkChapters(state.version) };
    }
    const answer = await this.#link.request('CreateRecordChapter', { chapterName: name });
    if (answer.ok) return { ok: true };
    switch (answer.code) {
      case OBS_CODES.lost:
      case OBS_CODES.moved:
      case OBS_CODES.mute:
        return refusedByObs(answer);
      case OBS_CODES.notRunning:
        return { ok: false, code: 'no-recording', message: 'OBS does not record: there is nothing to mark.' };
      case OBS_CODES.paused:
        return {
          ok: false,
          code: 'obs-refused',
          message: 'The recording is paused: mark the chapter when it goes on.',
        };
      default:
        return {
          ok: false,
          code: 'no-chapters',
          message:
            'This recording has no chapters: choose the format Hybrid MP4 in OBS under Settings, Output, Recording.',
        };
    }
  }
}
