// Puts scenes on air or into the preview, and shows or hides sources. Each change of scene waits for OBS's own word that it is so;
// of several wishes the last one wins, and one that was overtaken before it began is never sent.
//
// In studio mode too the program is set directly (SetCurrentProgramScene), in one step: set by way of the preview, a scene that is
// clicked between the two steps would go on air. OBS may then put the former program into the preview, as after every transition.

import { away, type Refused, refusedByObs } from './control-refused.ts';
import type { ObsAnswer, ObsItem, ObsLink, ObsScene, ObsState } from './link.ts';
import { sceneIdOf } from './obs-view.ts';

export type SceneWish = {
  /** Id of the scene in the topic `obs`, or its name. */
  scene: string;
  /** Into the preview only. */
  preview?: boolean;
  /** Puts back what the DJ had in the preview, where OBS exchanged it. */
  keepPreview?: boolean;
  /** Asked when its turn comes, since changes before it may take their time. */
  isStillWanted?: () => boolean;
};
/** overtaken: a newer wish, or the DJ in OBS, chose another one meanwhile; `scene` is that one's name as far as it is known. */
export type SceneAnswer = Refused | { ok: true; scene: string; outcome: 'done' | 'already' | 'overtaken' };

export type SourceWish = { source: string; scene?: string; on?: boolean };
export type SourceAnswer = Refused | { ok: true; on: boolean; outcome: 'done' | 'already' };

type Place = 'program' | 'preview';
type Target = { sceneUuid: string } | { sceneName: string };

/** Transitions tell of the new scene when they begin, those of studio mode when they end: stingers take some seconds. */
const SCENE_WITHIN_MS = 10_000;
const ANOTHER_WITHIN_MS = 1_000;
const EXCHANGED_WITHIN_MS = 1_000;

/** For a wait without a request. */
const NOTHING = async (): Promise<ObsAnswer> => ({ ok: true, data: {} });

const NOT_FOUND = 600;
const NO_STUDIO_MODE = 506;

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
    const wish = this.#newest[place].wish + 1;
    this.#newest[place] = { wish, scene: scene.name };
    const answer = this.#before.then(() => {
      const newest = this.#newest[place];
      if (newest.wish !== wish || isStillWanted?.() === false)
        return { ok: true, scene: newest.scene, outcome: 'overtaken' } as const;
      return this.#put(place, scene, keepPreview);
    });
    this.#before = answer;
    return answer;
  }

  async #put(place: Place, scene: ObsScene, keepPreview: boolean): Promise<SceneAnswer> {
    const words = WORDS[place];
    const before = await this.#nameOf(place);
    if (before === scene.name) return { ok: true, scene: scene.name, outcome: 'already' };
    const preview = keepPreview && place === 'program' ? await this.#nameOf('preview') : undefined;
    const done = await this.#set(words.event, scene.name, () => this.#link.request(words.set, target(scene)));
    if (!done.ok && done.code !== -3) return refusedScene(done, scene.name);
    if (preview !== undefined && preview !== scene.name) void this.#putBack(preview, before);
    if (done.ok) return { ok: true, scene: scene.name, outcome: 'done' };
    const now = await this.#nameOf(place);
    if (now === undefined) return away();
    return { ok: true, scene: now, outcome: now === scene.name ? 'done' : 'overtaken' };
  }

  /** Under rapid switching OBS repeats the newest name, and the event of this scene may never come: where another is named, it
   * is not waited for much longer. */
  async #set(event: string, name: string, set: () => Promise<ObsAnswer>) {
    let isAsked = false;
    let named: unknown;
    const isIt = ({ sceneName }: Record<string, unknown>) => {
      named = sceneName;
      return isAsked || sceneName === name;
    };
    const ask = async () => {
      const answer = await set();
      isAsked = true;
      return answer;
    };
    const done = await this.#link.waitFor(event, isIt, ask, SCENE_WITHIN_MS);
    if (!done.ok || named === name) return done;
    return this.#link.waitFor(event, (data) => data.sceneName === name, NOTHING, ANOTHER_WITHIN_MS);
  }

  /** Only where OBS puts the former program there, which may be a moment after the program is another: what the DJ chose meanwhile
   * stays. Nobody waits for it. */
  async #putBack(preview: string, formerProgram: string | undefined): Promise<void> {
    if (preview === formerProgram) return;
    const { event, set } = WORDS.preview;
    const isExchanged = ({ sceneName }: Record<string, unknown>) => sceneName === formerProgram;
    if ((await this.#nameOf('preview')) === preview) {
      const exchanged = await this.#link.waitFor(event, isExchanged, NOTHING, EXCHANGED_WITHIN_MS);
      if (!exchanged.ok) return;
    }
    if ((await this.#nameOf('preview')) === formerProgram) await this.#link.request(set, { sceneName: preview });
  }

  /** Asked anew: what was read last may be of a moment ago. */
  async #nameOf(place: Place): Promise<string | undefined> {
    const answer = await this.#link.request(WORDS[place].get);
    const name = answer.ok ? answer.data[NAME_OF[place]] : undefined;
    return typeof name === 'string' ? name : undefined;
  }

  /** Without `on` the other way round than now. A source that stands in the scene more than once is shown or hidden everywhere in
   * it; one inside a group of the scene is found too, one inside another scene that the scene shows is not. Refused as obs-away,
   * obs-refused, scene-unknown, source-unknown. Never rejects. */
  async showSource({ source, scene: wanted, on }: SourceWish): Promise<SourceAnswer> {
    const { state } = this.#link;
    if (state === undefined) return away();
    const name = wanted ?? (await this.#nameOf('program'));
    if (name === undefined) return away();
    const scene = findScene(state, name);
    if (scene === undefined) return noScene(name);
    const places = await this.#find(scene, source);
    const first = places[0];
    if (first === undefined) {
      return { ok: false, code: 'source-unknown', message: `The scene "${scene.name}" has no source "${source}".` };
    }
    const now = await this.#link.request('GetSceneItemEnabled', first);
    if (!now.ok) return refusedByObs(now);
    const before = now.data.sceneItemEnabled === true;
    const wish = on ?? !before;
    if (places.length === 1 && before === wish) return { ok: true, on: wish, outcome: 'already' };
    const answers = await this.#link.batch(
      places.map((place) => ({ type: 'SetSceneItemEnabled', data: { ...place, sceneItemEnabled: wish } })),
    );
    const failed = answers.find((answer) => !answer.ok);
    if (failed !== undefined && !failed.ok) return refusedByObs(failed);
    return { ok: true, on: wish, outcome: before === wish ? 'already' : 'done' };
  }

  async #find(scene: ObsScene, source: string): Promise<({ sceneItemId: number } & Target)[]> {
    const here = scene.items.filter(({ name }) => name === source);
    if (here.length > 0) return here.map(({ id }) => ({ ...target(scene), sceneItemId: id }));
    // Groups and scenes have no kind; a scene answers that it is none.
    const groups = scene.items.filter(({ kind }) => kind === undefined);
    const asked = groups.map(({ name }) => ({ type: 'GetGroupSceneItemList', data: { sceneName: name } }));
    const answers = asked.length === 0 ? [] : await this.#link.batch(asked);
    return answers.flatMap((answer, index) => {
      const group = groups[index];
      if (!answer.ok || group === undefined) return [];
      return idsIn(answer.data.sceneItems, source).map((sceneItemId) => ({ sceneName: group.name, sceneItemId }));
    });
  }
}

/** By its id in the topic `obs`, or by its name. */
function findScene({ scenes }: ObsState, idOrName: string): ObsScene | undefined {
  return scenes.find((scene) => sceneIdOf(scene) === idOrName) ?? scenes.find(({ name }) => name === idOrName);
}

function target({ uuid, name }: ObsScene): Target {
  return uuid === undefined ? { sceneName: name } : { sceneUuid: uuid };
}

function idsIn(items: unknown, source: string): ObsItem['id'][] {
  if (!Array.isArray(items)) return [];
  return items.flatMap((item: { sourceName?: unknown; sceneItemId?: unknown }) =>
    item.sourceName === source && typeof item.sceneItemId === 'number' ? [item.sceneItemId] : [],
  );
}

function refusedScene(answer: Extract<ObsAnswer, { ok: false }>, name: string): Refused {
  if (answer.code === NOT_FOUND) return noScene(name);
  return answer.code === NO_STUDIO_MODE ? noStudioMode() : refusedByObs(answer);
}

function noScene(name: string): Refused {
  return { ok: false, code: 'scene-unknown', message: `OBS has no scene "${name}".` };
}

function noStudioMode(): Refused {
  return { ok: false, code: 'no-studio-mode', message: 'OBS has a preview only in studio mode: switch it on in OBS.' };
}
