// The commands that drive OBS. Part of the table in commands.ts. `obs-away`: OBS is not connected; `obs-refused`: OBS said no, and
// the message says why.

import { z } from 'zod';
import type { CommandSpec } from './commands.ts';

/** OBS has no limit for names; an id may be a name with something before it. */
const LONGEST = 1_000;

/** A scene's id in the topic `obs`, or its name. */
const scene = z.string().min(1).max(LONGEST).describe('id of the scene in the topic `obs`, or its name');
const AWAY = ['obs-away', 'obs-refused'];

export const obsCommands = {
  'obs.setup': {
    summary:
      'Makes the sources that TraCord writes to, or repairs them: right size, right place, nothing of yours touched.',
    args: z.strictObject({
      scene: scene.optional().describe('Where they go; without it the scene on air.'),
      sources: z
        .array(z.string().regex(/^(overlay:[a-z-]+|text:[a-z]+|image:[a-z]+)$/))
        .min(1)
        .max(30),
    }),
    answer: z.object({
      scene: z.string(),
      sources: z.array(z.object({ what: z.string(), name: z.string(), outcome: z.enum(['made', 'repaired', 'kept']) })),
      unavailable: z.array(z.object({ what: z.string(), why: z.string() })),
    }),
    codes: [...AWAY, 'scene-unknown', 'source-unknown'],
  },
  'scene.set': {
    summary: 'Puts a scene on air, in studio mode too; or into the preview.',
    args: z.strictObject({ scene, preview: z.boolean().default(false).describe('true: into the preview only') }),
    answer: z.object({ scene: z.string() }),
    codes: [...AWAY, 'scene-unknown', 'no-studio-mode'],
  },
  'source.show': {
    summary: 'Shows or hides a source in a scene.',
    args: z.strictObject({
      source: z.string().min(1).max(LONGEST).describe('its name in OBS'),
      scene: scene.optional().describe('without it: the scene on air'),
      on: z.boolean().optional().describe('without it: the other way round than now'),
    }),
    answer: z.object({ on: z.boolean() }),
    codes: [...AWAY, 'scene-unknown', 'source-unknown'],
  },
  'recording.set': {
    summary: 'Starts or stops the recording in OBS.',
    args: z.strictObject({ on: z.boolean() }),
    answer: z.object({ on: z.boolean(), path: z.string().optional().describe('of the file that was written') }),
    codes: AWAY,
  },
  'stream.set': {
    summary: 'Starts or stops the stream in OBS. TraCord never does it by itself.',
    args: z.strictObject({ on: z.boolean() }),
    answer: z.object({ on: z.boolean() }),
    codes: AWAY,
  },
  'recording.chapter': {
    summary: 'Marks a chapter in the recording (Hybrid MP4, OBS 30.2 or newer).',
    args: z.strictObject({
      name: z
        .string()
        .trim()
        .min(1)
        .max(100)
        .optional()
        .describe('without it: what the audience reads of the track on air'),
    }),
    answer: z.object({ name: z.string() }),
    codes: [...AWAY, 'no-recording', 'no-chapters'],
  },
  'obs.acknowledge': {
    summary:
      'Takes note of a recording or stream that ended by itself: its alarm goes. Where OBS threw TraCord out by hand, it comes back.',
    args: z.strictObject({}),
    answer: z.object({ acknowledged: z.int() }),
    codes: [],
  },
} satisfies Record<string, CommandSpec>;
