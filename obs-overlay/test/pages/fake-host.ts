// A small host for page tests: the built pages, the socket.io protocol for topics, and covers. It can be stopped and
// started again on the same port.

import { diff } from '@tracord/shared/merge-patch.ts';
import type { ClientEvents, ServerEvents, SubscribeAnswer } from '@tracord/shared/protocol.ts';
import { FIRST_PUBLIC_TOPICS, type NowTrack, type PublicTopics } from '@tracord/shared/topics.ts';
import { Server } from 'socket.io';
import { type PageServer, servePages } from '../../../scripts/overlay-server.ts';

export const TRACK: NowTrack = {
  artist: 'Mira Oldane',
  title: 'Glasshouse Signal',
  display: { artist: 'Mira Oldane', title: 'Glasshouse Signal' },
};

export function playing(track: NowTrack, place = 1): PublicTopics['nowPlaying'] {
  return { source: 'broadcast', match: { confidence: 1, by: 'text', reasons: [], alternatives: [] }, track, place };
}

export class FakeHost {
  readonly covers = new Map<string, Promise<Buffer>>();
  userCss = '';
  #dist: string;
  #topics: Record<string, { rev: number; value: unknown }> = {};
  #pages: PageServer | undefined;
  #io: Server<ClientEvents, ServerEvents> | undefined;
  #boots = 0;
  #onAudience: (() => void)[] = [];

  constructor(dist: string) {
    this.#dist = dist;
  }

  get url(): string {
    if (this.#pages === undefined) throw new Error('the fake host is not started');
    return this.#pages.url;
  }

  /** Starts with nothing on air, as a host does; `topics` are there from the first snapshot on. */
  async start(port = 0, topics: Partial<PublicTopics> = {}): Promise<void> {
    this.#boots++;
    this.#topics = {};
    for (const [name, value] of Object.entries({ ...FIRST_PUBLIC_TOPICS, ...topics })) {
      this.#topics[name] = { rev: 1, value };
    }
    this.#pages = await servePages({
      port,
      dist: this.#dist,
      respond: (pathname, response) => this.#respond(pathname, response),
    });
    this.#io = new Server(this.#pages.server, { transports: ['websocket'] });
    this.#io.on('connection', (socket) => {
      socket.on('subscribe', (names, answer) => {
        answer(this.#snapshots(names));
        for (const tell of this.#onAudience.splice(0)) tell();
      });
    });
  }

  /** Until a page was told the values there are: what is published from then on reaches it after them. */
  nextAudience(): Promise<void> {
    return new Promise((resolve) => this.#onAudience.push(resolve));
  }

  publish<Name extends keyof PublicTopics>(topic: Name, value: PublicTopics[Name]): void {
    const held = this.#topics[topic];
    const patch = held && diff(held.value, value);
    if (held === undefined || patch === undefined) return;
    this.#topics[topic] = { rev: held.rev + 1, value };
    this.#io?.emit('patch', { topic, fromRev: held.rev, rev: held.rev + 1, patch });
  }

  /** The port stays free for the next start. */
  async stop(): Promise<number> {
    const port = Number(new URL(this.url).port);
    // A browser keeps connections open that it has not asked anything on yet: nobody but the server ends those.
    const closing = this.#io?.close();
    await this.#pages?.close();
    await closing;
    this.#pages = undefined;
    return port;
  }

  #snapshots(names: string[]): SubscribeAnswer {
    const snapshots = names.flatMap((topic) => {
      const held = this.#topics[topic];
      return held === undefined ? [] : [{ topic, ...held }];
    });
    return { ok: true, bootId: `boot-${this.#boots}`, now: Date.now(), snapshots };
  }

  #respond(pathname: string, response: import('node:http').ServerResponse): boolean {
    if (pathname === '/user.css') {
      response.setHeader('content-type', 'text/css');
      response.end(this.userCss);
      return true;
    }
    const cover = this.covers.get(/^\/artwork\/(.+)$/.exec(pathname)?.[1] ?? '');
    if (cover === undefined) return false;
    cover.then((image) => {
      response.setHeader('content-type', 'image/png');
      response.end(image);
    });
    return true;
  }
}
