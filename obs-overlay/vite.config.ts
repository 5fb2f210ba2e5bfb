// Builds every overlay and dock into `dist/`: one HTML file each, shared assets (fonts too) under `dist/assets/`.

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const page = (path: string) => fileURLToPath(new URL(`./src/${path}/index.html`, import.meta.url));

export default defineConfig({
  root: fileURLToPath(new URL('./src', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: fileURLToPath(new URL('./dist', import.meta.url)),
    emptyOutDir: true,
    // OBS 29 carries Chromium 103.
    target: 'chrome103',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        'now-playing': page('overlays/now-playing'),
        requests: page('overlays/requests'),
        'request-toast': page('overlays/request-toast'),
        'up-next': page('overlays/up-next'),
        setlist: page('overlays/setlist'),
        bpm: page('overlays/bpm'),
        builder: page('docks/builder'),
      },
    },
  },
});
