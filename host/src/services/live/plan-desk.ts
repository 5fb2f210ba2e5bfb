// Planned sets: makes them, keeps them, and follows the one in use as it is played.

import { randomUUID } from 'node:crypto';
import type { PlanRow, PlanView } from '@tracord/shared/plan.ts';
import type { PlanWish } from '@tracord/shared/plan-commands.ts';
import type { RequestView } from '@tracord/shared/requests.ts';
import type { OperatorTopics } from '@tracord/shared/topics.ts';
import type { StoredPlan, StoredPlanRow } from '#domain/planner/stored-plan.ts';
import { type Refusal, refused } from '#domain/request-refusal.ts';
import type { Clock } from '#kernel/clock.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { BuildInput } from '#services/library/plan-methods.ts';
import type { Planning } from '#services/library/planning.ts';
import type { Plans } from '#storage/show/plans.ts';
import type { PlannerNames } from './planner-names.ts';

export type PlanDeskParts = {
  topics: TopicStore<OperatorTopics>;
  planning: Pick<Planning, 'build' | 'walk'>;
  plans: Plans;
  names: () => PlannerNames;
  clock: Clock;
  /** The plan in use, or what is next in it, is another. */
  onChange: () => void;
};

type Made = Refusal | { ok: true; planId: string; tracks: number; notes: string[] };
type Meant = Refusal | { ok: true; planId: string };

/** A set is searched for no longer: what is on air goes on meanwhile, and suggestions wait for it. */
const BUILD_WITHIN_MS = 400;

export class PlanDesk {
  readonly #parts: PlanDeskParts;
  /** The play that the plan in use was followed to. */
  #followed = '';

  constructor(parts: PlanDeskParts) {
    this.#parts = parts;
  }

  /** Where no other first track is asked for, and it is not for later, the set begins with what is on air: no wish can be against that. */
  async build({ name, ...wish }: PlanWish & { name: string }): Promise<Made> {
    const { clock } = this.#parts;
    const plan: StoredPlan = {
      ...{ id: randomUUID(), name, madeAt: clock.now(), lengthMs: 0, notes: [], rows: [] },
      ...{ wish, startsAt: wish.startsAt },
    };
    const isForNow = (wish.startsAt ?? 0) <= clock.now();
    const isOnAirFirst = wish.first === undefined || wish.first === this.#onAir().trackId;
    return this.#make(plan, { played: [], isReplan: false }, isForNow && isOnAirFirst);
  }

  /** What was played stays, what is locked keeps its place, the rest is found anew from what is on air. */
  async replan(planId: string | undefined): Promise<Made> {
    const { plans } = this.#parts;
    const plan = planId === undefined ? plans.current() : plans.get(planId);
    if (plan === undefined) return unknown(planId);
    const played = plan.rows.filter(({ played: was }) => was).map(({ trackId }) => trackId);
    return this.#make(plan, { played, isReplan: true }, true);
  }

  lock(
    planId: string | undefined,
    trackId: string,
    on: boolean,
  ): Refusal | { ok: true; planId: string; trackId: string; on: boolean } {
    const meant = this.#meant(planId);
    if (!meant.ok) return meant;
    if (!this.#parts.plans.lock(meant.planId, trackId, on))
      return refused('track-unknown', 'this track is not in the plan');
    this.#parts.onChange();
    return { ok: true, planId: meant.planId, trackId, on };
  }

  use(planId: string | undefined): Refusal | { ok: true; planId?: string } {
    if (!this.#parts.plans.use(planId)) return unknown(planId);
    this.#playedTo(this.#onAir().trackId);
    this.#parts.onChange();
    return { ok: true, planId };
  }

  rename(planId: string | undefined, name: string): Meant {
    const meant = this.#meant(planId);
    if (!meant.ok) return meant;
    this.#parts.plans.rename(meant.planId, name);
    this.#parts.onChange();
    return meant;
  }

  remove(planId: string): Meant {
    if (!this.#parts.plans.remove(planId)) return unknown(planId);
    this.#parts.onChange();
    return { ok: true, planId };
  }

  /** "current": the one in use. */
  async view(id: string): Promise<PlanView | undefined> {
    const { plans } = this.#parts;
    const plan = id === 'current' ? plans.current() : plans.get(id);
    return plan && this.#viewOf(plan);
  }

  /** What is to be played next by the plan in use. */
  nextTrack(): string | undefined {
    const rows = this.#parts.plans.current()?.rows ?? [];
    const lastPlayed = rows.findLastIndex(({ played }) => played);
    return rows[lastPlayed + 1]?.trackId;
  }

  /** What is on air may be another: the plan in use is played as far as that, wherever it stands among those that come. */
  follow(): void {
    const { trackId, since } = this.#onAir();
    const play = `${trackId} ${since}`;
    if (play === this.#followed) return;
    this.#followed = play;
    this.#playedTo(trackId);
  }

  #playedTo(trackId: string | undefined): void {
    const { plans } = this.#parts;
    const plan = trackId === undefined ? undefined : plans.current();
    if (plan === undefined) return;
    const place = plan.rows.findIndex((row) => row.trackId === trackId && !row.played);
    const row = plan.rows[place];
    if (row === undefined) return;
    plans.markPlayed(plan.id, place, this.#beginning(plan, row.startsMs));
    this.#parts.onChange();
  }

  /** When the plan begins, now that what is on air is `onAirMs` into it: the first to play may come before the hour that was planned, or
   * there was none. */
  #beginning({ startsAt, rows }: StoredPlan, onAirMs: number): number | undefined {
    const { since } = this.#onAir();
    if (since === undefined || rows.some(({ played }) => played)) return startsAt;
    return Math.min(startsAt ?? since - onAirMs, since - onAirMs);
  }

  /** `fromOnAir`: what is on air is the newest track of the set, also where it went another way than planned. */
  async #make(
    before: StoredPlan,
    { played: past, isReplan }: Pick<BuildInput, 'played' | 'isReplan'>,
    fromOnAir: boolean,
  ): Promise<Made> {
    const { planning, plans, names, onChange } = this.#parts;
    const nowOnAir = this.#onAir();
    const { trackId: onAir, since } = fromOnAir ? nowOnAir : {};
    const played = onAir === undefined || past.at(-1) === onAir ? past : [...past, onAir];
    const startsAt = fromOnAir ? this.#beginning(before, 0) : before.startsAt;
    const onAirStartsMs = startsAt === undefined || since === undefined ? undefined : since - startsAt;
    const plan: StoredPlan = { ...before, startsAt };
    const requests = plan.wish.requests ? this.#accepted() : [];
    const built = await planning.build({
      ...{ wish: plan.wish, played, onAirStartsMs, isReplan, withinMs: BUILD_WITHIN_MS },
      locked: plan.rows.flatMap(({ locked, played: was, trackId }, at) => (locked && !was ? [{ at, trackId }] : [])),
      requests: requests.flatMap(({ track: { id } }) => id ?? []),
    });
    if (!built.ok) return refused(built.code, built.message);
    const named = new Map((await names().rows(built.rows)).map(([row, shown]) => [row, shown]));
    const lockedIds = new Set(plan.rows.filter(({ locked }) => locked).map(({ trackId }) => trackId));
    const rows = built.rows.map((row, at): StoredPlanRow => {
      const { id: trackId, startsMs, overlapMs } = row;
      const { artist = '', title = '', durationMs } = named.get(row) ?? {};
      return {
        ...{ trackId, artist, title, durationMs, startsMs, overlapMs },
        locked: lockedIds.has(trackId) || undefined,
        played: at < played.length || undefined,
        requestId: requests.find(({ track }) => track.id === trackId)?.id,
      };
    });
    plans.put({ ...plan, rows, lengthMs: built.lengthMs, notes: built.notes }, { use: true });
    // What came on air meanwhile was not told of this plan.
    const later = this.#onAir().trackId;
    if (later !== nowOnAir.trackId) this.#playedTo(later);
    onChange();
    return { ok: true, planId: plan.id, tracks: rows.length, notes: built.notes };
  }

  async #viewOf({ id, name, startsAt, lengthMs, notes, rows }: StoredPlan): Promise<PlanView> {
    const { planning, names } = this.#parts;
    const steps = await planning.walk(rows.map(({ trackId }) => trackId));
    const known = new Map(
      (await names().rows(rows.map((row, at) => ({ ...steps[at], id: row.trackId, at })))).map(([{ at }, row]) => [
        at,
        row,
      ]),
    );
    const shown = rows.map((row, at): [string, PlanRow] => {
      const { trackId, artist, title, durationMs, startsMs, overlapMs, locked, played, requestId } = row;
      // A track that is gone by now is shown as it was planned.
      const says = known.get(at) ?? { trackId, artist, title, display: { artist, title }, durationMs };
      return [String(at + 1), { ...says, startsMs, overlapMs, locked, played, requestId, weak: steps[at]?.weak }];
    });
    return { id, name, startsAt, lengthMs, notes, order: shown.map(([key]) => key), byId: Object.fromEntries(shown) };
  }

  #meant(planId: string | undefined): Meant {
    const { plans } = this.#parts;
    const id = planId ?? plans.current()?.id;
    if (id === undefined || plans.get(id) === undefined) return unknown(planId);
    return { ok: true, planId: id };
  }

  /** Requests the DJ took, and did not play yet. */
  #accepted(): RequestView[] {
    const { order, byId } = this.#parts.topics.get('requests');
    return order.flatMap((id) => byId[id] ?? []).filter(({ state }) => state === 'accepted' || state === 'loaded');
  }

  #onAir(): { trackId?: string; since?: number } {
    const { track, onAirSince, test } = this.#parts.topics.get('nowPlaying');
    return test || track?.id === undefined ? {} : { trackId: track.id, since: onAirSince };
  }
}

function unknown(planId: string | undefined): Refusal {
  return refused(
    'plan-unknown',
    planId === undefined ? 'no plan is in use: build one' : `there is no plan "${planId}"`,
  );
}
