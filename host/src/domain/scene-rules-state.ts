// What the scene rules remember between two steps, and the small questions asked of it. Pure.

import type { ObsView } from '@tracord/shared/obs.ts';
import type { SceneRule } from '@tracord/shared/obs-settings.ts';

/** Something OBS is to do once, between `dueAt` and `expiresAt`. `scene`: an id of the topic `obs`. `why`: for the log. */
export type SceneCue = { id: string; dueAt: number; expiresAt: number; why: string } & (
  | { do: 'scene'; scene: string }
  | { do: 'source'; scene: string; source: string; on: boolean }
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

/** A rule's source is shown or hidden for a while; before it was the other way round. */
export type SourceHold = {
  cueId: string;
  scene: string;
  source: string;
  on: boolean;
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
  /** Since when nothing has been on air in this live show, and up to when rules were looked at. */
  idle?: { since: number; lookedAt: number };
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
  return { flights: [], sourceHolds: [], cues: 0 };
}

/** The scene that will be on air when all that was asked for is done; undefined while OBS is away. */
export function intended({ obs, flights }: SceneRulesState): string | undefined {
  const last = flights.at(-1);
  return obs && (last === undefined ? obs.program : (last.overruledBy ?? last.scene));
}

/** The id of a scene by its id or its name. */
export function sceneIdOf({ scenes }: SeenObs, idOrName: string): string | undefined {
  if (Object.hasOwn(scenes.byId, idOrName)) return idOrName;
  return scenes.order.find((id) => scenes.byId[id]?.name === idOrName);
}

/** Undefined: not in this scene, or inside a group, where it is not seen from here. */
export function visibilityOf({ scenes }: SeenObs, sceneId: string, source: string): boolean | undefined {
  return scenes.byId[sceneId]?.items.find(({ name }) => name === source)?.visible;
}

export function newCueId(next: SceneRulesState): string {
  next.cues += 1;
  return `cue-${next.cues}`;
}
