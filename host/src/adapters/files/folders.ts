// Where TraCord keeps its things on this computer: settings, data, pictures it can make again, logs.

import path from 'node:path';
import envPaths from 'env-paths';

/** Absolute paths. Nothing is created here. */
export type Folders = { config: string; data: string; cache: string; log: string };

/**
 * The system's own folders for the name "tracord". TRACORD_CONFIG moves the settings; `--data` (else TRACORD_DATA) moves
 * the data, and cache and logs along with it, so that a host with a data folder of its own leaves nothing elsewhere.
 */
export function folders(env: NodeJS.ProcessEnv, flags: { data?: string } = {}): Folders {
  const usual = envPaths('tracord', { suffix: '' });
  const config = path.resolve(env.TRACORD_CONFIG || usual.config);
  const ownData = flags.data || env.TRACORD_DATA;
  if (!ownData) return { config, data: usual.data, cache: usual.cache, log: usual.log };
  const data = path.resolve(ownData);
  return { config, data, cache: path.join(data, 'cache'), log: path.join(data, 'log') };
}
