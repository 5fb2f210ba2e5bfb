// Reads back what was stored of the on-air machine: a record of another shape (an older version's) counts as none.

import { z } from 'zod';
import type { OnAirMemory } from '#domain/on-air-memory.ts';
import type { OnAir } from '#domain/on-air-state.ts';
import type { HeardTrack } from '#domain/sighting.ts';

const text = z.string().optional();
const number = z.number().optional();

const heardTrack: z.ZodType<HeardTrack> = z.object({
  artist: z.string(),
  title: z.string(),
  path: text,
  mix: text,
  remixer: text,
  album: text,
  genre: text,
  label: text,
  comment: text,
  comment2: text,
  trackBpm: number,
  keyIndex: number,
  durationMs: number,
});

const onAir: z.ZodType<OnAir> = z.object({
  heard: heardTrack,
  source: z.enum(['broadcast', 'decks', 'manual']),
  deck: z.enum(['A', 'B', 'C', 'D']).optional(),
  mount: text,
  since: z.number(),
  renewedAt: number,
  lengthMs: number,
  stays: z.boolean().optional(),
});

const memory: z.ZodType<OnAirMemory> = z.object({
  current: onAir.optional(),
  former: onAir.optional(),
  mounts: z.record(z.string(), z.object({ lastKey: text })),
});

/** Undefined where nothing of use was stored. */
export function readOnAirRecord(stored: unknown): OnAirMemory | undefined {
  return memory.safeParse(stored).data;
}
