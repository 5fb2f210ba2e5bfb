// The lock file must name every optional package of other systems, or `npm ci` refuses it there. A registry that lacks
// some of them makes npm leave them out; `npm run lock` writes those entries, without a checksum, from a sister's entry.

import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

type Entry = {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  license?: string;
  engines?: Record<string, string>;
  cpu?: string[];
  os?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
};
export type LockFile = { packages: Record<string, Entry> };

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];

/** Each optional package some entry asks for and that has no entry of its own. */
export function missingOptional(lock: LockFile): { name: string; version: string; askedBy: string }[] {
  return Object.entries(lock.packages).flatMap(([askedBy, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => lock.packages[`node_modules/${name}`] === undefined)
      .filter(([name]) => lock.packages[`${askedBy}/node_modules/${name}`] === undefined)
      .map(([name, version]) => ({ name, version, askedBy })),
  );
}

/** The lock file with those entries written, its packages in npm's order. */
export function withOptional(lock: LockFile): LockFile {
  const packages = { ...lock.packages };
  for (const { name, version, askedBy } of missingOptional(lock)) {
    const sister = Object.keys(lock.packages[askedBy]?.optionalDependencies ?? {})
      .map((other) => lock.packages[`node_modules/${other}`])
      .find((entry) => entry !== undefined);
    const words = name.split(/[-/]/);
    const libc = words.includes('musl') ? ['musl'] : words.includes('gnu') ? ['glibc'] : undefined;
    packages[`node_modules/${name}`] = {
      version,
      cpu: PROCESSORS.filter((cpu) => words.includes(cpu)),
      ...(sister?.dev ? { dev: true } : {}),
      ...(libc ? { libc } : {}),
      ...(sister?.license ? { license: sister.license } : {}),
      optional: true,
      os: SYSTEMS.filter((system) => words.includes(system)),
      ...(sister?.engines ? { engines: sister.engines } : {}),
    };
  }
  const ordered = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  return { ...lock, packages: Object.fromEntries(ordered) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = join(dirname(fileURLToPath(import.meta.url)), '..', 'package-lock.json');
  const lock: LockFile = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingOptional(lock);
  if (missing.length > 0) writeFileSync(file, `${JSON.stringify(withOptional(lock), null, 2)}\n`);
  process.stdout.write(`${missing.length} packages of other systems added to package-lock.json\n`);
}
