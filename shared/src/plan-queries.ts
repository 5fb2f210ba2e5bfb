// The questions around suggestions and planned sets. Part of the table in queries.ts.

import { z } from 'zod';
import { PRESETS } from './plan.ts';
import { bridgeWaySchema, planViewSchema, scoredTrack } from './plan-schemas.ts';
import type { QuerySpec } from './queries.ts';
import { yesNo } from './set-queries.ts';

const id = z.string().min(1).max(100);
const from = id.optional().describe('a track; without it what is on air');
const bpm = z.coerce.number().min(20).max(400).optional();
/** By HTTP a list is one name, or a name several times. */
const names = z
  .union([z.string().max(1_000), z.array(z.string().max(1_000)).max(100)])
  .transform((given) => (typeof given === 'string' ? [given] : given))
  .optional();

/** Around suggestions. */
export const plannerQueries = {
  'plan.suggestions': {
    summary: 'What goes on from a track, the best first; each score is the sum of its parts.',
    path: '/api/suggestions',
    roles: ['operator'],
    input: z.object({
      from,
      limit: z.coerce.number().int().min(1).max(200).default(20),
      preset: z.enum(PRESETS).optional().describe('without it the one that is set'),
      playlists: names.describe('only from these lists and folders, "Folder/List"'),
      genres: names,
      bpmFrom: bpm,
      bpmTo: bpm,
      stars: z.coerce.number().int().min(0).max(5).optional().describe('at least so many'),
    }),
    output: z.object({
      from: z.object({ trackId: id.optional(), artist: z.string(), title: z.string() }).optional(),
      items: z.array(scoredTrack),
      hint: z.string().optional().describe('why there is nothing, and what to do'),
    }),
  },
  'plan.bridge': {
    summary: 'How to get from one track to another: the best ways, which share no track between.',
    path: '/api/bridge',
    roles: ['operator'],
    input: z.object({ from, to: id, hops: z.coerce.number().int().min(1).max(4).default(3) }),
    output: z.object({ ways: z.array(bridgeWaySchema), hint: z.string().optional() }),
  },
} satisfies Record<string, QuerySpec>;

/** Around planned sets. */
export const planQueries = {
  'plans.list': {
    summary: 'All planned sets, the newest first.',
    path: '/api/plans',
    roles: ['operator'],
    input: z.object({}),
    output: z.object({
      plans: z.array(
        z.object({
          id,
          name: z.string(),
          madeAt: z.number(),
          tracks: z.number(),
          lengthMs: z.number(),
          used: z.boolean(),
        }),
      ),
    }),
  },
  'plans.get': {
    summary: 'One planned set: "current" or its id.',
    path: '/api/plans/:id',
    roles: ['operator'],
    input: z.object({ id }),
    output: planViewSchema,
  },
  'plans.export': {
    summary: 'A planned set as a file; what had to be left out stands in `notes`.',
    path: '/api/plans/:id/export',
    roles: ['operator'],
    input: z.object({
      id: id.describe('"current" or its id'),
      format: z.enum(['nml', 'm3u8', 'csv', 'text']),
      inClear: yesNo.describe('true: with the names of masked tracks and the folders of files, for yourself'),
    }),
    output: z.object({ text: z.string(), fileName: z.string(), type: z.string(), notes: z.array(z.string()) }),
  },
} satisfies Record<string, QuerySpec>;
