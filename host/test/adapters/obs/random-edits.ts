// What a DJ, or another program, may do to a scene collection, in an order that a seed decides: rename, delete, make, reorder, move,
// hide, switch, with our sources as with any other.

import type { RequestBatchRequest } from 'obs-websocket-js/json';

export type Edit = RequestBatchRequest;
type Item = { sceneName: string; sceneItemId: number };
export type Names = { inputs: string[]; scenes: string[]; items: Item[] };

const FEWEST_INPUTS = 8;
/** As often as they stand here; switching and making take OBS the longest. */
const OFTEN = [
  ...['rename', 'rename', 'rename', 'reorder', 'reorder', 'reorder', 'move', 'move', 'move', 'hide', 'hide', 'hide'],
  ...['add', 'delete', 'take out', 'switch', 'scene', 'make'],
];
const KINDS = ['text_ft2_source_v2', 'image_source', 'color_source_v3'];
/** Names that we use ourselves are taken on purpose. */
const STOLEN = ['TraCord title', 'TraCord artist', 'TraCord cover'];

export class RandomEdits {
  #names: Names = { inputs: [], scenes: [], items: [] };
  #random: number;
  #made = 0;

  constructor(seed: number) {
    this.#random = seed;
  }

  /** What there is now. */
  believe(names: Names): void {
    this.#names = names;
  }

  next(): Edit {
    const { inputs, scenes, items } = this.#names;
    const sceneName = this.#of(scenes);
    const inputName = this.#of(inputs);
    const item = items[this.#below(items.length)] ?? { sceneName, sceneItemId: 1 };
    const place = this.#below(1_000);
    switch (this.#of(inputs.length < FEWEST_INPUTS ? ['make'] : OFTEN)) {
      case 'rename':
        return { requestType: 'SetInputName', requestData: { inputName, newInputName: this.#name() } };
      case 'delete':
        return { requestType: 'RemoveInput', requestData: { inputName } };
      case 'take out':
        return { requestType: 'RemoveSceneItem', requestData: item };
      case 'reorder':
        // To the bottom: a place beyond the last item ends OBS 29.
        return { requestType: 'SetSceneItemIndex', requestData: { ...item, sceneItemIndex: 0 } };
      case 'move':
        return {
          requestType: 'SetSceneItemTransform',
          requestData: { ...item, sceneItemTransform: { positionX: place, rotation: this.#below(360) } },
        };
      case 'hide':
        return { requestType: 'SetSceneItemEnabled', requestData: { ...item, sceneItemEnabled: this.#below(2) === 0 } };
      case 'add':
        return { requestType: 'CreateSceneItem', requestData: { sceneName, sourceName: inputName } };
      case 'switch':
        return { requestType: 'SetCurrentProgramScene', requestData: { sceneName } };
      case 'scene':
        return this.#scene(sceneName, scenes.length);
      default: {
        const source = { inputName: this.#name(), inputKind: this.#of(KINDS), inputSettings: { text: 'mine' } };
        return { requestType: 'CreateInput', requestData: { sceneName, ...source } };
      }
    }
  }

  #scene(sceneName: string, count: number): Edit {
    const what = this.#below(4);
    if (what === 0 && count > 2) return { requestType: 'RemoveScene', requestData: { sceneName } };
    if (what === 1 && count < 6) return { requestType: 'CreateScene', requestData: { sceneName: this.#name() } };
    return { requestType: 'SetSceneName', requestData: { sceneName, newSceneName: this.#name() } };
  }

  #name(): string {
    this.#made += 1;
    return this.#below(5) === 0 ? this.#of(STOLEN) : `Name ${this.#made}`;
  }

  #of(list: string[]): string {
    return list[this.#below(list.length)] ?? 'nothing';
  }

  /** A whole number from 0, below `end`: https://en.wikipedia.org/wiki/Linear_congruential_generator */
  #below(end: number): number {
    this.#random = (Math.imul(this.#random, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#random / 2 ** 32) * end);
  }
}
