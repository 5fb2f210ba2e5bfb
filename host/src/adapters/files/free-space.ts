// How much room a drive has left.

import { statfs } from 'node:fs/promises';

/** Bytes that this user may still write to the drive of a folder; undefined where it is not there. */
export async function freeBytes(folder: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}
