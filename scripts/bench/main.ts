// `npm run bench [-- --entries 50000,200000 --seed 1 --only import,search]`: runs the benchmarks beside this file and prints
// each figure with what it is measured against. Ends with 1 if a bound is missed or a benchmark could not run.

import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import type { Bench, BenchRow } from './row.ts';

/** Each is `<name>.ts` beside this file and exports `bench`; loaded only when its turn comes. */
const BENCHES = [
  'import',
  'search',
  'matching',
  'on-air',
  'overlay',
  'autocomplete',
  'flood',
  'keys',
  'obs',
  'times',
  'stats',
  'planner',
  'planner-bridge',
  'planner-sets',
  'idle',
  'start',
];

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '50000,200000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: BENCHES.join(',') },
  },
});
const entries = values.entries.split(',').map(wholeNumber);
const seed = wholeNumber(values.seed);
const say = (line: string) => process.stderr.write(`${line}\n`);

const lines: string[][] = [['figure', 'measured', 'against', 'ratio', 'bound', 'ok']];
let missed = 0;
for (const name of values.only.split(',')) {
  if (!BENCHES.includes(name)) fail(`there is no benchmark "${name}"; there are: ${BENCHES.join(', ')}`);
  say(`— ${name}`);
  try {
    const { bench }: { bench: Bench } = await import(`./${name}.ts`);
    for (const row of await bench({ entries, seed, say })) lines.push(lineOf(row));
  } catch (error) {
    missed += 1;
    lines.push([name, 'could not run', '', '', '', 'NO']);
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}
process.stdout.write(`\n${machine()}\n\n${table(lines)}\n`);
process.exitCode = missed > 0 ? 1 : 0;

function lineOf({ figure, measured, against, bound }: BenchRow): string[] {
  const ratio = against && measured / against.measured;
  const judged = ratio ?? measured;
  const ok = judged <= (bound.atMost ?? Infinity) && judged >= (bound.atLeast ?? -Infinity);
  if (!ok) missed += 1;
  return [
    figure,
    short(measured),
    against ? `${short(against.measured)} (${against.name})` : '',
    ratio === undefined ? '' : short(ratio),
    [
      bound.atLeast === undefined ? '' : `≥ ${short(bound.atLeast)}`,
      bound.atMost === undefined ? '' : `≤ ${short(bound.atMost)}`,
    ]
      .join(' ')
      .trim(),
    ok ? 'ok' : 'MISSED',
  ];
}

/** Three figures that count: 0.00123, 12.3, 12,345. */
function short(number: number): string {
  return new Intl.NumberFormat('en', { maximumSignificantDigits: Math.abs(number) >= 1_000 ? 21 : 3 }).format(
    Math.abs(number) >= 1_000 ? Math.round(number) : number,
  );
}

/** A Markdown table with columns of even width, ready for the README. */
function table(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const text = (row: string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  const [head = [], ...body] = rows.map(text);
  return [head, rule, ...body].join('\n');
}

function machine(): string {
  const cores = cpus();
  return [
    `${cores[0]?.model ?? 'unknown processor'}, ${cores.length} cores`,
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    `Node ${process.version}`,
    new Date().toISOString().slice(0, 10),
    `commit ${commit()}`,
    `seed ${seed}`,
  ].join(' · ');
}

/** The commit that was measured; outside a clone (a downloaded copy) there is none. */
function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) fail(`"${text}" is no whole number`);
  return number;
}

function fail(message: string): never {
  say(message);
  process.exit(2);
}
