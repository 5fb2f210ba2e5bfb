// The Stream Deck plugin, built whole into a folder of its own, and the Node that the app would run it with.

import { execFileSync } from 'node:child_process';
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

/** Node 20, which the app runs plugins with, where this computer has one; else the Node of the tests. */
export function nodeOfTheApp(): string {
  for (const node of ['/usr/bin/node', '/usr/local/bin/node']) {
    try {
      if (execFileSync(node, ['--version'], { encoding: 'utf8' }).startsWith('v20.')) return node;
    } catch {
      // There is none here: the next, or our own.
    }
  }
  return process.execPath;
}
