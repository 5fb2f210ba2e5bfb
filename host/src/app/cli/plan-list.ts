// tracord planner judge: what is weak in a playlist made elsewhere. tracord planner export: a planned set as a file. Both work whether a
// host runs or not.

import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readOutsideList } from '#app/outside-list.ts';
import type { PlanExported } from '#app/plan-export-handlers.ts';
import { PLAN_FORMATS, type PlanFormat } from '#domain/planner/plan-files.ts';
import { DomainError, messageOf } from '#kernel/domain-error.ts';
import { startWorker } from '#kernel/workers.ts';
import { Catalogue } from '#services/library/catalogue.ts';
import { judgeOutsideList } from '#services/library/judged-list.ts';
import { exportClosedPlan } from './closed-plans.ts';
import { listReport } from './list-report.ts';
import type { CliPlace } from './place.ts';
import { refuseCollection } from './refuse-collection.ts';
import { RunningHost } from './running-host.ts';

const JUDGE_USAGE = 'npm run tracord -- planner judge <playlist.m3u8 or .nml> [--list <name>]';
const EXPORT_USAGE = `npm run tracord -- planner export [current|<plan id>] --format ${PLAN_FORMATS.join('|')} [--out <file or folder>] [--force] [--clear]`;

const TEXT = { type: 'string' } as const;
const YES = { type: 'boolean' } as const;

/** Prints the list with its weak transitions. Throws DomainError where there is no library, or the file is no list. */
export async function runJudge(place: CliPlace, args: string[]): Promise<number> {
  const { values, positionals } = parsed(JUDGE_USAGE, () =>
    parseArgs({ args, strict: true, allowPositionals: true, options: { list: TEXT } }),
  );
  const [file, ...more] = positionals;
  if (file === undefined) throw new DomainError('bad-command', `Name the playlist to judge. ${JUDGE_USAGE}`);
  if (more.length > 0) throw new DomainError('bad-command', `Too many words. ${JUDGE_USAGE}`);
  const list = readOutsideList(file, values.list);
  if (!existsSync(join(place.data, 'library.sqlite'))) {
    throw new DomainError('no-library', 'There is no library yet: npm run tracord -- import <path of collection.nml>');
  }
  const writer = startWorker('library-writer', { folder: place.data });
  const reader = startWorker('library-reader', { folder: place.data });
  try {
    const judged = await judgeOutsideList(list.entries, new Catalogue(writer, reader));
    for (const note of list.notes) process.stderr.write(`  ${note}\n`);
    process.stdout.write(listReport(file, list.name, judged));
    return 0;
  } finally {
    await Promise.all([writer.stop(), reader.stop()]);
  }
}

type ExportFlags = { format: PlanFormat; out?: string; force: boolean; inClear: boolean };

/** Prints the plan, or writes it to `--out`. Throws DomainError where there is no such plan; never writes to collection.nml. */
export async function runExport(place: CliPlace, args: string[]): Promise<number> {
  const { id, flags } = exportFlags(args);
  if (flags.out !== undefined) refuseCollection(flags.out);
  const host = await RunningHost.find(place.config);
  const { format, inClear } = flags;
  const written = host === undefined ? await closed(place, id, flags) : await asked(host, id, { format, inClear });
  for (const note of written.notes) process.stderr.write(`  ${note}\n`);
  if (flags.out === undefined) process.stdout.write(written.text);
  else writeTo(resolve(isFolder(flags.out) ? join(flags.out, written.fileName) : flags.out), written.text, flags.force);
  return 0;
}

async function asked(host: RunningHost, id: string, { format, inClear }: Pick<ExportFlags, 'format' | 'inClear'>) {
  const query = new URLSearchParams({ format, inClear: String(inClear) });
  const answer = await host.ask(`/api/plans/${encodeURIComponent(id)}/export?${query}`);
  if (!answer.ok) throw new DomainError('refused', sentence(answer.message));
  return answer.value as PlanExported;
}

async function closed(place: CliPlace, id: string, { format, inClear }: ExportFlags): Promise<PlanExported> {
  try {
    return await exportClosedPlan(place, { id, format, inClear });
  } catch (cause) {
    if (!(cause instanceof DomainError)) throw cause;
    throw new DomainError(cause.code, sentence(cause.message), { cause });
  }
}

function writeTo(path: string, text: string, force: boolean): void {
  refuseCollection(path);
  if (!force && existsSync(path)) {
    throw new DomainError('exists', `There is a file ${path} already. Add --force to write over it.`);
  }
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: force ? 'w' : 'wx' });
  } catch (cause) {
    throw new DomainError('unwritable', `${path} cannot be written: ${messageOf(cause)}`, { cause });
  }
  process.stdout.write(`  The plan is in ${path}.\n`);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function exportFlags(args: string[]): { id: string; flags: ExportFlags } {
  const { values, positionals } = parsed(EXPORT_USAGE, () =>
    parseArgs({
      ...{ args, strict: true, allowPositionals: true },
      options: { format: TEXT, out: TEXT, force: YES, clear: YES },
    }),
  );
  const [id = 'current', ...more] = positionals;
  if (more.length > 0) throw new DomainError('bad-command', `Too many words. ${EXPORT_USAGE}`);
  const { format = 'text', out, force = false, clear = false } = values;
  if (!isFormat(format)) {
    throw new DomainError('bad-flag', `There is no format "${format}". There are ${PLAN_FORMATS.join(', ')}.`);
  }
  return { id, flags: { format, out, force, inClear: clear } };
}

function parsed<T>(usage: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new DomainError('bad-flag', `${messageOf(cause).split('. ')[0]}. ${usage}`, { cause });
  }
}

function isFormat(text: string): text is PlanFormat {
  return PLAN_FORMATS.some((format) => format === text);
}

/** The host's messages begin small. */
function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
