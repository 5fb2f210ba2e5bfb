// Notices that a small file of the user's was saved, replaced or taken away.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { watch } from 'chokidar';
import type { Clock } from '#kernel/clock.ts';
import { decodeText } from './yaml-file.ts';

const QUIET_MS = 150;

export type TextWatch = {
  /** What the caller knows of it: whatever is not that is called back. */
  since: string | undefined;
  /** `text` is undefined where there is none to read. Whoever reads the file anew in here may come to know what this does not tell of: a
   * text that was there for a moment only. */
  onChange: (text: string | undefined) => void;
};

/**
 * Calls back each time the file's text changed and was quiet for a moment. Resolves once the file is being watched; what was saved until
 * then has been called back.
 */
export async function watchText(
  file: string,
  clock: Clock,
  { since, onChange }: TextWatch,
): Promise<{ stop(): Promise<void> }> {
  const folder = path.dirname(file);
  // The folder, not the file: many editors replace a file when they save it.
  const watcher = watch(folder, {
    depth: 0,
    ignoreInitial: true,
    ignored: (one) => path.resolve(one) !== path.resolve(folder) && path.basename(one) !== path.basename(file),
  });
  let known = since;
  let cancel = () => {};
  const check = () => {
    const text = textOf(file);
    if (text === known) return;
    known = text;
    onChange(text);
  };
  watcher.on('all', () => {
    cancel();
    cancel = clock.after(QUIET_MS, check);
  });
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  // What was saved meanwhile is told by nobody else.
  check();
  return {
    stop: async () => {
      cancel();
      await watcher.close();
    },
  };
}

/** The file's text, or undefined where there is none to read. */
export function textOf(file: string): string | undefined {
  try {
    return decodeText(readFileSync(file));
  } catch {
    return undefined;
  }
}
