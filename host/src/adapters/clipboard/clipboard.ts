// The computer's clipboard: takes a line of text, for Traktor's search field, or a whole text to paste. A desktop without one is said
// once in health and disturbs nothing.

import { oneLine } from '#domain/one-line.ts';
import type { Clock } from '#kernel/clock.ts';
import { messageOf } from '#kernel/domain-error.ts';
import type { HealthReporter } from '#kernel/health.ts';
import type { Logger } from '#kernel/logger.ts';

const COPIES_WITHIN_MS = 2_000;
/** Traktor's search field takes less. */
const LONGEST_TEXT = 300;
const LONGEST_PAGE = 200_000;
/** All but ends of lines and tabs. */
const CONTROL = /(?![\n\t])\p{Cc}/gu;

type Outcome = { kind: 'copied' } | { kind: 'overtaken' } | { kind: 'refused'; why: string };

export type ClipboardParts = {
  /** Hands the text to the system; rejects where there is no clipboard. */
  write?: (text: string) => Promise<void>;
  platform?: NodeJS.Platform;
  clock: Clock;
  report: HealthReporter;
  log: Logger;
};

export class Clipboard {
  readonly #parts: Required<ClipboardParts>;
  /** Ends with the copies before: one is made after the other. */
  #last: Promise<void> = Promise.resolve();
  #newest = 0;
  #isInTrouble = false;

  constructor(parts: ClipboardParts) {
    this.#parts = { write: writeToSystem, platform: process.platform, ...parts };
  }

  /** Copies `text` as one line without control characters. False where that was not possible within 2 s, or where a newer
   * text came meanwhile. Never rejects. */
  async copyText(text: string): Promise<boolean> {
    return this.#copy(oneLine(text.slice(0, LONGEST_TEXT)));
  }

  /** As `copyText`, but lines stay lines. */
  async copyLines(text: string): Promise<boolean> {
    return this.#copy(text.slice(0, LONGEST_PAGE).replace(/\r\n?/g, '\n').replace(CONTROL, ''));
  }

  async #copy(text: string): Promise<boolean> {
    if (text === '') return false;
    const { write, clock } = this.#parts;
    this.#newest += 1;
    const turn = this.#newest;
    let isLate = false;
    const copied = this.#last.then((): Outcome | Promise<Outcome> => {
      if (isLate || turn !== this.#newest) return { kind: 'overtaken' };
      return write(text).then(
        () => ({ kind: 'copied' }),
        (error: unknown) => ({ kind: 'refused', why: messageOf(error) }),
      );
    });
    this.#last = copied.then(() => {});
    let stopWaiting = () => {};
    const late = new Promise<Outcome>((resolve) => {
      stopWaiting = clock.after(COPIES_WITHIN_MS, () => {
        isLate = true;
        resolve({ kind: 'refused', why: 'the system did not take the text within 2 s' });
      });
    });
    const outcome = await Promise.race([copied, late]);
    stopWaiting();
    if (outcome.kind !== 'overtaken') this.#tell(outcome.kind === 'refused' ? outcome.why : undefined);
    return outcome.kind === 'copied';
  }

  #tell(why: string | undefined): void {
    const { report, log, platform } = this.#parts;
    if (why === undefined) {
      if (this.#isInTrouble)
        report({ status: 'ok', message: 'Accepted requests and tracklists are copied to the clipboard.' });
      this.#isInTrouble = false;
      return;
    }
    log.warn('clipboard.refused', { why });
    if (this.#isInTrouble) return;
    this.#isInTrouble = true;
    report({
      status: 'warn',
      message: 'Nothing can be copied to the clipboard: no accepted request, no tracklist.',
      remedy: `${platform === 'linux' ? 'Install xsel (on Wayland: wl-clipboard), or set' : 'Set'} requests.clipboard to false in the settings; tracklists can be saved as files all the same.`,
    });
  }
}

/** Loaded with the first copy: it looks round the system and starts programs. */
async function writeToSystem(text: string): Promise<void> {
  const { default: clipboard } = await import('clipboardy');
  await clipboard.write(text);
}
