// What the parts of the OBS bridge see of OBS: its state as it was read last, and requests. The connection behind it comes and goes.

import type { ObsOutputView } from '@tracord/shared/obs.ts';

/** `uuid`: from OBS 30 on. `kind`: absent for scenes and groups. */
export type ObsItem = { id: number; name: string; uuid?: string; kind?: string; visible: boolean };
export type ObsScene = { name: string; uuid?: string; items: ObsItem[] };
export type ObsInput = { name: string; uuid?: string; kind: string };

/** OBS as it was read last. Scenes and items: the topmost first. */
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
/** `code`: OBS's own (600 not found, 605 no such kind …), −1 where the connection was lost meanwhile,
 * or OBS did not answer within 10 s. */
export type ObsAnswer = { ok: true; data: Record<string, unknown> } | { ok: false; code: number; message: string };

export type ObsEvent = { type: string; data: Record<string, unknown> };

export type ObsLink = {
  /** Undefined while OBS is not connected, and while it loads or changes its scene collection. */
  readonly state: ObsState | undefined;
  /** Calls back now and whenever it was read again or is gone. Each connection makes a new `epoch`: 1, 2, 3 … */
  follow(listener: (state: ObsState | undefined, epoch: number) => void): void;
  /** Never rejects. Waits out 207 (not ready) for a while. */
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
};
