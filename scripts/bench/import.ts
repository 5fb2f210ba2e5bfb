// How long an import takes and what it disturbs: cold, unchanged, and with one entry in a hundred changed. The peer reads the
// same file; it lies beside the project, and without it cold imports have no bound.

import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { writeCollection } from '../make-collection.ts';
import type { ImportRun } from './import-run.ts';
import { quantile } from './quantile.ts';
import type { Bench, BenchRow } from './row.ts';

const run = promisify(execFile);
const LARGE = 200_000;
const PEER = resolve(import.meta.dirname, '../../../shared/peer_tracord.py');

export const bench: Bench = async ({ entries, seed, say }) => {
  const rows: BenchRow[] = [];
  for (const count of entries) rows.push(...(await benchSize(count, seed, say)));
  return rows;
};

async function benchSize(entries: number, seed: number, say: (line: string) => void): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tracord-import-'));
  const [first, changed] = [join(folder, 'collection.nml'), join(folder, 'changed.nml')];
  try {
    say(`  ${entries} entries: writing the collection, the peer reads it`);
    await writeCollection(first, { entries, seed });
    await writeCollection(changed, { entries, seed, change: 0.01 });
    const peer = await runPeer(first, join(folder, 'peer.json'));
    say(`  ${entries} entries: cold, unchanged, changed`);
    const script = join(import.meta.dirname, 'import-run.ts');
    const { stdout } = await run(process.execPath, [script, folder, first, first, changed]);
    const [cold, same, some] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as ImportRun);
    if (cold?.added !== entries || same?.unchanged !== entries || some === undefined || some.changed === 0) {
      throw new Error(`an import did not do what it should: ${stdout}`);
    }
    const size = entries.toLocaleString('en');
    // A program's start weighs less the larger the collection is: what is promised is promised for large ones.
    const isLarge = entries >= LARGE;
    const seconds = (one: ImportRun) => one.ms / 1000;
    const runs: [string, ImportRun][] = [
      ['cold', cold],
      ['unchanged', same],
      ['1 % changed', some],
    ];
    return [
      beside(`cold import with index, ${size} entries, s`, seconds(cold), peer?.seconds, isLarge ? 0.75 : undefined),
      beside(
        `cold import, ${size} entries, most memory, MB`,
        cold.maxRssMb,
        peer?.megabytes,
        isLarge ? 0.4 : undefined,
      ),
      {
        figure: `unchanged import, ${size} entries, s`,
        measured: seconds(same),
        against: { name: 'cold', measured: seconds(cold) },
        bound: isLarge ? { atMost: 0.1 } : {},
      },
      {
        figure: `1 % changed, ${size} entries, s`,
        measured: seconds(some),
        against: { name: 'cold', measured: seconds(cold) },
        bound: isLarge ? { atMost: 0.3 } : {},
      },
      ...runs.map(([name, one]) => ({
        figure: `host's thread meanwhile (${name}, ${size}), delay p99, ms`,
        measured: one.loopDelayP99Ms,
        bound: { atMost: 20 },
      })),
      ...playRows(
        size,
        isLarge,
        runs.flatMap(([, { playsMs }]) => playsMs),
      ),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A few plays wait for the disk behind the import's writes; the slowest is told without a bound. */
function playRows(size: string, isLarge: boolean, playsMs: number[]): BenchRow[] {
  return [
    { figure: `a play stored meanwhile (all three, ${size}), p50, ms`, measured: quantile(playsMs, 0.5), bound: {} },
    {
      figure: `a play stored meanwhile, p95, ms`,
      measured: quantile(playsMs, 0.95),
      bound: isLarge ? { atMost: 5 } : {},
    },
    { figure: `a play stored meanwhile, slowest of ${playsMs.length}, ms`, measured: quantile(playsMs, 1), bound: {} },
  ];
}

function beside(figure: string, measured: number, peer: number | undefined, atMost: number | undefined): BenchRow {
  return peer === undefined
    ? { figure, measured, bound: {} }
    : { figure, measured, against: { name: 'peer', measured: peer }, bound: { atMost } };
}

async function runPeer(collection: string, out: string): Promise<{ seconds: number; megabytes: number } | undefined> {
  if (!existsSync(PEER)) return undefined;
  const { stdout } = await run('python3', [PEER, collection, out]);
  const found = /^import (\d+) .* rss (\d+)/.exec(stdout);
  if (!found) throw new Error(`the peer answered: ${stdout}`);
  return { seconds: Number(found[1]) / 1000, megabytes: Number(found[2]) };
}
