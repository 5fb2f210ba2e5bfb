// The commands around suggestions and planned sets. Part of the table in commands.ts.

import { z } from 'zod';
import type { CommandSpec } from './commands.ts';
import { PRESETS } from './plan.ts';

const id = z.string().min(1).max(100);
const name = z.string().trim().min(1).max(200);
const names = z.array(name).max(100).default([]);
const tracks = z.array(id).max(10_000).default([]);
const bpm = z.number().min(20).max(400);
const planId = id.optional().describe('without it: the plan in use');

/** What a set is made by. */
export const planWish = z.strictObject({
  minutes: z
    .number()
    .min(1)
    .max(24 * 60)
    .default(60),
  first: id.optional().describe('begins with this track; without it with what is on air, else with what suits'),
  last: id.optional(),
  must: tracks.describe('tracks that are in it'),
  never: tracks,
  preset: z.enum(PRESETS).default('smooth').describe('how its energy goes'),
  bpmFrom: bpm.optional(),
  bpmTo: bpm.optional(),
  keys: z.enum(['strict', 'easy', 'free']).default('easy').describe('strict: no clash and nothing doubtful; free: any'),
  artistSpacing: z.number().int().min(0).max(100).default(3).describe('so many tracks between two of one artist'),
  playlists: names.describe('only from these lists and folders, "Folder/List"'),
  genres: names,
  requests: z.boolean().default(true).describe('accepted requests are in it, where they cost least'),
  startsAt: z.number().int().min(0).max(8_640_000_000_000_000).optional().describe('ms since the epoch'),
  seed: z.number().int().min(0).max(4_294_967_295).default(1).describe('the same seed gives the same set'),
});
export type PlanWish = z.infer<typeof planWish>;

/** Around suggestions. */
export const plannerCommands = {
  'plan.preset': {
    summary: 'Says how suggestions go on: smooth, build, breather or surprise.',
    args: z.strictObject({ preset: z.enum(PRESETS) }),
    answer: z.object({ preset: z.enum(PRESETS) }),
    codes: [],
  },
  'plan.pin': {
    summary: 'Has this track next, and puts its artist and title on the clipboard.',
    args: z.strictObject({ trackId: id, on: z.boolean().default(true).describe('false: no longer') }),
    answer: z.object({ trackId: z.string(), on: z.boolean() }),
    codes: ['track-unknown'],
  },
  'plan.block': {
    summary: 'Suggests this track no more in this set.',
    args: z.strictObject({ trackId: id, on: z.boolean().default(true).describe('false: it may be suggested again') }),
    answer: z.object({ trackId: z.string(), on: z.boolean() }),
    codes: ['track-unknown'],
  },
} satisfies Record<string, CommandSpec>;

/** Around planned sets. */
export const planCommands = {
  'plan.build': {
    summary: 'Makes a set, and uses it from now on.',
    args: planWish.extend({ name: z.string().trim().max(100).default('') }),
    answer: z.object({ planId: id, tracks: z.number(), notes: z.array(z.string()) }),
    codes: ['library-empty', 'impossible', 'track-unknown', 'playlist-unknown'],
  },
  'plan.lock': {
    summary: 'Keeps a track of the plan at its place when the plan is made anew.',
    args: z.strictObject({ planId, trackId: id, on: z.boolean().default(true) }),
    answer: z.object({ planId: id, trackId: id, on: z.boolean() }),
    codes: ['plan-unknown', 'track-unknown'],
  },
  'plan.replan': {
    summary: 'Makes the rest of the plan anew from what is on air.',
    args: z.strictObject({ planId }),
    answer: z.object({ planId: id, tracks: z.number(), notes: z.array(z.string()) }),
    codes: ['plan-unknown', 'impossible'],
  },
  'plan.use': {
    summary: 'Uses a stored plan; without one, none.',
    args: z.strictObject({ planId: id.optional() }),
    answer: z.object({ planId: id.optional() }),
    codes: ['plan-unknown'],
  },
  'plan.rename': {
    summary: 'Gives a plan another name.',
    args: z.strictObject({ planId, name }),
    answer: z.object({ planId: id }),
    codes: ['plan-unknown'],
  },
  'plan.remove': {
    summary: 'Throws a plan away.',
    args: z.strictObject({ planId: id }),
    answer: z.object({ planId: id }),
    codes: ['plan-unknown'],
  },
} satisfies Record<string, CommandSpec>;
