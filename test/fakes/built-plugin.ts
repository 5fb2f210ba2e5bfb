// The Stream Deck plugin, built whole into a folder of its own.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPlugin, PLUGIN_FOLDER } from '../../scripts/plugin/build.ts';

/** Builds it anew. `folder` is the .sdPlugin folder, as an installed plugin has it: nothing around it can help it run. */
export async function builtPlugin(): Promise<{ folder: string; clear(): void }> {
  const home = mkdtempSync(join(tmpdir(), 'tracord-plugin-'));
  const folder = join(home, PLUGIN_FOLDER);
  await buildPlugin(folder);
  return { folder, clear: () => rmSync(home, { recursive: true, force: true }) };
}
