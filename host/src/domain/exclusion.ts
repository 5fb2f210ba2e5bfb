// Which files a DJ leaves out of search and requests: patterns over whole paths, and loops and one-shots. Pure.

import { pathKey } from './path-key.ts';
import type { TrackFields } from './track.ts';

/** Tests one path key (domain/path-key.ts) against all patterns; `*` stands for anything. */
export function exclusionTest(patterns: readonly string[]): (key: string) => boolean {
  const tests = patterns.map((pattern) => wildcardTest(pathKey(pattern)));
  return (key) => tests.some((test) => test(key));
}

/** Sounds of remix decks are no tracks to be played or requested. */
export function isSample(fields: Pick<TrackFields, 'sample'>): boolean {
  return fields.sample !== undefined;
}

/** Each part is sought behind the one before: for `*` alone that is exact, and no pattern can make it slow. */
function wildcardTest(pattern: string): (key: string) => boolean {
  const parts = pattern.split('*');
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return (key) => key === first;
  return (key) => {
    if (!key.startsWith(first) || key.length < first.length + last.length || !key.endsWith(last)) return false;
    let at = first.length;
    for (const part of rest) {
      const found = key.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at <= key.length - last.length;
  };
}
