// A folder of its own for each test.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';

/** `path` is the test's folder; removed after it. */
export const folder = { path: '' };

beforeEach(() => {
  folder.path = mkdtempSync(join(tmpdir(), 'tracord-app-'));
});
afterEach(() => rmSync(folder.path, { recursive: true, force: true }));

export const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 10 });
