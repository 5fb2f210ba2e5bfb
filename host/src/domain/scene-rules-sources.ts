// Sources shown or hidden by rules: for how long, and that what the DJ does to one by hand stands. Pure.
//
// | source is             | what happens                  | then                                            |
// |-----------------------|-------------------------------|-------------------------------------------------|
// | hidden                | rule shows it for 8 s         | shown, after 8 s hidden                         |
// | shown by the DJ       | rule shows it                 | nothing, and it is not hidden afterwards        |
// | shown until 8 s       | rule shows it for 8 s at 4 s  | shown until 12 s; the later end of both counts  |
// | shown until 8 s       | rule hides it                 | hidden, as it was before                        |
// | shown until 8 s       | the DJ hides it               | hidden; what the DJ does later stays            |
// | shown until 8 s       | the DJ chooses another scene  | hidden after 8 s all the same, where it was     |
// | there twice, one shown| rule hides it for 8 s         | both hidden, after 8 s the one is shown         |

import type { SceneRule } from '@tracord/shared/obs-settings.ts';
import {
  CUE_EXPIRES_MS,
  type CueOutcome,
  intended,
  itemsOf,
  type Moment,
  newCueId,
  type SceneRulesState,
  type SeenObs,
  type SourceHold,
  sceneIdOf,
  visibilityOf,
} from './scene-rules-state.ts';

/** A rule wants its source shown or hidden. */
export function show(next: SceneRulesState, rule: SceneRule, why: string, moment: Moment): void {
  const there = intended(next);
  if (next.obs === undefined || there === undefined) return;
  const scene = rule.in === '' ? there : sceneIdOf(next.obs, rule.in);
  if (scene === undefined) {
    moment.out.missed.push(`OBS has no scene "${rule.in}", where "${rule.source}" is wanted when ${why}`);
    return;
  }
  const on = !rule.hide;
  const { source } = rule;
  const hold = next.sourceHolds.find((one) => one.scene === scene && one.source === source);
  const endsAt = moment.now + rule.forSeconds * 1_000;
  if (hold?.on === on) {
    const longer = { ...hold, endsAt: Math.max(hold.endsAt, endsAt) };
    replace(next, hold, rule.forSeconds === 0 ? undefined : longer);
  } else if (hold !== undefined) {
    // The rule wants what was before.
    replace(next, hold, undefined);
    ask(next, { ...hold, on }, why, moment.now, moment);
  } else if (visibilityOf(next.obs, scene, source) !== on) {
    const all = itemsOf(next.obs, scene, source);
    const others = all.flatMap(({ id, in: group, visible }) => (visible === on ? [] : [{ id, in: group }]));
    const what = { scene, source, on, ...(all.length > 1 ? { items: others } : {}) };
    const cueId = ask(next, what, why, moment.now, moment);
    if (rule.forSeconds > 0) next.sourceHolds = [...next.sourceHolds, { ...what, cueId, endsAt }];
  }
}

/** The time of sources is over. */
export function putBack(next: SceneRulesState, moment: Moment): void {
  for (const hold of next.sourceHolds.filter(({ endsAt }) => moment.now >= endsAt)) {
    const isLate = moment.now > hold.endsAt + CUE_EXPIRES_MS;
    if (next.obs === undefined && !isLate) continue;
    replace(next, hold, undefined);
    const { scene, source, on } = hold;
    if (next.obs === undefined || isLate) {
      moment.out.missed.push(`"${source}" was not put back: OBS or the computer was away`);
    } else if (next.obs.scenes.byId[scene] !== undefined) {
      ask(next, { ...hold, on: !on }, 'the time of the source is over', hold.endsAt, moment);
    }
  }
}

/** OBS was seen: what is not as a rule had it was changed by hand. */
export function seenSources(next: SceneRulesState, obs: SeenObs): void {
  next.sourceHolds = next.sourceHolds.flatMap((hold): SourceHold[] => {
    const visible = visibilityOf(obs, hold.scene, hold.source);
    if (visible === undefined) return [hold];
    if (visible === hold.on) return [{ ...hold, seen: true }];
    return hold.seen ? [] : [hold];
  });
}

/** The DJ asked for it by a command: it is not put back, in whatever scene. */
export function sourceByHand(next: SceneRulesState, source: string): void {
  next.sourceHolds = next.sourceHolds.filter((hold) => hold.source.trim() !== source.trim());
}

/** What became of a cue: where it changed nothing, nothing is put back. */
export function sourceCueDone(next: SceneRulesState, cueId: string, outcome: CueOutcome): void {
  if (outcome === 'done') return;
  next.sourceHolds = next.sourceHolds.filter((hold) => hold.cueId !== cueId);
}

function replace(next: SceneRulesState, hold: SourceHold, by: SourceHold | undefined): void {
  next.sourceHolds = next.sourceHolds.flatMap((one) => (one === hold ? (by ?? []) : one));
}

function ask(
  next: SceneRulesState,
  { scene, source, on, items }: Pick<SourceHold, 'scene' | 'source' | 'on' | 'items'>,
  why: string,
  dueAt: number,
  { out }: Moment,
): string {
  const id = newCueId(next);
  const what = { scene, source, on, ...(items === undefined ? {} : { items }) };
  out.cues.push({ id, do: 'source', ...what, why, dueAt, expiresAt: dueAt + CUE_EXPIRES_MS });
  return id;
}
