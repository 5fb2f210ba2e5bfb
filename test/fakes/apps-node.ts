// The Node that the Stream Deck app brings along, as far as this computer has one.

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The app runs plugins on Node 20: the first Node on the PATH that no package brought is the closest to it; else this one. */
export function appsNode(): string {
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const found = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, program));
  return found.find((file) => !file.includes('node_modules') && existsSync(file)) ?? process.execPath;
}
