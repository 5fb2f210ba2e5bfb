// node scripts/kill-requests.ts [times, 200] [--seed 1]: kills the request desk on its store with SIGKILL at random moments of a
// flood, starts it anew on the same files, and looks after each kill whether anything it had answered is lost, doubled or half
// there. The flood itself runs in a process of its own: this file, started with --flood.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Acknowledged } from './kill-requests/acknowledged.ts';
import { flood } from './kill-requests/flood.ts';
import { SeededRandom } from './made-collection/random.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    flood: { type: 'string' },
    first: { type: 'string' },
  },
});
/** A kill comes within this time of the flood's first answer, or of its start. */
const LATEST_KILL_MS = 400;

/** Floods the desk in `folder` until it is killed at a random moment; what it answered comes line by line. */
async function killedFlood(folder: string, first: number, random: SeededRandom, take: (line: string) => void) {
  const args = ['--flood', folder, '--first', String(first)];
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const kill = () => setTimeout(() => child.kill('SIGKILL'), random.between(0, LATEST_KILL_MS));
  // Now and then it is killed while it starts.
  let timer = random.chance(0.1) ? kill() : undefined;
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    timer ??= kill();
    take(line);
  });
  const ended = new Promise<string | null>((resolve) => child.on('close', (_code, signal) => resolve(signal)));
  const signal = await ended;
  clearTimeout(timer);
  if (signal !== 'SIGKILL') throw new Error(`the flood ended by itself: ${errors}`);
}

async function killAgainAndAgain(times: number, seed: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tracord-kill-requests-'));
  const random = new SeededRandom(seed);
  const acknowledged = new Acknowledged();
  try {
    for (let round = 1; round <= times; round += 1) {
      await killedFlood(folder, acknowledged.next, random, (line) => acknowledged.take(line));
      acknowledged.inspect(folder);
      if (process.stdout.isTTY) process.stdout.write(`\r  ${round} of ${times} kills, ${acknowledged.summary}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  process.stdout.write(`\n  ${times} kills, ${acknowledged.summary}\n`);
  for (const fault of acknowledged.faults) process.stdout.write(`  FAULT  ${fault}\n`);
  const isWhole = acknowledged.faults.size === 0;
  if (!acknowledged.isWorthIt) process.stdout.write('  Too little happened to show anything.\n');
  else if (isWhole) process.stdout.write('  Nothing was lost, doubled or half there.\n');
  process.exitCode = isWhole && acknowledged.isWorthIt ? 0 : 1;
}

if (values.flood !== undefined) await flood(values.flood, Number(values.first ?? 0));
else await killAgainAndAgain(Number(positionals[0] ?? 200), Number(values.seed ?? 1));
