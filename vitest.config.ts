// One vitest project per workspace and one for the whole paths under test/.

import { defineConfig } from 'vitest/config';

const include = ['test/**/*.test.ts', 'test/**/*.test.tsx'];

export default defineConfig({
  test: {
    reporters: ['default', './scripts/test-report.ts'],
    maxWorkers: 2,
    // Flows start hosts and browsers; the limit is there for a test that hangs, not for one that is slow.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    projects: [
      { extends: true, test: { name: 'shared', root: 'shared', include } },
      { extends: true, test: { name: 'host', root: 'host', include } },
      { extends: true, test: { name: 'obs-overlay', root: 'obs-overlay', include } },
      { extends: true, test: { name: 'streamdeck-plugin', root: 'streamdeck-plugin', include } },
      { extends: true, test: { name: 'flows', include } },
    ],
  },
});
