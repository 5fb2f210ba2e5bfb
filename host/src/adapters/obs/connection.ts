// The connection to OBS: it is made again for ever, OBS is read whole each time and after each change, and requests wait while
// OBS loads. Events are taken as hints, never as a log: OBS repeats the newest name and leaves others out.

import type { Clock } from '#kernel/clock.ts';
import type { Logger } from '#kernel/logger.ts';
import { isChangeHint, isOutputEvent } from './change-hints.ts';
import { ObsAsking, READY_PAUSE_MS } from './connection-asking.ts';
import { CollectionChange } from './connection-changing.ts';
import { ObsListeners } from './connection-listeners.ts';
import { ObsSocket, PATIENCE, type Patience } from './connection-socket.ts';
import type { ObsPhase } from './health.ts';
import {
  LOST,
  OBS_CODES,
  type ObsAnswer,
  type ObsEvent,
  type ObsLink,
  type ObsRequest,
  type ObsState,
} from './link.ts';
import { type ObsProgram, readObs, readProgram } from './reading.ts';
import { ReadingTurns } from './reading-turns.ts';

/** The pauses between attempts; the last one stays. No pause is longer while live. */
const BACK_OFF_MS = [1_000, 2_000, 5_000];
const LIVE_MOST_MS = 5_000;
/** A wrong password becomes right by hand only. */
const PASSWORD_AGAIN_MS = 30_000;
/** Just after an event of an output OBS may still say what was before it, so it is read once more then. */
const SETTLED_MS = 1_000;
/** So often OBS has to say something, so that a cable that was pulled is noticed. */
const HEARTBEAT_MS = 5_000;

/** As app/secrets-keeper.ts hands it out. */
export type KnownPassword = { known: true; password: string | undefined } | { known: false; problem: string };

export type ConnectionParts = {
  url: string;
  password: () => KnownPassword;
  clock: Clock;
  log: Logger;
  isLive: () => boolean;
  /** Called whenever it changes, and after each attempt that failed. */
  onPhase: (phase: ObsPhase) => void;
  patience?: Patience;
};

export class ObsConnection implements ObsLink {
  readonly #parts: ConnectionParts;
  readonly #followers: ((state: ObsState | undefined, epoch: number) => void)[] = [];
  readonly #listeners: ObsListeners;
  readonly #change: CollectionChange;
  readonly #turns: ReadingTurns;
  readonly #asking: ObsAsking;
  #opening = new AbortController();
  #socket: ObsSocket | undefined;
  #program: ObsProgram | undefined;
  #state: ObsState | undefined;
  #epoch = 0;
  #failures = 0;
  /** Attempts begun before a stop or restart are not to go on after it. */
  #run = 0;
  #cancelWait: (() => void) | undefined;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    this.#listeners = new ObsListeners(parts.clock, parts.log);
    this.#change = new CollectionChange(parts.clock);
    this.#turns = new ReadingTurns(() => this.#read(), parts.clock);
    this.#asking = new ObsAsking({ clock: parts.clock, change: this.#change, socket: () => this.#socket });
  }

  get state(): ObsState | undefined {
    return this.#state;
  }

  /** Begins to connect, at once; also after it was kicked. */
  start(): void {
    this.stop();
    this.#failures = 0;
    this.#attempt();
  }

  stop(): void {
    this.#run++;
    this.#cancelWait?.();
    this.#opening.abort();
    const socket = this.#socket;
    this.#forget();
    socket?.terminate();
  }

  follow(listener: (state: ObsState | undefined, epoch: number) => void): void {
    this.#followers.push(listener);
    listener(this.#state, this.#epoch);
  }

  on(type: string, listener: (data: Record<string, unknown>) => void): () => void {
    return this.#listeners.on(type, listener);
  }

  async request(type: string, data?: Record<string, unknown>): Promise<ObsAnswer> {
    const [answer] = await this.#asking.ask([{ type, data }], this.#asking.now());
    return answer ?? LOST;
  }

  batch(requests: ObsRequest[], { halt = false }: { halt?: boolean } = {}): Promise<ObsAnswer[]> {
    return this.#asking.ask(requests, this.#asking.now(), halt);
  }

  here(isStillWanted?: () => boolean): ObsLink {
    return this.#asking.here(this, isStillWanted);
  }

  waitFor: ObsLink['waitFor'] = (...args) => this.#listeners.waitFor(...args);

  readAgain(): Promise<void> {
    return this.#turns.now();
  }

  async #attempt(): Promise<void> {
    const { url, password, patience = PATIENCE, log } = this.#parts;
    const run = ++this.#run;
    const secret = password();
    if (!secret.known) return this.#failed({ phase: 'no-secret', problem: secret.problem });
    this.#opening = new AbortController();
    const { signal } = this.#opening;
    const opened = await ObsSocket.open({
      ...{ url, signal },
      password: secret.password,
      patience,
      onEvent: (event) => run === this.#run && this.#heard(event),
      onClosed: (code) => run === this.#run && this.#closed(code),
    });
    if (run !== this.#run) {
      if (opened.ok) opened.socket.terminate();
      return;
    }
    if (!opened.ok) return this.#failed({ phase: 'away', refusal: opened.refusal });
    this.#socket = opened.socket;
    this.#epoch++;
    const program = await readProgram((requests) => this.#asking.ask(requests, { socket: opened.socket }));
    if (run !== this.#run || this.#socket !== opened.socket) return;
    if (program === undefined) {
      opened.socket.terminate();
      return;
    }
    this.#program = program;
    this.#failures = 0;
    log.info('connected', { version: program.version, websocket: program.websocket, platform: program.platform });
    this.#parts.onPhase({ phase: 'loading', version: program.version });
    this.#beat(opened.socket);
    await this.readAgain();
  }

  #failed(phase: ObsPhase): void {
    const isPassword = phase.phase === 'away' && phase.refusal.why.startsWith('password');
    const usualMs = BACK_OFF_MS[Math.min(this.#failures, BACK_OFF_MS.length - 1)] ?? LIVE_MOST_MS;
    const waitMs = isPassword ? PASSWORD_AGAIN_MS : usualMs;
    this.#failures++;
    this.#parts.log.debug('not connected', { phase });
    this.#parts.onPhase(phase);
    this.#again(this.#parts.isLive() ? Math.min(waitMs, LIVE_MOST_MS) : waitMs);
  }

  #again(waitMs: number): void {
    this.#cancelWait = this.#parts.clock.after(waitMs, () => this.#attempt());
  }

  #closed(code: number): void {
    this.#parts.log.warn('lost', { code });
    // Thrown out by hand: to come back at once would be a quarrel.
    if (code === 4011) this.#parts.onPhase({ phase: 'away', refusal: { why: 'kicked' } });
    else if (this.#program === undefined) this.#failed({ phase: 'away', refusal: { why: 'mute' } });
    else {
      this.#parts.onPhase({ phase: 'away', refusal: { why: 'absent' } });
      this.#again(BACK_OFF_MS[0] ?? LIVE_MOST_MS);
    }
    this.#forget();
  }

  #forget(): void {
    this.#turns.stop();
    this.#socket = undefined;
    this.#program = undefined;
    this.#change.end();
    this.#unread();
  }

  #unread(): void {
    if (this.#state === undefined) return;
    this.#state = undefined;
    this.#tell();
  }

  #tell(): void {
    for (const follower of this.#followers) {
      try {
        follower(this.#state, this.#epoch);
      } catch (error) {
        this.#parts.log.error('follower failed', { error });
      }
    }
  }

  #heard(event: ObsEvent): void {
    if (event.type === 'CurrentSceneCollectionChanging') {
      this.#change.begin(() => this.#turns.hint());
      this.#unread();
    }
    if (event.type === 'CurrentSceneCollectionChanged') this.#change.end();
    if (isChangeHint(event.type)) this.#turns.hint();
    if (isOutputEvent(event.type)) this.#parts.clock.after(SETTLED_MS, () => this.#turns.hint());
    this.#listeners.heard(event);
  }

  async #read(): Promise<void> {
    const { clock, log, onPhase } = this.#parts;
    for (;;) {
      await this.#change.over();
      const program = this.#program;
      if (program === undefined) return;
      const epoch = this.#epoch;
      const changes = this.#change.count;
      const reading = await readObs(
        program,
        (requests) => this.#askNow(requests),
        () => clock.now(),
      );
      if (this.#program !== program || this.#epoch !== epoch) continue;
      if (reading.ok && this.#change.count === changes) {
        const wasUnread = this.#state === undefined;
        this.#state = reading.state;
        if (wasUnread) onPhase({ phase: 'connected', version: program.version });
        this.#tell();
        return;
      }
      if (!reading.ok && reading.why === 'gone') return;
      if (!reading.ok) log.debug('read again', { why: reading.why });
      await this.#pause();
    }
  }

  /** One answer for each, of the connection as it is now. */
  async #askNow(requests: ObsRequest[]): Promise<ObsAnswer[]> {
    const answered = requests.length === 0 ? undefined : await this.#socket?.askAll(requests, false);
    return requests.map((_request, index) => (answered?.ok ? answered.answers[index] : answered) ?? LOST);
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      this.#parts.clock.after(READY_PAUSE_MS, resolve);
    });
  }

  /** A connection over which nothing comes any more ends by itself otherwise only after many minutes. */
  #beat(socket: ObsSocket): void {
    this.#parts.clock.after(HEARTBEAT_MS, async () => {
      if (this.#socket !== socket) return;
      const answer = await socket.ask({ type: 'GetStudioModeEnabled' });
      if (this.#socket !== socket) return;
      if (!answer.ok && (answer.code === OBS_CODES.lost || answer.code === OBS_CODES.mute)) socket.terminate();
      else this.#beat(socket);
    });
  }
}
