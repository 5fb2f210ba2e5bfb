// The planned sets of a host that does not run, read from its data folder: a plan as the running host would write it.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type PlanExported, type PlanExportInput, planExport } from '#app/plan-export-handlers.ts';
import { titleRules } from '#app/title-rules.ts';
import { DomainError } from '#kernel/domain-error.ts';
import { silentLogger } from '#kernel/logger.ts';
import { lockDataFolder } from '#storage/data-folder-lock.ts';
import { openReadOnly } from '#storage/open-database.ts';
import { Plans } from '#storage/show/plans.ts';
import { closedSettings, withClosedLibrary } from './closed-library.ts';
import type { CliPlace } from './place.ts';

/** Since this step of the store there are plans. */
const FIRST_VERSION = 5;

/** Throws DomainError where there is no such plan, the settings have a mistake, or a host runs after all. */
export async function exportClosedPlan(place: CliPlace, input: PlanExportInput): Promise<PlanExported> {
  const settings = closedSettings(place);
  const file = join(place.data, 'show.sqlite');
  if (!existsSync(file)) throw nothingYet(place);
  const lock = lockDataFolder(place.data, { pid: process.pid, address: 'npm run tracord -- planner' });
  try {
    const show = openReadOnly(file);
    try {
      if ((show.pragma('user_version', { simple: true }) as number) < FIRST_VERSION) throw nothingYet(place);
      const titles = titleRules(settings, silentLogger);
      return await withClosedLibrary(place, settings, (library) => {
        const rules = { ...titles, marksAreCurrent: library.isMarked };
        const parts = {
          plans: new Plans(show),
          catalogue: library,
          rules: () => rules,
          line: () => settings.sets.line,
        };
        return planExport(parts, input);
      });
    } finally {
      show.close();
    }
  } finally {
    lock.release();
  }
}

function nothingYet({ data }: CliPlace): DomainError {
  return new DomainError('no-plan', `There are no plans yet in ${data}. Make one with the running host: plan.build.`);
}
