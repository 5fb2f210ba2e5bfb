// The commands around requests: a viewer's, the DJ's, and those of the Discord bot about itself. Part of the table in
// commands.ts.

import { z } from 'zod';
import type { CommandSpec } from './commands.ts';
import type { Role } from './protocol.ts';

const id = z.string().min(1).max(100);
const changeId = z.string().min(1).max(100);
const revision = z
  .int()
  .min(0)
  .optional()
  .describe('As it was shown: refused as "changed" where the request has another now.');

/** Longer names and words are cut by whoever sends them; a chat's own limits lie far below. */
export const person = z.strictObject({
  platform: z.string().regex(/^[a-z0-9-]{1,30}$/, 'is a short lower-case word like "discord" or "twitch"'),
  id,
  name: z.string().min(1).max(100),
});
const LONGEST_WORDS = 500;
const words = z.string().max(LONGEST_WORDS);

/** For chats that cut nothing: whatever people typed, there is an answer to say. */
const cutTo = (most: number) => (text: string) => text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
const anyWords = z.string().overwrite(cutTo(LONGEST_WORDS)).describe(`After ${LONGEST_WORDS} characters they are cut.`);
const anyPerson = person.extend({
  name: z.string().min(1).overwrite(cutTo(100)).describe('After 100 characters it is cut.'),
});

const by = person.optional().describe('Who did it, where somebody else than the caller did: staff in Discord.');

/** What the host is told of a requester beside who it is. */
const standing = z.strictObject({
  kind: z
    .enum(['viewer', 'subscriber', 'staff'])
    .default('viewer')
    .describe('With the requester token viewer or subscriber: it cannot say that somebody is staff.'),
  accountCreatedAt: z.number().optional().describe('ms since the epoch; looked at for Discord alone'),
});

const DESK: Role[] = ['operator', 'bot'];
const EVERY_CHAT: Role[] = ['operator', 'bot', 'requester'];
const BOT: Role[] = ['bot'];

/** Codes of the rules a request may break; each has an editable text in the settings (requestTexts). */
export const RULE_CODES = [
  'closed',
  'rehearsal',
  'person-blocked',
  'account-too-young',
  'too-many-open',
  'too-soon',
  'queue-full',
  'already-asked',
  'already-played',
  'played-lately',
  'artist-too-close',
  'artist-blocked',
  'track-blocked',
  'genre-blocked',
  'folder-blocked',
  'too-long',
  'track-unknown',
] as const;
export type RuleCode = (typeof RULE_CODES)[number];

const ON_ONE = ['request-unknown', 'changed', 'over'];

export const requestCommands = {
  'request.add': {
    summary: 'Asks for a song of the library. The same song asked for again is a vote for the request there is.',
    args: z.strictObject({ trackId: id, requester: person, words: words.optional(), standing: standing.optional() }),
    answer: z.object({ id, number: z.int(), outcome: z.enum(['added', 'voted']), place: z.int().optional() }),
    codes: [...RULE_CODES],
    roles: EVERY_CHAT,
  },
  'request.text': {
    summary:
      'Asks by words, for chats without menus. The answer carries a sentence to say in the chat, whatever came of it.',
    args: z.strictObject({ words: anyWords, requester: anyPerson, standing: standing.optional() }),
    answer: z.object({
      reply: z.string(),
      outcome: z.enum(['added', 'voted', 'doubtful', 'too-many', 'wish', 'refused']),
      id: id.optional(),
      number: z.int().optional(),
      code: z.string().optional().describe('Why it was refused: the codes of request.add.'),
      retryAt: z.number().optional().describe('ms since the epoch'),
    }),
    codes: [],
    roles: EVERY_CHAT,
  },
  'request.choose': {
    summary:
      'Says which track a doubtful request means. Where that song is open already, it becomes a vote for it: the answer names the request that stays.',
    args: z.strictObject({ id, trackId: id, revision, by }),
    answer: z.object({ id, revision: z.int() }),
    codes: [...ON_ONE, 'track-unknown', 'not-a-candidate'],
    roles: DESK,
  },
  'request.accept': {
    summary: 'Takes a request. Can be undone for 20 seconds; until then nobody hears of it.',
    args: z.strictObject({ id, revision, by }),
    answer: z.object({
      id,
      changeId,
      playlist: z.string().optional(),
      clipboard: z.boolean().describe('whether the words for Traktor are being copied'),
    }),
    codes: [...ON_ONE, 'already-accepted', 'doubtful'],
    roles: DESK,
  },
  'request.skip': {
    summary: 'Not now: to the end of the queue, said to nobody. The second time: not this time.',
    args: z.strictObject({ id, revision, by }),
    answer: z.object({ id, changeId, state: z.enum(['skipped', 'declined']) }),
    codes: ON_ONE,
    roles: DESK,
  },
  'request.decline': {
    summary: 'Not this time; only who asked can read it.',
    args: z.strictObject({ id, revision, by }),
    answer: z.object({ id, changeId }),
    codes: ON_ONE,
    roles: DESK,
  },
  'request.withdraw': {
    summary: 'Takes a request back; with `requester` only one of theirs. A vote is taken back the same way.',
    args: z.strictObject({ id, revision, requester: person.optional() }),
    answer: z.object({ id, state: z.enum(['withdrawn', 'vote-withdrawn']) }),
    codes: [...ON_ONE, 'not-yours'],
    roles: EVERY_CHAT,
  },
  'request.ping': {
    summary: 'Whether somebody wants to be pinged when a song of theirs is on air.',
    args: z.strictObject({ requester: person, on: z.boolean() }),
    answer: z.object({ on: z.boolean() }),
    codes: [],
    roles: EVERY_CHAT,
  },
  'request.move': {
    summary: 'Puts a request in front of another of its kind (waiting, accepted), or at the end; it stays there.',
    args: z.strictObject({ id, before: id.optional(), revision, by }),
    answer: z.object({ id }),
    codes: ON_ONE,
    roles: DESK,
  },
  'request.undo': {
    summary: 'Undoes the newest change that can be undone, or that one.',
    args: z.strictObject({ changeId: changeId.optional(), by }),
    answer: z.object({ undone: z.string().describe('What was undone: "Accept 14".'), ids: z.array(id) }),
    codes: ['nothing-to-undo', 'too-late'],
    roles: DESK,
  },
  'request.clear': {
    summary: 'Declines everything that waits. Can be undone.',
    args: z.strictObject({ by }),
    answer: z.object({ cleared: z.int(), changeId: changeId.optional() }),
    codes: [],
    roles: DESK,
  },
  'requests.open': {
    summary: 'Opens requests.',
    args: z.strictObject({}),
    answer: z.object({ open: z.boolean() }),
    codes: ['rehearsal'],
    roles: DESK,
  },
  'requests.close': {
    summary: 'Closes requests; those that wait stay.',
    args: z.strictObject({ reason: z.string().max(100).optional() }),
    answer: z.object({ open: z.boolean() }),
    codes: [],
    roles: DESK,
  },
  'person.block': {
    summary: 'Keeps a person from asking, takes back what they asked for, and takes their name from every screen.',
    args: z.strictObject({ platform: person.shape.platform, id, name: person.shape.name.optional(), by }),
    answer: z.object({ withdrawn: z.int() }),
    codes: [],
    roles: DESK,
  },
  'person.unblock': {
    summary: 'Lets a person ask again.',
    args: z.strictObject({ platform: person.shape.platform, id }),
    answer: z.object({ unblocked: z.boolean() }),
    codes: [],
    roles: DESK,
  },
  'cue.take': {
    summary: 'Says that a cue is about to be done. Only who is answered ok may do it.',
    args: z.strictObject({ id }),
    answer: z.object({}),
    codes: ['cue-gone'],
    roles: BOT,
  },
  'cue.done': {
    summary: 'Says that a cue was done; `message` is what came of it: "<channel id>/<message id>".',
    args: z.strictObject({ id, message: z.string().max(100).optional() }),
    answer: z.object({}),
    codes: ['cue-gone'],
    roles: BOT,
  },
  'bot.report': {
    summary: "The bot's own health.",
    args: z.strictObject({
      status: z.enum(['ok', 'waiting', 'warn', 'down', 'off']),
      message: z.string().max(500),
      remedy: z.string().max(500).optional(),
      count: z.record(z.string().max(50), z.number()).optional(),
    }),
    answer: z.object({}),
    codes: [],
    roles: BOT,
  },
  'bot.remember': {
    summary: 'Keeps a short text for the bot over restarts, or forgets it: ids of its pinned messages and threads.',
    args: z.strictObject({ name: z.string().min(1).max(100), value: z.string().max(200).optional() }),
    answer: z.object({}),
    codes: ['too-many'],
    roles: BOT,
  },
} satisfies Record<string, CommandSpec & { roles: Role[] }>;
