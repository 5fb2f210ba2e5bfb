// The port Traktor broadcasts to. Reports what sources say as sightings, and itself as health; a taken port is tried again.

import { createServer, type Server, type Socket } from 'node:net';
import { ConnectionRoom } from '#adapters/traktor/connection-room.ts';
import type { Listening, ListenOptions } from '#adapters/traktor/listening.ts';
import type { BroadcastSighting } from '#domain/sighting.ts';
import { type BroadcastState, describeBroadcast, isLoopback } from './broadcast-health.ts';
import { BroadcastConnection, type EndOfSource, type SourceDesk } from './connection.ts';
import { BroadcastSource, type SourceStart } from './source.ts';

export const RETRY_MS = 5_000;
export const MAX_SOURCES = 8;
/** Connections that are no source, or not yet: one more drops the oldest of them. */
export const MAX_NEWCOMERS = 16;
/** A source that sent something so lately is alive: whoever takes its mount is a second one, not the same come back. */
const ALIVE_MS = 2_000;
/** Two that fight for a mount take it from each other again and again: after this long without it the fight is over. */
export const CONTEST_MS = 60_000;

/** `host` beyond this computer only with a password. */
export type BroadcastOptions = ListenOptions<BroadcastSighting> & {
  /** What sources must give by HTTP Basic; empty or absent: nothing. */
  password?: string;
};

/** Resolves after the first attempt to listen, whatever came of it; never rejects. */
export async function startBroadcastListener(options: BroadcastOptions): Promise<Listening> {
  const listener = new Listener(options);
  await listener.start();
  return listener;
}

/** `forget` cancels what is still to be done about it. */
type Connected = { source: BroadcastSource; connection: BroadcastConnection; forget: () => void };

class Listener implements Listening {
  readonly #options: BroadcastOptions;
  readonly #desk: SourceDesk;
  readonly #connections = new Set<BroadcastConnection>();
  readonly #newcomers = new ConnectionRoom<BroadcastConnection>(MAX_NEWCOMERS);
  readonly #sources = new Map<string, Connected>();
  #state: BroadcastState;
  #server: Server | undefined;
  #attempt: Promise<void> = Promise.resolve();
  #cancelRetry: () => void = () => {};
  #isStopped = false;

  constructor(options: BroadcastOptions) {
    const password = options.password === '' ? undefined : options.password;
    this.#options = options;
    this.#desk = {
      password,
      clock: options.clock,
      openSource: (start, connection) => this.#openSource(start, connection),
      closeSource: (source, why) => this.#closeSource(source, why),
      takeMetadata: (mount, heard) => {
        if (!this.#sources.has(mount)) return false;
        if (heard !== undefined) this.#sight({ kind: 'broadcast.title', mount, ...heard, at: options.clock.now() });
        return true;
      },
      refused: (why) => this.#refused(why),
      finished: (connection) => this.#newcomers.refuse(connection),
    };
    this.#state = {
      host: options.host,
      port: options.port,
      hasPassword: password !== undefined,
      sources: [],
      wrongPassword: false,
      refusedFromBrowser: 0,
      refusedPassword: 0,
      dropped: 0,
      turnedAway: 0,
    };
  }

  get port(): number | undefined {
    const address = this.#server?.address();
    return typeof address === 'object' && address !== null ? address.port : undefined;
  }

  async start(): Promise<void> {
    if (!isLoopback(this.#options.host) && this.#desk.password === undefined) {
      this.#tell({ trouble: { kind: 'no password for the network' } });
      return;
    }
    this.#attempt = this.#listen();
    await this.#attempt;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelRetry();
    await this.#attempt;
    const server = this.#server;
    this.#server = undefined;
    for (const connection of this.#connections) connection.cut('stopped');
    if (server !== undefined) await new Promise((resolve) => server.close(resolve));
    this.#options.report({ status: 'off', message: 'The broadcast listener is switched off' });
  }

  #listen(): Promise<void> {
    const { host, port, log, clock } = this.#options;
    const server = createServer({ allowHalfOpen: true }, (socket) => this.#connect(socket));
    return new Promise((resolve) => {
      server.once('error', (error: NodeJS.ErrnoException) => {
        const code = error.code ?? error.message;
        if (this.#state.trouble === undefined) log.warn('listen.failed', { host, port, code });
        this.#tell({ trouble: { kind: 'cannot listen', code } });
        if (!this.#isStopped) {
          this.#cancelRetry = clock.after(RETRY_MS, () => {
            this.#attempt = this.#listen();
          });
        }
        resolve();
      });
      server.listen(port, host, () => {
        server.removeAllListeners('error');
        server.on('error', (error) => log.error('accept.failed', { error }));
        this.#server = server;
        log.info('listening', { host, port: this.port });
        this.#tell({ trouble: undefined, port: this.port ?? port });
        resolve();
      });
    });
  }

  #connect(socket: Socket): void {
    const connection = new BroadcastConnection(socket, this.#desk);
    this.#connections.add(connection);
    const dropped = this.#newcomers.enter(connection);
    for (const one of dropped) one.cut('replaced');
    if (dropped.length > 0) this.#tell({ dropped: this.#state.dropped + dropped.length });
    socket.on('close', () => {
      this.#connections.delete(connection);
      this.#newcomers.leave(connection);
    });
  }

  #openSource(start: SourceStart, connection: BroadcastConnection): BroadcastSource | undefined {
    const { clock, log } = this.#options;
    const { mount } = start;
    const older = this.#sources.get(mount);
    if (older === undefined && !this.#hasRoom()) {
      log.warn('refused', { why: 'too many sources', mount });
      this.#tell({ turnedAway: this.#state.turnedAway + 1 });
      return undefined;
    }
    this.#newcomers.leave(connection);
    const source = new BroadcastSource(start, clock, {
      title: (heard) => this.#sight({ kind: 'broadcast.title', mount, ...heard, at: clock.now() }),
      format: (format) => {
        log.info('format', { mount, format });
        this.#tell({});
      },
    });
    source.isContested = older !== undefined && older.source.silentForMs < ALIVE_MS;
    older?.connection.cut('replaced');
    const forget = source.isContested ? clock.after(CONTEST_MS, () => this.#endContest(source)) : () => {};
    this.#sources.set(mount, { source, connection, forget });
    log.info('connected', { mount, from: start.from, userAgent: start.userAgent, contentType: start.contentType });
    this.#sight({ kind: 'broadcast.connected', mount, at: source.since });
    this.#tell({ wrongPassword: false });
    return source;
  }

  #endContest(source: BroadcastSource): void {
    source.isContested = false;
    this.#tell({});
  }

  /** Lets the source go that is silent for longest where there are too many. */
  #hasRoom(): boolean {
    if (this.#sources.size < MAX_SOURCES) return true;
    const [quietest] = [...this.#sources.values()].sort((a, b) => b.source.silentForMs - a.source.silentForMs);
    if (quietest === undefined || quietest.source.silentForMs < ALIVE_MS) return false;
    quietest.connection.cut('silent');
    return true;
  }

  #closeSource(source: BroadcastSource, why: EndOfSource): void {
    const { mount } = source;
    const connected = this.#sources.get(mount);
    if (connected?.source !== source) return;
    connected.forget();
    this.#sources.delete(mount);
    this.#options.log.info('disconnected', { mount, why, ...source.tally() });
    const at = this.#options.clock.now();
    this.#sight({ kind: 'broadcast.disconnected', mount, at });
    // Whoever takes its place is told of in the same moment.
    if (why === 'replaced') this.#state = { ...this.#state, lastEndedAt: at };
    else this.#tell({ lastEndedAt: at });
  }

  #refused(why: 'browser' | 'password'): void {
    this.#options.log.warn('refused', { why });
    if (why === 'browser') this.#tell({ refusedFromBrowser: this.#state.refusedFromBrowser + 1 });
    else this.#tell({ refusedPassword: this.#state.refusedPassword + 1, wrongPassword: true });
  }

  /** A listener that throws must not take the connection with it. */
  #sight(sighting: BroadcastSighting): void {
    if (sighting.kind === 'broadcast.title') this.#options.log.info('title', sighting);
    try {
      this.#options.onSighting(sighting);
    } catch (error) {
      this.#options.log.error('sighting.failed', { sighting: sighting.kind, error });
    }
  }

  #tell(change: Partial<BroadcastState>): void {
    const sources = [...this.#sources.values()].map(({ source }) => ({
      mount: source.mount,
      since: source.since,
      format: source.format,
      isContested: source.isContested,
    }));
    this.#state = { ...this.#state, ...change, sources };
    this.#options.report(describeBroadcast(this.#state));
  }
}
