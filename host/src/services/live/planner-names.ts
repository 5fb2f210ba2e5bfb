// What people read of the planner's tracks, which it knows by their ids alone.

import type { BridgeWay, PlannerRow } from '@tracord/shared/plan.ts';
import type { ArtworkView } from '@tracord/shared/topics.ts';
import type { TrackHit } from '#domain/collection.ts';
import { keyView } from '#domain/musical-key.ts';
import type { WayAnswer } from '#services/library/planner-methods.ts';
import type { StepAnswer } from '#services/library/planner-steps.ts';
import { isMaskedHit, type NowPlayingRules } from './now-playing-view.ts';

export type PlannerNamesParts = {
  tracks: (ids: string[]) => Promise<TrackHit[]>;
  cover: (path: string) => Promise<ArtworkView | undefined>;
  rules: () => NowPlayingRules;
  /** Songs of the last sets, which the DJ may not want again so soon. */
  latelyPlayed: () => ReadonlySet<string>;
};

export class PlannerNames {
  readonly #parts: PlannerNamesParts;

  constructor(parts: PlannerNamesParts) {
    this.#parts = parts;
  }

  /** Those the library does not have any more are left out. */
  async rows<Given extends StepAnswer & { id: string }>(given: readonly Given[]): Promise<[Given, PlannerRow][]> {
    const { tracks, rules, latelyPlayed } = this.#parts;
    const hits = new Map((await tracks(given.map(({ id }) => id))).map((hit) => [hit.id, hit]));
    const lately = latelyPlayed();
    return given.flatMap((one): [Given, PlannerRow][] => {
      const hit = hits.get(one.id);
      return hit === undefined ? [] : [[one, plannerRow(hit, one, rules(), lately)]];
    });
  }

  /** Undefined: it is gone. */
  async withCover(id: string): Promise<PlannerRow | undefined> {
    const { tracks, rules, cover } = this.#parts;
    const [hit] = await tracks([id]);
    if (hit === undefined) return undefined;
    const artwork = hit.path === undefined ? undefined : await cover(hit.path);
    return { ...plannerRow(hit, {}, rules(), new Set()), artwork };
  }

  /** A way over a track that is gone is left out. */
  async ways(given: readonly WayAnswer[]): Promise<BridgeWay[]> {
    const known = new Map(await this.rows(given.flatMap(({ steps }) => steps)));
    return given.flatMap(({ ease, steps }) => {
      const shown = steps.flatMap((step) => {
        const row = known.get(step);
        return row === undefined ? [] : [{ ...row, why: step.why }];
      });
      return shown.length === steps.length ? [{ ease, steps: shown }] : [];
    });
  }
}

function plannerRow(
  hit: TrackHit,
  { move, tempo, relation }: StepAnswer,
  rules: NowPlayingRules,
  lately: ReadonlySet<string>,
): PlannerRow {
  const { id, artist, title, mix, trackBpm, key, durationMs } = hit;
  return {
    ...{ trackId: id, artist, title, display: rules.clean({ artist, title, mix }), bpm: trackBpm, durationMs },
    key: key === undefined ? undefined : keyView(key),
    ...{ move, tempo, relation },
    masked: isMaskedHit(hit, rules) || undefined,
    warning: lately.has(hit.song) ? 'Played in one of your last sets' : undefined,
  };
}
