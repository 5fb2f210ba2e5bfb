// When an overlay is to be seen: always, or for some seconds at a change and again every few minutes. Timers, no DOM.

import type { OverlayParams } from './params.ts';

export type PresenceOptions = Pick<OverlayParams, 'show' | 'forSeconds' | 'everyMinutes'> & {
  /** Called when it should be seen, and when it should go. */
  onVisible: (visible: boolean) => void;
  /** The least time in ms that the text on screen needs to be read; asked after it was shown. */
  readingMs: () => number;
};

export class Presence {
  readonly #options: PresenceOptions;
  #hideTimer: ReturnType<typeof setTimeout> | undefined;
  #againTimer: ReturnType<typeof setInterval> | undefined;

  constructor(options: PresenceOptions) {
    this.#options = options;
  }

  /** A track came, or another one. */
  begin(): void {
    this.end();
    this.#show();
    if (this.#options.show === 'change' && this.#options.everyMinutes > 0) {
      this.#againTimer = setInterval(() => this.#show(), this.#options.everyMinutes * 60_000);
    }
  }

  /** No track any more. */
  end(): void {
    clearTimeout(this.#hideTimer);
    clearInterval(this.#againTimer);
  }

  #show(): void {
    clearTimeout(this.#hideTimer);
    this.#options.onVisible(true);
    if (this.#options.show === 'always') return;
    const stayMs = Math.max(this.#options.forSeconds * 1_000, this.#options.readingMs());
    this.#hideTimer = setTimeout(() => this.#options.onVisible(false), stayMs);
  }
}
