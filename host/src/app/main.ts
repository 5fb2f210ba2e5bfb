// npm start: reads the command line, starts the host, tells the DJ where everything is, and stops cleanly.

import { DomainError, messageOf } from '#kernel/domain-error.ts';
import { createLogger, formatLine } from '#kernel/logger.ts';
import { HELP, parseOptions } from './options.ts';
import { progressBar } from './progress-bar.ts';
import { welcomeText } from './welcome.ts';
import { startHost } from './wiring.ts';

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  const out = process.stdout;
  const bar = progressBar('Reading your collection', out);
  const log = createLogger(
    (line) => {
      bar.end();
      process.stderr.write(`${formatLine(line)}\n`);
    },
    options.verbose ? 'debug' : 'warn',
  );
  const host = await startHost({ options, env: process.env, log, onImportProgress: bar.update });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      host.stop().then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      );
    });
  }
  await host.libraryReady;
  bar.end();
  out.write(welcomeText(host.welcome()));
}

function fail(error: unknown): never {
  const text =
    error instanceof DomainError || process.env.TRACORD_STACK === undefined ? messageOf(error) : String(error);
  process.stderr.write(`\n  TraCord cannot start: ${text}\n\n`);
  process.exit(1);
}

main().catch(fail);
