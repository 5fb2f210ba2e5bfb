// The lock file works on every system and with every registry.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type LockFile, missingOptional, withOptional } from '../scripts/lock-file.ts';

const text = readFileSync(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8');

describe('package-lock.json', () => {
  test('names every optional package of other systems (else: npm run lock)', () => {
    expect(missingOptional(JSON.parse(text))).toEqual([]);
  });

  test('names no registry', () => {
    expect(text).not.toMatch(/"resolved": "https?:/);
  });
});

describe('entries for packages a registry lacks', () => {
  const lock: LockFile = {
    packages: {
      'node_modules/tool': {
        version: '2.0.0',
        optionalDependencies: { '@t/linux-x64': '2.0.0', '@t/win32-arm64-msvc': '2.0.0', '@t/linux-x64-musl': '2.0.0' },
      },
      'node_modules/@t/linux-x64': { version: '2.0.0', license: 'MIT', dev: true, engines: { node: '>=20' } },
    },
  };

  test('say for which system they are, and take the rest from a sister', () => {
    const { packages } = withOptional(lock);
    const common = { version: '2.0.0', dev: true, license: 'MIT', optional: true, engines: { node: '>=20' } };
    expect(packages['node_modules/@t/win32-arm64-msvc']).toEqual({ ...common, cpu: ['arm64'], os: ['win32'] });
    expect(packages['node_modules/@t/linux-x64-musl']).toEqual({
      ...common,
      cpu: ['x64'],
      os: ['linux'],
      libc: ['musl'],
    });
  });

  test('are complete after one go', () => {
    expect(missingOptional(lock)).toHaveLength(2);
    expect(missingOptional(withOptional(lock))).toEqual([]);
  });
});
