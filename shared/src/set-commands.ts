// The commands around sets and their lists, and around notices. Part of the table in commands.ts. Edits of a list by hand stand over
// whatever is found out later, and each can be undone.

import { z } from 'zod';
import type { CommandSpec } from './commands.ts';
import { EXPORT_FORMATS } from './set-queries.ts';

const id = z.string().min(1).max(100);
const playId = id.describe('the row: id of its play');
const setId = id.optional().describe('without it: the set that is on, else the last');
const text = z.string().trim().max(300);
const at = z.number().int().min(0).max(8_640_000_000_000_000).describe('ms since the epoch');
const changed = z.object({ changeId: z.string() });

export const setCommands = {
  'set.end': {
    summary: 'Ends the set that is on. The next play while live begins another.',
    args: z.strictObject({}),
    answer: z.object({ setId: id }),
    codes: ['no-set'],
  },
  'set.merge': {
    summary: 'Makes two sets that follow one another one.',
    args: z.strictObject({ setId: id, withId: id }),
    answer: z.object({ setId: id, changeId: z.string() }),
    codes: ['set-unknown', 'not-neighbours'],
  },
  'set.split': {
    summary: 'Makes two sets of one: the second begins with this play.',
    args: z.strictObject({ playId }),
    answer: z.object({ setId: id, changeId: z.string() }),
    codes: ['play-unknown', 'first-play', 'moved-across'],
  },
  'set.rename': {
    summary: 'Gives a set a name; an empty one takes it away.',
    args: z.strictObject({ setId, name: z.string().trim().max(100) }),
    answer: changed,
    codes: ['set-unknown', 'no-set'],
  },
  'performer.set': {
    summary: 'Says who plays from now on, and whose Traktor counts, for DJs who take turns.',
    args: z.strictObject({
      name: z.string().trim().max(100).describe('empty: nobody in particular'),
      hears: z
        .string()
        .max(200)
        .regex(/^(|decks|broadcast|\/\P{Cc}*)$/u, { error: 'is "decks", "broadcast", or a mount like "/guest"' })
        .optional()
        .describe(
          'Only this counts: "decks", "broadcast", or one mount of the broadcast ("/guest"); empty: everything. Remembered for the name.',
        ),
    }),
    answer: z.object({ name: z.string(), hears: z.string() }),
    codes: [],
  },
  'set.edit': {
    summary: 'Writes a row anew: its words, its start.',
    args: z.strictObject({ playId, artist: text.optional(), title: text.min(1).optional(), startsAt: at.optional() }),
    answer: changed,
    codes: ['play-unknown'],
  },
  'set.nudge': {
    summary: 'Moves the start of a row.',
    args: z.strictObject({ playId, byMs: z.number().int().min(-3_600_000).max(3_600_000) }),
    answer: changed,
    codes: ['play-unknown'],
  },
  'set.move': {
    summary: 'Gives a row another place. The starts stay in order: each place keeps its start.',
    args: z.strictObject({ playId, place: z.number().int().min(1).max(10_000) }),
    answer: changed,
    codes: ['play-unknown'],
  },
  'set.add': {
    summary: 'Adds a track that nobody heard.',
    args: z.strictObject({ artist: text.default(''), title: text.min(1), startsAt: at, trackId: id.optional() }),
    answer: z.object({ changeId: z.string(), playId: z.string() }),
    codes: ['set-unknown', 'track-unknown'],
  },
  'set.remove': {
    summary: 'Takes a row out of the list; the play stays stored.',
    args: z.strictObject({ playId }),
    answer: changed,
    codes: ['play-unknown'],
  },
  'set.mask': {
    summary:
      'Hides the track of a row from the audience, or reveals it, wherever it was played that evening. Masks by rules stay.',
    args: z.strictObject({ playId, on: z.boolean().describe('false: reveal it') }),
    answer: changed,
    codes: ['play-unknown'],
  },
  'set.undo': {
    summary: 'Takes the edit back that the set shows, its newest or one of the last hours, or the one that is named.',
    args: z.strictObject({ changeId: id.optional() }),
    answer: z.object({ changeId: z.string(), label: z.string() }),
    codes: ['nothing-to-undo'],
  },
  'set.copy': {
    summary: 'Puts the tracklist on the clipboard, as the audience may read it.',
    args: z.strictObject({
      setId,
      formats: z.array(z.enum(EXPORT_FORMATS)).min(1).max(5).default(['youtube', 'mixcloud', 'discord']),
    }),
    answer: z.object({ rows: z.int(), notes: z.array(z.string()) }),
    codes: ['set-unknown', 'no-set', 'clipboard'],
  },
  'session.reset': {
    summary: 'Begins a new session for the statistics. Nothing is deleted.',
    args: z.strictObject({}),
    answer: z.object({ since: z.number() }),
    codes: [],
  },
  'notice.acknowledge': {
    summary: 'Takes note of one notice, or of all.',
    args: z.strictObject({ id: id.optional() }),
    answer: z.object({ acknowledged: z.int() }),
    codes: ['notice-unknown'],
  },
  'notice.take': {
    summary: 'The Discord bot takes a notice before it sends it: nobody is answered ok twice.',
    args: z.strictObject({ id }),
    answer: z.object({}),
    codes: ['notice-gone'],
    roles: ['bot'],
  },
  'notice.done': {
    summary: 'The Discord bot sent it.',
    args: z.strictObject({ id }),
    answer: z.object({}),
    codes: ['notice-gone'],
    roles: ['bot'],
  },
  'notice.failed': {
    summary: 'The Discord bot could not send it: it is offered again later, a few times.',
    args: z.strictObject({ id }),
    answer: z.object({}),
    codes: ['notice-gone'],
    roles: ['bot'],
  },
} satisfies Record<string, CommandSpec>;
