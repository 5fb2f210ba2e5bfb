// The folder of covers already made: `<id>.json` with what is known of a cover, `<id>-<size>.jpg` for each size asked for.
// All of it can be made again, so what is broken counts as absent, and the oldest goes when the folder grows too large.

import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import type { Clock } from '#kernel/clock.ts';

const color = z.string().regex(/^#[0-9A-F]{6}$/);

const factsSchema = z.object({
  colors: z.object({ main: color, dark: color }),
  /** Pixels of the largest picture kept. */
  width: z.int().positive(),
  height: z.int().positive(),
  /** The audio file it was found with, to make it again. Never leaves this computer. */
  file: z.string(),
});

export type CoverFacts = z.infer<typeof factsSchema>;

const NAME = /^([0-9a-f]{32})(?:-\d+\.jpg|\.json)$/;
const HOUR_MS = 3_600_000;

type Held = { bytes: number; usedAt: number };

export class CoverStore {
  readonly #folder: string;
  readonly #mostBytes: number;
  readonly #clock: Clock;
  #held: Promise<Map<string, Held>> | undefined;
  /** Called with the id of each cover that had to go. */
  onEvicted: (id: string) => void = () => {};

  constructor(folder: string, mostBytes: number, clock: Clock) {
    this.#folder = folder;
    this.#mostBytes = mostBytes;
    this.#clock = clock;
  }

  async facts(id: string): Promise<CoverFacts | undefined> {
    const text = await this.#read(`${id}.json`);
    if (text === undefined) return undefined;
    try {
      return factsSchema.parse(JSON.parse(text.toString('utf8')));
    } catch {
      return undefined;
    }
  }

  /** The picture, or undefined where there is none or only a part of it. */
  async picture(id: string, sizePx: number): Promise<Buffer | undefined> {
    const bytes = await this.#read(`${id}-${sizePx}.jpg`);
    const whole = bytes?.subarray(0, 2).toString('hex') === 'ffd8' && bytes.subarray(-2).toString('hex') === 'ffd9';
    if (!whole) return undefined;
    const held = (await this.#held)?.get(id);
    if (held !== undefined) held.usedAt = this.#clock.now();
    return bytes;
  }

  async keepFacts(id: string, facts: CoverFacts): Promise<void> {
    await this.#write(id, `${id}.json`, Buffer.from(JSON.stringify(facts)));
  }

  async keepPicture(id: string, sizePx: number, jpeg: Buffer): Promise<void> {
    await this.#write(id, `${id}-${sizePx}.jpg`, jpeg);
  }

  async #read(name: string): Promise<Buffer | undefined> {
    try {
      return await readFile(path.join(this.#folder, name));
    } catch {
      return undefined;
    }
  }

  async #write(id: string, name: string, bytes: Buffer): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    this.#held ??= this.#scan();
    const held = await this.#held;
    // No fsync: after a power cut a half-written picture is recognised and made again.
    await writeFileAtomic(path.join(this.#folder, name), bytes, { fsync: false });
    held.set(id, { bytes: (held.get(id)?.bytes ?? 0) + bytes.length, usedAt: this.#clock.now() });
    await this.#makeRoom(held, id);
  }

  async #makeRoom(held: Map<string, Held>, keep: string): Promise<void> {
    let total = [...held.values()].reduce((sum, one) => sum + one.bytes, 0);
    if (total <= this.#mostBytes) return;
    const oldest = [...held].filter(([id]) => id !== keep).sort(([, a], [, b]) => a.usedAt - b.usedAt);
    // Some room to spare, so that not every new cover has to push one out.
    while (total > this.#mostBytes * 0.9) {
      const next = oldest.shift();
      if (next === undefined) return;
      const [id, { bytes }] = next;
      held.delete(id);
      total -= bytes;
      this.onEvicted(id);
      for (const name of await readdir(this.#folder)) {
        if (name.startsWith(id)) await rm(path.join(this.#folder, name), { force: true });
      }
    }
  }

  /** What earlier starts left here; rests of writes that were cut off are removed. */
  async #scan(): Promise<Map<string, Held>> {
    const held = new Map<string, Held>();
    for (const name of await readdir(this.#folder)) {
      const file = path.join(this.#folder, name);
      const { size, mtimeMs } = await stat(file).catch(() => ({ size: 0, mtimeMs: 0 }));
      const id = NAME.exec(name)?.[1];
      if (id !== undefined) {
        const before = held.get(id) ?? { bytes: 0, usedAt: 0 };
        held.set(id, { bytes: before.bytes + size, usedAt: Math.max(before.usedAt, mtimeMs) });
      } else if (/^[0-9a-f]{32}[-.]/.test(name) && mtimeMs < this.#clock.now() - HOUR_MS) {
        await rm(file, { force: true });
      }
    }
    return held;
  }
}
