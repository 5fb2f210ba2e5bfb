// Passwords and the Discord bot's token, in a file of their own beside the settings that only its owner may read. Their
// values appear in no message, no log and no topic. A file that cannot be understood is a value, as with the settings.

import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { messageOf } from '#kernel/domain-error.ts';
import { closeToOthers, OWNER_ONLY } from './private-file.ts';
import type { SettingsProblem } from './settings-problem.ts';
import { decodeText, readYaml } from './yaml-file.ts';

const secretsSchema = z.strictObject({
  broadcast: z.strictObject({ password: z.string().min(1).optional() }).prefault({}),
  discord: z.strictObject({ token: z.string().trim().min(1).optional() }).prefault({}),
  obs: z.strictObject({ password: z.string().min(1).optional() }).prefault({}),
});

/** An absent password or token was never set. */
export type Secrets = z.infer<typeof secretsSchema>;

/** `isBlank`: there is no file, or nothing at all in it, as when an editor empties a file before it writes it. */
export type SecretsResult =
  | { ok: true; secrets: Secrets; warnings: string[]; isBlank: boolean }
  | { ok: false; problems: SettingsProblem[] };

const TEMPLATE = `# TraCord's passwords. Only you can read this file; keep it out of backups that others see.
# To set one, remove the "#" in front of it and write your own between the quotes.

broadcast:
  # The password that Traktor sends: Preferences, Broadcasting, Password. Needed for broadcast.lan in settings.yaml.
  #password: ''

discord:
  # The token of your Discord bot: discord.com/developers/applications, your application, Bot, Reset Token.
  # The bot also needs the id of your server: discord.server in settings.yaml.
  #token: ''

obs:
  # OBS: Tools, WebSocket Server Settings, Show Connect Info, Server Password.
  #password: ''
`;

/** Variables that stand for a secret, and win over the file. Empty, they count as absent. */
export function secretsFromEnv(env: NodeJS.ProcessEnv): Secrets {
  const { TRACORD_BROADCAST_PASSWORD: password, TRACORD_DISCORD_TOKEN: given, TRACORD_OBS_PASSWORD: obs } = env;
  const token = given?.trim();
  return {
    broadcast: password ? { password } : {},
    discord: token ? { token } : {},
    obs: obs ? { password: obs } : {},
  };
}

/** Creates the file with nothing set, unless it exists. True when it was created. */
export async function createSecretsFile(file: string): Promise<boolean> {
  if (existsSync(file)) return false;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, TEMPLATE, { flag: 'wx', mode: OWNER_ONLY });
  return true;
}

/** `known`: the file's text, where it was read already. */
type SecretsOptions = { known?: string; platform?: NodeJS.Platform };

/** Reads the file, then the variables, which win. A missing file holds no secrets. Never throws. */
export async function loadSecrets(
  file: string,
  env: NodeJS.ProcessEnv,
  { known, platform = process.platform }: SecretsOptions = {},
): Promise<SecretsResult> {
  const warnings: string[] = [];
  let text = '';
  try {
    if (existsSync(file)) {
      const warning = await closeToOthers(file, platform);
      if (warning !== undefined) warnings.push(warning);
      text = known ?? decodeText(await readFile(file));
    }
  } catch (error) {
    const message = `${file} could not be read: ${messageOf(error)}.`;
    return {
      ok: false,
      problems: [{ path: '', message, remedy: 'Make sure that it is a file of yours that you may read.' }],
    };
  }
  const read = readYaml(text, secretsSchema, path.basename(file), true);
  if (!read.ok) return read;
  const given = secretsFromEnv(env);
  return {
    ok: true,
    secrets: {
      broadcast: { ...read.value.broadcast, ...given.broadcast },
      discord: { ...read.value.discord, ...given.discord },
      obs: { ...read.value.obs, ...given.obs },
    },
    warnings,
    isBlank: text.trim() === '',
  };
}
