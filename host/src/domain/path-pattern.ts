// Patterns over whole paths, as settings use them: `*` matches anything, separators are forward slashes, case is ignored. Pure.

/** A test for one pattern. Windows separators and Unicode forms (NFC, NFD) make no difference. */
export function pathMatcher(pattern: string): (path: string) => boolean {
  const parts = plainPath(pattern)
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const whole = new RegExp(`^${parts.join('.*')}$`, 'su');
  return (path) => whole.test(plainPath(path));
}

/** A path for comparing: forward slashes, NFC, lower case. */
function plainPath(path: string): string {
  return path.replaceAll('\\', '/').normalize('NFC').toLowerCase();
}
