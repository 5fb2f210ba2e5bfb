import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageFolder } from '../scripts/plugin/profiles.ts';
import { DIAL_KINDS, KEY_KINDS } from '../streamdeck-plugin/src/keys/kinds.ts';
import { builtPlugin } from './fakes/built-plugin.ts';
import { DEVICES } from './fakes/stream-deck-devices.ts';

type Action = { UUID: string; Controllers: string[]; States: object[]; DisableAutomaticStates: boolean };
type Manifest = {
  UUID: string;
  Actions: Action[];
  Profiles: { Name: string; DeviceType: number }[];
  Nodejs: { Version: string };
  Software: { MinimumVersion: string };
  SDKVersion: number;
};

const README = fileURLToPath(new URL('../streamdeck-plugin/README.md', import.meta.url));
const CLI = fileURLToPath(new URL('../node_modules/@elgato/cli/bin/streamdeck.mjs', import.meta.url));
let plugin: Awaited<ReturnType<typeof builtPlugin>>;
let manifest: Manifest;

beforeAll(async () => {
  plugin = await builtPlugin();
  manifest = JSON.parse(readFileSync(join(plugin.folder, 'manifest.json'), 'utf8')) as Manifest;
});
afterAll(() => plugin.clear());

test("Elgato's validator passes", () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [CLI, 'validate', '--no-update-check', plugin.folder],
    {
      encoding: 'utf8',
    },
  );
  expect(status, stdout + stderr).toBe(0);
});

test('every action of the manifest is a key or a dial, and the other way round', () => {
  const uuids = (controller: string) =>
    manifest.Actions.filter(({ Controllers }) => Controllers.includes(controller)).map(({ UUID }) => UUID);
  expect(uuids('Keypad').sort()).toEqual(Object.keys(KEY_KINDS).sort());
  expect(uuids('Encoder').sort()).toEqual(Object.keys(DIAL_KINDS).sort());
});

test('the README lists every action by its UUID', () => {
  const readme = readFileSync(README, 'utf8');
  for (const { UUID } of manifest.Actions) expect(readme).toContain(`\`${UUID}\``);
});

test('it asks for what it was built for', () => {
  expect(manifest).toMatchObject({ SDKVersion: 3, Nodejs: { Version: '20' }, Software: { MinimumVersion: '6.9' } });
  expect(manifest.Actions.filter(({ DisableAutomaticStates }) => !DisableAutomaticStates)).toEqual([]);
});

test('it needs nothing beside it: one file of code, and the licences of what is in it', () => {
  const bin = join(plugin.folder, 'bin');
  expect(readdirSync(bin).sort()).toEqual(['LICENSE', 'package.json', 'plugin.js', 'third-party-licenses.txt']);
  const licenses = readFileSync(join(bin, 'third-party-licenses.txt'), 'utf8');
  for (const name of ['@elgato/streamdeck', 'socket.io-client', 'ws', 'SIL OPEN FONT LICENSE']) {
    expect(licenses).toContain(name);
  }
});

describe('the profiles', () => {
  test('are those the manifest names, one for each size', () => {
    expect(manifest.Profiles.map(({ DeviceType }) => DeviceType).sort()).toEqual([0, 2, 7]);
    for (const { Name } of manifest.Profiles)
      expect(existsSync(join(plugin.folder, `${Name}.streamDeckProfile`))).toBe(true);
  });

  test.each(Object.entries(DEVICES))(
    '%s: every action and every place is there',
    (_kind, { type, columns, rows, dials }) => {
      const { Name } = manifest.Profiles.find(({ DeviceType }) => DeviceType === type) ?? { Name: '' };
      const files = unzipped(readFileSync(join(plugin.folder, `${Name}.streamDeckProfile`)));
      const [root = ''] = [...files.keys()][0]?.split('/') ?? [];
      expect(root).toMatch(/^[0-9A-F-]{36}\.sdProfile$/);
      const profile = files.get(`${root}/manifest.json`) as { Pages: { Current: string; Pages: string[] } };
      expect(profile.Pages.Pages).toContain(profile.Pages.Current);
      const page = files.get(`${root}/Profiles/${pageFolder(profile.Pages.Current)}/manifest.json`) as {
        Controllers: { Type: string; Actions: Record<string, { UUID: string; Settings: { place?: number } }> }[];
      };
      expect(files.size).toBe(2);
      const sizes: Record<string, { columns: number; rows: number }> = {
        Keypad: { columns, rows },
        Encoder: { columns: dials, rows: 1 },
      };
      const places: (number | undefined)[] = [];
      for (const { Type, Actions } of page.Controllers) {
        const size = sizes[Type] ?? { columns: 0, rows: 0 };
        for (const [at, { UUID, Settings }] of Object.entries(Actions)) {
          const [column = -1, row = -1] = at.split(',').map(Number);
          expect(column >= 0 && column < size.columns && row >= 0 && row < size.rows, `${Type} ${at}`).toBe(true);
          const action = manifest.Actions.find((one) => one.UUID === UUID);
          expect(action?.Controllers, UUID).toContain(Type);
          if (UUID.endsWith('.request')) places.push(Settings.place);
        }
      }
      expect(places).toEqual(places.map((_place, index) => index + 1));
      expect(places.length).toBeGreaterThanOrEqual(4);
    },
  );

  test('a page lies in the folder the app looks for', () => {
    expect(pageFolder('66dc13d2-233b-4133-a92b-d351672ee709')).toBe('CRE17KH37D0J7A9BQD8MEBN714Z');
  });
});

/** The JSON files of a zip archive. */
function unzipped(archive: Buffer): Map<string, unknown> {
  const files = Object.entries(unzipSync(archive));
  return new Map(files.map(([name, data]) => [name, JSON.parse(Buffer.from(data).toString('utf8'))]));
}
