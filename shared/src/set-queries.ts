// The questions around sets: lists, exports, statistics, notices. Part of the table in queries.ts.

import { z } from 'zod';
import type { QuerySpec } from './queries.ts';
import { noticeSchema, setSummarySchema, setViewSchema, statsSchema } from './set-schemas.ts';

const id = z.string().min(1).max(100);
/** A date can be no later. */
const LATEST_MS = 8_640_000_000_000_000;
const milliseconds = z.coerce.number().int().min(0).max(LATEST_MS);
/** By HTTP it is text. */
export const yesNo = z
  .union([z.boolean(), z.enum(['true', 'false', '1', '0', ''])])
  .transform((given) => given === true || given === 'true' || given === '1')
  .default(false);

/** What a tracklist can be written as. */
export const EXPORT_FORMATS = [
  'cue',
  'youtube',
  'mixcloud',
  '1001tracklists',
  'discord',
  'text',
  'csv',
  'json',
  'm3u8',
  'nml',
  'html',
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The times of a list are moved by no more. */
export const MOST_OFFSET_MS = 86_400_000;
export const MOST_FILES = 10_000;

/** By which clock: the time of the day, from the first track, a recording or a stream. */
const clock = z
  .string()
  .max(100)
  .default('')
  .describe(
    'wall; list: from the first track; recording or stream: the one that most of the set lies on; recording-2 or stream-2: by its number in the set; or an id. Empty: the recording, the stream where that holds far more of the set, else from the first track; for Mixcloud and Discord one that holds all tracks',
  );

export const setQueries = {
  'sets.list': {
    summary: 'All sets, the newest first.',
    path: '/api/sets',
    roles: ['operator'],
    input: z.object({
      limit: z.coerce.number().int().min(1).max(10_000).default(100),
      before: milliseconds.optional().describe('only sets that began earlier, ms since the epoch'),
    }),
    output: z.object({ sets: z.array(setSummarySchema), more: z.boolean() }),
  },
  'sets.get': {
    summary: 'One set with its rows: "current", "last" or its id.',
    path: '/api/sets/:id',
    roles: ['operator'],
    input: z.object({ id }),
    output: setViewSchema,
  },
  'sets.export': {
    summary: 'A tracklist as text, as the audience may read it; what had to be shortened stands in `notes`.',
    path: '/api/sets/:id/export',
    roles: ['operator'],
    input: z.object({
      id: id.describe('"current", "last" or its id'),
      format: z.enum(EXPORT_FORMATS),
      clock,
      file: z.coerce.number().int().min(1).max(MOST_FILES).optional().describe('1, 2 …: one file of a split recording'),
      offsetMs: z.coerce
        .number()
        .int()
        .min(-MOST_OFFSET_MS)
        .max(MOST_OFFSET_MS)
        .default(0)
        .describe('added to every time'),
      inClear: yesNo.describe('true: with the names of masked tracks, for yourself'),
    }),
    output: z.object({
      format: z.enum(EXPORT_FORMATS),
      /** Name of the file to save it as. */
      file: z.string(),
      type: z.string().describe('media type'),
      text: z.string(),
      rows: z.int(),
      notes: z.array(z.string()),
      parts: z
        .array(z.object({ file: z.string(), text: z.string() }))
        .optional()
        .describe('where it has to be used in several pieces, these: cue sheets of 99 tracks, messages'),
    }),
  },
  'stats.get': {
    summary: 'A show in numbers, counted from what is stored: of this session, a set, a time, or all.',
    path: '/api/stats',
    roles: ['operator', 'bot', 'requester'],
    input: z.object({
      of: z.enum(['session', 'set', 'range', 'all']).default('session'),
      set: z.string().max(100).optional().describe('of=set: its id; without it the one that is on, else the last'),
      from: milliseconds.optional().describe('of=range, ms since the epoch, included'),
      to: milliseconds.optional().describe('of=range, not included'),
      top: z.coerce.number().int().min(1).max(1_000).default(10).describe('so many of each list'),
    }),
    output: statsSchema,
  },
  'notices.list': {
    summary: 'What you should know, the newest first.',
    path: '/api/notices',
    roles: ['operator'],
    input: z.object({ limit: z.coerce.number().int().min(1).max(10_000).default(100) }),
    output: z.object({ notices: z.array(noticeSchema) }),
  },
} satisfies Record<string, QuerySpec>;
