// Every command a client may send: its arguments, what a good answer carries, and who may send it.
// Any command may answer `{ok: false, code, message}`; the codes of each stand in `codes`.

import { z } from 'zod';
import { obsCommands } from './obs-commands.ts';
import { planCommands, plannerCommands } from './plan-commands.ts';
import type { Role } from './protocol.ts';
import { requestCommands } from './request-commands.ts';
import { setCommands } from './set-commands.ts';

const id = z.string().min(1).max(100);
const text = z.string().trim().max(300);

export type CommandSpec = {
  summary: string;
  args: z.ZodType;
  answer: z.ZodType;
  /** Codes of refusals beyond COMMON_CODES. */
  codes: string[];
  /** Who may send it beside the operator, who may send all; absent: nobody. */
  roles?: Role[];
};

/** Any command may be refused with these: `unauthorized` without a token, `forbidden` with one that is not for this command,
 * `id-used` when its commandId stood for another command or other arguments. */
export const COMMON_CODES = ['invalid', 'unauthorized', 'forbidden', 'id-used', 'too-large', 'wrong-type', 'failed'];

/** Whether `role` may send a command of this kind at all. */
export function maySend({ roles = [] }: CommandSpec, role: Role): boolean {
  return role === 'operator' || roles.includes(role);
}

const showCommands = {
  'nowPlaying.correct': {
    summary: 'Says which track is (or was) playing. The choice is remembered for the text that was heard.',
    args: z.strictObject({
      trackId: id,
      playId: id.optional().describe('A play of the past; without it the current one.'),
    }),
    answer: z.object({ playId: z.string(), trackId: z.string() }),
    codes: ['track-unknown', 'play-unknown', 'nothing-on-air'],
  },
  'nowPlaying.previous': {
    summary: 'Brings the track before this one back on air: Traktor says nothing when the DJ returns to it.',
    args: z.strictObject({}),
    answer: z.object({ playId: z.string() }),
    codes: ['no-previous'],
  },
  'nowPlaying.set': {
    summary: 'Names what plays by hand, for vinyl and guests.',
    args: z.strictObject({ artist: text.default(''), title: text.min(1) }),
    answer: z.object({ playId: z.string() }),
    codes: [],
  },
  'nowPlaying.hide': {
    summary: 'Shows "ID – ID" instead of the current track, or of the next one.',
    args: z.strictObject({
      on: z.boolean().default(true).describe('false shows it again'),
      next: z.boolean().default(false).describe('true arms it for the next track instead of this one'),
      playId: id.optional().describe('The play as it was shown: refused as "changed" where another is on air now.'),
    }),
    answer: z.object({ hidden: z.boolean(), hideNext: z.boolean() }),
    codes: ['nothing-on-air', 'changed'],
  },
  'nowPlaying.test': {
    summary: 'Shows a test song for 15 seconds, to see that the overlays work. It counts for nothing.',
    args: z.strictObject({ anyway: z.boolean().default(false).describe('true: also while the show is live') }),
    answer: z.object({ endsAt: z.number().describe('ms since the epoch') }),
    codes: ['live'],
  },
  'live.set': {
    summary: 'Begins or ends the live show. Outside it the host rehearses: plays count for nothing.',
    args: z.strictObject({ on: z.boolean() }),
    answer: z.object({ on: z.boolean() }),
    codes: [],
  },
  'library.import': {
    summary: 'Reads the collection now. Answers when it is done.',
    args: z.strictObject({
      collection: z
        .string()
        .max(4096)
        .optional()
        .describe(
          'Path of a collection.nml; without it the one in use. Once read, it is the one in use until the next start.',
        ),
    }),
    answer: z.object({ tracks: z.number(), added: z.number(), changed: z.number(), vanished: z.number() }),
    codes: ['collection-missing', 'collection-truncated', 'collection-unreadable', 'not-nml', 'import-running'],
  },
} satisfies Record<string, CommandSpec>;

export const commands = {
  ...showCommands,
  ...requestCommands,
  ...obsCommands,
  ...setCommands,
  ...plannerCommands,
  ...planCommands,
};

export type CommandName = keyof typeof commands;
export type RequestCommandName = keyof typeof requestCommands;
export type ObsCommandName = keyof typeof obsCommands;
export type SetCommandName = keyof typeof setCommands;
export type PlanCommandName = keyof typeof plannerCommands | keyof typeof planCommands;
export type CommandArgs<Name extends CommandName> = z.infer<(typeof commands)[Name]['args']>;
/** What a good answer carries beside `ok`; of a command that answers nothing more: unknown. */
export type CommandResult<Name extends CommandName> = Carried<z.infer<(typeof commands)[Name]['answer']>>;
/** zod gives an object without members a type that no `ok` could stand beside. */
type Carried<Answer> = Answer extends Record<string, never> ? unknown : Answer;

/** What a POST carries besides the command's own arguments. */
export const commandIdSchema = z.string().min(1).max(100);
