import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findCollections } from '#adapters/traktor/collection-finder.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'tracord-home-'));
});
afterEach(() => rmSync(home, { recursive: true }));

/** Writes made-up collections, each a minute older than the one before, and answers what is found, by paths inside the home. */
async function found(platform: NodeJS.Platform, files: string[], env: Record<string, string> = {}): Promise<string[]> {
  for (const [minutes, file] of files.entries()) {
    const path = join(home, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '<NML/>');
    const at = new Date(Date.UTC(2026, 0, 1) - minutes * 60_000);
    utimesSync(path, at, at);
  }
  const there = Object.fromEntries(Object.entries(env).map(([name, folder]) => [name, join(home, folder)]));
  const homes = platform === 'win32' ? { USERPROFILE: home } : { HOME: home };
  return (await findCollections({ ...homes, ...there }, platform)).map(({ path }) => relative(home, path));
}

const NI = 'Native Instruments';

describe('findCollections', () => {
  it.each<[string, NodeJS.Platform, string[], Record<string, string>]>([
    ['Windows', 'win32', [`Documents/${NI}/Traktor 3.11.1/collection.nml`], {}],
    ['Windows, Documents in OneDrive', 'win32', [`OneDrive/Documents/${NI}/Traktor Pro 4/collection.nml`], {}],
    ['Windows, German Documents in OneDrive', 'win32', [`OneDrive/Dokumente/${NI}/Traktor/collection.nml`], {}],
    ['Windows, OneDrive of a company', 'win32', [`OneDrive - Club Ltd/Documents/${NI}/T/collection.nml`], {}],
    ['Windows, OneDrive elsewhere', 'win32', [`cloud/Documents/${NI}/T/collection.nml`], { OneDrive: 'cloud' }],
    ['Windows 11, AppData', 'win32', [`AppData/Local/${NI}/Traktor 4.1/collection.nml`], {}],
    ['Windows, AppData elsewhere', 'win32', [`L/${NI}/Traktor 4.1/collection.nml`], { LOCALAPPDATA: 'L' }],
    ['macOS', 'darwin', [`Documents/${NI}/Traktor 3.4.2/collection.nml`], {}],
    [
      'macOS, Documents in iCloud',
      'darwin',
      [`Library/Mobile Documents/com~apple~CloudDocs/Documents/${NI}/T/collection.nml`],
      {},
    ],
    ['Linux', 'linux', [`Documents/${NI}/Traktor/collection.nml`], {}],
    ['one folder deeper', 'darwin', [`Documents/${NI}/Traktor Pro/4.0/collection.nml`], {}],
    [
      'two versions side by side, the newest first',
      'darwin',
      [`Documents/${NI}/Traktor 3.11/collection.nml`, `Documents/${NI}/Traktor 4.0/collection.nml`],
      {},
    ],
    [
      'several places, the newest first',
      'win32',
      [
        `OneDrive/Documents/${NI}/B/collection.nml`,
        `AppData/Local/${NI}/C/collection.nml`,
        `Documents/${NI}/A/collection.nml`,
      ],
      {},
    ],
    ['another case', 'win32', [`Documents/${NI}/Traktor/Collection.NML`], {}],
  ])('%s', async (_case, platform, files, env) => {
    expect(await found(platform, files, env)).toEqual(files);
  });

  it('takes no backups, no other files and nothing deeper', async () => {
    const files = [
      `Documents/${NI}/Traktor 4.0/Backup/collection.nml`,
      `Documents/${NI}/Traktor 4.0/Backup/Collection/collection.nml`,
      `Documents/${NI}/Backup of Traktor/collection.nml`,
      `Documents/${NI}/Traktor 4.0/History/history.nml`,
      `Documents/${NI}/a/b/c/collection.nml`,
      'Documents/collection.nml',
    ];
    mkdirSync(join(home, `Documents/${NI}/folder/collection.nml`), { recursive: true });
    expect(await found('darwin', files)).toEqual([]);
  });

  it('finds none in an empty home, in a home that is not there, and without a home', async () => {
    expect(await found('win32', [])).toEqual([]);
    expect(await findCollections({ HOME: join(home, 'nowhere') }, 'darwin')).toEqual([]);
    expect(await findCollections({}, 'win32')).toEqual([]);
  });

  it('says when each was changed and what its folder is called', async () => {
    await found('linux', [`Documents/${NI}/Traktor 3.11/collection.nml`]);
    const [one] = await findCollections({ HOME: home }, 'linux');
    expect(one).toMatchObject({ version: 'Traktor 3.11', modifiedAt: Date.UTC(2026, 0, 1) });
  });
});
