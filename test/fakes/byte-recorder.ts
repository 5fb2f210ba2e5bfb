// Keeps every byte that leaves a host, by where it went, and says which secrets are in it: words in any letter case, and pictures
// by what they show, whatever size or format they were brought to.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

/** What nobody may find. `of`: what it belongs to, for messages; `what`: "title", "cover". `but`: places where it may be. */
export type Secret = { of: string; what: string; but?: RegExp } & ({ pattern: RegExp } | { picture: Uint8Array });

/** `around`: what stands beside it. */
export type Found = { of: string; what: string; from: string; around: string };

type Kept = { from: string; text: string } | { from: string; picture: Uint8Array };

const DATA_URI = /data:image\/[a-z+]+;base64,([A-Za-z0-9+/=]+)/g;
const LOOKS_EVERY_MS = 10;
const SIDE = 8;
/** Mean difference of a channel, of 255: JPEG and scaling make up to about 5, other pictures far more. */
const ALIKE_WITHIN = 12;

export class ByteRecorder {
  readonly #kept: Kept[] = [];
  readonly #sources: (() => void)[] = [];
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #shrunk = new Map<string, Promise<Uint8Array | undefined>>();

  /** Pictures that stand in a text as data are taken out of it and looked at as pictures. */
  keep(from: string, given: string | Uint8Array): void {
    if (typeof given !== 'string') {
      if (isPicture(given)) this.#kept.push({ from, picture: given });
      else this.keep(from, Buffer.from(given).toString());
      return;
    }
    const text = given.replace(DATA_URI, (_uri, base64: string) => {
      this.#kept.push({ from, picture: Buffer.from(base64, 'base64') });
      return '(picture)';
    });
    this.#kept.push({ from, text });
  }

  /** A list that grows: what is added to it is kept. */
  follow(from: string, list: () => readonly unknown[]): void {
    let taken = 0;
    this.#sources.push(() => {
      const all = list();
      for (const one of all.slice(taken)) this.keep(from, JSON.stringify(one));
      taken = all.length;
    });
  }

  /** Each file that is ever in `folder`, its name and its bytes. */
  followFolder(from: string, folder: string): void {
    const seen = new Set<string>();
    const look = () => {
      for (const name of names(folder)) {
        const bytes = bytesOf(join(folder, name));
        if (bytes === undefined) continue;
        // A file may be written again under its name.
        const version = `${name} ${createHash('sha256').update(bytes).digest('base64')}`;
        if (seen.has(version)) continue;
        seen.add(version);
        this.keep(from, name);
        this.keep(from, bytes);
      }
    };
    this.#sources.push(look);
    this.#timers.push(setInterval(look, LOOKS_EVERY_MS));
  }

  /** From here on, for `found`. */
  mark(): number {
    for (const take of this.#sources) take();
    return this.#kept.length;
  }

  /** How much was kept from each place. */
  get places(): Record<string, number> {
    this.mark();
    const counts: Record<string, number> = {};
    for (const { from } of this.#kept) counts[from] = (counts[from] ?? 0) + 1;
    return counts;
  }

  /** Where which secret stands, the first time of each place; empty: nowhere. `since`: a mark. */
  async found(secrets: readonly Secret[], since = 0): Promise<Found[]> {
    this.mark();
    const found = new Map<string, Found>();
    for (const kept of this.#kept.slice(since)) {
      for (const secret of secrets) {
        const { of, what } = secret;
        const key = JSON.stringify([of, what, kept.from]);
        const around = found.has(key) ? undefined : await this.#foundIn(kept, secret);
        if (around !== undefined) found.set(key, { of, what, from: kept.from, around });
      }
    }
    return [...found.values()];
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  async #foundIn(kept: Kept, secret: Secret): Promise<string | undefined> {
    if (secret.but?.test(kept.from)) return undefined;
    if ('pattern' in secret && 'text' in kept) {
      const hit = secret.pattern.exec(kept.text);
      return hit === null ? undefined : `…${kept.text.slice(Math.max(0, hit.index - 60), hit.index + 60)}…`;
    }
    if (!('picture' in secret) || !('picture' in kept)) return undefined;
    const [a, b] = await Promise.all([this.#shrink(secret.picture), this.#shrink(kept.picture)]);
    return a !== undefined && b !== undefined && areAlike(a, b) ? 'a picture that shows it' : undefined;
  }

  #shrink(picture: Uint8Array): Promise<Uint8Array | undefined> {
    const hash = createHash('sha256').update(picture).digest('hex');
    const known = this.#shrunk.get(hash);
    if (known !== undefined) return known;
    const made = shrunk(picture);
    this.#shrunk.set(hash, made);
    return made;
  }
}

/** Whether both show the same, whatever their sizes and formats. */
export async function showTheSame(one: Uint8Array, other: Uint8Array): Promise<boolean> {
  const [a, b] = await Promise.all([shrunk(one), shrunk(other)]);
  return a !== undefined && b !== undefined && areAlike(a, b);
}

/** Undefined: it is no picture, or not whole. */
async function shrunk(picture: Uint8Array): Promise<Uint8Array | undefined> {
  const image = sharp(picture).flatten().toColourspace('srgb').resize(SIDE, SIDE, { fit: 'fill' });
  return image
    .raw()
    .toBuffer()
    .catch(() => undefined);
}

function areAlike(a: Uint8Array, b: Uint8Array): boolean {
  const apart = a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0);
  return a.length === b.length && apart / a.length < ALIKE_WITHIN;
}

function isPicture(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  return head.startsWith('\xff\xd8\xff') || head.startsWith('\x89PNG');
}

/** None where it is not there yet. */
function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Undefined: it was removed this moment. */
function bytesOf(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
