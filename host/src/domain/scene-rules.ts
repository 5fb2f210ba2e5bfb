// Scene rules: turns what happens in the show into cues for OBS, each done at most once and never late. Pure: no clock, no IO;
// every wait is a time the caller is asked to come back at. What the DJ chooses by hand always stands (see the tables in
// scene-rules-scenes.ts and scene-rules-sources.ts).
//
// Nothing is kept over a restart and nothing is made up for: what happens while OBS is away is over when it is back. Of several
// rules for one scene on air the last in the list counts. In rehearsal requests and idle do nothing; live, rehearsal, set-start
// and set-end count when they happen.

import type { ObsView } from '@tracord/shared/obs.ts';
import type { SceneRule } from '@tracord/shared/obs-settings.ts';
import { chosenByHand, goBack, sceneCueDone, seenOnAir, switchTo } from './scene-rules-scenes.ts';
import { putBack, seenSources, show, sourceByHand, sourceCueDone } from './scene-rules-sources.ts';
import {
  CUE_EXPIRES_MS,
  type CueOutcome,
  type Moment,
  type Outcome,
  type SceneRulesState,
} from './scene-rules-state.ts';
import { began, dueRules, dueTimes, ended, type Trigger } from './scene-rules-waits.ts';

type ObsNow = Pick<ObsView, 'status' | 'scenes' | 'program'>;

export type SceneRulesInput =
  | { kind: 'tick' }
  | { kind: 'obs'; obs: ObsNow }
  /** The DJ asked for a scene (id or name) by a command. */
  | { kind: 'hand'; scene: string }
  /** The DJ asked for a source to be shown or hidden by a command. */
  | { kind: 'source-by-hand'; source: string }
  /** What became of a cue. */
  | { kind: 'done'; cueId: string; outcome: CueOutcome }
  /** `request`: what the audience may know of now. */
  | { kind: 'request'; what: 'accepted' | 'playing' }
  /** The first of each only says how things stand. */
  | { kind: 'live' | 'set' | 'on-air'; on: boolean };

/** `wakeAtMs`: step again with a tick then, unless something else comes first. */
export type SceneRulesStep = Outcome & { state: SceneRulesState; wakeAtMs?: number };

const WHY: Record<Trigger, string> = {
  'request-accepted': 'a request is accepted',
  'request-playing': 'a request is on air',
  idle: 'nothing is on air for a while',
  'set-start': 'a set starts',
  'set-end': 'a set ends',
  live: 'the show is live',
  rehearsal: 'the show is over',
};

/** One step at `now` (ms since the epoch). The state given in is left as it is. */
export function step(
  before: SceneRulesState,
  input: SceneRulesInput,
  rules: readonly SceneRule[],
  now: number,
): SceneRulesStep {
  const next: SceneRulesState = { ...before };
  const moment: Moment = { now, rules, out: { cues: [], missed: [] } };
  take(next, input, moment);
  next.flights = next.flights.filter(({ endsAt }) => endsAt === undefined || now < endsAt);
  for (const due of dueRules(next, rules, now)) follow(next, due.rules, WHY[due.when], moment);
  goBack(next, moment);
  putBack(next, moment);
  return { state: next, ...moment.out, wakeAtMs: wakeAt(next, moment) };
}

function take(next: SceneRulesState, input: SceneRulesInput, moment: Moment): void {
  switch (input.kind) {
    case 'tick':
      return;
    case 'obs':
      takeObs(next, input.obs, moment);
      return;
    case 'hand':
      chosenByHand(next, input.scene, moment.now);
      return;
    case 'source-by-hand':
      sourceByHand(next, input.source);
      return;
    case 'done':
      sceneCueDone(next, input.cueId, input.outcome, moment.now);
      sourceCueDone(next, input.cueId, input.outcome);
      return;
    case 'request':
      if (next.live) began(next, `request-${input.what}`, moment.now);
      return;
    case 'set': {
      if (next.set === input.on) return;
      const when = input.on ? 'set-start' : 'set-end';
      ended(next, when);
      if (next.set !== undefined) began(next, when, moment.now);
      next.set = input.on;
      return;
    }
    case 'live': {
      if (next.live === input.on) return;
      const when = input.on ? 'live' : 'rehearsal';
      ended(next, when);
      if (next.live !== undefined) {
        began(next, when, moment.now);
        if (input.on && next.onAir === false) began(next, 'idle', moment.now);
      }
      next.live = input.on;
      return;
    }
    case 'on-air': {
      const fellSilent = next.onAir === true && !input.on;
      next.onAir = input.on;
      if (input.on) ended(next, 'music');
      else if (fellSilent && next.live) began(next, 'idle', moment.now);
    }
  }
}

function takeObs(next: SceneRulesState, { status, scenes, program }: ObsNow, moment: Moment): void {
  const before = next.obs;
  if (status !== 'connected' || program === undefined) {
    next.obs = undefined;
    next.flights = [];
    return;
  }
  next.obs = { program, scenes };
  if (before?.program !== program) seenOnAir(next, program, before === undefined, moment);
  seenSources(next, next.obs);
}

/** The scene first: a source "in the scene on air" is meant in the new one. */
function follow(next: SceneRulesState, rules: readonly SceneRule[], why: string, moment: Moment): void {
  const scene = rules.findLast((rule) => rule.scene !== '');
  if (scene !== undefined) switchTo(next, scene, why, moment);
  for (const rule of rules) if (rule.source !== '') show(next, rule, why, moment);
}

function wakeAt(state: SceneRulesState, { rules, now }: Moment): number | undefined {
  const { hold, sourceHolds, flights } = state;
  const times = [
    ...dueTimes(state, rules),
    ...[hold, ...sourceHolds].flatMap((one) =>
      one === undefined ? [] : [one.endsAt, one.endsAt + CUE_EXPIRES_MS + 1],
    ),
    ...flights.map(({ endsAt }) => endsAt),
  ].filter((at) => at !== undefined && at > now);
  return times.length === 0 ? undefined : Math.min(...times.map(Number));
}
