// Every setting with its default, its bounds, its help text and when a change applies. The host reads them from one YAML
// file whose template is made from these descriptions; secrets lie in a file of their own.

import { z } from 'zod';
import { discordSettings } from './discord-settings.ts';
import { obsSettings } from './obs-settings.ts';
import { requestSettings, requestTextSettings } from './request-settings.ts';
import { noticeSettings, plannerSettings, setSettings } from './set-settings.ts';

const port = z.int().min(1).max(65_535);

/** Shell-like pattern over a whole path with forward slashes; `*` matches anything, case is ignored. */
const pathPattern = z.string().min(1);

/** A regular expression as the host compiles it: Unicode, case ignored. */
const pattern = z.string().min(1).refine(compiles, { error: 'is no regular expression' });

/** One path; empty means none. A tab or line break in it comes from a Windows path in double quotes: "C:\new". */
const path = z.string().refine((text) => !/\p{Cc}/u.test(text), {
  error: 'holds a tab or a line break where a path was meant (in double quotes, \\t and \\n are such characters)',
});

const KIND: Record<string, SettingInfo['kind']> = {
  number: 'number',
  boolean: 'yes-no',
  enum: 'choice',
  array: 'list',
};

export const settingsSchema = z.strictObject({
  library: z
    .strictObject({
      collection: path
        .default('')
        .describe("Path of Traktor's collection.nml. Empty: the newest one found on this computer."),
      exclude: z
        .array(pathPattern)
        .default(['*.stem.mp4', '*.stem.m4a', '*/Factory Sounds/*', '*/ContentImport/*', '*/Samples/*', '*/Loops/*'])
        .describe(
          'Files left out of search and requests. Each pattern is compared with the whole path, forward slashes on every system; * stands for anything, case does not matter.',
        ),
      excludeLoops: z
        .boolean()
        .default(true)
        .describe(
          'true: also leave out loops and one-shots, as Traktor marks the sounds of its remix decks, wherever they lie.',
        ),
    })
    .prefault({})
    .describe("Your collection. TraCord reads Traktor's file and never writes to it."),
  broadcast: z
    .strictObject({
      port: port
        .default(8000)
        .describe(
          'Port that Traktor broadcasts to. The same number belongs into Traktor: Preferences, Broadcasting, Port.',
        ),
      lan: z
        .boolean()
        .default(false)
        .describe(
          'true: also listen on the local network, for Traktor on another computer. Needs broadcast.password in secrets.yaml.',
        ),
    })
    .prefault({})
    .describe("Traktor's broadcast: how the names of the tracks come in."),
  decks: z
    .strictObject({
      enabled: z
        .boolean()
        .default(false)
        .describe('true: listen for the deck feed that traktor-api-client sends (decks, faders, positions).'),
      port: port.default(8080).describe('Port that the deck feed comes in on.'),
    })
    .prefault({})
    .describe('The deck feed: optional, and more exact than the broadcast.'),
  onAir: z
    .strictObject({
      policy: z
        .enum(['dominant', 'first-audible', 'full-over', 'others-stopped', 'manual'])
        .default('dominant')
        .describe(
          'With the deck feed, which track is on air. dominant: the loudest deck, once it was that for 4 seconds; at once when all the others have stopped. first-audible: the newest track the room can hear, at once; when it goes away, the newest of those that remain. full-over: the track on air stays until it cannot be heard any more, then the loudest takes over. others-stopped: a track that can be heard while every other deck has stopped. manual: only what you say.',
        ),
    })
    .prefault({})
    .describe('Which deck the audience hears.'),
  nowPlaying: z
    .strictObject({
      unknownTracks: z
        .enum(['show', 'mask'])
        .default('show')
        .describe(
          'Tracks that are not in your collection. show: artist and title as Traktor sent them. mask: as "ID – ID".',
        ),
      announceDelaySeconds: z
        .number()
        .min(0)
        .max(120)
        .default(0)
        .describe('Seconds between a track being on air and the audience reading its name, 0 to 120.'),
      removeFromTitles: z
        .array(pattern)
        .default([])
        .describe(
          'Regular expressions removed from what people read, beside the built-in cleaning. Case does not matter. Your collection keeps its titles.',
        ),
      keepOriginalMix: z.boolean().default(false).describe('true: leave "(Original Mix)" in titles.'),
    })
    .prefault({})
    .describe('What people read about the current track.'),
  masks: z
    .strictObject({
      tags: z.array(z.string().min(1)).default([]).describe('Genres or labels, written in full; case does not matter.'),
      comments: z
        .array(z.string().min(1))
        .default([])
        .describe('Text anywhere in either comment field; case does not matter.'),
      folders: z
        .array(pathPattern)
        .default([])
        .describe('Patterns over the whole path of the file, for example */Promos/* (as in library.exclude).'),
      playlists: z.array(z.string().min(1)).default([]).describe('Names of playlists, or "Folder/List".'),
      patterns: z
        .array(pattern)
        .default([])
        .describe('Regular expressions over "artist - title" as Traktor sent it; case does not matter.'),
    })
    .prefault({})
    .describe('Tracks that the audience sees as "ID – ID", without cover, label, key, tempo or length.'),
  requests: requestSettings,
  requestTexts: requestTextSettings,
  discord: discordSettings,
  obs: obsSettings,
  sets: setSettings,
  planner: plannerSettings,
  notices: noticeSettings,
  web: z
    .strictObject({
      port: port
        .default(14_747)
        .describe('Port of the overlays and docks. It stands in the addresses that OBS keeps: change it there too.'),
    })
    .prefault({})
    .describe("TraCord's own pages, on this computer only."),
  overlay: z
    .strictObject({
      css: path.default('').describe('Path of a CSS file of your own, loaded after the theme.'),
    })
    .prefault({})
    .describe('The overlays.'),
});

export type Settings = z.infer<typeof settingsSchema>;

/** A setting's name as people write it: `broadcast.port`. */
export type SettingPath = { [S in keyof Settings]: `${S}.${Extract<keyof Settings[S], string>}` }[keyof Settings];

export const DEFAULT_SETTINGS: Settings = settingsSchema.parse({});

/** When a changed setting takes effect: at once, by stopping and starting the bridge it belongs to, or at the next start. */
export type Applies = 'live' | 'restarts its bridge' | 'next start';

export const applies: Readonly<Record<SettingPath, Applies>> = {
  'library.collection': 'restarts its bridge',
  'library.exclude': 'live',
  'library.excludeLoops': 'live',
  'broadcast.port': 'restarts its bridge',
  'broadcast.lan': 'restarts its bridge',
  'decks.enabled': 'restarts its bridge',
  'decks.port': 'restarts its bridge',
  'onAir.policy': 'live',
  'nowPlaying.unknownTracks': 'live',
  'nowPlaying.announceDelaySeconds': 'live',
  'nowPlaying.removeFromTitles': 'live',
  'nowPlaying.keepOriginalMix': 'live',
  'masks.tags': 'live',
  'masks.comments': 'live',
  'masks.folders': 'live',
  'masks.playlists': 'live',
  'masks.patterns': 'live',
  'requests.openWhenLive': 'live',
  'requests.perPerson': 'live',
  'requests.perHelper': 'live',
  'requests.inQueue': 'live',
  'requests.minutesBetween': 'live',
  'requests.oncePerSet': 'live',
  'requests.notPlayedInSets': 'live',
  'requests.artistTracksApart': 'live',
  'requests.expireMinutes': 'live',
  'requests.discordAccountDays': 'live',
  'requests.longestMinutes': 'live',
  'requests.blockedPeople': 'live',
  'requests.blockedArtists': 'live',
  'requests.blockedTracks': 'live',
  'requests.blockedGenres': 'live',
  'requests.blockedFolders': 'live',
  'requests.keepWishes': 'live',
  'requests.clipboard': 'live',
  'requests.showNames': 'live',
  'requests.hiddenNames': 'live',
  'requests.allowedNames': 'live',
  'requests.howToAsk': 'live',
  'requestTexts.closed': 'live',
  'requestTexts.rehearsal': 'live',
  'requestTexts.person-blocked': 'live',
  'requestTexts.account-too-young': 'live',
  'requestTexts.too-many-open': 'live',
  'requestTexts.too-soon': 'live',
  'requestTexts.queue-full': 'live',
  'requestTexts.already-asked': 'live',
  'requestTexts.already-played': 'live',
  'requestTexts.played-lately': 'live',
  'requestTexts.artist-too-close': 'live',
  'requestTexts.artist-blocked': 'live',
  'requestTexts.track-blocked': 'live',
  'requestTexts.genre-blocked': 'live',
  'requestTexts.folder-blocked': 'live',
  'requestTexts.too-long': 'live',
  'requestTexts.track-unknown': 'live',
  'discord.server': 'restarts its bridge',
  'discord.requestsChannel': 'restarts its bridge',
  'discord.panelChannel': 'restarts its bridge',
  'discord.staffChannel': 'restarts its bridge',
  'discord.nowPlayingChannel': 'restarts its bridge',
  'discord.announceChannel': 'restarts its bridge',
  'discord.staffRoles': 'restarts its bridge',
  'discord.subscriberRoles': 'restarts its bridge',
  'discord.liveRoles': 'restarts its bridge',
  'discord.threadPerSet': 'restarts its bridge',
  'discord.presence': 'restarts its bridge',
  'discord.oldNames': 'restarts its bridge',
  'discord.newTracks': 'restarts its bridge',
  'obs.url': 'restarts its bridge',
  'obs.makesLive': 'live',
  'obs.sources': 'live',
  'obs.rules': 'live',
  'obs.chapters': 'live',
  'sets.broadcastLagSeconds': 'live',
  'sets.endsAfterMinutes': 'live',
  'sets.performer': 'live',
  'planner.keyLock': 'live',
  'planner.warnSets': 'live',
  'planner.artistSpacing': 'live',
  'planner.weights': 'live',
  'sets.line': 'live',
  'sets.readHistory': 'live',
  'notices.webhooks': 'live',
  'notices.level': 'live',
  'notices.discord': 'live',
  'notices.discordLevel': 'live',
  'notices.discordQuiet': 'live',
  'notices.quiet': 'live',
  'notices.perHour': 'live',
  'notices.quietFrom': 'live',
  'notices.quietUntil': 'live',
  'notices.diskFreeGb': 'live',
  'web.port': 'next start',
  'overlay.css': 'live',
};

export type SettingInfo = {
  path: SettingPath;
  section: string;
  key: string;
  kind: 'text' | 'number' | 'yes-no' | 'choice' | 'list';
  help: string;
  sectionHelp: string;
  default: unknown;
};

/** Every setting, in the order of the file. */
export const SETTINGS: readonly SettingInfo[] = Object.entries(settingsSchema.shape).flatMap(
  ([section, sectionSchema]) =>
    Object.entries<z.ZodDefault<z.ZodType>>(sectionSchema.unwrap().shape).map(([key, schema]) => ({
      path: `${section}.${key}` as SettingPath,
      section,
      key,
      kind: KIND[schema.unwrap().def.type] ?? 'text',
      help: schema.description ?? '',
      sectionHelp: sectionSchema.description ?? '',
      default: schema.parse(undefined),
    })),
);

function compiles(text: string): boolean {
  try {
    new RegExp(text, 'iu');
    return true;
  } catch {
    return false;
  }
}
