// Every setting with its default and its bounds. The host reads them from one YAML file; secrets lie in another.

import { z } from 'zod';

const port = z.int().min(1).max(65_535);

/** Shell-like pattern over a whole path with forward slashes; `*` matches anything, case is ignored. */
const pathPattern = z.string().min(1);

export const settingsSchema = z.strictObject({
  library: z
    .strictObject({
      /** Path of collection.nml; empty means: the newest one found on this computer. */
      collection: z.string().default(''),
      exclude: z
        .array(pathPattern)
        .default(['*.stem.mp4', '*.stem.m4a', '*/Factory Sounds/*', '*/ContentImport/*', '*/Samples/*', '*/Loops/*']),
    })
    .prefault({}),
  broadcast: z
    .strictObject({
      port: port.default(8000),
      /** Listen on the local network too, for Traktor on another computer. Needs the password. */
      lan: z.boolean().default(false),
    })
    .prefault({}),
  decks: z
    .strictObject({
      enabled: z.boolean().default(false),
      port: port.default(8080),
    })
    .prefault({}),
  onAir: z
    .strictObject({
      policy: z.enum(['dominant', 'first-audible', 'full-over', 'others-stopped', 'manual']).default('dominant'),
    })
    .prefault({}),
  nowPlaying: z
    .strictObject({
      unknownTracks: z.enum(['show', 'mask']).default('show'),
      announceDelaySeconds: z.number().min(0).max(120).default(0),
      /** Regular expressions removed from what people see, beside the built-in cleaning. */
      removeFromTitles: z.array(z.string().min(1)).default([]),
      keepOriginalMix: z.boolean().default(false),
    })
    .prefault({}),
  masks: z
    .strictObject({
      /** Exact genre or label, case ignored. */
      tags: z.array(z.string().min(1)).default([]),
      /** Text anywhere in either comment field, case ignored. */
      comments: z.array(z.string().min(1)).default([]),
      folders: z.array(pathPattern).default([]),
      /** Playlist names or "Folder/List". */
      playlists: z.array(z.string().min(1)).default([]),
      /** Regular expressions over "artist - title" as sent, case ignored. */
      patterns: z.array(z.string().min(1)).default([]),
    })
    .prefault({}),
  web: z.strictObject({ port: port.default(14_747) }).prefault({}),
  overlay: z
    .strictObject({
      /** Path of a CSS file of your own, loaded after the theme. */
      css: z.string().default(''),
    })
    .prefault({}),
});

export type Settings = z.infer<typeof settingsSchema>;

export const DEFAULT_SETTINGS: Settings = settingsSchema.parse({});
