// The values of the topics as zod schemas, for the API's own description: clients in other languages read them there. The
// compiler holds them to the types in topics.ts, member by member.

import { z } from 'zod';
import { discordSettings } from './discord-settings.ts';
import { botPlanSchema, plannerViewSchema, publicNextSchema } from './plan-schemas.ts';
import { requestTopicSchemas } from './request-schemas.ts';
import {
  botNoticesSchema,
  noticesViewSchema,
  obsViewSchema,
  publicSetSchema,
  setViewSchema,
  statsViewSchema,
} from './set-schemas.ts';
import type {
  BotTopics,
  BridgeHealth,
  DeckView,
  LibraryView,
  MatchView,
  NowPlaying,
  NowTrack,
  OperatorTopics,
  PublicTopics,
  SetPost,
  SkippedView,
} from './topics.ts';
import { artwork, keyView, type Shape } from './view-schemas.ts';

const nowTrack = z.object({
  id: z.string().optional().describe('absent: unmatched, doubtful or masked'),
  artist: z.string().describe('as the library has it; unmatched or doubtful: as the sender has'),
  title: z.string(),
  mix: z.string().optional(),
  remixer: z.string().optional(),
  album: z.string().optional(),
  genre: z.string().optional(),
  label: z.string().optional(),
  catalogNo: z.string().optional(),
  year: z.int().optional(),
  trackBpm: z.number().optional().describe('beats per minute as tagged'),
  key: keyView.optional(),
  durationMs: z.number().optional(),
  artwork: artwork.optional(),
  display: z
    .object({ artist: z.string(), title: z.string() } satisfies Shape<NowTrack['display']>)
    .describe('as people see them'),
  masked: z.boolean().optional().describe('the audience sees "ID – ID"'),
} satisfies Shape<NowTrack>);

const match = z.object({
  confidence: z.number().min(0).max(1),
  by: z.enum(['path', 'text', 'remembered', 'dj', 'none']),
  reasons: z.array(z.string()),
  alternatives: z.array(z.string()).describe('track ids, best first'),
} satisfies Shape<MatchView>);

const at = z.number().describe('ms since the epoch');

const publicNowPlaying = {
  track: nowTrack.optional().describe('absent: nothing is on air'),
  onAirSince: at.optional(),
  source: z.enum(['broadcast', 'decks', 'manual', 'history', 'none']),
  match,
  previous: nowTrack.optional(),
  place: z.int().optional().describe('1, 2, 3 … among the plays of this show'),
  test: z.literal(true).optional().describe('the test song is shown over what is on air, for a moment'),
} satisfies Shape<PublicTopics['nowPlaying']>;

const nowPlaying = z.object({
  ...publicNowPlaying,
  playId: z.string().optional(),
  deck: z.string().optional(),
  mount: z.string().optional(),
  heard: z
    .object({ artist: z.string(), title: z.string() } satisfies Shape<NonNullable<NowPlaying['heard']>>)
    .optional()
    .describe('the text exactly as it was sent'),
  maskedBecause: z.array(z.string()).optional(),
  maskedPlays: z.array(z.string()).optional(),
  hideNext: z.boolean().optional(),
} satisfies Shape<NowPlaying>);

const deck = z.object({
  artist: z.string().optional(),
  title: z.string().optional(),
  playing: z.boolean(),
  onAir: z.boolean(),
  level: z.number().optional().describe('0–1'),
  bpm: z.number().optional().describe('as played'),
  positionMs: z.number().optional().describe('at `at`; moves on by itself while `playing`'),
  at: at.optional(),
} satisfies Shape<DeckView>);

const bridge = z.object({
  status: z.enum(['ok', 'waiting', 'warn', 'down', 'off']),
  message: z.string(),
  remedy: z.string().optional(),
  count: z.record(z.string(), z.number()).optional(),
} satisfies Shape<BridgeHealth>);

const library = z.object({
  tracks: z.int(),
  playlists: z.int(),
  cues: z.int(),
  plays: z.int(),
  missing: z.int(),
  skipped: z.array(
    z.object({ reason: z.string(), count: z.int(), examples: z.array(z.string()) } satisfies Shape<SkippedView>),
  ),
  importing: z.object({ done: z.number(), total: z.number() }).optional().describe('bytes'),
  collection: z.object({ path: z.string(), importedAt: at, program: z.string() }).optional(),
  warning: z.string().optional(),
} satisfies Shape<LibraryView>);

const host = z.object({ version: z.string(), demo: z.boolean() } satisfies Shape<OperatorTopics['host']>);

export const operatorTopicSchemas = {
  nowPlaying,
  decks: z.object({ order: z.array(z.string()), byId: z.record(z.string(), deck) } satisfies Shape<
    OperatorTopics['decks']
  >),
  live: z.object({
    on: z.boolean(),
    since: at.optional(),
    by: z.enum(['dj', 'obs', 'none']),
  } satisfies Shape<OperatorTopics['live']>),
  health: z.object({
    status: z.enum(['ok', 'warn', 'down']),
    bridges: z.record(z.string(), bridge),
  } satisfies Shape<OperatorTopics['health']>),
  library,
  requests: requestTopicSchemas.operator,
  obs: obsViewSchema,
  set: setViewSchema,
  plan: plannerViewSchema,
  stats: statsViewSchema,
  notices: noticesViewSchema,
  settings: z.record(z.string(), z.unknown()),
  host,
} satisfies Shape<OperatorTopics>;

export const publicTopicSchemas = {
  nowPlaying: z.object(publicNowPlaying),
  live: z.object({ on: z.boolean() } satisfies Shape<PublicTopics['live']>),
  requests: requestTopicSchemas.audience,
  set: publicSetSchema,
  next: publicNextSchema,
  tempo: z.object({
    bpm: z.int().optional().describe('as played, whole; absent: not known, or masked'),
  } satisfies Shape<PublicTopics['tempo']>),
  host,
} satisfies Shape<PublicTopics>;

const post = z.object({
  setId: z.string(),
  title: z.string(),
  startedAt: at,
  endedAt: at,
  requestsSetId: z.string().optional(),
  lines: z.array(z.string()),
  numbers: z.array(z.object({ name: z.string(), value: z.string() } satisfies Shape<SetPost['numbers'][number]>)),
  text: z.string(),
  isJoined: z.literal(true).optional(),
  version: z.string(),
} satisfies Shape<SetPost>);

export const botTopicSchemas = {
  ...publicTopicSchemas,
  requests: requestTopicSchemas.bot,
  plan: botPlanSchema,
  cues: requestTopicSchemas.cues,
  notices: botNoticesSchema,
  posts: z.object({
    order: z.array(z.string()),
    byId: z.record(z.string(), post),
  } satisfies Shape<BotTopics['posts']>),
  choices: z.object({ version: z.int() } satisfies Shape<BotTopics['choices']>),
  memory: z.record(z.string(), z.string()),
  discord: discordSettings.unwrap(),
} satisfies Shape<BotTopics>;
