// Lays out the demo library for this computer: its collection and history as Traktor would have written them here,
// pointing at the audio files that come with the program. Writes nothing when it is already there.

import { mkdir, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { escapeAttribute } from '@tracord/shared/xml-text.ts';
import writeFileAtomic from 'write-file-atomic';
import { DomainError } from '#kernel/domain-error.ts';

/** Audio, set list and the templates of collection and history. */
export const demoLibraryFolder = fileURLToPath(new URL('../../../demo-library', import.meta.url));

/** The entry file of the demo DJ; see `--help` there for its arguments. */
export const demoDjEntry = fileURLToPath(new URL('./demo-dj.ts', import.meta.url));

/** A folder as NML writes it: `dir` begins, separates and ends with `/:`. */
export type NmlFolder = { volume: string; dir: string };

/**
 * Writes `collection.nml` and `History/*.nml` into `targetFolder` and says where the collection lies.
 * `library` is where the audio lies, the program's own copy if absent. Throws `demo-missing` when it is not there.
 */
export async function prepareDemoLibrary(
  targetFolder: string,
  library: string = demoLibraryFolder,
): Promise<{ collection: string }> {
  const bootVolume = process.platform === 'darwin' ? await findBootVolume() : undefined;
  const place = nmlFolder(join(library, 'tracks'), process.platform, bootVolume);
  const collection = join(targetFolder, 'collection.nml');
  const historyFolder = join(targetFolder, 'History');
  await mkdir(historyFolder, { recursive: true });
  try {
    await fill(join(library, 'collection.nml'), collection, place);
    for (const name of await readdir(join(library, 'history'))) {
      await fill(join(library, 'history', name), join(historyFolder, name), place);
    }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    const remedy = 'install the program again, or run: node scripts/make-demo-library.ts';
    throw new DomainError('demo-missing', `the demo library is not in ${library}; ${remedy}`, { cause });
  }
  return { collection };
}

/**
 * A folder's place in NML: `D:` and `/:Music/:` on Windows; the volume's name on macOS, `bootVolume` for the one it
 * started from; elsewhere, where there is no Traktor, no volume and the whole path. A `:` in a name is written `//`.
 */
export function nmlFolder(path: string, platform: NodeJS.Platform, bootVolume = 'Macintosh HD'): NmlFolder {
  if (platform === 'win32') {
    const parts = path.split(/[\\/]+/).filter((part) => part !== '');
    const [server = '', share = ''] = parts;
    if (path.startsWith('\\\\')) return { volume: `\\\\${server}\\${share}`, dir: joined(parts.slice(2)) };
    return { volume: server, dir: joined(parts.slice(1)) };
  }
  const parts = path.split('/').filter((part) => part !== '');
  if (platform !== 'darwin') return { volume: '', dir: joined(parts) };
  if (parts[0] === 'Volumes' && parts[1] !== undefined) return { volume: parts[1], dir: joined(parts.slice(2)) };
  return { volume: bootVolume, dir: joined(parts) };
}

/** macOS lists the volume it started from under /Volumes as a link to "/". */
async function findBootVolume(): Promise<string | undefined> {
  for (const entry of await readdir('/Volumes', { withFileTypes: true })) {
    if (entry.isSymbolicLink() && (await readlink(join('/Volumes', entry.name))) === '/') return entry.name;
  }
  return undefined;
}

function joined(parts: readonly string[]): string {
  return `/:${parts.map((part) => `${part.replaceAll(':', '//')}/:`).join('')}`;
}

async function fill(template: string, target: string, { volume, dir }: NmlFolder): Promise<void> {
  const text = (await readFile(template, 'utf8'))
    .replaceAll('{{VOLUME}}', () => escapeAttribute(volume))
    .replaceAll('{{DIR}}', () => escapeAttribute(dir));
  const present = await readFile(target, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (present !== text) await writeFileAtomic(target, text);
}
