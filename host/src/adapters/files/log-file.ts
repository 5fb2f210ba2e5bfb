// The host's log as a file: what happened, for afterwards. A log that cannot be written stops nothing.

import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '#kernel/clock.ts';
import { messageOf } from '#kernel/domain-error.ts';
import { OWNER_ONLY } from './private-file.ts';

/** At this size, in bytes, a file is put behind the older ones. */
const LARGEST = 5 * 1024 * 1024;
/** With the one that is written. */
const KEPT = 3;
const WRITE_AFTER_MS = 500;
/** So much may wait for a slow drive, in characters; what comes on top is lost. */
const MOST_WAITING = 1_000_000;

export function logFilePath(logFolder: string): string {
  return path.join(logFolder, 'tracord.log');
}

export type LogFileParts = {
  clock: Clock;
  /** Told once, when it can no longer be written. */
  onTrouble: (sentence: string) => void;
  largest?: number;
};

/** `tracord.log` in a folder that is made; `tracord.log.1` and `.2` are the ones before it. Only its owner may read it. */
export class LogFile {
  readonly file: string;
  readonly #parts: LogFileParts;
  readonly #largest: number;
  #size = 0;
  #waiting = '';
  #cancel: (() => void) | undefined;
  #turn: Promise<void> = Promise.resolve();
  #isTroubled = false;

  constructor(folder: string, parts: LogFileParts) {
    this.file = logFilePath(folder);
    this.#parts = parts;
    this.#largest = parts.largest ?? LARGEST;
    this.#attempt(() => {
      mkdirSync(folder, { recursive: true });
      this.#size = statSync(this.file, { throwIfNoEntry: false })?.size ?? 0;
    });
  }

  /** Writes it soon. */
  write(line: string): void {
    if (this.#waiting.length > MOST_WAITING) return;
    this.#waiting += `${line}\n`;
    this.#cancel ??= this.#parts.clock.after(WRITE_AFTER_MS, () => {
      this.#cancel = undefined;
      this.#turn = this.#turn.then(() => this.#append());
    });
  }

  /** Writes what waits before it returns: for the end of the process. */
  flush(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#attempt(() => {
      const text = this.#take();
      if (text !== '') appendFileSync(this.file, text, { mode: OWNER_ONLY });
    });
  }

  async #append(): Promise<void> {
    try {
      const text = this.#take();
      if (text !== '') await appendFile(this.file, text, { mode: OWNER_ONLY });
      this.#isTroubled = false;
    } catch (error) {
      this.#trouble(error);
    }
  }

  /** What waits; a file that would grow too large by it is put behind the older ones first. */
  #take(): string {
    const text = this.#waiting;
    this.#waiting = '';
    const bytes = Buffer.byteLength(text);
    if (this.#size > 0 && this.#size + bytes > this.#largest) {
      for (let n = KEPT - 1; n > 0; n -= 1) this.#rename(n === 1 ? this.file : `${this.file}.${n - 1}`, n);
      this.#size = 0;
    }
    this.#size += bytes;
    return text;
  }

  #rename(from: string, n: number): void {
    if (statSync(from, { throwIfNoEntry: false }) !== undefined) renameSync(from, `${this.file}.${n}`);
  }

  #attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#trouble(error);
    }
  }

  #trouble(error: unknown): void {
    if (this.#isTroubled) return;
    this.#isTroubled = true;
    this.#parts.onTrouble(`The log ${this.file} cannot be written: ${messageOf(error)}.`);
  }
}
