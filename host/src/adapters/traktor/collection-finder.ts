// Finds Traktor's collections on this computer. Each version of Traktor has a folder of its own under "Native Instruments",
// which lies in the Documents folder, wherever that was moved to.

import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export type FoundCollection = {
  path: string;
  /** Of its last change, in ms since the epoch. */
  modifiedAt: number;
  /** The folder it lies in: "Traktor 3.11.1". */
  version: string;
};

export type Environment = Record<string, string | undefined>;

/** The newest first. Folders that are not there or cannot be listed are passed over. */
export async function findCollections(
  env: Environment,
  platform: NodeJS.Platform = process.platform,
): Promise<FoundCollection[]> {
  const home = (platform === 'win32' ? (env.USERPROFILE ?? env.HOME) : env.HOME) ?? '';
  if (home === '') return [];
  const [inHome, cloudFolders] = [await list(home), new Set<string>()];
  for (const cloud of oneDriveFolders(env, home, inHome))
    for (const entry of await list(cloud)) cloudFolders.add(join(cloud, entry.name));
  const roots = new Set([...documentFolders(env, home, platform), ...cloudFolders]);
  const found = await Promise.all([...roots].map((root) => collectionsUnder(join(root, 'Native Instruments'))));
  const byPath = new Map(found.flat().map((one) => [one.path, one]));
  return [...byPath.values()].sort((a, b) => b.modifiedAt - a.modifiedAt || b.version.localeCompare(a.version));
}

/** Where Documents may be, without looking. Pure. */
export function documentFolders(env: Environment, home: string, platform: NodeJS.Platform): string[] {
  if (platform === 'win32') return [join(home, 'Documents'), env.LOCALAPPDATA ?? join(home, 'AppData', 'Local')];
  const documents = [join(home, 'Documents')];
  if (platform === 'darwin') {
    documents.push(join(home, 'Library', 'Mobile Documents', 'com~apple~CloudDocs', 'Documents'));
  }
  return documents;
}

/** OneDrive's own folders: "OneDrive", "OneDrive - Company". The Documents in them may be called otherwise ("Dokumente"). */
export function oneDriveFolders(env: Environment, home: string, inHome: readonly { name: string }[]): string[] {
  const named = [env.OneDrive, env.OneDriveConsumer, env.OneDriveCommercial].filter((folder) => folder !== undefined);
  const listed = inHome.filter(({ name }) => /^OneDrive( - .+)?$/.test(name)).map(({ name }) => join(home, name));
  return [...new Set([...named, ...listed])].filter((folder) => folder !== '');
}

/** `…/Native Instruments/<any>/collection.nml`, and one folder deeper. Backups are none. */
async function collectionsUnder(company: string): Promise<FoundCollection[]> {
  const found: FoundCollection[] = [];
  for (const product of await folders(company)) {
    found.push(...(await collectionIn(product)));
    for (const inner of await folders(product.path)) found.push(...(await collectionIn(inner)));
  }
  return found;
}

type Folder = { path: string; name: string };

async function folders(parent: string): Promise<Folder[]> {
  const entries = await list(parent);
  return entries
    .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && !/backup/i.test(entry.name))
    .map(({ name }) => ({ path: join(parent, name), name }));
}

async function collectionIn({ path, name }: Folder): Promise<FoundCollection[]> {
  const file = (await list(path)).find((entry) => entry.name.toLowerCase() === 'collection.nml');
  if (file === undefined) return [];
  const collection = join(path, file.name);
  try {
    const facts = await stat(collection);
    return facts.isFile() ? [{ path: collection, modifiedAt: facts.mtimeMs, version: name }] : [];
  } catch (error) {
    if (isFileError(error)) return [];
    throw error;
  }
}

async function list(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isFileError(error)) return [];
    throw error;
  }
}

function isFileError(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).syscall !== undefined;
}
