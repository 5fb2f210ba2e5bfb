// npm start: reads the command line, starts the host, tells the DJ where everything is, and stops cleanly.

import { DomainError, messageOf } from '#kernel/domain-error.ts';
import { hostLog } from './host-log.ts';
import { guardProcess, stopOnSignals } from './last-resort.ts';
import { HELP, parseOptions } from './options.ts';
import { progressBar } from './progress-bar.ts';
import { libraryText, welcomeText } from './welcome.ts';
import { type Host, startHost } from './wiring.ts';

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  const out = process.stdout;
  const bar = progressBar('Reading your collection', out);
  const log = hostLog(options, process.env, (line) => {
    bar.end();
    process.stderr.write(`${line}\n`);
  });
  // The bar is for the first import, beneath the addresses; later ones are the library's own business.
  let barWanted = false;
  let isEnding = false;
  let starting: Promise<Host> | undefined;
  const ending = {
    log,
    // What is half started is started first: it ends no worker while that loads.
    stop: async () => {
      isEnding = true;
      await (await starting)?.stop();
    },
    exit: (code: number) => process.exit(code),
  };
  guardProcess(process, ending);
  // Before anything else: whoever writes files listens for a moment too, and a signal that comes then is lost with that listener.
  stopOnSignals(process, ending);

  starting = startHost({
    options,
    env: process.env,
    log,
    onImportProgress: (done, total) => {
      if (barWanted) bar.update(done, total);
    },
  });
  const host = await starting;
  if (isEnding) return;
  out.write(welcomeText(host.welcome()));
  host.onTrouble((lines) => {
    // Of a host that ends every bridge is gone: that is no trouble.
    if (isEnding) return;
    bar.end();
    out.write(`${lines.join('\n')}\n`);
  });
  barWanted = true;
  await host.libraryReady;
  barWanted = false;
  bar.end();
  out.write(libraryText(host.welcome()));
}

main().catch((error: unknown) => {
  const text =
    error instanceof DomainError || process.env.TRACORD_STACK === undefined ? messageOf(error) : String(error);
  process.stderr.write(`\n  TraCord cannot start: ${text}\n\n`);
  process.exit(1);
});
