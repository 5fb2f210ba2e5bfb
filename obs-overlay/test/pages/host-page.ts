// A made-up host and one page on it, for the tests of one file: each test opens its own, and both are gone after it.

import type { PublicRequests } from '@tracord/shared/requests.ts';
import type { PublicTopics } from '@tracord/shared/topics.ts';
import type { Page, WebSocket } from 'playwright-core';
import { afterEach, beforeEach, expect } from 'vitest';
import { newPage, useChromium } from './browser.ts';
import { FakeHost } from './fake-host.ts';

/** Clients try again at most 2 s apart, half as much more by chance. */
const RECONNECTS_WITHIN_MS = 3_000;

export type Opening = {
  /** What the host says at once. */
  topics?: Partial<PublicTopics>;
  /** The page's clock can be put on by `pass`. */
  isTimed?: boolean;
  /** Motions take the time they take for viewers, else a hundredth of it. */
  inRealTime?: boolean;
  size?: { width: number; height: number };
};

export class HostPage {
  readonly #chromium: ReturnType<typeof useChromium>;
  #host: FakeHost | undefined;
  #page: Page | undefined;
  #socket: WebSocket | undefined;
  #errors: string[] = [];

  constructor(chromium: ReturnType<typeof useChromium>) {
    this.#chromium = chromium;
  }

  get host(): FakeHost {
    this.#host ??= new FakeHost(this.#chromium.dist());
    return this.#host;
  }

  get page(): Page {
    if (this.#page === undefined) throw new Error('the test has opened no page');
    return this.#page;
  }

  /** Starts the host and opens one of its pages; from then on the page hears what is said. */
  async open(path: string, { topics, isTimed, inRealTime, size }: Opening = {}): Promise<void> {
    await this.host.start(0, topics);
    const opened = await newPage(this.#chromium.browser(), size ?? { width: 960, height: 404 });
    this.#page = opened.page;
    this.#errors = opened.errors;
    if (inRealTime) await opened.hurry(false);
    this.page.on('websocket', (socket) => {
      this.#socket = socket;
    });
    if (isTimed) await this.page.clock.install();
    const audience = this.host.nextAudience();
    await this.page.goto(this.host.url + path);
    await audience;
  }

  /** The host goes away, and the page has noticed. */
  async loseHost(): Promise<number> {
    const [port] = await Promise.all([this.host.stop(), this.#socket?.waitForEvent('close')]);
    return port;
  }

  /** The host is there again and has told the page its topics; only for a page that is timed. */
  async findHost(port: number, topics: Partial<PublicTopics> = {}): Promise<void> {
    const audience = this.host.nextAudience();
    await this.host.start(port, topics);
    await this.pass(RECONNECTS_WITHIN_MS);
    await audience;
  }

  async close(): Promise<void> {
    await this.#page?.close();
    this.#page = undefined;
    await this.#host?.stop();
    this.#host = undefined;
    expect(this.#errors.splice(0)).toEqual([]);
  }

  pass = (ms: number) => this.page.clock.fastForward(ms);
  say = (requests: PublicRequests) => this.host.publish('requests', requests);
  here = (selector: string) => this.page.waitForSelector(selector, { state: 'attached' });
  gone = (selector: string) => this.page.waitForSelector(selector, { state: 'detached' });
  state = (name: string) => this.here(`html[data-state=${name}]`);
  texts = (selector: string) => this.page.locator(selector).allTextContents();
  count = (selector: string) => this.page.locator(selector).count();
}

/** For a `describe`: a page on a host for each of its tests. */
export function useHostPage(): HostPage {
  const on = new HostPage(useChromium());
  beforeEach(() => on.close());
  afterEach(() => on.close());
  return on;
}
