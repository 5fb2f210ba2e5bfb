// Hands what a long transaction wrote to the disk piece by piece: left to the system, hundreds of megabytes wait in memory and
// go out at once, and everybody else's writes wait behind them.

import { close, existsSync, fdatasync, openSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { SqliteDatabase } from '#storage/open-database.ts';

/** Of the write-ahead log of `db`; only ever asks for what is there to be written, changes nothing. */
export class LogFlush {
  readonly #file: string;
  #handle: number | undefined;
  #underWay = false;
  #ended = false;

  constructor(db: SqliteDatabase) {
    this.#file = `${db.name}-wal`;
  }

  /** Starts in the background, unless the last one is still under way. */
  start(): void {
    if (this.#underWay || this.#ended) return;
    if (this.#handle === undefined) {
      if (!existsSync(this.#file)) return;
      this.#handle = openSync(this.#file, 'r+');
    }
    this.#underWay = true;
    // A disk that refuses tells SQLite so as well, which reports it.
    fdatasync(this.#handle, () => {
      this.#underWay = false;
      if (this.#ended) this.#close();
    });
  }

  /** The same between two steps that leave this thread no time to learn that the last one is done. */
  async startNext(): Promise<void> {
    await setImmediate();
    this.start();
  }

  end(): void {
    this.#ended = true;
    if (!this.#underWay) this.#close();
  }

  #close(): void {
    if (this.#handle !== undefined) close(this.#handle);
    this.#handle = undefined;
  }
}
