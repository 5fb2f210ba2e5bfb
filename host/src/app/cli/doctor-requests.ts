// What brings in requests from outside: the Discord bot, and the token for the bots of other chats. Titles reach the overlay
// without either.

import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { loadSecrets } from '#adapters/files/secrets-file.ts';
import { type TokenName, tokenFile } from '#adapters/files/token-file.ts';
import { SERVER_REMEDY, TOKEN_REMEDY } from '#app/discord-process.ts';
import type { Facts } from './doctor-facts.ts';
import { type Earlier, type Finding, isBroken, ok, skipped, warn } from './doctor-finding.ts';

export async function lookAtDiscord({ place, parts, settings, host }: Facts, earlier: Earlier): Promise<Finding> {
  if (isBroken(earlier, 'Passwords')) return skipped('Not looked at: the file of passwords has a mistake.');
  const read = await loadSecrets(path.join(place.config, 'secrets.yaml'), parts.env);
  const hasToken = read.ok && read.secrets.discord.token !== undefined;
  const hasServer = settings.discord.server !== '' || Boolean(parts.env.TRACORD_DISCORD_GUILD);
  const bridge = host?.health.bridges.discord;
  // The host may have been given both by its own environment.
  const isOn = bridge !== undefined && bridge.status !== 'off';
  if (!isOn) {
    if (!hasToken && !hasServer) return skipped('The Discord bot is off; it is optional.');
    if (!hasToken) return warn('The Discord bot is off: its server is set, but not its token.', TOKEN_REMEDY);
    if (!hasServer) return warn('The Discord bot is off: its token is set, but not its server.', SERVER_REMEDY);
    return ok('Token and server of the Discord bot are set; whether Discord takes them shows once TraCord runs.');
  }
  if (bridge.status === 'ok') return ok(bridge.message);
  return warn(bridge.message, bridge.remedy ?? 'Wait a minute and look again; the log says more.');
}

export async function lookAtOtherChats(
  { place }: Facts,
  earlier: Earlier,
  platform = process.platform,
): Promise<Finding> {
  if (isBroken(earlier, 'Data folder')) return skipped('Not looked at: their token is kept in the data folder.');
  const file = tokenFile(place.data, 'requester-token');
  const token = await held(place.data, 'requester-token');
  if (token === undefined) return skipped('There is no token for them yet: TraCord makes it when it starts.');
  if (token === (await held(place.data, 'operator-token'))) {
    return warn(
      `${file} holds the operator's token: no other chat can connect.`,
      'Remove that file and start TraCord again: it makes a new one. Then give it to the bots.',
    );
  }
  const mode = (await stat(file)).mode & 0o777;
  if (platform !== 'win32' && (mode & 0o077) !== 0) {
    return warn(
      `${file} is open to other users of this computer (mode ${mode.toString(8)}).`,
      'Remove that file and start TraCord again: it makes a new one for you alone. Then give it to the bots.',
    );
  }
  return ok(`Bots of other chats can ask with the token in ${file}.`);
}

async function held(dataFolder: string, name: TokenName): Promise<string | undefined> {
  try {
    return (await readFile(tokenFile(dataFolder, name), 'utf8')).trim();
  } catch {
    return undefined;
  }
}
