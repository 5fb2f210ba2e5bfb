// Files that only their owner may read. On Windows the user's own folders are private already; nothing is done there.

import { chmod, stat } from 'node:fs/promises';

export const OWNER_ONLY = 0o600;

/** Takes the rights of others away. The answer is a warning when they had any: what was open, and that it no longer is. */
export async function closeToOthers(file: string, platform = process.platform): Promise<string | undefined> {
  if (platform === 'win32') return undefined;
  const mode = (await stat(file)).mode & 0o777;
  if ((mode & 0o077) === 0) return undefined;
  await chmod(file, OWNER_ONLY);
  const open = (mode & 0o044) === 0 ? 'changed' : 'read';
  return `${file} could be ${open} by other users of this computer (mode ${mode.toString(8)}); it is now yours alone. If others use this computer, change what stands in it.`;
}
