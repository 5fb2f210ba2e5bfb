// The demo DJ, a process of its own: connects to the broadcast listener as Traktor does and plays the demo set for ever,
// in real time or faster. Prints a line for each track. Comes back after a lost connection; SIGTERM ends it cleanly.

import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DomainError, messageOf } from '#kernel/domain-error.ts';
import { type BroadcastTarget, openBroadcast, send } from './broadcast-link.ts';
import { chainedSet } from './chained-set.ts';
import { demoLibraryFolder } from './demo-library.ts';

const HELP = `node host/src/app/demo/demo-dj.ts [options]
  --port <n>          the listener's port (8000)
  --host <address>    the listener's address (127.0.0.1)
  --mount <path>      mount path (/demo)
  --speed <n>         1 is real time; at 20 the track changes about every two seconds (1)
  --password <text>   the listener's password; better in TRACORD_DEMO_PASSWORD, which no process list shows
  --library <folder>  another demo library
`;

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

type Options = { target: BroadcastTarget; speed: number; library: string };

function readOptions(args: string[]): Options | 'help' {
  const text = (fallback: string) => ({ type: 'string', default: fallback }) as const;
  const { values } = parseArgs({
    args,
    options: {
      port: text('8000'),
      host: text('127.0.0.1'),
      mount: text('/demo'),
      speed: text('1'),
      password: text(process.env.TRACORD_DEMO_PASSWORD ?? 'demo'),
      library: text(demoLibraryFolder),
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const port = Number(values.port);
  const speed = Number(values.speed);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new DomainError('usage', '--port takes 1 to 65535');
  if (!(speed > 0 && speed <= 1000)) throw new DomainError('usage', '--speed takes a number above 0, at most 1000');
  const mount = values.mount.startsWith('/') ? values.mount : `/${values.mount}`;
  if (/[\s\p{Cc}]/u.test(mount)) throw new DomainError('usage', '--mount takes a path without blanks');
  return { target: { host: values.host, port, mount, password: values.password }, speed, library: values.library };
}

/** Plays until the connection is lost or `signal` stops it; says through `onTrack` that it got as far as a title. */
async function playSet({ target, speed, library }: Options, signal: AbortSignal, onTrack: () => void): Promise<void> {
  const socket = await openBroadcast(target, signal);
  const closed = new AbortController();
  socket.on('error', (error) => console.error(`connection: ${error.message}`));
  socket.on('close', () => closed.abort());
  const stop = AbortSignal.any([signal, closed.signal]);
  console.log(`on air at ${target.host}:${target.port}${target.mount}`);
  try {
    let dueAt = performance.now();
    for await (const chunk of chainedSet(library, Date.now() >>> 0)) {
      if (chunk.title) {
        console.log(`${chunk.title.artist} – ${chunk.title.title}`);
        onTrack();
      }
      await send(socket, chunk.bytes, stop);
      // Due times follow from each other, so that late timers do not add up. After a standstill (a laptop that slept)
      // the set goes on from where it was, without a burst to catch up.
      dueAt = Math.max(dueAt + chunk.lengthMs / speed, performance.now() - 1000);
      const wait = dueAt - performance.now();
      if (wait > 0) await sleep(wait, undefined, { signal: stop });
      else stop.throwIfAborted();
    }
  } finally {
    socket.end();
    socket.destroySoon();
  }
}

async function keepPlaying(options: Options, signal: AbortSignal): Promise<void> {
  let waitMs = FIRST_WAIT_MS;
  while (!signal.aborted) {
    try {
      await playSet(options, signal, () => {
        waitMs = FIRST_WAIT_MS;
      });
    } catch (error) {
      if (signal.aborted) return;
      const what = error instanceof DomainError ? error.message : `the connection was lost (${messageOf(error)})`;
      console.error(`${what}; trying again in ${waitMs / 1000} s`);
    }
    await sleep(waitMs, undefined, { signal }).catch((error: Error) => {
      if (!signal.aborted) throw error;
    });
    waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2);
  }
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') {
    console.log(HELP);
  } else {
    const stop = new AbortController();
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => stop.abort());
    // A host that was killed cannot send a signal; its end of the channel closes all the same, perhaps before this line.
    process.once('disconnect', () => stop.abort());
    if (process.send !== undefined && !process.connected) stop.abort();
    // Listening there would keep the process alive after its end.
    process.channel?.unref();
    await keepPlaying(options, stop.signal);
  }
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = error instanceof DomainError && error.code !== 'usage' ? 1 : 2;
}
