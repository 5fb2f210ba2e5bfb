// The folder in which a running host leaves host.json: the same one the host works out for itself, by the same package.

import path from 'node:path';
import envPaths from 'env-paths';

/** TRACORD_CONFIG, else the system's own folder for settings of "tracord". Nothing is created. */
export function configFolder(env: NodeJS.ProcessEnv): string {
  return path.resolve(env.TRACORD_CONFIG || envPaths('tracord', { suffix: '' }).config);
}
