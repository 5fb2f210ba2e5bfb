// What the scene rules remember between two steps, and the small questions asked of it. Pure.

import type { ObsItemView, ObsView } from '@tracord/shared/obs.ts';
import type { SceneRule } from '@tracord/shared/obs-settings.ts';
import { itemsNamed, named } from './obs-names.ts';
import type { Wait } from './scene-rules-waits.ts';

/** Which of several items of one name in a scene. */
export type ItemRef = Pick<ObsItemView, 'id' | 'in'>;

/** Something OBS is to do once, between `dueAt` and `expiresAt`. `scene`: an id of the topic `obs`. `items`: nothing but these, where
 * the source stands there more than once. `why`: for the log. */
export type SceneCue = { id: string; dueAt: number; expiresAt: number; why: string } & (
  | { do: 'scene'; scene: string }
  | { do: 'source'; scene: string; source: string; on: boolean; items?: readonly ItemRef[] }
);

/** already: it was so. overtaken: a newer wish came before OBS did it. refused: OBS did not do it. */
export type CueOutcome = 'done' | 'already' | 'overtaken' | 'refused';

/** OBS while it is connected. */
export type SeenObs = { program: string; scenes: ObsView['scenes'] };

/** A change of the scene on air that is on its way. */
export type Flight = {
  cueId: string;
  scene: string;
  /** The DJ asked for it. */
  byHand?: true;
  /** The DJ chose this scene in OBS meanwhile. */
  overruledBy?: string;
  /** It is over: what is seen from then on is not of it. */
  endsAt?: number;
};

/** A rule's scene is on air for a while. */
export type Hold = { cueId: string; scene: string; back: string; endsAt: number };

/** A rule's source is shown or hidden for a while; before it, or those `items` of it, was the other way round. */
export type SourceHold = {
  cueId: string;
  scene: string;
  source: string;
  on: boolean;
  items?: readonly ItemRef[];
  endsAt: number;
  /** It was seen to be as the rule wants it: where it is not any more, the DJ did it. */
  seen?: true;
};

export type SceneRulesState = {
  obs?: SeenObs;
  /** Absent: not heard yet; the first word of each is no news. */
  live?: boolean;
  set?: boolean;
  onAir?: boolean;
  /** What happened, for rules that are still to come. */
  waits: Wait[];
  flights: Flight[];
  hold?: Hold;
  sourceHolds: SourceHold[];
  cues: number;
};

/** What a step brings: cues, and what could not be as a rule wants it, as sentences. */
export type Outcome = { cues: SceneCue[]; missed: string[] };

export type Moment = { now: number; rules: readonly SceneRule[]; out: Outcome };

/** Nothing is done later than this after it was due. */
export const CUE_EXPIRES_MS = 5_000;

export function firstSceneRules(): SceneRulesState {
  return { waits: [], flights: [], sourceHolds: [], cues: 0 };
}

/** The scene that will be on air when all that was asked for is done; undefined while OBS is away. */
export function intended({ obs, flights }: SceneRulesState): string | undefined {
  const last = flights.at(-1);
  return obs && (last === undefined ? obs.program : (last.overruledBy ?? last.scene));
}

/** The id of a scene by its id or its name. */
export function sceneIdOf({ scenes }: SeenObs, idOrName: string): string | undefined {
  if (Object.hasOwn(scenes.byId, idOrName)) return idOrName;
  const all = scenes.order.flatMap((id) => ({ id, name: scenes.byId[id]?.name ?? '' }));
  return named(all, idOrName)[0]?.id;
}

/** Each time that the source stands in this scene; none: it does not. */
export function itemsOf({ scenes }: SeenObs, sceneId: string, source: string): ObsItemView[] {
  return itemsNamed(scenes.byId[sceneId]?.items ?? [], source);
}

/** Shown where it is shown at least once. Undefined: not in this scene. */
export function visibilityOf(obs: SeenObs, sceneId: string, source: string): boolean | undefined {
  const items = itemsOf(obs, sceneId, source);
  return items.length === 0 ? undefined : items.some(({ visible }) => visible);
}

export function newCueId(next: SceneRulesState): string {
  next.cues += 1;
  return `cue-${next.cues}`;
}
