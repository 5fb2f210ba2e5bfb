// Covers of audio files, scaled and kept by content: equal pictures have one id, whatever files they lie in, and an id
// can be served after a restart. No path leaves this class.

import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ArtworkView } from '@tracord/shared/topics.ts';
import { type Clock, systemClock } from '#kernel/clock.ts';
import { messageOf } from '#kernel/domain-error.ts';
import type { Logger } from '#kernel/logger.ts';
import { LARGEST, makePicture, rasterised, scaled } from './cover-picture.ts';
import { type CoverFound, readCover } from './cover-reader.ts';
import { type CoverFacts, CoverStore } from './cover-store.ts';

/** Longest sides in pixels; a size between two of them is answered with the larger. */
export const COVER_SIZES = [72, 144, 172, 344, 360, 720, LARGEST] as const;

export type CoverImage = { bytes: Buffer; type: 'image/jpeg' | 'image/png' | 'image/svg+xml' };

const ID = /^[0-9a-f]{32}$/;
const MOST_BYTES = 500_000_000;
const MOST_REMEMBERED = 2000;
/** Decoding takes a core and up to 100 MB for a moment. */
const AT_ONCE = 2;

type Known = { fingerprint: string; view: Promise<ArtworkView | undefined> };

export class Covers {
  readonly #store: CoverStore;
  readonly #log: Logger;
  readonly #byFile = new Map<string, Known>();
  readonly #underWay = new Map<string, Promise<unknown>>();
  readonly #waiting: (() => void)[] = [];
  #busy = 0;

  /** `cacheFolder` is the folder of all caches; the covers lie in `artwork` beneath it. */
  constructor(parts: { cacheFolder: string; log: Logger; clock?: Clock; mostBytes?: number }) {
    const folder = path.join(parts.cacheFolder, 'artwork');
    this.#store = new CoverStore(folder, parts.mostBytes ?? MOST_BYTES, parts.clock ?? systemClock);
    this.#store.onEvicted = (id) => this.#forget(id);
    this.#log = parts.log;
  }

  /** The cover of an audio file, ready to be served by `image`; undefined where it has none that can be shown. Calls for
   * the same file share the work, and it is done again only when the file or its folder changed. Never throws. */
  async forFile(audioFile: string): Promise<ArtworkView | undefined> {
    const fingerprint = await fingerprintOf(audioFile);
    if (fingerprint === undefined) return undefined;
    const known = this.#byFile.get(audioFile);
    if (known?.fingerprint === fingerprint) return known.view;
    const view = this.#inTurn(() => this.#find(audioFile)).catch((error: unknown) => {
      this.#byFile.delete(audioFile);
      this.#log.warn('cover.failed', { file: audioFile, error });
      return undefined;
    });
    this.#byFile.delete(audioFile);
    this.#byFile.set(audioFile, { fingerprint, view });
    const oldest = this.#byFile.keys().next();
    if (this.#byFile.size > MOST_REMEMBERED && !oldest.done) this.#byFile.delete(oldest.value);
    return view;
  }

  /** The cover `id` at `sizePx` or the next larger size; undefined for an id that is not known. Never throws. */
  async image(id: string, sizePx: number): Promise<CoverImage | undefined> {
    if (!ID.test(id)) return undefined;
    const size = nearestSize(sizePx);
    try {
      const bytes =
        (await this.#store.picture(id, size)) ?? (await this.#once(`${id}-${size}`, () => this.#make(id, size)));
      if (bytes !== undefined) return { bytes, type: 'image/jpeg' };
      // Somebody emptied the cache: the next question for the file makes it anew.
      this.#forget(id);
      return undefined;
    } catch (error) {
      this.#log.warn('cover.image.failed', { id, size, error });
      return undefined;
    }
  }

  /** The same record as JPEG of `sizePx`, where all pictures have to be of one kind. */
  async neutralJpeg(sizePx: number): Promise<Buffer> {
    const { bytes } = await this.neutral(sizePx);
    return scaled(bytes, nearestSize(sizePx));
  }

  /** The record that stands for a missing cover: as SVG, or as PNG of `sizePx` for places that take no SVG. */
  async neutral(sizePx?: number): Promise<CoverImage> {
    const svg = await readFile(new URL('./neutral-cover.svg', import.meta.url));
    if (sizePx === undefined) return { bytes: svg, type: 'image/svg+xml' };
    const size = nearestSize(sizePx);
    return { bytes: await this.#once(`neutral-${size}`, () => rasterised(svg, size)), type: 'image/png' };
  }

  async #find(audioFile: string): Promise<ArtworkView | undefined> {
    const found = await readCover(audioFile);
    if (!found.ok) {
      this.#log.debug('cover.none', { file: audioFile, reason: found.reason, message: found.message });
      return undefined;
    }
    const id = idOf(found);
    const known = await this.#store.facts(id);
    if (known !== undefined && (await this.#store.picture(id, LARGEST)) !== undefined)
      return { id, colors: known.colors };
    const facts = await this.#once(id, () => this.#keep(id, found, audioFile));
    return facts === undefined ? undefined : { id, colors: facts.colors };
  }

  async #keep(id: string, found: CoverFound, audioFile: string): Promise<CoverFacts | undefined> {
    const made = await makePicture(found.bytes);
    if (!made.ok) {
      this.#log.info('cover.refused', { file: audioFile, message: made.message });
      return undefined;
    }
    const { colors, width, height, jpeg } = made;
    const facts = { colors, width, height, file: audioFile };
    await this.#store.keepPicture(id, LARGEST, jpeg);
    await this.#store.keepFacts(id, facts);
    return facts;
  }

  async #make(id: string, size: number): Promise<Buffer | undefined> {
    const largest = (await this.#store.picture(id, LARGEST)) ?? (await this.#again(id));
    if (largest === undefined || size === LARGEST) return largest;
    const bytes = await this.#inTurn(() => scaled(largest, size)).catch(async (error: unknown) => {
      this.#log.info('cover.broken', { id, message: messageOf(error) });
      const anew = await this.#again(id);
      return anew === undefined ? undefined : scaled(anew, size);
    });
    if (bytes !== undefined) {
      // A full disk must not keep a picture from being seen.
      await this.#store
        .keepPicture(id, size, bytes)
        .catch((error: unknown) => this.#log.warn('cover.not-kept', { error }));
    }
    return bytes;
  }

  /** Makes the largest picture anew from the file it came from, if that still holds the same one. */
  async #again(id: string): Promise<Buffer | undefined> {
    const facts = await this.#store.facts(id);
    if (facts === undefined) return undefined;
    const found = await readCover(facts.file);
    if (!found.ok || idOf(found) !== id) return undefined;
    await this.#once(id, () => this.#keep(id, found, facts.file));
    return this.#store.picture(id, LARGEST);
  }

  #forget(id: string): void {
    for (const [file, { view }] of this.#byFile) {
      void view.then((known) => {
        if (known?.id === id && this.#byFile.get(file)?.view === view) this.#byFile.delete(file);
      });
    }
  }

  /** Callers who ask for the same thing at the same time get the same answer. */
  async #once<T>(name: string, work: () => Promise<T>): Promise<T> {
    const underWay = this.#underWay.get(name) as Promise<T> | undefined;
    if (underWay !== undefined) return underWay;
    const started = work().finally(() => this.#underWay.delete(name));
    this.#underWay.set(name, started);
    return started;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#busy >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#busy += 1;
    try {
      return await work();
    } finally {
      // The place is handed on, not given back, so that nobody slips in between.
      const next = this.#waiting.shift();
      if (next === undefined) this.#busy -= 1;
      else next();
    }
  }
}

function nearestSize(sizePx: number): number {
  return COVER_SIZES.find((size) => size >= sizePx) ?? LARGEST;
}

function idOf({ bytes }: CoverFound): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 32);
}

/** Changes with the file, and with its folder, where a cover may lie beside it. */
async function fingerprintOf(audioFile: string): Promise<string | undefined> {
  try {
    const [file, folder] = await Promise.all([stat(audioFile), stat(path.dirname(audioFile))]);
    return `${file.mtimeMs}:${file.size}:${folder.mtimeMs}`;
  } catch {
    return undefined;
  }
}
