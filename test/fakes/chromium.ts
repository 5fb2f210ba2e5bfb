// Chromium as tests and benchmarks start it: Debian's, closed to the network.

import { existsSync } from 'node:fs';

export const CHROMIUM = process.env.TRACORD_CHROMIUM ?? '/usr/bin/chromium';

export const hasChromium = existsSync(CHROMIUM);

export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
