// Puts scenes on air or into the preview, and shows or hides sources. Each change of scene waits for OBS's own word that it is so;
// of several wishes the last one wins, and one that was overtaken before it began is never sent.
//
// In studio mode too the program is set directly (SetCurrentProgramScene), in one step: set by way of the preview, a scene that is
// clicked between the two steps would go on air. OBS may then put the former program into the preview, as after every transition.

import type { ObsItemView } from '@tracord/shared/obs.ts';
import { itemsNamed, named } from '#domain/obs-names.ts';
import { away, type Refused, refusedByObs } from './control-refused.ts';
import { OBS_CODES, type ObsAnswer, type ObsLink, type ObsScene, type ObsState } from './link.ts';
import { sceneIdOf } from './obs-view.ts';

export type SceneWish = {
  /** Id of the scene in the topic `obs`, or its name. */
  scene: string;
  /** Into the preview only. */
  preview?: boolean;
  /** Puts back what the DJ had in the preview, where OBS exchanged it. */
  keepPreview?: boolean;
  /** Asked before each step: changes before it, or OBS itself, may take their time. */
  isStillWanted?: () => boolean;
};
/** overtaken: a newer wish, or the DJ in OBS, chose another one meanwhile; `scene` is that one's name as far as it is known. */
export type SceneAnswer = Refused | { ok: true; scene: string; outcome: 'done' | 'already' | 'overtaken' };

export type SourceWish = {
  source: string;
  scene?: string;
  on?: boolean;
  /** Nothing but these, where it stands in the scene more than once. */
  items?: readonly Pick<ObsItemView, 'id' | 'in'>[];
  isStillWanted?: () => boolean;
};
export type SourceAnswer = Refused | { ok: true; on: boolean; outcome: 'done' | 'already' };

type Place = 'program' | 'preview';
type Target = { sceneUuid: string } | { sceneName: string };

/** Transitions tell of the new scene when they begin, those of studio mode when they end: stingers take some seconds. */
const SCENE_WITHIN_MS = 10_000;
const ANOTHER_WITHIN_MS = 1_000;
const EXCHANGED_WITHIN_MS = 1_000;

/** For a wait without a request. */
const NOTHING = async (): Promise<ObsAnswer> => ({ ok: true, data: {} });

const WORDS = {
  program: { set: 'SetCurrentProgramScene', get: 'GetCurrentProgramScene', event: 'CurrentProgramSceneChanged' },
  preview: { set: 'SetCurrentPreviewScene', get: 'GetCurrentPreviewScene', event: 'CurrentPreviewSceneChanged' },
} as const;
const NAME_OF = { program: 'currentProgramSceneName', preview: 'currentPreviewSceneName' } as const;

export class ScenesControl {
  readonly #link: ObsLink;
  /** One change at a time. */
  #before: Promise<unknown> = Promise.resolve();
  readonly #newest: Record<Place, { wish: number; scene: string }> = {
    program: { wish: 0, scene: '' },
    preview: { wish: 0, scene: '' },
  };

  constructor(link: ObsLink) {
    this.#link = link;
  }

  /** Resolves once OBS says so. Refused as obs-away, obs-refused, scene-unknown, no-studio-mode. Never rejects. */
  async setScene({
    scene: wanted,
    preview = false,
    keepPreview = false,
    isStillWanted,
  }: SceneWish): Promise<SceneAnswer> {
    const { state } = this.#link;
    if (state === undefined) return away();
    const scene = findScene(state, wanted);
    if (scene === undefined) return noScene(wanted);
    if (preview && !state.studioMode) return noStudioMode();
    const place = preview ? 'preview' : 'program';
    const link = this.#link.here(isStillWanted);
    const wish = this.#newest[place].wish + 1;
    this.#newest[place] = { wish, scene: scene.name };
    const answer = this.#before.then(() => {
      const newest = this.#newest[place];
      if (newest.wish !== wish || isStillWanted?.() === false)
        return { ok: true, scene: newest.scene, outcome: 'overtaken' } as const;
      return this.#put(link, place, scene, keepPreview);
    });
    this.#before = answer;
    return answer;
  }

  /** `link`: of the collection in which the scene was found. */
  async #put(link: ObsLink, place: Place, scene: ObsScene, keepPreview: boolean): Promise<SceneAnswer> {
    const words = WORDS[place];
    const before = await nameOf(link, place);
    if (before === scene.name) return { ok: true, scene: scene.name, outcome: 'already' };
    const preview = keepPreview && place === 'program' ? await nameOf(link, 'preview') : undefined;
    const done = await set(link, words.event, scene.name, () => link.request(words.set, target(scene)));
    if (!done.ok && done.code !== OBS_CODES.noEvent) return refusedScene(done, scene.name);
    if (preview !== undefined && preview !== scene.name) void putBack(link, preview, before);
    if (done.ok) return { ok: true, scene: scene.name, outcome: 'done' };
    const now = await nameOf(link, place);
    if (now === undefined) return away();
    return { ok: true, scene: now, outcome: now === scene.name ? 'done' : 'overtaken' };
  }

  /** Without `on` the other way round than now. A source that stands in the scene more than once is shown or hidden everywhere in
   * it; one inside a group of the scene is found too, one inside another scene that the scene shows is not. Refused as obs-away,
   * obs-refused, scene-unknown, source-unknown. Never rejects. */
  async showSource({ source, scene: wanted, on, items, isStillWanted }: SourceWish): Promise<SourceAnswer> {
    const { state } = this.#link;
    if (state === undefined) return away();
    const link = this.#link.here(isStillWanted);
    const onAir = wanted === undefined ? await link.request(WORDS.program.get) : undefined;
    if (onAir?.ok === false) return refusedByObs(onAir);
    const name = wanted ?? String(onAir?.data[NAME_OF.program]);
    const scene = findScene(state, name);
    if (scene === undefined) return noScene(name);
    const places = itemsNamed(scene.items, source).filter((item) => items?.some((one) => isSame(one, item)) ?? true);
    if (places.length === 0) {
      return { ok: false, code: 'source-unknown', message: `The scene "${scene.name}" has no source "${source}".` };
    }
    const targets = places.map((item) => ({
      ...(item.in === undefined ? target(scene) : { sceneName: item.in }),
      sceneItemId: item.id,
    }));
    // Asked anew: what was read last may be of a moment ago.
    const now = await link.batch(targets.map((data) => ({ type: 'GetSceneItemEnabled', data })));
    const unread = now.find((answer) => !answer.ok);
    if (unread !== undefined && !unread.ok) return refusedByObs(unread);
    const isShown = now.map((answer) => answer.ok && answer.data.sceneItemEnabled === true);
    const wish = on ?? !isShown.includes(true);
    const others = targets.filter((_target, index) => isShown[index] !== wish);
    const answers = await link.batch(
      others.map((data) => ({ type: 'SetSceneItemEnabled', data: { ...data, sceneItemEnabled: wish } })),
    );
    const failed = answers.find((answer) => !answer.ok);
    if (failed !== undefined && !failed.ok) return refusedByObs(failed);
    return { ok: true, on: wish, outcome: others.length === 0 ? 'already' : 'done' };
  }
}

function isSame(one: Pick<ObsItemView, 'id' | 'in'>, other: Pick<ObsItemView, 'id' | 'in'>): boolean {
  return one.id === other.id && one.in === other.in;
}

/** Under rapid switching OBS repeats the newest name, and the event of this scene may never come: where another is named, it
 * is not waited for much longer. */
async function set(link: ObsLink, event: string, name: string, send: () => Promise<ObsAnswer>) {
  let isAsked = false;
  let named: unknown;
  const isIt = ({ sceneName }: Record<string, unknown>) => {
    named = sceneName;
    return isAsked || sceneName === name;
  };
  const ask = async () => {
    const answer = await send();
    isAsked = true;
    return answer;
  };
  const done = await link.waitFor(event, isIt, ask, SCENE_WITHIN_MS);
  if (!done.ok || named === name) return done;
  return link.waitFor(event, (data) => data.sceneName === name, NOTHING, ANOTHER_WITHIN_MS);
}

/** Only where OBS puts the former program there, which may be a moment after the program is another: what the DJ chose meanwhile
 * stays. Nobody waits for it. */
async function putBack(link: ObsLink, preview: string, formerProgram: string | undefined): Promise<void> {
  if (preview === formerProgram) return;
  const { event, set } = WORDS.preview;
  const isExchanged = ({ sceneName }: Record<string, unknown>) => sceneName === formerProgram;
  if ((await nameOf(link, 'preview')) === preview) {
    const exchanged = await link.waitFor(event, isExchanged, NOTHING, EXCHANGED_WITHIN_MS);
    if (!exchanged.ok) return;
  }
  if ((await nameOf(link, 'preview')) === formerProgram) await link.request(set, { sceneName: preview });
}

/** Asked anew: what was read last may be of a moment ago. */
async function nameOf(link: ObsLink, place: Place): Promise<string | undefined> {
  const answer = await link.request(WORDS[place].get);
  const name = answer.ok ? answer.data[NAME_OF[place]] : undefined;
  return typeof name === 'string' ? name : undefined;
}

/** By its id in the topic `obs`, or by its name. */
export function findScene({ scenes }: ObsState, idOrName: string): ObsScene | undefined {
  return scenes.find((scene) => sceneIdOf(scene) === idOrName) ?? named(scenes, idOrName)[0];
}

function target({ uuid, name }: ObsScene): Target {
  return uuid === undefined ? { sceneName: name } : { sceneUuid: uuid };
}

function refusedScene(answer: Extract<ObsAnswer, { ok: false }>, name: string): Refused {
  if (answer.code === OBS_CODES.notFound) return noScene(name);
  return answer.code === OBS_CODES.noStudioMode ? noStudioMode() : refusedByObs(answer);
}

function noScene(name: string): Refused {
  return { ok: false, code: 'scene-unknown', message: `OBS has no scene "${name}".` };
}

function noStudioMode(): Refused {
  return { ok: false, code: 'no-studio-mode', message: 'OBS has a preview only in studio mode: switch it on in OBS.' };
}
