// The settings of the OBS bridge. Its password is a secret and stands in secrets.yaml.

import { z } from 'zod';

const name = z.string().trim().max(1_000);
const seconds = z.number().min(0).max(3_600);

/** What a rule waits for. */
export const RULE_TRIGGERS = [
  'request-accepted',
  'request-playing',
  'idle',
  'set-start',
  'set-end',
  'live',
  'rehearsal',
] as const;

const rule = z
  .strictObject({
    when: z.enum(RULE_TRIGGERS),
    scene: name.default('').describe('the scene to switch to'),
    source: name.default('').describe('or the source to show'),
    in: name.default('').describe('the scene of that source; empty: the one on air'),
    hide: z.boolean().default(false).describe('true: hide the source instead'),
    afterSeconds: seconds
      .default(0)
      .describe('so long after it happened, if it is not over by then; with "idle": how long nothing was on air'),
    forSeconds: seconds.default(0).describe('0: it stays; else after so long it is as before'),
    backTo: name.default('').describe('the scene to go back to; empty: the one before'),
  })
  .refine(({ scene, source }) => (scene === '') !== (source === ''), {
    error: 'names either a scene or a source',
  });

export type SceneRule = z.infer<typeof rule>;

export const obsSettings = z
  .strictObject({
    url: z
      .string()
      .trim()
      .refine(isAddress, { error: 'is an address like ws://127.0.0.1:4455' })
      .default('ws://127.0.0.1:4455')
      .describe(
        'Where OBS listens: in OBS under Tools, WebSocket Server Settings, Enable. Empty: TraCord leaves OBS alone. The password belongs into secrets.yaml.',
      ),
    makesLive: z
      .boolean()
      .default(true)
      .describe('true: the show is live while OBS streams or records. What you say by hand stands.'),
    sources: z
      .array(
        z.string().regex(/^(text|image):[a-z]+ ?= ?.+$/, { error: 'reads "text:title = name of the source in OBS"' }),
      )
      .default([])
      .describe(
        'Sources of yours that TraCord writes to: "text:title = My title". There are text:title, text:artist, text:line, text:next, text:requests and image:cover. Sources made with obs.setup need no line here.',
      ),
    rules: z
      .array(rule)
      .max(50)
      .default([])
      .describe(
        `Scenes that change by themselves, for example - {when: request-accepted, scene: Requests, forSeconds: 8}. "when" is one of ${RULE_TRIGGERS.join(', ')}. A scene you choose by hand always stands.`,
      ),
    chapters: z
      .boolean()
      .default(true)
      .describe('true: each track is a chapter in the recording (OBS 30.2 or newer, format Hybrid MP4).'),
  })
  .prefault({})
  .describe('OBS. TraCord never starts or stops your stream by itself.');

const socketUrl = z.url({ protocol: /^wss?$/ });

/** Empty, or what a WebSocket takes: nothing after a #, and no name before an @. */
function isAddress(text: string): boolean {
  return text === '' || (socketUrl.safeParse(text).success && !/[#@]/.test(text));
}
