// The questions around requests. Part of the table in queries.ts.

import { z } from 'zod';
import type { QuerySpec } from './queries.ts';
import { person } from './request-commands.ts';

const id = z.string().min(1).max(100);
const at = z.number().describe('ms since the epoch');
const platform = person.shape.platform;
/** A form sends what was left empty as "". */
const orEmpty = z.string().max(100).optional().describe('empty: all');
const MOST_ROWS = 1_000_000;
const state = z.enum(['new', 'skipped', 'accepted', 'loaded', 'playing', 'played', 'declined', 'withdrawn', 'expired']);

const requestRow = z.object({
  id,
  number: z.int(),
  setId: id,
  state,
  artist: z.string(),
  title: z.string(),
  mix: z.string().optional(),
  trackId: id.optional(),
  requester: person,
  voters: z.array(person),
  words: z.string().optional(),
  askedAt: at,
  changedAt: at,
});

const change = z.object({
  at,
  what: z.string().describe('"added", "accepted", "undone" …'),
  state,
  by: person.optional(),
});

const choice = z.object({
  id,
  artist: z.string(),
  title: z.string(),
  mix: z.string().optional(),
  remixer: z.string().optional(),
  album: z.string().optional(),
  label: z.string().optional(),
  year: z.int().optional(),
  durationMs: z.number().optional(),
});

const mine = z.object({
  id,
  number: z.int(),
  artist: z.string(),
  title: z.string(),
  mix: z.string().optional(),
  display: z.object({ artist: z.string(), title: z.string() }).optional().describe('as people see it, with its mix'),
  said: z.enum(['waiting', 'accepted', 'playing', 'played', 'not this time', 'withdrawn', 'expired']),
  place: z.int().optional().describe('1, 2, 3 … among those that wait'),
  isVote: z.boolean(),
  askedAt: at,
});

export const requestQueries = {
  'requests.list': {
    summary: 'Requests of all sets or one, newest first, by person, track or words.',
    path: '/api/requests',
    roles: ['operator'],
    input: z.object({
      set: orEmpty,
      person: z
        .string()
        .max(131)
        .regex(/^(?:[a-z0-9-]{1,30}:.+)?$/s, 'is "<platform>:<id>", as "discord:1234"')
        .optional()
        .describe('"<platform>:<id>"; empty: all'),
      track: orEmpty,
      q: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(MOST_ROWS).default(1_000),
    }),
    output: z.object({ requests: z.array(requestRow), more: z.boolean() }),
  },
  'requests.choices': {
    summary: 'Songs that may be asked for, best first: one entry per song, nothing masked or excluded.',
    path: '/api/request-choices',
    roles: ['operator', 'bot', 'requester'],
    input: z.object({ q: z.string().max(200), limit: z.coerce.number().int().min(1).max(25).default(25) }),
    output: z.object({
      choices: z.array(choice),
      isCertain: z.boolean().describe('the first is what was meant: no other comes near'),
    }),
  },
  'requests.mine': {
    summary: 'What somebody asked for in this set, with the place of what waits.',
    path: '/api/requests/mine',
    roles: ['operator', 'bot', 'requester'],
    input: z.object({ platform, id }),
    output: z.object({ requests: z.array(mine), pings: z.boolean() }),
  },
  'requests.stats': {
    summary: 'Requests in numbers, of this set and of all.',
    path: '/api/requests/stats',
    roles: ['operator', 'bot', 'requester'],
    input: z.object({}),
    output: z.object({
      set: z.object({
        asked: z.int(),
        played: z.int(),
        people: z.int(),
        plays: z.int(),
        since: at.optional().describe('when the set began, ms since the epoch; absent before the first'),
        until: at.optional().describe('when it ended, ms since the epoch; absent while it runs'),
      }),
      all: z.object({ asked: z.int(), played: z.int(), people: z.int(), sets: z.int() }),
      topSongs: z
        .array(z.object({ artist: z.string(), title: z.string(), mix: z.string().optional(), asked: z.int() }))
        .describe('what was taken back, and what blocked people asked for, is not counted'),
    }),
  },
  'requests.history': {
    summary: 'Everything that happened to one request, oldest first.',
    path: '/api/requests/:id/history',
    roles: ['operator'],
    input: z.object({ id }),
    output: z.object({ request: requestRow, changes: z.array(change) }),
  },
  'wishes.list': {
    summary:
      'What people asked for that is not in the library, or was refused, counted over all sets: a shopping list.',
    path: '/api/wishes',
    roles: ['operator'],
    input: z.object({ limit: z.coerce.number().int().min(1).max(MOST_ROWS).default(1_000) }),
    output: z.object({
      wishes: z.array(
        z.object({
          kind: z.enum(['wish', 'refused']),
          words: z.string(),
          trackId: id.optional(),
          count: z.int(),
          sets: z.int(),
          people: z.int(),
          lastAt: at,
          code: z.string().optional().describe('why it was refused, the last time'),
        }),
      ),
    }),
  },
  'tracks.new': {
    summary: 'The newest tracks of the playlist or tag that the settings name for /new.',
    path: '/api/tracks-new',
    roles: ['operator', 'bot', 'requester'],
    input: z.object({ limit: z.coerce.number().int().min(1).max(25).default(10) }),
    output: z.object({ isOn: z.boolean(), tracks: z.array(choice) }),
  },
} satisfies Record<string, QuerySpec>;
