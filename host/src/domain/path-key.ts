// Paths for comparing: macOS may give names decomposed, Windows mixes separators, and both ignore case. Pure.

/** NFC, lower case, forward slashes. */
export function pathKey(path: string): string {
  return path.replaceAll('\\', '/').normalize('NFC').toLowerCase();
}
