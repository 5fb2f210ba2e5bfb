// The name of the volume that macOS started from: the one link in /Volumes that leads to "/".

import { readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** undefined on other systems, and where /Volumes cannot be listed. */
export function bootVolume(platform: NodeJS.Platform = process.platform, volumes = '/Volumes'): string | undefined {
  if (platform !== 'darwin') return undefined;
  try {
    return readdirSync(volumes, { withFileTypes: true }).find(
      (entry) => entry.isSymbolicLink() && readlinkSync(join(volumes, entry.name)) === '/',
    )?.name;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return undefined;
  }
}
