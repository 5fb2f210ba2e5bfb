// host.json in the config folder: where the running host listens, for the plugin, the bot and the command line. It holds
// the path of the token's file, never the token.

import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';

const hostFileSchema = z.object({
  /** "http://127.0.0.1:14747" */
  address: z.string().min(1),
  pid: z.int().positive(),
  /** Differs with each start of the host. */
  bootId: z.string().min(1),
  tokenFile: z.string().min(1),
  version: z.string(),
});

export type HostFile = z.infer<typeof hostFileSchema>;

export function hostFilePath(configFolder: string): string {
  return path.join(configFolder, 'host.json');
}

export async function writeHostFile(configFolder: string, host: HostFile): Promise<void> {
  await mkdir(configFolder, { recursive: true });
  await writeFileAtomic(hostFilePath(configFolder), `${JSON.stringify(host, null, 2)}\n`);
}

/** The host that last started and has not stopped; undefined where there is none, or the file is not one of ours. A host
 * that was killed leaves its file behind: ask the address whether it answers. */
export async function readHostFile(configFolder: string): Promise<HostFile | undefined> {
  try {
    return hostFileSchema.parse(JSON.parse(await readFile(hostFilePath(configFolder), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Removes the file, unless another host has written its own meanwhile. */
export async function removeHostFile(configFolder: string, bootId: string): Promise<void> {
  const held = await readHostFile(configFolder);
  if (held?.bootId === bootId) await rm(hostFilePath(configFolder), { force: true });
}
