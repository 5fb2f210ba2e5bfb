// The host's logger: what a DJ would want to know afterwards goes into the log file, faults to the terminal as well.

import { folders } from '#adapters/files/folders.ts';
import { LogFile } from '#adapters/files/log-file.ts';
import { systemClock } from '#kernel/clock.ts';
import { createLogger, formatLine, isAtLeast, type Logger } from '#kernel/logger.ts';
import type { Options } from './options.ts';

/** `toTerminal` gets a line of text; with `verbose` all of them. What waits is written when the process ends. */
export function hostLog(
  { data, verbose }: Pick<Options, 'data' | 'verbose'>,
  env: NodeJS.ProcessEnv,
  toTerminal: (line: string) => void,
): Logger {
  const file = new LogFile(folders(env, { data }).log, { clock: systemClock, onTrouble: toTerminal });
  process.once('exit', () => file.flush());
  const shown = verbose ? 'debug' : 'error';
  return createLogger(
    (line) => {
      const text = formatLine(line);
      if (isAtLeast(line.level, shown)) toTerminal(text);
      if (isAtLeast(line.level, 'info')) file.write(text);
    },
    verbose ? 'debug' : 'info',
  );
}
