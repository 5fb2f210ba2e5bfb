// What an idle host with a large library takes, before and after its first suggestions: memory, and the share of a core. Read from
// /proc, so on Linux only.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startedHost } from '../../test/fakes/started-host.ts';
import { writeCollection } from '../make-collection.ts';
import type { Bench } from './row.ts';

const SETTLE_MS = 15_000;
const WATCH_MS = 20_000;
const TICKS_PER_SECOND = 100;

export const bench: Bench = async ({ entries, seed, say }) => {
  const most = Math.max(...entries);
  const folder = mkdtempSync(join(tmpdir(), 'tracord-idle-'));
  const collection = join(folder, 'collection.nml');
  try {
    say(`  importing ${most} entries`);
    await writeCollection(collection, { entries: most, seed });
    const first = await startedHost({ args: ['--collection', collection] });
    await imported(first, most);
    await first.stop();
    // The host of an ordinary evening: the library is there already.
    const host = await startedHost({ home: first.home, args: ['--collection', collection] });
    await imported(host, most);
    await pause(SETTLE_MS);
    const before = cpuSeconds(host.pid);
    await pause(WATCH_MS);
    const share = (cpuSeconds(host.pid) - before) / (WATCH_MS / 1000);
    const memory = residentMb(host.pid);
    const { tracks } = await host.get<{ tracks: { id: string }[] }>('/api/tracks?limit=1');
    await host.get(`/api/suggestions?from=${tracks[0]?.id}`);
    await pause(SETTLE_MS);
    const suggesting = residentMb(host.pid);
    await host.stop();
    host.clear();
    const size = most.toLocaleString('en');
    return [
      { figure: `idle host with ${size} tracks, memory, MB`, measured: memory, bound: { atMost: 250 } },
      { figure: `idle host with ${size} tracks, share of a core, %`, measured: share * 100, bound: { atMost: 1 } },
      { figure: `the same once it has suggested tracks, memory, MB`, measured: suggesting, bound: {} },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

async function imported(host: Awaited<ReturnType<typeof startedHost>>, entries: number): Promise<void> {
  await host.until(async () => {
    const library = await host.get<{ tracks: number; importing: unknown }>('/api/library');
    if (library.tracks < entries * 0.99 || library.importing !== null) throw new Error('the import is not over');
  }, 180_000);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function residentMb(pid: number): number {
  const kb = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kb) / 1000;
}

function cpuSeconds(pid: number): number {
  // Fields 14 and 15 after the name, which may hold spaces: utime and stime in ticks.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
