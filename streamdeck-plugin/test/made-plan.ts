// What the planner would publish, made from a few words.

import { FIRST_PLANNER, type PlannerRow, type PlannerView, type Suggestion } from '@tracord/shared/plan.ts';

export function madeRow(trackId: string): PlannerRow {
  const [artist, title] = ['Ilse Vantar', `Song ${trackId}`];
  return { trackId, artist, title, display: { artist, title } };
}

const madeSuggestion = (trackId: string): Suggestion => ({ ...madeRow(trackId), score: 50, parts: [] });

/** These suggestions, the best first. */
export function madePlan(trackIds: readonly string[], given: Partial<PlannerView> = {}): PlannerView {
  const byId = Object.fromEntries(trackIds.map((id) => [id, madeSuggestion(id)]));
  return { ...FIRST_PLANNER, suggestions: { order: [...trackIds], byId }, ...given };
}

export const pinned = (trackId: string): PlannerView['next'] => ({ ...madeRow(trackId), by: 'pin' });

/** A way over these tracks to `to`. */
export function madeBridge(between: readonly string[], to: string): NonNullable<PlannerView['bridge']> {
  const steps = [...between, to].map((id) => ({ ...madeRow(id), why: 'one step on the wheel' }));
  const distance = (['now', 'one', 'two'] as const)[between.length] ?? 'far';
  return { requestId: 'r1', distance, to: madeRow(to), steps };
}
