// The cover as a file that OBS can show: two files, written whole in turn so that OBS loads the other one anew, and never removed,
// as a scene collection that is not open names one of them too. The one that is not shown holds the neutral picture: no cover stays
// on the disk longer than it is shown. A cover that cannot be had, or is slow, is the neutral picture.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Clock } from '#kernel/clock.ts';
import type { Logger } from '#kernel/logger.ts';

export type CoverParts = {
  /** Of ours alone; made where it is missing. Files of other names in it are left alone. */
  folder: string;
  /** The picture of an artwork as JPEG; of undefined: the neutral one. Undefined where there is none. */
  cover: (artworkId: string | undefined) => Promise<Uint8Array | undefined>;
  clock: Clock;
  log: Logger;
  /** `file` is another now. */
  onChange: () => void;
};

type Wish = { artworkId: string | undefined };

/** A picture that takes longer is not waited for with the old one beside a new title. */
const PATIENCE_MS = 1_000;
/** The names say nothing of whose cover it is. */
const NAMES = ['cover-a.jpg', 'cover-b.jpg'] as const;
/** A picture source of this file shows nothing: for where not even the neutral picture can be written. */
const NOTHING = '';

export class CoverFiles {
  readonly #parts: CoverParts;
  #wish: Wish | undefined;
  #file: string | undefined;
  #slot: 0 | 1 = 1;
  /** One file is written after the other. */
  #work: Promise<void> = Promise.resolve();

  constructor(parts: CoverParts) {
    this.#parts = parts;
  }

  /** Absolute path of what is to be shown, empty: nothing; undefined before the first picture is ready. */
  get file(): string | undefined {
    return this.#file;
  }

  /** Of the newest wish only; without an id the neutral picture, in both files. Nothing is written before the first wish. */
  show(artworkId: string | undefined): void {
    if (this.#wish !== undefined && this.#wish.artworkId === artworkId) return;
    const wish = { artworkId };
    this.#wish = wish;
    if (artworkId === undefined) {
      this.#inTurn(wish, () => this.#hide());
      return;
    }
    const cancel = this.#parts.clock.after(PATIENCE_MS, () => this.#inTurn(wish, () => this.#hide()));
    void this.#picture(artworkId).then((picture) => {
      cancel();
      this.#inTurn(wish, () => (picture === undefined ? this.#hide() : this.#use(wish, picture)));
    });
  }

  /** OBS has `file` now: the other one is of no use any more. */
  shown(file: string): void {
    if (file !== this.#file || this.#wish?.artworkId === undefined) return;
    this.#inTurn(this.#wish, async () => {
      const neutral = await this.#picture(undefined);
      if (neutral !== undefined && file === this.#file) await this.#write(this.#other(), neutral);
    });
  }

  /** Unless something else is wished by then. What fails costs one picture, never the next. */
  #inTurn(wish: Wish, work: () => Promise<void>): void {
    this.#work = this.#work
      .then(() => (wish === this.#wish ? work() : undefined))
      .catch((error: unknown) => this.#parts.log.error('cover.failed', { error }));
  }

  async #use(wish: Wish, picture: Uint8Array): Promise<void> {
    const slot = this.#other();
    const isWritten = await this.#write(slot, picture);
    // Hidden meanwhile: that writes over both.
    if (wish !== this.#wish) return;
    if (isWritten) this.#turnTo(slot);
    else await this.#hide();
  }

  async #hide(): Promise<void> {
    const neutral = await this.#picture(undefined);
    const [first, second] = [this.#other(), this.#slot];
    const isWritten = neutral !== undefined && (await this.#write(first, neutral));
    try {
      if (isWritten) this.#turnTo(first);
      else this.#say(NOTHING);
    } finally {
      if (neutral !== undefined) await this.#write(second, neutral);
    }
  }

  #other(): 0 | 1 {
    return this.#slot === 0 ? 1 : 0;
  }

  #turnTo(slot: 0 | 1): void {
    this.#slot = slot;
    this.#say(this.#path(slot));
  }

  #say(file: string): void {
    this.#file = file;
    this.#parts.onChange();
  }

  #path(slot: 0 | 1): string {
    return join(this.#parts.folder, NAMES[slot]);
  }

  async #picture(artworkId: string | undefined): Promise<Uint8Array | undefined> {
    try {
      return await this.#parts.cover(artworkId);
    } catch (error) {
      this.#parts.log.warn('cover.not-made', { error });
      return undefined;
    }
  }

  /** Never rejects: a full disk costs the picture only. */
  async #write(slot: 0 | 1, picture: Uint8Array): Promise<boolean> {
    const { folder, log } = this.#parts;
    const file = this.#path(slot);
    try {
      await mkdir(folder, { recursive: true });
      await writeFileAtomic(file, Buffer.from(picture), { fsync: false });
      return true;
    } catch (error) {
      log.warn('cover.not-written', { file, error });
      return false;
    }
  }
}
