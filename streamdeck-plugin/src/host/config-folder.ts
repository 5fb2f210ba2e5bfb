// The folder in which a running host leaves host.json: the same one the host works out for itself.

import os from 'node:os';
import path from 'node:path';

/** TRACORD_CONFIG, else the system's own folder for settings of "tracord". Nothing is created. */
export function configFolder(env: NodeJS.ProcessEnv, platform = process.platform, home = os.homedir()): string {
  if (env.TRACORD_CONFIG) return path.resolve(env.TRACORD_CONFIG);
  if (platform === 'darwin') return path.join(home, 'Library', 'Preferences', 'tracord');
  if (platform === 'win32') return path.join(env.APPDATA || path.join(home, 'AppData', 'Roaming'), 'tracord', 'Config');
  return path.join(env.XDG_CONFIG_HOME || path.join(home, '.config'), 'tracord');
}
