// The cover as a file that OBS can show: written whole, each under a name of its own so that OBS loads it anew, and the old ones
// removed once the new one is shown. A cover that cannot be had, or is slow, is the neutral picture.

import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Clock } from '#kernel/clock.ts';
import type { Logger } from '#kernel/logger.ts';

export type CoverPicture = { bytes: Uint8Array; type: string };

export type CoverParts = {
  /** Of ours alone; made where it is missing. Files of other names in it are left alone. */
  folder: string;
  /** The picture of an artwork; of undefined: the neutral one. Undefined where there is none. */
  cover: (artworkId: string | undefined) => Promise<CoverPicture | undefined>;
  clock: Clock;
  log: Logger;
  /** `file` is another now. */
  onChange: () => void;
};

/** A picture that takes longer is not waited for with the old one beside a new title. */
const PATIENCE_MS = 1_000;
const OURS = /^cover-[0-9a-f]{12}\.(?:jpg|png)$/;

/** A picture source of this file shows nothing: for where not even the neutral picture can be written. */
const NOTHING = '';

export class CoverFiles {
  readonly #parts: CoverParts;
  readonly #neutral: Promise<string>;
  #wish: { artworkId: string | undefined } | undefined;
  #file: string | undefined;
  #neutralFile: string | undefined;

  constructor(parts: CoverParts) {
    this.#parts = parts;
    this.#neutral = this.#writeNeutral();
  }

  /** Absolute path of what is to be shown, empty: nothing; undefined before the first picture is ready. */
  get file(): string | undefined {
    return this.#file;
  }

  /** Of the newest wish only; without an id the neutral picture, at once where it was ready. */
  show(artworkId: string | undefined): void {
    if (this.#wish !== undefined && this.#wish.artworkId === artworkId) return;
    const wish = { artworkId };
    this.#wish = wish;
    if (artworkId === undefined) {
      if (this.#neutralFile === undefined) void this.#neutral.then((file) => this.#use(wish, file));
      else this.#use(wish, this.#neutralFile);
      return;
    }
    const cancel = this.#parts.clock.after(PATIENCE_MS, () => void this.#neutral.then((file) => this.#use(wish, file)));
    const isWanted = () => this.#wish === wish;
    void this.#write(artworkId, isWanted).then(async (file) => {
      cancel();
      if (file !== undefined && !isWanted()) await this.#remove(file);
      else this.#use(wish, file ?? (await this.#neutral));
    });
  }

  /** OBS has `file` now: those of before are removed. */
  async shown(file: string): Promise<void> {
    const { folder, log } = this.#parts;
    try {
      for (const name of await readdir(folder)) {
        const old = join(folder, name);
        if (OURS.test(name) && old !== file && old !== this.#file && old !== this.#neutralFile) await this.#remove(old);
      }
    } catch (error) {
      log.warn('cover.not-removed', { folder, error });
    }
  }

  #use(wish: object, file: string): void {
    if (wish !== this.#wish || file === this.#file) return;
    this.#file = file;
    this.#parts.onChange();
  }

  async #writeNeutral(): Promise<string> {
    const file = (await this.#write(undefined)) ?? NOTHING;
    this.#neutralFile = file;
    return file;
  }

  /** A picture that is not wanted any more by then is not written: its track may have been masked meanwhile. */
  async #write(artworkId: string | undefined, isWanted = () => true): Promise<string | undefined> {
    try {
      const picture = await this.#parts.cover(artworkId);
      return picture && isWanted() ? await this.#keep(picture) : undefined;
    } catch (error) {
      this.#parts.log.warn('cover.not-made', { error });
      return undefined;
    }
  }

  async #remove(file: string): Promise<void> {
    try {
      await rm(file, { force: true });
    } catch (error) {
      this.#parts.log.warn('cover.not-removed', { file, error });
    }
  }

  /** Never rejects: a full disk costs the picture only. */
  async #keep({ bytes, type }: CoverPicture): Promise<string | undefined> {
    const { folder, log } = this.#parts;
    const ending = { 'image/jpeg': 'jpg', 'image/png': 'png' }[type];
    if (ending === undefined) return undefined;
    // The name says nothing of whose cover it is.
    const file = join(folder, `cover-${randomBytes(6).toString('hex')}.${ending}`);
    try {
      await mkdir(folder, { recursive: true });
      await writeFileAtomic(file, Buffer.from(bytes), { fsync: false });
      return file;
    } catch (error) {
      log.warn('cover.not-written', { file, error });
      return undefined;
    }
  }
}
