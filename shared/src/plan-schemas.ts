// Suggestions and planned sets as zod schemas, held to their types by the compiler.

import { z } from 'zod';
import {
  type BotPlan,
  type BridgeWay,
  DISTANCES,
  KEY_MOVES,
  type PlannerRow,
  type PlannerView,
  type PlanRow,
  type PlanView,
  PRESETS,
  type PublicNext,
  SCORE_PARTS,
  type ScorePart,
  type Suggestion,
} from './plan.ts';
import { artwork, keyView, type Shape } from './view-schemas.ts';

const id = z.string();
const why = z.string().describe('in the words of a DJ');

const rowMembers = {
  trackId: id,
  artist: z.string(),
  title: z.string(),
  display: z.object({ artist: z.string(), title: z.string() } satisfies Shape<PlannerRow['display']>),
  bpm: z.number().optional().describe('beats per minute as tagged'),
  key: keyView.optional(),
  durationMs: z.number().optional(),
  artwork: artwork.optional(),
  move: z.enum(KEY_MOVES).optional().describe('how the key goes on from the track before; absent: a key is not known'),
  tempo: z
    .number()
    .optional()
    .describe('how much faster it is than the track before it: 0.02 is 2 %; absent: a tempo is not known'),
  relation: z
    .union([z.literal(1), z.literal(2), z.literal(0.5)])
    .optional()
    .describe('2: it is counted at double time, 0.5: at half'),
  masked: z.literal(true).optional().describe('no audience may learn of it'),
  warning: z.string().optional().describe('what speaks against it'),
} satisfies Shape<PlannerRow>;

const row = z.object(rowMembers);

const scoreMembers = {
  score: z.number().describe('0-100, the sum of its parts'),
  parts: z.array(
    z.object({ name: z.enum(SCORE_PARTS), value: z.number().describe('points'), why } satisfies Shape<ScorePart>),
  ),
};

const suggestion = z.object({ ...rowMembers, ...scoreMembers } satisfies Shape<Suggestion>);

/** As the question for suggestions is answered. */
export const scoredTrack = z.object({ track: row, ...scoreMembers });

const step = z.object({ ...rowMembers, why } satisfies Shape<BridgeWay['steps'][number]>);

export const bridgeWaySchema = z.object({
  ease: z.number().min(0).max(1).describe('of its hardest step'),
  steps: z.array(step).describe('the tracks between and, last, the track itself'),
} satisfies Shape<BridgeWay>);

const planRow = z.object({
  ...rowMembers,
  startsMs: z.number().describe('from the beginning of the set'),
  overlapMs: z.number().describe('so long it runs together with the track before it'),
  locked: z.literal(true).optional(),
  played: z.literal(true).optional(),
  requestId: id.optional(),
  weak: z.string().optional().describe('why the step to it is weak'),
} satisfies Shape<PlanRow>);

export const planViewSchema = z.object({
  id,
  name: z.string(),
  startsAt: z.number().optional().describe('ms since the epoch'),
  lengthMs: z.number(),
  order: z.array(id),
  byId: z.record(id, planRow),
  notes: z.array(z.string()),
} satisfies Shape<PlanView>);

export const publicNextSchema = z.object({
  track: z
    .object({
      display: rowMembers.display,
      artwork: artwork.optional(),
      masked: z.literal(true).optional(),
    } satisfies Shape<NonNullable<PublicNext['track']>>)
    .optional(),
} satisfies Shape<PublicNext>);

export const botPlanSchema = z.object({
  next: z.object({ display: rowMembers.display } satisfies Shape<NonNullable<BotPlan['next']>>).optional(),
  order: z.array(id),
  byId: z.record(id, z.object({ display: rowMembers.display, why } satisfies Shape<BotPlan['byId'][string]>)),
} satisfies Shape<BotPlan>);

export const plannerViewSchema = z.object({
  suggestions: z.object({
    order: z.array(id),
    byId: z.record(id, suggestion),
  } satisfies Shape<PlannerView['suggestions']>),
  preset: z.enum(PRESETS),
  next: z
    .object({ ...rowMembers, by: z.enum(['pin', 'plan']) } satisfies Shape<NonNullable<PlannerView['next']>>)
    .optional(),
  bridge: z
    .object({
      requestId: id,
      distance: z.enum(DISTANCES),
      to: row,
      steps: z.array(step),
    } satisfies Shape<NonNullable<PlannerView['bridge']>>)
    .optional()
    .describe('the way to the request that is asked for most'),
  plan: planViewSchema.optional(),
  hint: z.string().optional(),
} satisfies Shape<PlannerView>);
