// The scenes, items and inputs of the fake OBS, as OBS keeps them: one list of sources, scenes among them; an input that is in no
// scene any more is gone.

import { randomUUID } from 'node:crypto';
import { type Data, type Emit, Refused } from './obs-requests.ts';

export type FakeInput = { type: 'input'; name: string; uuid: string; kind: string; settings: Data };
/** `items`: the one at the bottom first. */
export type FakeScene = { type: 'scene'; name: string; uuid: string; items: FakeItem[]; nextItemId: number };
export type FakeItem = { id: number; source: FakeInput | FakeScene; enabled: boolean; transform: Data };

export type FakeCollection = { scenes: FakeScene[]; inputs: FakeInput[]; program: string };

/** OBS's own place of a new item: at the top left, as large as its source. */
const FIRST_TRANSFORM = {
  alignment: 5,
  boundsAlignment: 0,
  boundsHeight: 0,
  boundsType: 'OBS_BOUNDS_NONE',
  boundsWidth: 0,
  cropBottom: 0,
  cropLeft: 0,
  cropRight: 0,
  cropTop: 0,
  positionX: 0,
  positionY: 0,
  rotation: 0,
  scaleX: 1,
  scaleY: 1,
};

export class ObsModel {
  readonly #emit: Emit;
  readonly #hasUuids: boolean;
  readonly canvas: { width: number; height: number };
  readonly collections: Map<string, FakeCollection>;
  collection: string;
  studioMode = false;
  /** Name of the scene in the preview; only in studio mode. */
  preview = '';

  constructor(options: {
    collections: Record<string, string[]>;
    canvas: { width: number; height: number };
    hasUuids: boolean;
    emit: Emit;
  }) {
    this.#emit = options.emit;
    this.#hasUuids = options.hasUuids;
    this.canvas = options.canvas;
    this.collections = new Map(Object.entries(options.collections).map(([name, scenes]) => [name, fresh(scenes)]));
    this.collection = Object.keys(options.collections)[0] ?? 'Scenes';
  }

  get now(): FakeCollection {
    const found = this.collections.get(this.collection);
    if (found === undefined) throw new Error(`No collection ${this.collection}.`);
    return found;
  }

  /** The fields that only newer versions know. */
  uuid(name: string, source: { uuid: string }): Data {
    return this.#hasUuids ? { [name]: source.uuid } : {};
  }

  /** By `<what>Name` or `<what>Uuid` of a request. */
  source(data: Data, what: 'scene' | 'input' | 'source'): FakeInput | FakeScene {
    const uuid = data[`${what}Uuid`];
    const name = data[`${what}Name`];
    const all = [...this.now.scenes, ...this.now.inputs];
    if (this.#hasUuids && typeof uuid === 'string') {
      const found = all.find((one) => one.uuid === uuid);
      if (found === undefined) throw new Refused(600, `No source was found by the UUID of \`${uuid}\`.`);
      return found;
    }
    if (typeof name !== 'string') {
      const either = this.#hasUuids ? ` or \`${what}Uuid\`` : '';
      throw new Refused(300, `Your request is missing the \`${what}Name\`${either} field.`);
    }
    const found = all.find((one) => one.name === name);
    if (found === undefined) throw new Refused(600, `No source was found by the name of \`${name}\`.`);
    return found;
  }

  scene(data: Data): FakeScene {
    const found = this.source(data, 'scene');
    if (found.type !== 'scene') throw new Refused(602, 'The specified source is not a scene.');
    return found;
  }

  input(data: Data): FakeInput {
    const found = this.source(data, 'input');
    if (found.type !== 'input') throw new Refused(602, 'The specified source is not an input.');
    return found;
  }

  item(data: Data): { scene: FakeScene; item: FakeItem } {
    const scene = this.scene(data);
    const item = scene.items.find(({ id }) => id === data.sceneItemId);
    if (typeof data.sceneItemId !== 'number') {
      const isMissing = data.sceneItemId === undefined;
      throw isMissing
        ? new Refused(300, 'Your request is missing the `sceneItemId` field.')
        : new Refused(401, 'The field value of `sceneItemId` must be a number.');
    }
    if (item === undefined) {
      throw new Refused(
        600,
        `No scene items were found in scene \`${scene.name}\` with the ID \`${data.sceneItemId}\`.`,
      );
    }
    return { scene, item };
  }

  mustBeFree(name: string): void {
    const all = [...this.now.scenes, ...this.now.inputs];
    if (all.some((one) => one.name === name)) {
      throw new Refused(601, 'A source already exists by that input name.');
    }
  }

  /** On top of the others. */
  addItem(scene: FakeScene, source: FakeInput | FakeScene, enabled: boolean): FakeItem {
    const item = { id: scene.nextItemId++, source, enabled, transform: { ...FIRST_TRANSFORM } };
    scene.items.push(item);
    this.#emit('SceneItemCreated', {
      ...{ sceneName: scene.name, ...this.uuid('sceneUuid', scene) },
      ...{ sourceName: source.name, ...this.uuid('sourceUuid', source) },
      ...{ sceneItemId: item.id, sceneItemIndex: scene.items.length - 1 },
    });
    return item;
  }

  removeItem(scene: FakeScene, item: FakeItem): void {
    scene.items = scene.items.filter((one) => one !== item);
    const { source } = item;
    this.#emit('SceneItemRemoved', {
      ...{ sceneName: scene.name, ...this.uuid('sceneUuid', scene) },
      ...{ sourceName: source.name, ...this.uuid('sourceUuid', source), sceneItemId: item.id },
    });
    const isUsed = this.now.scenes.some(({ items }) => items.some((one) => one.source === source));
    if (source.type === 'input' && !isUsed) this.dropInput(source);
  }

  removeInput(input: FakeInput): void {
    this.dropInput(input);
    for (const scene of this.now.scenes) {
      for (const item of scene.items.filter(({ source }) => source === input)) this.removeItem(scene, item);
    }
  }

  dropInput(input: FakeInput): void {
    if (!this.now.inputs.includes(input)) return;
    this.now.inputs = this.now.inputs.filter((one) => one !== input);
    this.#emit('InputRemoved', { inputName: input.name, ...this.uuid('inputUuid', input) });
  }

  /** On air now. In studio mode the old one goes into the preview. As in OBS the event comes later and names what is on air by then:
   * of several quick changes it repeats the newest. */
  show(scene: FakeScene): void {
    const before = this.now.program;
    this.now.program = scene.name;
    if (this.studioMode) this.showPreview(before);
    setImmediate(() => {
      const newest = this.now.scenes.find(({ name }) => name === this.now.program);
      if (newest === undefined) return;
      this.#emit('CurrentProgramSceneChanged', { sceneName: newest.name, ...this.uuid('sceneUuid', newest) });
    });
  }

  showPreview(name: string): void {
    this.preview = name;
    const scene = this.now.scenes.find((one) => one.name === name);
    if (scene !== undefined) {
      this.#emit('CurrentPreviewSceneChanged', { sceneName: name, ...this.uuid('sceneUuid', scene) });
    }
  }
}

export function newScene(name: string): FakeScene {
  return { type: 'scene', name, uuid: randomUUID(), items: [], nextItemId: 1 };
}

function fresh(names: string[]): FakeCollection {
  return { scenes: names.map(newScene), inputs: [], program: names[0] ?? '' };
}
