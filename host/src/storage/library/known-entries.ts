// The entries that a source had at its last import, by hash, and which of them this import has seen. Flat arrays: an entry
// takes 25 bytes.

import type { SqliteDatabase } from '#storage/open-database.ts';
import { KnownHashes } from './known-hashes.ts';

const ABSENT = -1;

export class KnownEntries {
  readonly count: number;
  readonly hashes: KnownHashes;
  readonly #numbers: Float64Array;
  readonly #missing: Uint8Array;
  readonly #seen: Uint8Array;
  readonly #byNumber = new Map<number, number>();

  constructor(db: SqliteDatabase, source: string) {
    this.count = db.prepare('select count(*) from source_entries where source = ?').pluck().get(source) as number;
    const { count } = this;
    this.#numbers = new Float64Array(count);
    this.#missing = new Uint8Array(count);
    this.#seen = new Uint8Array(count);
    this.hashes = KnownHashes.empty(count);
    const rows = db
      .prepare(
        'select n, hash_high, hash_low, missing_since is not null from source_entries indexed by source_entries_known where source = ?',
      )
      .raw()
      .iterate(source) as IterableIterator<[number, number, number, number]>;
    let at = 0;
    for (const [n, high, low, missing] of rows) {
      this.#numbers[at] = n;
      this.hashes.set(at, high, low);
      this.#missing[at] = missing;
      at++;
    }
  }

  /** The position of the entry with row number `n`, or −1. */
  positionOf(n: number): number {
    if (this.#byNumber.size === 0)
      for (let at = 0; at < this.count; at++) this.#byNumber.set(this.#numbers[at] ?? 0, at);
    return this.#byNumber.get(n) ?? ABSENT;
  }

  numberOf(at: number): number {
    return this.#numbers[at] ?? 0;
  }

  isSeen(at: number): boolean {
    return this.#seen[at] === 1;
  }

  markSeen(at: number): void {
    this.#seen[at] = 1;
  }

  /** Row numbers of entries that were listed before this import and that it has not seen. */
  vanished(): number[] {
    return this.#numbersWhere((at) => this.#seen[at] === 0 && this.#missing[at] === 0);
  }

  /** Row numbers of entries that were missing before this import and that it has seen. */
  returned(): number[] {
    return this.#numbersWhere((at) => this.#seen[at] === 1 && this.#missing[at] === 1);
  }

  /** Row numbers of all entries that this import has not seen. */
  unseen(): number[] {
    return this.#numbersWhere((at) => this.#seen[at] === 0);
  }

  #numbersWhere(test: (at: number) => boolean): number[] {
    const numbers: number[] = [];
    for (let at = 0; at < this.count; at++) if (test(at)) numbers.push(this.#numbers[at] ?? 0);
    return numbers;
  }
}
