// The topics about requests as zod schemas, held to the types in requests.ts by the compiler.

import { z } from 'zod';
import { DISTANCES } from './plan.ts';
import { person } from './request-commands.ts';
import type {
  BotCue,
  BotCues,
  BotPerson,
  BotRequest,
  BotRequests,
  ExplainedScore,
  Person,
  PublicRequest,
  PublicRequests,
  RequestCandidate,
  RequestsView,
  RequestTrack,
  RequestUndo,
  RequestView,
} from './requests.ts';
import { artwork, keyView, type Shape } from './view-schemas.ts';

const at = z.number().describe('ms since the epoch');
const id = z.string();
const order = z.array(id);
const display = z
  .object({ artist: z.string(), title: z.string() } satisfies Shape<RequestTrack['display']>)
  .describe('as people see them');
const who = person satisfies z.ZodType<Person>;

const state = z.enum(['new', 'skipped', 'accepted', 'loaded', 'playing', 'played', 'declined', 'withdrawn', 'expired']);

const requestTrack = {
  id: id.optional().describe('absent: it is not certain which of the candidates is meant'),
  artist: z.string(),
  title: z.string(),
  mix: z.string().optional(),
  album: z.string().optional(),
  year: z.int().optional(),
  key: keyView.optional(),
  trackBpm: z.number().optional(),
  durationMs: z.number().optional(),
  artwork: artwork.optional(),
  playlist: z.string().optional().describe('name of a playlist that holds it'),
  display,
  masked: z.boolean().optional(),
  excluded: z.boolean().optional().describe('a setting leaves it out of requests'),
} satisfies Shape<RequestTrack>;

const score = z.object({
  total: z.number(),
  parts: z.array(z.object({ name: z.string(), value: z.number(), why: z.string() })),
} satisfies Shape<ExplainedScore>);

const request = z.object({
  id,
  number: z.int(),
  revision: z.int().describe('changes with its state and its track only'),
  state,
  track: z.object(requestTrack),
  candidates: z
    .array(z.object({ ...requestTrack, id, confidence: z.number().min(0).max(1) } satisfies Shape<RequestCandidate>))
    .optional()
    .describe('doubtful: the DJ chooses, best first'),
  requester: who,
  words: z.string().optional().describe('as typed'),
  votes: z.int().describe('people who want it, the first included'),
  voters: z.array(who).describe('those after the first'),
  askedAt: at,
  changedAt: at,
  distance: z
    .enum(DISTANCES)
    .optional()
    .describe('from what is on air: it mixes now, over one track between, over two'),
  expiresAt: at.optional(),
  skips: z.int(),
  by: who.optional(),
  announcesAt: at.optional().describe('until then the last change can be undone, and nothing of it goes out'),
  score,
  onAirSince: at.optional(),
} satisfies Shape<RequestView>);

const undo = z.object({
  changeId: id,
  what: z.enum(['accept', 'skip', 'decline', 'clear']),
  label: z.string(),
  title: z.string().optional(),
  since: at,
  until: at,
} satisfies Shape<RequestUndo>);

const operator = z.object({
  open: z.boolean(),
  reason: z.string().optional(),
  setId: id.optional(),
  order: order.describe('accepted ones as they were taken, then waiting ones as they are offered'),
  byId: z.record(id, request),
  waiting: z.int(),
  accepted: z.int(),
  undo: undo.optional(),
} satisfies Shape<RequestsView>);

const publicRequest = z.object({
  number: z.int(),
  state: z.enum(['accepted', 'loaded', 'playing']),
  track: z.object({ display, mix: z.string().optional(), artwork: artwork.optional() } satisfies Shape<
    PublicRequest['track']
  >),
  name: z.string().optional(),
  others: z.int(),
  announcedAt: at,
} satisfies Shape<PublicRequest>);

const audience = z.object({
  open: z.boolean(),
  hint: z.string(),
  order,
  byId: z.record(id, publicRequest),
  onAir: z
    .object({ onAirSince: at, name: z.string().optional(), others: z.int() } satisfies Shape<
      NonNullable<PublicRequests['onAir']>
    >)
    .optional()
    .describe('who asked for what is on air'),
} satisfies Shape<PublicRequests>);

const botPerson = who.extend({
  shownAs: z.string().optional().describe('as all may read it; absent: "somebody"'),
}) satisfies z.ZodType<BotPerson>;

const botRequest = z.object({
  id,
  number: z.int(),
  revision: z.int(),
  state,
  said: z.enum(['waiting', 'accepted', 'playing', 'played', 'withdrawn', 'over']),
  track: z.object({
    id: id.optional(),
    artist: z.string(),
    title: z.string(),
    mix: z.string().optional(),
    display,
  } satisfies Shape<BotRequest['track']>),
  candidates: z
    .array(
      z.object({
        id,
        artist: z.string(),
        title: z.string(),
        mix: z.string().optional(),
        display: display.optional(),
      }),
    )
    .optional(),
  requester: botPerson,
  voters: z.array(botPerson),
  votes: z.int(),
  distance: z.enum(DISTANCES).optional(),
  askedAt: at,
  changedAt: at,
  by: who.optional(),
  onAirSince: at.optional(),
  message: z.string().optional(),
} satisfies Shape<BotRequest>);

const bot = z.object({
  open: z.boolean(),
  reason: z.string().optional(),
  closedText: z.string().optional(),
  setId: id.optional(),
  order,
  byId: z.record(id, botRequest),
} satisfies Shape<BotRequests>);

const cue = z.object({
  id,
  kind: z.enum(['request-message', 'on-air-ping']),
  requestId: id,
  mention: z.array(who),
  dueAt: at,
  expiresAt: at,
} satisfies Shape<BotCue>);

const cues = z.object({ order, byId: z.record(id, cue) } satisfies Shape<BotCues>);

export const requestTopicSchemas = { operator, audience, bot, cues };
