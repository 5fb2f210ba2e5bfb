// A folder of its own for each test.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** `path` is the test's folder; removed after it. */
export const folder = { path: '' };

beforeEach(() => {
  folder.path = mkdtempSync(join(tmpdir(), 'tracord-app-'));
});
afterEach(() => rmSync(folder.path, { recursive: true, force: true }));
