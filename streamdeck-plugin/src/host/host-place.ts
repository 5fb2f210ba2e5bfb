// Where the host is and the token to act as the DJ: named by the environment, pasted by the DJ, or left by the host itself
// in host.json.

import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** `url` for example "http://127.0.0.1:14747". */
export type HostPlace = { url: string; token: string };

/** What the DJ pasted into the property inspector; the only things kept in the app's settings. */
export type Pasted = { url?: string; token?: string };

/** Undefined while no host is known, or no token for it. A host.json of a host that was killed still counts: try it. */
export async function findHost(
  env: NodeJS.ProcessEnv,
  configFolder: string,
  pasted: Pasted,
): Promise<HostPlace | undefined> {
  const named = { url: env.TRACORD_URL?.replace(/\/+$/, '') || pasted.url, token: env.TRACORD_TOKEN || pasted.token };
  if (named.url && named.token) return { url: named.url, token: named.token };
  const left = await fromHostFile(path.join(configFolder, 'host.json'));
  const url = named.url || left?.url;
  // The token of the host here is shown to no other one.
  const token = named.token || (left?.url === url ? left?.token : undefined);
  return url && token ? { url, token } : undefined;
}

async function fromHostFile(file: string): Promise<HostPlace | undefined> {
  try {
    const { address, tokenFile } = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    if (typeof address !== 'string' || typeof tokenFile !== 'string') return undefined;
    return { url: address, token: (await readFile(tokenFile, 'utf8')).trim() };
  } catch {
    // No host has started yet, or it is just writing the file: it is looked for again soon.
    return undefined;
  }
}

/** Global settings as they come from the app: only two texts in them are ours. */
export function pastedIn(settings: unknown): Pasted {
  if (typeof settings !== 'object' || settings === null) return {};
  const { url, token } = settings as Record<string, unknown>;
  const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined);
  return { url: text(url)?.replace(/\/+$/, ''), token: text(token) };
}
