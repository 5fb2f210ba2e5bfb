// Bundles the Stream Deck plugin's code into one file for the Node 20 inside the Stream Deck app.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { licensesOf } from './licenses.ts';

const PLUGIN = fileURLToPath(new URL('../../streamdeck-plugin', import.meta.url));

/** Writes into `binFolder`: plugin.js, what makes Node take it for a module, and the licences of what is in it. */
export async function bundlePlugin(binFolder: string): Promise<void> {
  const made = await build({
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
  const outputs = (Array.isArray(made) ? made : [made]).flatMap((one) => ('output' in one ? one.output : []));
  const modules = outputs.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
  const font = readFileSync(join(PLUGIN, 'src', 'faces', 'font', 'OFL.txt'), 'utf8').trim();
  writeFileSync(
    join(binFolder, 'third-party-licenses.txt'),
    `${licensesOf(modules)}\n\nThe font of the keys\n\n${font}\n`,
  );
  writeFileSync(join(binFolder, 'package.json'), '{ "type": "module" }\n');
}
