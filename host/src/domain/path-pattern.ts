// Patterns over whole paths, as settings use them: `*` matches anything, separators are forward slashes, case is ignored. Pure.

import { pathKey } from './path-key.ts';

/** A test for one pattern. Windows separators and Unicode forms (NFC, NFD) make no difference. */
export function pathMatcher(pattern: string): (path: string) => boolean {
  const matches = pathKeyMatcher(pattern);
  return (path) => matches(pathKey(path));
}

/** The same over path keys (domain/path-key.ts). Each part is sought behind the one before: for `*` alone that is exact, and
 * no pattern can make it slow. */
export function pathKeyMatcher(pattern: string): (key: string) => boolean {
  const [first = '', ...rest] = pathKey(pattern).split('*');
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
