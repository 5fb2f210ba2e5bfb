// The settings of sets and their lists, of the planner, and of notices.

import { z } from 'zod';
import { NOTICE_KINDS } from './notices.ts';
import { SCORE_PARTS, type ScorePartName } from './plan.ts';

export const setSettings = z
  .strictObject({
    broadcastLagSeconds: z
      .number()
      .min(0)
      .max(60)
      .default(10)
      .describe(
        "Traktor's broadcast names a track so many seconds after it could be heard: lists show it that much earlier, marked as rough.",
      ),
    endsAfterMinutes: z
      .number()
      .min(1)
      .max(720)
      .default(45)
      .describe('Minutes after the last play at which a set is over by itself.'),
    performer: z.string().trim().max(100).default('').describe('Your name in setlists. Empty: none.'),
    line: z
      .string()
      .max(300)
      .default('{time} {artist} - {title}')
      .describe(
        'A line of the plain text export: {time}, {place}, {artist}, {title}, {mix}, {label}, {performer}. What is not known leaves no gap.',
      ),
    readHistory: z
      .boolean()
      .default(true)
      .describe('true: starts and missed tracks are set right by the history file that Traktor writes when it closes.'),
  })
  .prefault({})
  .describe('Sets: what you played, and when.');

export const plannerSettings = z
  .strictObject({
    keyLock: z
      .boolean()
      .default(true)
      .describe(
        'Whether the key lock of your decks is on. false: keys go with the speed. Suggestions count in the key they are heard in at the tempo on air, and a track mixes whose tempo is less than 3 % off, which is half a semitone.',
      ),
    warnSets: z
      .number()
      .int()
      .min(0)
      .max(20)
      .default(2)
      .describe('Suggestions that you played in so many sets before this one are marked. 0: none.'),
    artistSpacing: z
      .number()
      .int()
      .min(0)
      .max(20)
      .default(1)
      .describe(
        'No suggestion by an artist of the last so many tracks. 0: any. What somebody waits for is suggested all the same.',
      ),
    weights: z
      .array(
        z
          .string()
          .refine((text) => WEIGHT.test(text), { error: 'reads "harmony = 30", a part of the score and its points' }),
      )
      .default([])
      .describe(
        `Points of your own for parts of the score, as "harmony = 30"; the others keep theirs. Parts: ${SCORE_PARTS.join(', ')}.`,
      ),
  })
  .prefault({})
  .describe('What to play next.');

/** Of the setting `planner.weights`. */
export function ownWeights(lines: readonly string[]): Partial<Record<ScorePartName, number>> {
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, points] = WEIGHT.exec(line) ?? [];
      return name === undefined ? [] : [[name, Number(points)]];
    }),
  );
}

const WEIGHT = new RegExp(`^(${SCORE_PARTS.join('|')}) ?= ?(\\d{1,3}(?:\\.\\d)?)$`);

const level = z.enum(['info', 'warn', 'alarm']);
const kinds = z.array(z.enum(NOTICE_KINDS));

const webhook = z.strictObject({
  form: z.enum(['ntfy', 'slack', 'gotify', 'json']),
  url: z
    .string()
    .regex(/^https?:\/\/\S+$/, { error: 'is an address that begins with http:// or https://' })
    .max(2_000),
  level: level.optional(),
  quiet: kinds.optional(),
});

const clock = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d)?$/, { error: 'is a time like 23:30' });

export const noticeSettings = z
  .strictObject({
    webhooks: z
      .array(webhook)
      .max(5)
      .default([])
      .describe(
        'Where notices are sent to, for example - {form: ntfy, url: https://ntfy.sh/my-topic}. Forms: ntfy, slack, gotify, json. Each may have a level of its own, and more kinds that it does not get: - {form: json, url: http://127.0.0.1:9000, level: info, quiet: [import-done]}.',
      ),
    level: level
      .default('warn')
      .describe('What is sent to Discord and webhooks that have no level of their own: this and worse.'),
    discord: z.boolean().default(true).describe('true: they go to discord.staffChannel as well.'),
    discordLevel: z
      .enum(['same', ...level.options])
      .default('same')
      .describe('What is sent to Discord: this and worse. same: as level says.'),
    discordQuiet: kinds.default([]).describe('Kinds that are not sent to Discord; the same names as for quiet.'),
    quiet: kinds.default([]).describe(`Kinds that are sent to nobody and only shown here: ${NOTICE_KINDS.join(', ')}.`),
    perHour: z
      .int()
      .min(1)
      .max(600)
      .default(30)
      .describe('To Discord, and to each webhook, at most so many are sent within an hour; alarms always.'),
    quietFrom: clock
      .default('')
      .describe('From this time of the day on only alarms are sent. Empty: always all that level lets through.'),
    quietUntil: clock.default('').describe('Until this time of the day; may be that of the next morning.'),
    diskFreeGb: z
      .number()
      .min(0)
      .max(10_000)
      .default(5)
      .describe('Below so many GB free where TraCord or OBS writes, there is a notice. 0: never.'),
  })
  .prefault({})
  .describe('Notices: what you should know while you play.');
