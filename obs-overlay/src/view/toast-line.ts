// Which request the toast shows and when: each once, one at a time, those that come meanwhile counted. Timers, no DOM.

import type { PublicRequests } from '@tracord/shared/requests.ts';
import { comingRequests } from './queue-content.ts';

export const TOAST_STAYS_MS = 6_000;
export const TOAST_IN_MS = 350;
/** The motion out, and a breath. */
const BETWEEN_MS = 400;
/** What was announced longer ago is no news: a page that slept, a host that came back. */
const NEWS_FOR_MS = 10_000;
/** What comes later than so long before the end could not be read as "+1": it gets a toast of its own. */
const LEAST_SEEN_MS = 1_500;

/** `more` counts those that were taken while the toast of `id` was there. */
export type Toast = { id: string; more: number };

export class ToastLine {
  readonly #onToast: (toast: Toast | undefined) => void;
  readonly #hostNow: () => number;
  /** Every request this page has heard of; undefined before the first. */
  #known: Set<string> | undefined;
  #waiting: string[] = [];
  #shown: { id: string; counted: string[]; endsAt: number } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `hostNow`: the time by the clock of whoever announces the requests. */
  constructor(onToast: (toast: Toast | undefined) => void, hostNow: () => number) {
    this.#onToast = onToast;
    this.#hostNow = hostNow;
  }

  /** The newest value of the topic. What the first one holds was announced before this page was open. */
  take(requests: PublicRequests): void {
    const coming = new Map(comingRequests(requests));
    const known = this.#known;
    this.#known = new Set([...(known ?? []), ...requests.order]);
    this.#waiting = this.#waiting.filter((id) => coming.has(id));
    if (known !== undefined) {
      const oldest = this.#hostNow() - NEWS_FOR_MS;
      for (const [id, { announcedAt }] of coming) {
        if (!known.has(id) && announcedAt >= oldest) this.#waiting.push(id);
      }
    }
    const shown = this.#shown;
    if (shown !== undefined) shown.counted = shown.counted.filter((id) => requests.byId[id] !== undefined);
    if (shown !== undefined && requests.byId[shown.id] === undefined) this.#end();
    else this.#advance();
  }

  #advance(): void {
    const shown = this.#shown;
    if (shown !== undefined) {
      if (shown.endsAt - Date.now() >= LEAST_SEEN_MS) shown.counted.push(...this.#waiting.splice(0));
      this.#onToast({ id: shown.id, more: shown.counted.length });
      return;
    }
    if (this.#timer !== undefined) return;
    const [id, ...counted] = this.#waiting;
    if (id === undefined) return;
    this.#waiting = [];
    const staysMs = TOAST_IN_MS + TOAST_STAYS_MS;
    this.#shown = { id, counted, endsAt: Date.now() + staysMs };
    this.#timer = setTimeout(() => this.#end(), staysMs);
    this.#onToast({ id, more: counted.length });
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#shown = undefined;
    this.#onToast(undefined);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#advance();
    }, BETWEEN_MS);
  }
}
