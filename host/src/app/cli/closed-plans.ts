// The planned sets of a host that does not run, read from its data folder: a plan as the running host would write it.

import { type PlanExported, type PlanExportInput, planExport } from '#app/plan-export-handlers.ts';
import { titleRules } from '#app/title-rules.ts';
import { DomainError } from '#kernel/domain-error.ts';
import { silentLogger } from '#kernel/logger.ts';
import { Plans } from '#storage/show/plans.ts';
import { withClosedHost } from './closed-host.ts';
import type { CliPlace } from './place.ts';

/** The step of the show's store that made plans. */
const SINCE = 5;

/** Throws DomainError where there is no such plan, and as `withClosedHost` does. */
export function exportClosedPlan(place: CliPlace, input: PlanExportInput): Promise<PlanExported> {
  const nothingYet = new DomainError(
    'no-plan',
    `There are no plans yet in ${place.data}. Make one with the running host: plan.build.`,
  );
  return withClosedHost(place, { command: 'planner', since: SINCE, nothingYet }, ({ settings, show, library }) => {
    const rules = { ...titleRules(settings, silentLogger), marksAreCurrent: library.isMarked };
    const parts = { plans: new Plans(show), catalogue: library, rules: () => rules, line: () => settings.sets.line };
    return planExport(parts, input);
  });
}
