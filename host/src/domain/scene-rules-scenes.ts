// The scene on air by rules: which change is ours and which is the DJ's, for how long a rule's scene stays, and where it goes
// back to. Pure.
//
// | on air            | what happens            | then                                                              |
// |-------------------|-------------------------|-------------------------------------------------------------------|
// | Main              | rule A for 8 s          | A, after 8 s Main (or the rule's `backTo`)                        |
// | A until 8 s       | rule B for 8 s at 4 s   | B, at 12 s where A would have gone to (or B's `backTo`)           |
// | A until 8 s       | rule B for good         | B stays                                                           |
// | A until 8 s       | rule A for 8 s at 4 s   | A goes on until 12 s; the later end of both counts                |
// | A by the DJ       | rule A                  | nothing, and no way back                                          |
// | A until 8 s       | the DJ chooses C        | C stays, nothing goes back                                        |
// | A is on its way   | the DJ chooses C in OBS | C; where A arrives after it, C is chosen again at once            |
// | A until 8 s       | OBS is away, back in A  | goes back when due; later than 5 s after that: A stays            |
// | A until 8 s       | OBS is away, back in D  | D stays: somebody chose it                                        |

import type { SceneRule } from '@tracord/shared/obs-settings.ts';
import {
  CUE_EXPIRES_MS,
  type CueOutcome,
  intended,
  type Moment,
  newCueId,
  type SceneRulesState,
  sceneIdOf,
} from './scene-rules-state.ts';

/** OBS says what is on air a moment after it answered. */
const ECHO_MS = 500;
/** A command of the DJ is done or refused within this. */
const HAND_MS = 5_000;

/** A rule wants its scene. */
export function switchTo(next: SceneRulesState, rule: SceneRule, why: string, moment: Moment): void {
  const there = intended(next);
  if (next.obs === undefined || there === undefined) return;
  const wanted = sceneIdOf(next.obs, rule.scene);
  if (wanted === undefined) {
    moment.out.missed.push(`OBS has no scene "${rule.scene}", which is wanted when ${why}`);
    return;
  }
  const { hold } = next;
  if (wanted === there && hold === undefined) return;
  const named = rule.backTo === '' ? undefined : sceneIdOf(next.obs, rule.backTo);
  if (rule.backTo !== '' && named === undefined)
    moment.out.missed.push(`OBS has no scene "${rule.backTo}" to go back to`);
  const back = named ?? hold?.back ?? there;
  const endsAt = moment.now + rule.forSeconds * 1_000;
  const stays = rule.forSeconds === 0 || back === wanted;
  if (wanted === there) {
    next.hold = stays || hold === undefined ? undefined : { ...hold, back, endsAt: Math.max(hold.endsAt, endsAt) };
    return;
  }
  const cueId = ask(next, wanted, why, moment.now, moment);
  next.hold = stays ? undefined : { cueId, scene: wanted, back, endsAt };
}

/** The time of the rule's scene is over. */
export function goBack(next: SceneRulesState, moment: Moment): void {
  const { hold, obs } = next;
  if (hold === undefined || moment.now < hold.endsAt) return;
  const isLate = moment.now > hold.endsAt + CUE_EXPIRES_MS;
  if (obs === undefined && !isLate) return;
  next.hold = undefined;
  if (obs === undefined || isLate) {
    moment.out.missed.push('the way back from a scene came too late: OBS or the computer was away');
  } else if (sceneIdOf(obs, hold.back) === undefined) {
    moment.out.missed.push('the scene to go back to is not in OBS any more');
  } else ask(next, hold.back, 'the time of the scene is over', hold.endsAt, moment);
}

/** OBS was seen with this scene on air; before there was another, or it was away. */
export function seenOnAir(next: SceneRulesState, program: string, wasAway: boolean, moment: Moment): void {
  if (wasAway) {
    // What happened meanwhile nobody saw: where the rule's scene is not on air, somebody chose another.
    if (next.hold?.scene !== program) next.hold = undefined;
    return;
  }
  const index = next.flights.findIndex(({ scene }) => scene === program);
  const landed = next.flights[index];
  if (landed === undefined) {
    next.hold = undefined;
    next.flights = next.flights.map((flight) => (flight.byHand ? flight : { ...flight, overruledBy: program }));
    return;
  }
  // Those before it were overtaken.
  next.flights = next.flights.slice(index + 1);
  if (landed.overruledBy !== undefined && landed.overruledBy !== program) {
    next.hold = undefined;
    ask(next, landed.overruledBy, 'you chose this scene meanwhile', moment.now, moment);
  }
}

/** The DJ asked for a scene by a command: nothing of a rule goes on. */
export function chosenByHand(next: SceneRulesState, idOrName: string, now: number): void {
  const scene = next.obs && sceneIdOf(next.obs, idOrName);
  if (scene === undefined) return;
  next.hold = undefined;
  const isThere = scene === next.obs?.program && next.flights.length === 0;
  next.flights = isThere ? [] : [{ cueId: 'hand', scene, byHand: true, endsAt: now + HAND_MS }];
}

/** What became of a cue. */
export function sceneCueDone(next: SceneRulesState, cueId: string, outcome: CueOutcome, now: number): void {
  if (outcome === 'done') {
    next.flights = next.flights.map((one) => (one.cueId === cueId ? { ...one, endsAt: now + ECHO_MS } : one));
    return;
  }
  next.flights = next.flights.filter((one) => one.cueId !== cueId);
  if (next.hold?.cueId === cueId) next.hold = undefined;
}

function ask(next: SceneRulesState, scene: string, why: string, dueAt: number, { out }: Moment): string {
  const id = newCueId(next);
  out.cues.push({ id, do: 'scene', scene, why, dueAt, expiresAt: dueAt + CUE_EXPIRES_MS });
  next.flights = [...next.flights, { cueId: id, scene }];
  return id;
}
