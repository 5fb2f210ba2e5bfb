// What the parts of the OBS bridge see of OBS: its state as it was read last, and requests. The connection behind it comes and goes.

import type { ObsOutputView } from '@tracord/shared/obs.ts';

/** `uuid`: from OBS 30 on. `kind`: absent for scenes and groups. `in`: the group it is in, by name; its `id` is of that group. */
export type ObsItem = { id: number; name: string; uuid?: string; kind?: string; visible: boolean; in?: string };
export type ObsScene = { name: string; uuid?: string; items: ObsItem[] };
export type ObsInput = { name: string; uuid?: string; kind: string };

/** OBS as it was read last. Scenes and items: the topmost first; what is in groups of a scene comes after all else in it. */
export type ObsState = {
  /** "29.0.2"; `websocket` "5.1.0". */
  version: string;
  websocket: string;
  platform: string;
  /** Requests it knows. */
  requests: ReadonlySet<string>;
  inputKinds: string[];
  collection: string;
  canvas: { width: number; height: number };
  scenes: ObsScene[];
  inputs: ObsInput[];
  program?: string;
  preview?: string;
  studioMode: boolean;
  streaming: ObsOutputView;
  recording: ObsOutputView;
  /** When it was asked what its outputs do, ms since the epoch: what they said of themselves since then is newer. */
  askedAt?: number;
};

export type ObsRequest = { type: string; data?: Record<string, unknown> };
/** `code`: one of `OBS_CODES`, or another of OBS's own. */
export type ObsAnswer = { ok: true; data: Record<string, unknown> } | { ok: false; code: number; message: string };

/** Below 0: ours. OBS's: https://github.com/obsproject/obs-websocket/blob/master/docs/generated/protocol.md#requeststatus */
export const OBS_CODES = {
  /** The connection was lost meanwhile. */
  lost: -1,
  /** Not done, since one before it in its batch failed. */
  halted: -2,
  /** The event that was waited for did not come. */
  noEvent: -3,
  /** Not sent: OBS opened another scene collection meanwhile, or it was too late. */
  moved: -4,
  /** OBS did not answer in time; whether it did it is not known. */
  mute: -5,
  notReady: 207,
  running: 500,
  notRunning: 501,
  paused: 502,
  noStudioMode: 506,
  notFound: 600,
} as const;

export const LOST: ObsAnswer & { ok: false } = {
  ...{ ok: false, code: OBS_CODES.lost },
  message: 'The connection to OBS was lost.',
};

export type ObsEvent = { type: string; data: Record<string, unknown> };

export type ObsLink = {
  /** Undefined while OBS is not connected, and while it loads or changes its scene collection. */
  readonly state: ObsState | undefined;
  /** Calls back now and whenever it was read again or is gone. Each connection makes a new `epoch`: 1, 2, 3 … */
  follow(listener: (state: ObsState | undefined, epoch: number) => void): void;
  /** Never rejects. Waits out 207 (not ready) for a while. What was asked before OBS opened another scene collection, and not sent
   * by then, is answered with code −4. */
  request(type: string, data?: Record<string, unknown>): Promise<ObsAnswer>;
  /** One answer for each request, in order; those after a failure are not done where `halt` says so, and answered with code −2. */
  batch(requests: ObsRequest[], options?: { halt?: boolean }): Promise<ObsAnswer[]>;
  /** Calls back with OBS's own events, as they come; the answer ends it. */
  on(type: string, listener: (data: Record<string, unknown>) => void): () => void;
  /** Does `work`, and resolves once this event came that fits, begun before the work so that none is missed; false: it did not come in time. */
  waitFor(
    type: string,
    fits: (data: Record<string, unknown>) => boolean,
    work: () => Promise<ObsAnswer>,
    withinMs?: number,
  ): Promise<ObsAnswer | { ok: false; code: -3; message: string }>;
  /** Reads OBS again now. */
  readAgain(): Promise<void>;
  /** This link for work in several steps: for the connection and the scene collection of now, and while `isStillWanted`. After that
   * it has no state, and what is asked is answered with code −1 or −4 and never sent. */
  here(isStillWanted?: () => boolean): ObsLink;
};
