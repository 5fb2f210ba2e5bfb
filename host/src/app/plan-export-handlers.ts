// What answers for planned sets as files: asks the library for what it says of their tracks now, and has them written.

import type { TrackHit } from '#domain/collection.ts';
import { type PlanFormat, writePlan } from '#domain/planner/plan-files.ts';
import type { StoredPlanRow } from '#domain/planner/stored-plan.ts';
import { DomainError } from '#kernel/domain-error.ts';
import type { Catalogue } from '#services/library/catalogue.ts';
import { isMaskedHit, type NowPlayingRules } from '#services/live/now-playing-view.ts';
import type { Plans } from '#storage/show/plans.ts';

export type PlanExportParts = {
  plans: Pick<Plans, 'get' | 'current'>;
  catalogue: Pick<Catalogue, 'tracks' | 'traktorKeys'>;
  rules: () => NowPlayingRules;
  /** The setting `sets.line`. */
  line: () => string;
};

/** `id`: "current" or a plan's. `inClear`: with the names of masked tracks and the folders of files, for the DJ alone. */
export type PlanExportInput = { id: string; format: PlanFormat; inClear?: boolean };

/** As the query `plans.export` answers. */
export type PlanExported = { text: string; fileName: string; type: string; notes: string[] };

/** Throws DomainError `unknown` where there is no such plan; rejects as the catalogue does. */
export async function planExport(
  { plans, catalogue, rules, line }: PlanExportParts,
  { id, format, inClear = false }: PlanExportInput,
): Promise<PlanExported> {
  const plan = id === 'current' ? plans.current() : plans.get(id);
  if (plan === undefined) {
    throw new DomainError('unknown', id === 'current' ? 'no plan is in use' : `there is no plan "${id}"`);
  }
  const ids = [...new Set(plan.rows.map(({ trackId }) => trackId))];
  const traktorKeys = format === 'nml' ? await catalogue.traktorKeys(ids) : {};
  const before = rules();
  // Asked last: what was hidden meanwhile is hidden.
  const hits = await catalogue.tracks(ids);
  const now = rules();
  const isTrusted = before.marksAreCurrent && now.marksAreCurrent && before.masks === now.masks;
  const { text, fileName, type, notes } = writePlan(plan, format, {
    tracks: new Map(hits.map((hit) => [hit.id, hit])),
    traktorKeys: new Map(Object.entries(traktorKeys)),
    clean: now.clean,
    isMasked: maskedBy(hits, { ...now, marksAreCurrent: isTrusted }),
    ...{ inClear, line: line() },
  });
  return { text, fileName, type, notes };
}

/** Fails closed: as long as the library cannot be trusted with the masks of now, all is masked. */
function maskedBy(hits: readonly TrackHit[], rules: NowPlayingRules) {
  const { masks, masksByLibrary, marksAreCurrent, unknownTracks } = rules;
  const byId = new Map(hits.map((hit) => [hit.id, hit]));
  return ({ trackId, artist, title }: StoredPlanRow): boolean => {
    const hit = byId.get(trackId);
    if (masks.text(artist, title) !== undefined) return true;
    if (hit !== undefined) return isMaskedHit(hit, rules);
    return unknownTracks === 'mask' || (masksByLibrary && !marksAreCurrent);
  };
}
