// Bundles the Stream Deck plugin's code into one file for the Node 20 inside the Stream Deck app.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const PLUGIN = fileURLToPath(new URL('../../streamdeck-plugin', import.meta.url));

/** Writes plugin.js and what makes Node take it for a module into `binFolder`. */
export async function bundlePlugin(binFolder: string): Promise<void> {
  await build({
    root: PLUGIN,
    configFile: false,
    logLevel: 'warn',
    // Everything goes into the file: beside it there are no packages.
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: join(PLUGIN, 'src', 'plugin.ts'),
      target: 'node20',
      outDir: binFolder,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        // ws asks for these and does without them.
        external: ['bufferutil', 'utf-8-validate'],
        output: { entryFileNames: 'plugin.js', codeSplitting: false },
      },
    },
  });
  writeFileSync(join(binFolder, 'package.json'), '{ "type": "module" }\n');
}
