// One socket to OBS, from its opening to its end. What obs-websocket-js leaves open is closed here: a connection that never
// comes about ends after a while, requests that are under way when it breaks are answered, and all events come through one hook.

import {
  type IncomingMessage,
  type OBSRequestTypes,
  OBSWebSocket,
  OBSWebSocketError,
  type RequestBatchRequest,
} from 'obs-websocket-js/json';
import { systemClock } from '#kernel/clock.ts';
import { messageOf } from '#kernel/domain-error.ts';
import { type ObsRefusal, refusalOf } from './connection-refusal.ts';
import { LOST, OBS_CODES, type ObsAnswer, type ObsEvent, type ObsRequest } from './link.ts';

/** How long another program is waited for, in real time whatever clock the host is on. */
export type Patience = {
  /** Nothing said for so long while connecting: nobody is there who speaks this language. */
  openMs: number;
  /** A request without an answer for so long is given up. */
  answerMs: number;
};

export const PATIENCE: Patience = { openMs: 5_000, answerMs: 10_000 };

export type OpenOptions = {
  url: string;
  password: string | undefined;
  patience: Patience;
  /** Ends the attempt. */
  signal: AbortSignal;
  onEvent: (event: ObsEvent) => void;
  /** Called once, and only after it had been open. `code`: of the close frame, 1006 where there was none. */
  onClosed: (code: number) => void;
};

type RequestName = keyof OBSRequestTypes;
type RequestData = OBSRequestTypes[RequestName];
type Failed = ObsAnswer & { ok: false };

const MUTE: Failed = { ok: false, code: OBS_CODES.mute, message: 'OBS did not answer in time.' };

export class ObsSocket extends OBSWebSocket {
  readonly #patience: Patience;
  readonly #onEvent: (event: ObsEvent) => void;
  readonly #pending = new Set<(answer: undefined) => void>();

  private constructor(patience: Patience, onEvent: (event: ObsEvent) => void) {
    super();
    this.#patience = patience;
    this.#onEvent = onEvent;
  }

  /** Resolves when OBS has let us in, or with why not. */
  static async open(
    options: OpenOptions,
  ): Promise<{ ok: true; socket: ObsSocket } | { ok: false; refusal: ObsRefusal }> {
    const { url, password, patience, signal } = options;
    const socket = new ObsSocket(patience, options.onEvent);
    let wasOpen = false;
    socket.once('ConnectionOpened', () => {
      wasOpen = true;
    });
    const giveUp = () => socket.terminate();
    const cancel = systemClock.after(patience.openMs, giveUp);
    signal.addEventListener('abort', giveUp);
    try {
      await socket.connect(url, password);
    } catch (error) {
      const code = error instanceof OBSWebSocketError ? error.code : -1;
      return { ok: false, refusal: refusalOf({ code, text: messageOf(error), wasOpen, password }) };
    } finally {
      cancel();
      signal.removeEventListener('abort', giveUp);
    }
    socket.once('ConnectionClosed', ({ code }) => {
      for (const answer of [...socket.#pending]) answer(undefined);
      options.onClosed(code);
    });
    return { ok: true, socket };
  }

  async ask({ type, data }: ObsRequest): Promise<ObsAnswer> {
    // Its types know each request by name; which one it is, is known to the caller alone.
    const answered = await this.#answer(() => this.call(type as RequestName, data as RequestData));
    if (!answered.ok) return answered;
    return { ok: true, data: recordOf(answered.value) };
  }

  /** As many answers as OBS gave: fewer where `halt` made it stop. */
  async askAll(requests: ObsRequest[], halt: boolean): Promise<{ ok: true; answers: ObsAnswer[] } | Failed> {
    const wanted = requests.map(({ type, data }) => ({ requestType: type, requestData: data ?? {} }));
    const answered = await this.#answer(() => this.callBatch(wanted as RequestBatchRequest[], { haltOnFailure: halt }));
    if (!answered.ok) return answered;
    if (!Array.isArray(answered.value)) return LOST;
    return { ok: true, answers: answered.value.map((one) => batchAnswer(recordOf(one))) };
  }

  /** Ends it without waiting for the other side. */
  terminate(): void {
    const { socket } = this;
    if (socket !== undefined && 'terminate' in socket && typeof socket.terminate === 'function') socket.terminate();
  }

  protected override async decodeMessage(data: string): Promise<IncomingMessage> {
    const message = await super.decodeMessage(data);
    if (message.op === 5) {
      this.#onEvent({ type: String(message.d.eventType), data: recordOf(message.d.eventData) });
    }
    return message;
  }

  async #answer(send: () => Promise<unknown>): Promise<{ ok: true; value: unknown } | Failed> {
    let end: (answer: undefined) => void = () => {};
    let isLate = false;
    const none = new Promise<undefined>((resolve) => {
      end = resolve;
    });
    this.#pending.add(end);
    const cancel = systemClock.after(this.#patience.answerMs, () => {
      isLate = true;
      end(undefined);
    });
    try {
      const value = await Promise.race([send().then((data) => ({ ok: true as const, value: data })), none]);
      if (value !== undefined) return value;
      return isLate ? MUTE : LOST;
    } catch (error) {
      const code = error instanceof OBSWebSocketError ? error.code : -1;
      return { ok: false, code, message: messageOf(error) };
    } finally {
      cancel();
      this.#pending.delete(end);
    }
  }
}

function batchAnswer({ requestStatus, responseData }: Record<string, unknown>): ObsAnswer {
  const { result, code, comment } = recordOf(requestStatus);
  if (result === true) return { ok: true, data: recordOf(responseData) };
  return {
    ok: false,
    code: typeof code === 'number' ? code : -1,
    message: typeof comment === 'string' ? comment : '',
  };
}

/** The fields of an object of JSON; none where it is something else. */
export function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
