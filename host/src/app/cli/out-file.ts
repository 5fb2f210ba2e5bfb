// A file that the command line writes: never over another unless told to, and never Traktor's own collection, whatever name leads to it.

import { existsSync, mkdirSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isTraktorCollection } from '#domain/tracklist/file-name.ts';
import { DomainError, messageOf } from '#kernel/domain-error.ts';

export type OutFile = { path: string; text: string };

/** `out`: a file, or a folder that is there: then the file in it that is called `name`. */
export function outPath(out: string, name: string): string {
  return resolve(statSync(out, { throwIfNoEntry: false })?.isDirectory() ? join(out, name) : out);
}

/** Writes all or, where one of them may not be written, none; says of each that `what` is in it. `force`: also over files that are
 * there. Throws DomainError `collection`, `exists` or `unwritable`. */
export function writeOut(what: string, files: readonly OutFile[], force: boolean): void {
  for (const { path } of files) refuseCollection(path);
  const taken = files.find(({ path }) => !force && existsSync(path));
  if (taken !== undefined) {
    throw new DomainError('exists', `There is a file ${taken.path} already. Add --force to write over it.`);
  }
  for (const { path, text } of files) {
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text, { flag: force ? 'w' : 'wx' });
    } catch (cause) {
      throw new DomainError('unwritable', `${path} cannot be written: ${messageOf(cause)}`, { cause });
    }
    process.stdout.write(`  ${what} in ${path}.\n`);
  }
}

/** Throws DomainError `collection`. */
export function refuseCollection(path: string): void {
  const names = [path, ...(existsSync(path) ? [realpathSync.native(path)] : [])];
  if (!names.some(isTraktorCollection)) return;
  throw new DomainError(
    'collection',
    `${path} is Traktor's own collection: choose another name, and import the playlist in Traktor.`,
  );
}
