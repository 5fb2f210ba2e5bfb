// The arrows between folders: for each one an import that goes along it and one that goes against it are planted in a
// folder tree of their own, and the project's linter settings must refuse exactly the second.

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

const SHARED = '@tracord/shared/topics.ts';
const LAYERS = ['domain', 'kernel', 'ports', 'storage', 'services', 'adapters', 'app'];

/** Folder -> what it may import. Anything of ours that is not named is refused. */
const MAY_KNOW: Record<string, string[]> = {
  'host/src/domain': ['./other.ts', '#domain/other.ts', SHARED],
  'host/src/kernel': ['./other.ts', '#kernel/other.ts', SHARED, 'node:worker_threads'],
  'host/src/ports': ['./other.ts', '#ports/other.ts', '#domain/other.ts'],
  'host/src/storage': ['./other.ts', '#storage/other.ts', '#domain/other.ts', '#kernel/other.ts', 'better-sqlite3'],
  'host/src/services/live': [
    './other.ts',
    '#services/library/other.ts',
    '#domain/other.ts',
    '#kernel/other.ts',
    '#ports/other.ts',
    '#storage/show/other.ts',
    SHARED,
  ],
  'host/src/adapters/web': ['./other.ts', '#domain/other.ts', '#kernel/other.ts', '#ports/other.ts', SHARED, 'express'],
  'host/src/adapters/traktor/broadcast': [
    './other.ts',
    '#adapters/traktor/nml/other.ts',
    '#kernel/other.ts',
    'node:net',
  ],
  'host/src/app': ['./other.ts', ...LAYERS.map((layer) => `#${layer}/other.ts`), '#adapters/web/other.ts', SHARED],
  'shared/src': ['./other.ts', 'zod'],
  'obs-overlay/src/view': ['./other.ts', '#themes/other.ts', SHARED, 'preact'],
  'host/src/discord-bot': ['./other.ts', SHARED, 'discord.js'],
  'streamdeck-plugin/src/keys': ['./other.ts', '#faces/other.ts', SHARED, '@elgato/streamdeck', 'node:fs'],
};

const hostLayersExcept = (...known: string[]) =>
  LAYERS.filter((layer) => !known.includes(layer)).map((layer) => `#${layer}/other.ts`);

/** Folder -> imports against an arrow. */
const MUST_NOT_KNOW: Record<string, string[]> = {
  'host/src/domain': [
    ...hostLayersExcept('domain'),
    '../kernel/other.ts',
    '@tracord/host/x.ts',
    'node:fs',
    'better-sqlite3',
  ],
  'host/src/kernel': [...hostLayersExcept('kernel'), '../domain/other.ts', '@tracord/obs-overlay/x.ts'],
  'host/src/ports': [...hostLayersExcept('ports', 'domain'), SHARED, '../kernel/other.ts'],
  'host/src/storage': [...hostLayersExcept('storage', 'domain', 'kernel'), SHARED, '../services/other.ts'],
  'host/src/services/live': ['#adapters/web/other.ts', '#app/wiring.ts', '../../adapters/web/other.ts'],
  'host/src/adapters/web': [
    '#adapters/traktor/other.ts',
    '../traktor/other.ts',
    '#services/live/other.ts',
    '#storage/show/other.ts',
    '#app/wiring.ts',
  ],
  'host/src/adapters/traktor/broadcast': ['#adapters/web/other.ts', '../../web/other.ts', '#services/live/other.ts'],
  'host/src/app': ['../services/live/other.ts', '@tracord/obs-overlay/x.ts'],
  'shared/src': ['../../host/src/domain/other.ts', '@tracord/host/x.ts', '#domain/other.ts', 'node:fs'],
  'obs-overlay/src/view': ['../../../host/src/domain/other.ts', '@tracord/host/x.ts', 'node:fs'],
  'host/src/discord-bot': [
    ...LAYERS.map((layer) => `#${layer}/other.ts`),
    '../domain/other.ts',
    '@tracord/obs-overlay/x.ts',
  ],
  'streamdeck-plugin/src/keys': ['../../../host/src/domain/other.ts', '@tracord/host/x.ts'],
};

const cases = (table: Record<string, string[]>, kind: string) =>
  Object.entries(table).flatMap(([folder, imports]) =>
    imports.map((wanted, index) => ({ folder, wanted, file: `${folder}/${kind}-${index}.ts` })),
  );
const allowed = cases(MAY_KNOW, 'allowed');
const forbidden = cases(MUST_NOT_KNOW, 'forbidden');

const tree = mkdtempSync(join(tmpdir(), 'tracord-boundaries-'));
/** Planted file -> the rules it breaks. */
const broken = new Map<string, string[]>();

function plant(file: string, wanted: string): void {
  mkdirSync(join(tree, dirname(file)), { recursive: true });
  writeFileSync(join(tree, file), `import { thing } from '${wanted}';\n\nexport const planted = thing;\n`);
}

beforeAll(() => {
  copyFileSync(join(root, 'biome.json'), join(tree, 'biome.json'));
  for (const { file, wanted } of [...allowed, ...forbidden]) plant(file, wanted);
  const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const { stdout } = spawnSync(
    process.execPath,
    [biome, 'lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', '.'],
    { cwd: tree, encoding: 'utf8' },
  );
  const report: { diagnostics: { category: string; location: { path: string } }[] } = JSON.parse(stdout);
  for (const { category, location } of report.diagnostics) {
    broken.set(location.path, [...(broken.get(location.path) ?? []), category]);
  }
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

describe('an import along an arrow passes', () => {
  test.each(allowed)('$folder -> $wanted', ({ file }) => {
    expect(broken.get(file) ?? []).toEqual([]);
  });
});

describe('an import against an arrow is refused', () => {
  test.each(forbidden)('$folder -> $wanted', ({ file }) => {
    expect(broken.get(file)).toEqual(['lint/style/noRestrictedImports']);
  });
});
