// tracord planner judge: what is weak in a playlist made elsewhere. tracord planner export: a planned set as a file. Both work whether a
// host runs or not.

import { readOutsideList } from '#app/outside-list.ts';
import type { PlanExported } from '#app/plan-export-handlers.ts';
import { PLAN_FORMATS, type PlanFormat } from '#domain/planner/plan-files.ts';
import { DomainError } from '#kernel/domain-error.ts';
import { judgeOutsideList } from '#services/library/judged-list.ts';
import { closedSettings } from './closed-host.ts';
import { exportClosedPlan } from './closed-plans.ts';
import { readFlags, TEXT, YES } from './flags.ts';
import { listReport } from './list-report.ts';
import { outPath, refuseCollection, writeOut } from './out-file.ts';
import type { CliPlace } from './place.ts';
import { RunningHost, sentence } from './running-host.ts';
import { needLibrary, withCatalogue } from './with-catalogue.ts';

export const JUDGE_USAGE = 'npm run tracord -- planner judge <playlist.m3u8 or .nml> [--list <name>]';
export const EXPORT_USAGE = `npm run tracord -- planner export [current|<plan id>] --format ${PLAN_FORMATS.join('|')} [--out <file or folder>] [--force] [--clear]`;

/** Prints the list with its weak transitions. Throws DomainError where there is no library, or the file is no list. */
export async function runJudge(place: CliPlace, args: string[]): Promise<number> {
  const { values, positionals } = readFlags(JUDGE_USAGE, { args, allowPositionals: true, options: { list: TEXT } });
  const [file, ...more] = positionals;
  if (file === undefined) throw new DomainError('bad-command', `Name the playlist to judge. ${JUDGE_USAGE}`);
  if (more.length > 0) throw new DomainError('bad-command', `Too many words. ${JUDGE_USAGE}`);
  const list = readOutsideList(file, values.list);
  needLibrary(place);
  const { keyLock } = closedSettings(place).planner;
  const judged = await withCatalogue(place, (catalogue) => judgeOutsideList(list.entries, catalogue, keyLock));
  for (const note of list.notes) process.stderr.write(`  ${note}\n`);
  process.stdout.write(listReport(file, list.name, judged));
  return 0;
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
  else writeOut('The plan is', [{ path: outPath(flags.out, written.fileName), text: written.text }], flags.force);
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

function exportFlags(args: string[]): { id: string; flags: ExportFlags } {
  const { values, positionals } = readFlags(EXPORT_USAGE, {
    ...{ args, allowPositionals: true },
    options: { format: TEXT, out: TEXT, force: YES, clear: YES },
  });
  const [id = 'current', ...more] = positionals;
  if (more.length > 0) throw new DomainError('bad-command', `Too many words. ${EXPORT_USAGE}`);
  const { format = 'text', out, force = false, clear = false } = values;
  if (!isFormat(format)) {
    throw new DomainError('bad-flag', `There is no format "${format}". There are ${PLAN_FORMATS.join(', ')}.`);
  }
  return { id, flags: { format, out, force, inClear: clear } };
}

function isFormat(text: string): text is PlanFormat {
  return PLAN_FORMATS.some((format) => format === text);
}
