// Sets, statistics, notices and OBS as zod schemas, held to their types by the compiler.

import { z } from 'zod';
import { type BotNotice, type BotNotices, NOTICE_KINDS, type Notice, type NoticesView } from './notices.ts';
import type { ObsAlarm, ObsBoundSource, ObsItemView, ObsOutputView, ObsSceneView, ObsView } from './obs.ts';
import type { OnOutput, PublicSet, PublicSetRow, SetOutput, SetRow, SetSummary, SetView } from './sets.ts';
import type { CountedName, CountedSong, Stats, StatsNumbers, StatsView } from './stats.ts';
import type { Shape } from './view-schemas.ts';

const at = z.number().describe('ms since the epoch');
const id = z.string();
const order = z.array(id);
const count = z.int();
const display = z.object({ artist: z.string(), title: z.string() } satisfies Shape<SetRow['display']>);

const onOutput = z.object({
  output: id,
  file: count.describe('1, 2, 3 …'),
  ms: z.number().describe('from the beginning of that file'),
  rough: z.literal(true).optional(),
} satisfies Shape<OnOutput>);

const setRow = z.object({
  place: count,
  startsAt: at,
  endsAt: at.optional(),
  artist: z.string(),
  title: z.string(),
  display,
  trackId: id.optional(),
  label: z.string().optional(),
  deck: z.string().optional(),
  performer: z.string().optional(),
  masked: z.literal(true).optional(),
  rough: z.literal(true).optional().describe('its start is only known to some seconds'),
  by: z.enum(['heard', 'history', 'dj']),
  on: z.array(onOutput),
} satisfies Shape<SetRow>);

const output = z.object({
  id,
  kind: z.enum(['recording', 'stream']),
  number: count,
  startedAt: at,
  endedAt: at.optional(),
  files: z.array(z.string()),
} satisfies Shape<SetOutput>);

export const setViewSchema = z.object({
  id: id.optional(),
  name: z.string().optional(),
  isOn: z.boolean(),
  startedAt: at.optional(),
  endedAt: at.optional(),
  performer: z.string().optional(),
  order,
  byId: z.record(id, setRow),
  outputs: z.array(output),
  undo: z.object({ changeId: id, label: z.string() } satisfies Shape<NonNullable<SetView['undo']>>).optional(),
} satisfies Shape<SetView>);

export const publicSetSchema = z.object({
  isOn: z.boolean(),
  name: z.string().optional(),
  performer: z.string().optional(),
  startedAt: at.optional(),
  order,
  byId: z.record(
    id,
    z.object({
      place: count,
      startsAt: at,
      display,
      masked: z.literal(true).optional(),
      rough: z.literal(true).optional(),
    } satisfies Shape<PublicSetRow>),
  ),
} satisfies Shape<PublicSet>);

export const setSummarySchema = z.object({
  id,
  name: z.string().optional(),
  startedAt: at,
  endedAt: at.optional(),
  plays: count,
  performers: z.array(z.string()),
} satisfies Shape<SetSummary>);

const countedSong = z.object({
  artist: z.string(),
  title: z.string(),
  mix: z.string().optional(),
  trackId: id.optional(),
  count,
  masked: z.literal(true).optional(),
} satisfies Shape<CountedSong>);
const countedName = z.object({ name: z.string(), count } satisfies Shape<CountedName>);

const rate = z.number().min(0).max(1).optional();
const durationMs = z.number().min(0).describe('milliseconds');

export const statsSchema = z.object({
  of: z.string(),
  from: at.optional(),
  to: at.optional(),
  sets: count,
  playedMs: durationMs,
  plays: count,
  songs: count,
  repeats: count,
  asked: count,
  accepted: count,
  playedRequests: count,
  declined: count,
  expired: count,
  votes: count,
  people: count,
  acceptanceRate: rate,
  waitToPlayMs: durationMs.optional(),
  waitToAcceptMs: durationMs.optional(),
  searches: count,
  topPlayed: z.array(countedSong),
  topRequested: z.array(countedSong),
  topArtists: z.array(countedName),
  topGenres: z.array(countedName),
  topRequesters: z.array(countedName),
  topSearches: z.array(countedName),
  tempo: z.array(z.object({ bpm: count, count } satisfies Shape<Stats['tempo'][number]>)),
  keys: z.array(z.object({ camelot: z.string(), count } satisfies Shape<Stats['keys'][number]>)),
  hours: z.array(count).describe('plays by hour of the day, 24 numbers'),
} satisfies Shape<Stats>);

const numbers = {
  plays: count,
  songs: count,
  asked: count,
  playedRequests: count,
  people: count,
  playedMs: durationMs,
  acceptanceRate: rate,
} satisfies Shape<StatsNumbers>;

export const statsViewSchema = z.object({
  session: z.object({ ...numbers, since: at } satisfies Shape<StatsView['session']>),
  set: z.object(numbers),
} satisfies Shape<StatsView>);

const noticeShape = {
  id,
  kind: z.enum(NOTICE_KINDS),
  level: z.enum(['info', 'warn', 'alarm']),
  message: z.string(),
  remedy: z.string().optional(),
  at,
  count,
  acknowledgedAt: at.optional(),
} satisfies Shape<Notice>;
export const noticeSchema = z.object(noticeShape);

export const noticesViewSchema = z.object({
  order,
  byId: z.record(id, noticeSchema),
  alarms: count,
} satisfies Shape<NoticesView>);

export const botNoticesSchema = z.object({
  order,
  byId: z.record(
    id,
    z
      .object(noticeShape)
      .omit({ count: true, acknowledgedAt: true })
      .extend({ expiresAt: at } satisfies Partial<Shape<BotNotice>>),
  ),
} satisfies Shape<BotNotices>);

const obsOutput = z.object({
  active: z.boolean(),
  paused: z.literal(true).optional(),
  reconnecting: z.literal(true).optional(),
  durationMs: durationMs.optional().describe('at `at`; goes on by itself while active and not paused'),
  at: at.optional(),
} satisfies Shape<ObsOutputView>);

const obsScene = z.object({
  name: z.string(),
  items: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      visible: z.boolean(),
      in: z.string().optional(),
    } satisfies Shape<ObsItemView>),
  ),
} satisfies Shape<ObsSceneView>);

export const obsViewSchema = z.object({
  status: z.enum(['off', 'connecting', 'connected', 'away', 'refused']),
  version: z.string().optional(),
  scenes: z.object({ order, byId: z.record(id, obsScene) } satisfies Shape<ObsView['scenes']>),
  program: id.optional(),
  preview: id.optional(),
  studioMode: z.boolean(),
  streaming: obsOutput,
  recording: obsOutput,
  dropped: z.object({ frames: count, of: count } satisfies Shape<NonNullable<ObsView['dropped']>>).optional(),
  sources: z.array(
    z.object({ what: z.string(), name: z.string(), found: z.boolean() } satisfies Shape<ObsBoundSource>),
  ),
  lacks: z.array(z.string()),
  alarms: z.array(
    z.object({ what: z.enum(['recording', 'stream']), at, message: z.string() } satisfies Shape<ObsAlarm>),
  ),
} satisfies Shape<ObsView>);
