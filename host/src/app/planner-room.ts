// Builds the planner with its worker, and answers what clients ask of it.

import type { Settings } from '@tracord/shared/settings.ts';
import type { BotTopics, OperatorTopics, PublicTopics } from '@tracord/shared/topics.ts';
import { botPlan, publicNext } from '#domain/public-view.ts';
import type { Clock } from '#kernel/clock.ts';
import { DomainError } from '#kernel/domain-error.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { WorkerLink } from '#kernel/workers.ts';
import type { Catalogue } from '#services/library/catalogue.ts';
import type { HeardPlay } from '#services/library/library-habits.ts';
import { Planning } from '#services/library/planning.ts';
import type { NowPlayingRules } from '#services/live/now-playing-view.ts';
import { PlanDesk } from '#services/live/plan-desk.ts';
import { Planner, type PlannerParts } from '#services/live/planner.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { Plans } from '#storage/show/plans.ts';
import type { Plays } from '#storage/show/plays.ts';
import type { ShowState } from '#storage/show/show-state.ts';
import type { PlanHandlers } from './commands.ts';
import { planExport } from './plan-export-handlers.ts';
import type { PlanQueryHandlers } from './queries.ts';
import type { SetRoom } from './set-room.ts';

export type PlannerRoomParts = Pick<PlannerParts, 'onDistances' | 'copy' | 'cover' | 'write'> & {
  show: SqliteDatabase;
  plays: Pick<Plays, 'between'>;
  sets: Pick<SetRoom, 'playedSongs' | 'latelyPlayedSongs'>;
  worker: WorkerLink;
  catalogue: Catalogue;
  state: ShowState;
  operator: TopicStore<OperatorTopics>;
  audience: TopicStore<PublicTopics>;
  bot: TopicStore<BotTopics>;
  settings: () => Pick<Settings, 'planner' | 'nowPlaying' | 'sets'>;
  rules: () => NowPlayingRules;
  clock: Clock;
  log: Logger;
};

const MOST_WAYS = 3;

export type PlannerRoom = {
  planner: Planner;
  /** Whether the audience sees this cover as that of the next track. */
  mayShowArtwork(id: string): boolean;
  commands: PlanHandlers;
  queries: PlanQueryHandlers;
};

export function plannerRoom(parts: PlannerRoomParts): PlannerRoom {
  const { worker, catalogue, operator, audience, bot, settings, show, plays, sets, ...others } = parts;
  const planning = new Planning(worker, catalogue, () => ({ keyLock: settings().planner.keyLock }));
  const plans = new Plans(show);
  const desk: PlanDesk = new PlanDesk({
    ...{ planning, plans, topics: operator, clock: parts.clock },
    names: () => planner.names,
    onChange: () => planner.changed(),
  });
  const planner: Planner = new Planner({
    ...others,
    planning,
    topics: operator,
    tracks: (ids) => catalogue.tracks(ids),
    settings: () => settings().planner,
    plan: () => desk.view('current'),
    nextInPlan: () => desk.nextTrack(),
    playedSongs: () => sets.playedSongs(),
    heardPlays: () => heardPlays(plays),
    latelyPlayed: () => sets.latelyPlayedSongs(settings().planner.warnSets),
  });
  const tellOthers = () => {
    const plan = operator.get('plan');
    const isLate = settings().nowPlaying.announceDelaySeconds > 0;
    const { hideNext, track } = operator.get('nowPlaying');
    audience.set('next', publicNext(plan.next, { isLate, isHidden: hideNext === true }));
    bot.set('plan', botPlan(plan, isLate || track?.masked === true || hideNext === true));
  };
  operator.onChange(({ topic }) => {
    if (topic === 'nowPlaying') desk.follow();
    if (topic === 'plan' || topic === 'nowPlaying') tellOthers();
  });
  return {
    planner,
    mayShowArtwork: (id) => audience.get('next').track?.artwork?.id === id,
    commands: {
      'plan.preset': async ({ preset }) => planner.setPreset(preset),
      'plan.pin': async ({ trackId, on }) => planner.pin(trackId, on),
      'plan.block': async ({ trackId, on }) => planner.block(trackId, on),
      'plan.build': (wish) => desk.build(wish),
      'plan.replan': ({ planId }) => desk.replan(planId),
      'plan.lock': async ({ planId, trackId, on }) => desk.lock(planId, trackId, on),
      'plan.use': async ({ planId }) => desk.use(planId),
      'plan.rename': async ({ planId, name }) => desk.rename(planId, name),
      'plan.remove': async ({ planId }) => desk.remove(planId),
    },
    queries: {
      'plan.suggestions': async ({ from, limit, preset = planner.preset, ...filters }) => {
        const onAir = planner.onAir(from);
        if ('hint' in onAir) return { items: [], hint: onAir.hint };
        const [{ items, hint }, [of]] = await Promise.all([
          planning.suggest({ onAir, night: planner.night(), preset, limit, filters }),
          catalogue.tracks([onAir.trackId]),
        ]);
        const rows = await planner.names.rows(items);
        return {
          from: of && { trackId: of.id, artist: of.artist, title: of.title },
          items: rows.map(([{ score, parts: points }, track]) => ({ track, score, parts: points })),
          hint,
        };
      },
      'plan.bridge': async ({ from, to, hops }) => {
        const onAir = planner.onAir(from);
        if ('hint' in onAir) return { ways: [], hint: onAir.hint };
        const { ways, hint } = await planning.bridge({ onAir, night: planner.night(), to, hops, most: MOST_WAYS });
        return { ways: await planner.names.ways(ways), hint };
      },
      'plans.list': async () => ({
        plans: plans.all().map(({ isInUse, startsAt: _, ...plan }) => ({ ...plan, used: isInUse })),
      }),
      'plans.get': async ({ id }) => {
        const view = await desk.view(id);
        if (view === undefined) throw new DomainError('unknown', `there is no plan "${id}"`);
        return view;
      },
      'plans.export': (input) =>
        planExport({ plans, catalogue, rules: parts.rules, line: () => settings().sets.line }, input),
    },
  };
}

/** Of live shows, as far as their tracks are known. */
function heardPlays(plays: Pick<Plays, 'between'>): HeardPlay[] {
  return plays.between().flatMap(({ live, trackId, at, endedAt }): HeardPlay[] => {
    return live && trackId !== undefined
      ? [{ trackId, at, durationMs: endedAt === undefined ? undefined : endedAt - at }]
      : [];
  });
}
