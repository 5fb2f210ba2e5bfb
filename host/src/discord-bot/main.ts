// The Discord bot's process: started by the host, ended by a signal or when the host is gone.

import { Bot, EXIT_CONFIG } from './bot.ts';
import { readEnvironment } from './environment.ts';
import { createLog } from './log.ts';
import { MODULES } from './module-list.ts';
import { systemClock } from './system-clock.ts';

const GIVES_UP_AFTER_MS = 2_000;

const log = createLog((line) => console.log(line));
const read = readEnvironment(process.env);

if ('missing' in read) {
  log.error('bot.not-started', { missing: read.missing });
  process.exit(EXIT_CONFIG);
}

// What throws here threw out of a library, in the middle of something: the host starts a new process, with nothing half done.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error) => {
    log.error('bot.crashed', { error });
    process.exit(1);
  });
}

const bot = new Bot({ environment: read.environment, modules: MODULES, clock: systemClock, log });
const stop = () => {
  setTimeout(() => process.exit(0), GIVES_UP_AFTER_MS).unref();
  void bot.stop();
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
// The host is gone: nobody would ever end this process.
process.once('disconnect', stop);

process.exitCode = await bot.ended;
await bot.stop();
process.exit();
