// Every question a client may ask: address, input, answer, and the roles that may ask it. One table serves HTTP,
// socket and OpenAPI. Numbers arrive as text by HTTP, hence the coercions.

import { z } from 'zod';
import { plannerQueries, planQueries } from './plan-queries.ts';
import type { Role } from './protocol.ts';
import { requestQueries } from './request-queries.ts';
import { setQueries } from './set-queries.ts';
import { keyView } from './view-schemas.ts';

const id = z.string().min(1).max(100);
const milliseconds = z.coerce.number().int().min(0);

const OPERATOR_ONLY = 'operator only';

/** What the audience may know, everybody may. */
const EVERYBODY: Role[] = ['operator', 'bot', 'requester', 'audience'];

const trackRow = z.object({
  id: z.string(),
  artist: z.string(),
  title: z.string(),
  mix: z.string().optional(),
  remixer: z.string().optional(),
  album: z.string().optional(),
  genre: z.string().optional(),
  label: z.string().optional(),
  catalogNo: z.string().optional(),
  bpm: z.number().optional().describe('beats per minute as tagged'),
  key: keyView.optional(),
  durationMs: z.number().optional(),
  stars: z.number().optional().describe(`0-5; ${OPERATOR_ONLY}`),
  playCount: z.number().optional().describe(OPERATOR_ONLY),
  importedOn: z.string().optional().describe(`yyyy-mm-dd; ${OPERATOR_ONLY}`),
  lastPlayedOn: z.string().optional().describe(`yyyy-mm-dd; ${OPERATOR_ONLY}`),
  releasedOn: z.string().optional().describe('yyyy-mm-dd'),
  missing: z.boolean().optional().describe(`no longer in its source; ${OPERATOR_ONLY}`),
});

const cue = z.object({
  kind: z.enum(['cue', 'fade-in', 'fade-out', 'load', 'loop']),
  name: z.string().optional(),
  startMs: z.number(),
  lengthMs: z.number().optional(),
  hotCue: z.number().optional().describe('pad 1-8'),
  color: z.string().optional(),
});

const trackDetail = trackRow.extend({
  trackBpm: z.number().optional(),
  producer: z.string().optional(),
  comment: z.string().optional().describe(`${OPERATOR_ONLY}, like the fields below it`),
  comment2: z.string().optional(),
  lyrics: z.string().optional(),
  keyText: z.string().optional(),
  bitrateBps: z.number().optional(),
  color: z.number().optional(),
  cues: z.array(cue).optional(),
  playlists: z.array(z.string()).optional(),
  files: z.array(z.object({ path: z.string(), missing: z.boolean() })).optional(),
  sources: z.record(z.string(), z.string()).optional().describe('which source each field came from'),
});

const playlistNode = z.object({
  id: z.string(),
  parent: z.string().optional(),
  kind: z.enum(['folder', 'list', 'rule']),
  name: z.string(),
  tracks: z.number().optional(),
  rule: z.string().optional().describe('smart lists: the rule as stored'),
});

const play = z.object({
  id: z.string(),
  at: z.number().describe('ms since the epoch'),
  artist: z.string(),
  title: z.string(),
  trackId: z.string().optional(),
  source: z.enum(['broadcast', 'decks', 'manual', 'history']),
  live: z.boolean(),
  masked: z.boolean().optional(),
});

export type QuerySpec = {
  summary: string;
  /** `:name` members come from the address, the rest from `?name=`. */
  path: string;
  roles: Role[];
  input: z.ZodType;
  output: z.ZodType;
};

const showQueries = {
  'tracks.search': {
    summary:
      'Searches artist, title, mix, remixer, album, label, genre and, for the operator, comment; filters stand in the same line.',
    path: '/api/tracks',
    roles: EVERYBODY,
    input: z.object({
      q: z.string().max(500).default(''),
      limit: z.coerce.number().int().min(1).max(200).default(25),
      offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    }),
    output: z.object({ total: z.number(), tracks: z.array(trackRow), hints: z.array(z.string()).optional() }),
  },
  'tracks.get': {
    summary: 'One track with all its fields; the audience gets those of a record sleeve.',
    path: '/api/tracks/:id',
    roles: EVERYBODY,
    input: z.object({ id }),
    output: trackDetail,
  },
  'library.get': {
    summary: 'How much is in the library, what could not be read, and how far an import is.',
    path: '/api/library',
    roles: EVERYBODY,
    input: z.object({}),
    output: z.object({
      tracks: z.number(),
      playlists: z.number(),
      cues: z.number().describe('without grid markers'),
      plays: z.number().describe('past plays from history files'),
      missing: z.number(),
      skipped: z.array(z.object({ reason: z.string(), count: z.number(), examples: z.array(z.string()) })),
      importing: z.object({ done: z.number(), total: z.number() }).nullable(),
      collection: z
        .object({ path: z.string(), importedAt: z.number(), program: z.string() })
        .optional()
        .describe('operator only'),
      warning: z.string().optional(),
    }),
  },
  'playlists.list': {
    summary: 'The tree of playlists, parents before children, in the order of the collection.',
    path: '/api/playlists',
    roles: ['operator'],
    input: z.object({}),
    output: z.object({ playlists: z.array(playlistNode) }),
  },
  'playlists.get': {
    summary: 'One playlist with its tracks in order; entries that point at nothing are counted.',
    path: '/api/playlists/:id',
    roles: ['operator'],
    input: z.object({ id }),
    output: playlistNode.extend({ entries: z.array(trackRow), dangling: z.number() }),
  },
  'plays.list': {
    summary: 'What played, oldest first; of more than `limit` plays the newest.',
    path: '/api/plays',
    roles: EVERYBODY,
    input: z.object({
      from: milliseconds.optional().describe('ms since the epoch, included'),
      to: milliseconds.optional().describe('ms since the epoch, not included'),
      limit: z.coerce.number().int().min(1).max(10_000).default(1_000),
    }),
    output: z.object({
      plays: z.array(play),
      more: z.boolean().describe('there are older ones from `from` on: ask again with `to` = the first play’s `at`'),
    }),
  },
  'health.get': {
    summary: 'The state of each bridge and what to do about it.',
    path: '/api/health',
    roles: EVERYBODY,
    input: z.object({}),
    output: z.object({
      status: z.enum(['ok', 'warn', 'down']),
      bridges: z.record(
        z.string(),
        z.object({
          status: z.enum(['ok', 'waiting', 'warn', 'down', 'off']),
          message: z.string(),
          remedy: z.string().optional(),
          count: z.record(z.string(), z.number()).optional(),
        }),
      ),
    }),
  },
} satisfies Record<string, QuerySpec>;

/** Those of requests stand in request-queries.ts, those of sets in set-queries.ts, those of the planner in plan-queries.ts. */
export const queries = { ...showQueries, ...requestQueries, ...setQueries, ...plannerQueries, ...planQueries };

export type QueryName = keyof typeof queries;
export type QueryInput<Name extends QueryName> = z.infer<(typeof queries)[Name]['input']>;
export type QueryOutput<Name extends QueryName> = z.infer<(typeof queries)[Name]['output']>;
