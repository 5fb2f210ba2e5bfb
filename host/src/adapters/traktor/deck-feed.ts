// The port Traktor's deck client speaks to. Reports what it says as sightings, and itself as health; never throws.
// A taken port is tried again. On "localhost" it listens on both loopback addresses, as systems differ in which comes first.

import { createServer, type Server, type Socket } from 'node:net';
import { FEED_LOST_MS } from '#domain/on-air-times.ts';
import type { DeckSighting } from '#domain/sighting.ts';
import { isLoopback } from './broadcast/broadcast-health.ts';
import { ConnectionRoom } from './connection-room.ts';
import { DeckFeedConnection, type DeckFeedDesk } from './deck-feed-connection.ts';
import { type DeckFeedState, describeDeckFeed } from './deck-feed-health.ts';
import { DeckFeedWords } from './deck-feed-words.ts';
import type { Listening, ListenOptions } from './listening.ts';

export const DECK_PORT_RETRY_MS = 5_000;
/** Qt opens up to six connections to a host: one more than this drops the one that was of use least lately. */
export const MAX_CONNECTIONS = 24;

/** `host`: "localhost" or a loopback address; any other is refused. */
export type DeckFeedOptions = ListenOptions<DeckSighting>;

/** Resolves after the first attempt to listen, whatever came of it; never rejects. */
export async function startDeckFeed(options: DeckFeedOptions): Promise<Listening> {
  const feed = new Feed(options);
  await feed.start();
  return feed;
}

class Feed implements Listening {
  readonly #options: DeckFeedOptions;
  readonly #desk: DeckFeedDesk;
  readonly #words = new DeckFeedWords();
  readonly #connections = new Set<DeckFeedConnection>();
  readonly #room = new ConnectionRoom<DeckFeedConnection>(MAX_CONNECTIONS);
  readonly #decks = new Map<string, { playing: boolean; named: boolean }>();
  #servers: Server[] = [];
  #state: DeckFeedState;
  #attempt: Promise<void> = Promise.resolve();
  #cancelRetry: () => void = () => {};
  #cancelSilence: () => void = () => {};
  #isStopped = false;

  constructor(options: DeckFeedOptions) {
    this.#options = options;
    this.#desk = {
      clock: options.clock,
      take: (path, body, connection) => {
        const status = this.#take(path, body);
        if (status === 200) this.#room.use(connection);
        return status;
      },
      refusedBrowser: () => {
        options.log.warn('refused', { why: 'browser' });
        this.#tell({ refusedFromBrowser: this.#state.refusedFromBrowser + 1 });
      },
      unreadable: () => this.#tell({ unreadable: this.#state.unreadable + 1 }),
      finished: (connection) => this.#room.refuse(connection),
    };
    this.#state = {
      port: options.port,
      wasHeard: false,
      isSilent: false,
      unnamed: [],
      refusedFromBrowser: 0,
      unreadable: 0,
      dropped: 0,
    };
  }

  get port(): number | undefined {
    const address = this.#servers[0]?.address();
    return typeof address === 'object' && address !== null ? address.port : undefined;
  }

  async start(): Promise<void> {
    const { host } = this.#options;
    if (!isLoopback(host)) {
      this.#tell({ trouble: { kind: 'not this computer', host } });
      return;
    }
    this.#attempt = this.#listen();
    await this.#attempt;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelRetry();
    this.#cancelSilence();
    await this.#attempt;
    const servers = this.#servers;
    this.#servers = [];
    for (const connection of this.#connections) connection.cut();
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    this.#options.report({ status: 'off', message: 'The deck feed is switched off' });
  }

  async #listen(): Promise<void> {
    const { host, port, log, clock } = this.#options;
    const [first = host, ...others] = host === 'localhost' ? ['127.0.0.1', '::1'] : [host];
    try {
      this.#servers = [await this.#open(first, port)];
    } catch (error) {
      const code = codeOf(error);
      if (this.#state.trouble === undefined) log.warn('listen.failed', { host, port, code });
      this.#tell({ trouble: { kind: 'cannot listen', code } });
      if (!this.#isStopped) {
        this.#cancelRetry = clock.after(DECK_PORT_RETRY_MS, () => {
          this.#attempt = this.#listen();
        });
      }
      return;
    }
    const listening = this.port ?? port;
    for (const other of others) {
      try {
        this.#servers.push(await this.#open(other, listening));
      } catch (error) {
        // A computer without IPv6, or with this port taken there: the first address serves.
        log.info('listen.partly', { host: other, port: listening, code: codeOf(error) });
      }
    }
    log.info('listening', { host, port: listening });
    this.#tell({ trouble: undefined, port: listening });
  }

  #open(host: string, port: number): Promise<Server> {
    const server = createServer({ allowHalfOpen: true }, (socket) => this.#connect(socket));
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => {
        server.removeListener('error', reject);
        server.on('error', (error) => this.#options.log.error('accept.failed', { error }));
        resolve(server);
      });
    });
  }

  #connect(socket: Socket): void {
    const connection = new DeckFeedConnection(socket, this.#desk);
    this.#connections.add(connection);
    const dropped = this.#room.enter(connection);
    for (const one of dropped) one.cut();
    if (dropped.length > 0) this.#tell({ dropped: this.#state.dropped + dropped.length });
    socket.on('close', () => {
      this.#connections.delete(connection);
      this.#room.leave(connection);
    });
  }

  #take(path: string, body: unknown): number {
    const { clock, log, onSighting } = this.#options;
    const sightings = this.#words.read(path, body, clock.now());
    if (sightings === 'unknown') return 404;
    if (sightings === 'unreadable') {
      this.#desk.unreadable();
      return 400;
    }
    for (const sighting of sightings) {
      this.#note(sighting);
      if (sighting.kind === 'deck.loaded') {
        const { artist, title } = sighting.track;
        log.info('loaded', { deck: sighting.deck, artist, title, playing: sighting.playing });
      }
      try {
        onSighting(sighting);
      } catch (error) {
        log.error('sighting.failed', { sighting: sighting.kind, error });
      }
    }
    this.#heard();
    return 200;
  }

  #note(sighting: DeckSighting): void {
    if (sighting.kind === 'deck.channel' || sighting.kind === 'deck.clock') return;
    const { playing, named } = this.#decks.get(sighting.deck) ?? { playing: false, named: false };
    if (sighting.kind !== 'deck.updated') {
      const isLoad = sighting.kind === 'deck.loaded';
      this.#decks.set(sighting.deck, { playing: isLoad && sighting.playing, named: isLoad });
      return;
    }
    // A deck nobody heard loading tells that it plays by its position alone.
    const plays = sighting.playing ?? (playing || (!named && sighting.positionMs !== undefined));
    this.#decks.set(sighting.deck, { playing: plays, named });
  }

  #heard(): void {
    const unnamed: string[] = [];
    let isPlaying = false;
    for (const [deck, { playing, named }] of this.#decks) {
      isPlaying ||= playing;
      if (playing && !named) unnamed.push(deck);
    }
    this.#cancelSilence();
    this.#cancelSilence = isPlaying
      ? this.#options.clock.after(FEED_LOST_MS, () => this.#tell({ isSilent: true }))
      : () => {};
    const { wasHeard, isSilent } = this.#state;
    if (!wasHeard || isSilent || unnamed.join() !== this.#state.unnamed.join()) {
      this.#tell({ wasHeard: true, isSilent: false, unnamed });
    }
  }

  #tell(change: Partial<DeckFeedState>): void {
    this.#state = { ...this.#state, ...change };
    this.#options.report(describeDeckFeed(this.#state));
  }
}

function codeOf(error: unknown): string {
  if (error instanceof Error) return (error as NodeJS.ErrnoException).code ?? error.message;
  return String(error);
}
