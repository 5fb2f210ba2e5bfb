// Looks whether a folder can be written to and how much room there is, and leaves nothing behind.

import { existsSync } from 'node:fs';
import { rm, stat, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';

export type FolderState = {
  /** Why nothing can be written there; absent: it can. */
  trouble?: 'is a file' | 'may not be written to' | 'is full' | 'cannot be reached';
  /** The path the trouble is with: the folder itself, or the one above it that exists. */
  at: string;
  /** Room left for this user; absent where the system does not say. */
  freeBytes?: number;
};

const TROUBLES: Record<string, FolderState['trouble']> = {
  EACCES: 'may not be written to',
  EPERM: 'may not be written to',
  EROFS: 'may not be written to',
  ENOSPC: 'is full',
  EDQUOT: 'is full',
  ENOTDIR: 'is a file',
};

/** A folder that does not exist yet is looked at where it would be made. Never rejects. */
export async function folderState(folder: string): Promise<FolderState> {
  const at = nearestExisting(folder);
  const probe = path.join(at, `.tracord-doctor-${process.pid}`);
  try {
    if (!(await stat(at)).isDirectory()) return { trouble: 'is a file', at };
    await writeFile(probe, 'May be removed.\n');
    await rm(probe);
    const { bavail, bsize } = await statfs(at);
    return { at, freeBytes: bavail * bsize };
  } catch (error) {
    await rm(probe, { force: true }).catch(() => undefined);
    const code = (error as NodeJS.ErrnoException).code ?? '';
    return { trouble: TROUBLES[code] ?? 'cannot be reached', at };
  }
}

function nearestExisting(folder: string): string {
  let at = path.resolve(folder);
  while (!existsSync(at) && path.dirname(at) !== at) at = path.dirname(at);
  return at;
}
