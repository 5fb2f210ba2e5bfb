// What the settings of TraCord DJ are called here: lines to write into settings.yaml, and what else is to be done. Pure. Nothing is
// written by itself, and the token is never shown.

import { settingsSchema } from '@tracord/shared/settings.ts';
import { z } from 'zod';
import { oneLine } from '#domain/one-line.ts';
import { readOldJson, refusedAt } from './old-requests-json.ts';

/** `lines`: YAML for settings.yaml; `notes`: sentences. */
export type OldSettings = { lines: string[]; notes: string[] };

const SNOWFLAKE = /^\d{17,20}$/;
/** Settings that have no counterpart, as the look of a window or a picture for another program. */
const NOT_NEEDED = new Set(
  'DISCORD_BOT_APP_ID NEW_SONGS_DAYS MAX_SONGS TIMEOUT COVER_SIZE FADE_STYLE FADE_FRAMES FADE_DURATION SPOUT_COVER_SIZE SPOUT_BORDER_PX MIDI_DEVICE CONSOLE_PANEL_WIDTH TRACORD_LOG_LEVEL TRACORD_LOG_RICH DEBUG'.split(
    ' ',
  ),
);
const TAKEN = new Set(
  'DISCORD_TOKEN DISCORD_BOT_CHANNEL_IDS DISCORD_BOT_ADMIN_IDS DISCORD_BOT_REQUEST_PLAYED_CHANNEL_ID DISCORD_LIVE_NOTIFICATION_ROLES TRAKTOR_LOCATION TRAKTOR_COLLECTION_FILENAME TRAKTOR_BROADCAST_PORT EXCLUDED_ITEMS'.split(
    ' ',
  ),
);

const id = z.union([z.string(), z.number().transform(String)]);
const ids = z.array(id).nullish();
const oldSettings = z.looseObject({
  DISCORD_TOKEN: z.string().nullish(),
  DISCORD_BOT_CHANNEL_IDS: ids,
  DISCORD_BOT_ADMIN_IDS: ids,
  DISCORD_BOT_REQUEST_PLAYED_CHANNEL_ID: id.nullish(),
  DISCORD_LIVE_NOTIFICATION_ROLES: ids,
  TRAKTOR_LOCATION: z.string().nullish(),
  TRAKTOR_COLLECTION_FILENAME: z.string().nullish(),
  TRAKTOR_BROADCAST_PORT: z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]).nullish(),
  EXCLUDED_ITEMS: z.object({ FILE: z.array(z.string()).default([]), DIR: z.array(z.string()).default([]) }).nullish(),
});

/** `json`: the text of settings.json. Throws DomainError `old-file-broken`. */
export function translateOldSettings(json: string, file: string): OldSettings {
  const read = oldSettings.safeParse(readOldJson(json, file));
  if (!read.success) {
    const field = read.error.issues[0]?.path[0];
    const what =
      field === undefined ? 'it holds no settings' : `"${String(field)}" is not what TraCord DJ writes there`;
    throw refusedAt(file, what, 'Correct it, or leave the file out.');
  }
  const old = read.data;
  const played = channelOf(old.DISCORD_BOT_REQUEST_PLAYED_CHANNEL_ID);
  const channels = (old.DISCORD_BOT_CHANNEL_IDS ?? []).flatMap((written) => channelOf(written) ?? []);
  const roles = old.DISCORD_LIVE_NOTIFICATION_ROLES ?? [];
  const roleIds = roles.filter((role) => SNOWFLAKE.test(role));
  const requests = played ?? channels[0];

  const patterns = patternsOf(old.EXCLUDED_ITEMS);
  const wanted: Setting[] = [
    ['discord', 'requestsChannel', requests],
    ['discord', 'liveRoles', roleIds.length === 0 ? undefined : roleIds],
    ['discord', 'oldNames', true],
    ['broadcast', 'port', old.TRAKTOR_BROADCAST_PORT ?? undefined],
    ['library', 'exclude', patterns.length === 0 ? undefined : patterns],
  ];
  const good = wanted.filter(isGood);
  return {
    lines: ['discord', 'broadcast', 'library'].flatMap((name) => section(name, good)),
    notes: [
      ...notesOf(old, roles, channels, requests),
      ...wanted.filter((one) => !isGood(one)).map(([name, key, value]) => unfit(`${name}.${key}`, value)),
    ].map(oneLine),
  };
}

function* notesOf(
  old: z.infer<typeof oldSettings>,
  roles: string[],
  channels: string[],
  requests: string | undefined,
): Generator<string> {
  if (old.DISCORD_TOKEN)
    yield 'Copy DISCORD_TOKEN from the old file into secrets.yaml, behind "discord.token"; then delete it there.';
  const unused = channels.filter((channel) => channel !== requests);
  if (unused.length > 0) {
    yield `The commands work in every channel that Discord allows them in, so these need no setting: ${unused.join(', ')}.`;
  }
  const admins = old.DISCORD_BOT_ADMIN_IDS ?? [];
  if (admins.length > 0) {
    yield `Staff are roles here: give these people one, and write its id behind "staffRoles:": ${admins.join(', ')}.`;
  }
  const named = roles.filter((role) => !SNOWFLAKE.test(role));
  if (named.length > 0) yield `Roles are written as ids here: look these up for "liveRoles:": ${named.join(', ')}.`;
  if (old.TRAKTOR_LOCATION) {
    yield `The newest collection is found by itself. If it is not, write its path behind "collection:" (the old bot looked in ${old.TRAKTOR_LOCATION}).`;
  }
  const keys = Object.keys(old).filter((key) => !TAKEN.has(key));
  const known = keys.filter((key) => NOT_NEEDED.has(key));
  if (known.length > 0) yield `Not needed any more: ${known.join(', ')}.`;
  const unknown = keys.filter((key) => !NOT_NEEDED.has(key));
  if (unknown.length > 0) yield `Not known, and left out: ${unknown.join(', ')}.`;
}

/** Section, name and value as settings.yaml has them; an undefined value: there is none. */
type Setting = [section: string, key: string, value: string | number | boolean | string[] | undefined];

/** Whether the host would take it: a line that breaks the settings must not be advised. */
function isGood([name, key, value]: Setting): boolean {
  return value === undefined || settingsSchema.safeParse({ [name]: { [key]: value } }).success;
}

function unfit(name: string, value: Setting[2]): string {
  return `${name} cannot be ${JSON.stringify(value)} here, and was left out: leave the setting as it is, or choose another value.`;
}

function section(name: string, settings: Setting[]): string[] {
  const lines = settings.flatMap(([of, key, value]) =>
    of === name && value !== undefined ? [`  ${key}: ${written(value)}`] : [],
  );
  return lines.length === 0 ? [] : [`${name}:`, ...lines];
}

/** "/:Samples/" is how Traktor writes a folder; here patterns run over the whole path. One without any letter would take
 * everything out of the library. */
function patternsOf(items: z.infer<typeof oldSettings>['EXCLUDED_ITEMS']): string[] {
  if (items == null) return [];
  const folders = items.DIR.map((part) => `*${part.replace(/^\/?:/, '/').replaceAll('/:', '/')}*`);
  const files = items.FILE.map((part) => `*${part}*`);
  return [...files, ...folders].filter((pattern) => /[^*/\s]/u.test(pattern));
}

function channelOf(text: string | null | undefined): string | undefined {
  return text != null && SNOWFLAKE.test(text) ? text : undefined;
}

/** JSON's texts are YAML's, too; what a terminal would obey, or a reader not see, is spelled out. */
function written(value: NonNullable<Setting[2]>): string {
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
