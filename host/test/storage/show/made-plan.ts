// Plans made for tests.

import { planWish } from '@tracord/shared/plan-commands.ts';
import type { StoredPlan, StoredPlanRow } from '#domain/planner/stored-plan.ts';

export const PLAN_ID = '5f0c7a54-3a0e-4b7f-8c55-9b1d2e3f4a60';

/** `tracks`: so many, five minutes apart, by `artist`. */
export function madePlan({
  tracks = 3,
  artist = 'Mira',
  ...more
}: { tracks?: number; artist?: string } & Partial<StoredPlan> = {}): StoredPlan {
  const rows = Array.from(
    { length: tracks },
    (_, place): StoredPlanRow => ({
      ...{ trackId: `t${place + 1}`, artist, title: `Title ${place + 1}`, durationMs: 320_000 },
      ...{ startsMs: place * 300_000, overlapMs: place === 0 ? 0 : 20_000 },
    }),
  );
  return {
    ...{ id: PLAN_ID, name: 'Friday', madeAt: 1_000, lengthMs: tracks * 300_000 },
    ...{ wish: planWish.parse({ minutes: 90, seed: 7 }), notes: ['There are only two tracks in 8A.'], rows },
    ...more,
  };
}
