// Settings from the environment and from flags. Flags win over the environment, the environment over the file.

import { SETTINGS, type SettingInfo, type SettingPath } from '@tracord/shared/settings.ts';
import { nearest } from './near-name.ts';

/** Flags by the setting they set, as text as they were typed: `{'web.port': '14000'}`. Lists are comma-separated. */
export type SettingFlags = Partial<Record<SettingPath, string>>;

/** One value from outside the file; `from` is what a message calls it: "TRACORD_WEB_PORT", "--port". */
export type Override = { setting: SettingInfo; value: unknown; from: string };

/** The flags that are not named like their setting. */
export const FLAG_NAMES: SettingFlags = {
  'library.collection': '--collection',
  'web.port': '--port',
  'broadcast.port': '--broadcast-port',
  'decks.port': '--deck-port',
};

/** Variables of the same shape that are no settings. */
const OTHER_VARIABLES = [
  'TRACORD_BROADCAST_PASSWORD',
  'TRACORD_OBS_PASSWORD',
  'TRACORD_DISCORD_TOKEN',
  'TRACORD_DISCORD_GUILD',
  'TRACORD_DISCORD_API',
  'TRACORD_DISCORD_GATEWAY',
];

/** `nowPlaying.unknownTracks` is TRACORD_NOW_PLAYING_UNKNOWN_TRACKS. */
export function environmentName(path: string): string {
  return `TRACORD_${path
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace('.', '_')
    .toUpperCase()}`;
}

/** All overrides in the order they apply. An empty variable counts as absent. */
export function overrides(env: NodeJS.ProcessEnv, flags: SettingFlags): Override[] {
  const fromEnv = SETTINGS.flatMap((setting) => {
    const name = environmentName(setting.path);
    const text = env[name];
    return text === undefined || text === '' ? [] : [{ setting, value: parsed(setting, text), from: name }];
  });
  const fromFlags = SETTINGS.flatMap((setting) => {
    const text = flags[setting.path];
    const from = FLAG_NAMES[setting.path] ?? setting.path;
    return text === undefined ? [] : [{ setting, value: parsed(setting, text), from }];
  });
  return [...fromEnv, ...fromFlags];
}

/** Variables that look like a setting and are none, each with the one probably meant. */
export function strayVariables(env: NodeJS.ProcessEnv): { name: string; meant?: string }[] {
  const names = SETTINGS.map((setting) => environmentName(setting.path));
  const sections = [...new Set(SETTINGS.map((setting) => `${environmentName(setting.section)}_`))];
  return Object.keys(env)
    .filter((name) => sections.some((section) => name.startsWith(section)))
    .filter((name) => !names.includes(name) && !OTHER_VARIABLES.includes(name))
    .map((name) => ({ name, meant: nearest(name, names) }));
}

/** The text as the kind of value the setting holds; a text that is none stays as it is, for the schema to refuse. */
function parsed(setting: SettingInfo, text: string): unknown {
  const trimmed = text.trim();
  if (setting.kind === 'number') return /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : text;
  if (setting.kind === 'yes-no')
    return { true: true, '1': true, false: false, '0': false }[trimmed.toLowerCase()] ?? text;
  if (setting.kind === 'choice') return trimmed;
  if (setting.kind === 'list') {
    return trimmed
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
  }
  return text;
}
