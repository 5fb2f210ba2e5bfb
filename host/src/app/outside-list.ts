// Reads a playlist file that another program wrote, whichever kind it is.

import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { readM3u } from '#adapters/tracklists/m3u-list.ts';
import { isXml, readNmlList } from '#adapters/traktor/nml/nml-list.ts';
import type { OutsideList } from '#domain/tracklist/outside-list.ts';
import { DomainError, messageOf } from '#kernel/domain-error.ts';

/** A playlist of Traktor brings all it knows of its tracks; what is larger is a whole collection of many lists. */
const MOST_BYTES = 64_000_000;

/** `list`: which list, in a file of several. Throws DomainError `unreadable` or `too-large`, and as readM3u and readNmlList do. */
export function readOutsideList(file: string, list?: string): OutsideList {
  const path = resolve(file);
  const bytes = bytesOf(path);
  const name = basename(path);
  return isXml(bytes) ? readNmlList(bytes, { name, list }) : readM3u(bytes, { name, folder: dirname(path) });
}

function bytesOf(path: string): Buffer {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) throw new DomainError('unreadable', `There is no file ${path}.`);
    if (!found.isFile()) throw new DomainError('unreadable', `${path} is no file: name a playlist, M3U or NML.`);
    if (found.size > MOST_BYTES) {
      throw new DomainError('too-large', `${path} is too large for a playlist: export the one list you mean.`);
    }
    return readFileSync(path);
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    throw new DomainError('unreadable', `${path} cannot be read: ${messageOf(cause)}`, { cause });
  }
}
