// Requests of the fake OBS about scenes, their items and studio mode.

import { INPUT_DEFAULTS } from './obs-input-requests.ts';
import { type FakeItem, type FakeScene, newScene, type ObsModel } from './obs-model.ts';
import {
  booleanField,
  type Data,
  type Emit,
  type Handlers,
  numberField,
  objectField,
  Refused,
  textField,
} from './obs-requests.ts';

const TRANSITION_MS = 30;
const PREVIEW_MS = 10;

/** OBS refuses bounds of no size. */
const LEAST = { boundsWidth: 1, boundsHeight: 1 };

export function sceneRequests(model: ObsModel, emit: Emit): Handlers {
  const named = (scene: FakeScene) => ({ sceneName: scene.name, ...model.uuid('sceneUuid', scene) });
  const mustBeStudio = () => {
    if (!model.studioMode) throw new Refused(506);
  };
  const transition = async (scene: FakeScene) => {
    emit('SceneTransitionStarted', { transitionName: 'Fade' });
    // On air only when it is over, as in OBS.
    setTimeout(() => {
      emit('SceneTransitionVideoEnded', { transitionName: 'Fade' });
      model.show(scene);
      emit('SceneTransitionEnded', { transitionName: 'Fade' });
    }, TRANSITION_MS);
  };
  const sceneByName = (name: string): FakeScene => model.scene({ sceneName: name });
  return {
    GetSceneList: () => ({
      ...{
        currentProgramSceneName: model.now.program,
        currentPreviewSceneName: model.studioMode ? model.preview : null,
      },
      ...model.uuid('currentProgramSceneUuid', sceneByName(model.now.program)),
      // Counted from the bottom of OBS's list.
      scenes: model.now.scenes.toReversed().map((scene, sceneIndex) => ({ sceneIndex, ...named(scene) })),
    }),
    GetGroupList: () => ({ groups: [] }),
    GetCurrentProgramScene: () => {
      const scene = sceneByName(model.now.program);
      return { currentProgramSceneName: scene.name, ...named(scene) };
    },
    SetCurrentProgramScene: async (data) => {
      const scene = model.scene(data);
      if (model.studioMode) await transition(scene);
      else if (model.now.program !== scene.name) model.show(scene);
      return undefined;
    },
    GetCurrentPreviewScene: () => {
      mustBeStudio();
      return { currentPreviewSceneName: model.preview, ...named(sceneByName(model.preview)) };
    },
    SetCurrentPreviewScene: (data) => {
      mustBeStudio();
      const scene = model.scene(data);
      // Answered before it is done: whoever goes on at once puts the old one on air, as in OBS.
      setTimeout(() => model.studioMode && model.showPreview(scene.name), PREVIEW_MS);
      return undefined;
    },
    GetStudioModeEnabled: () => ({ studioModeEnabled: model.studioMode }),
    SetStudioModeEnabled: (data) => {
      const isOn = booleanField(data, 'studioModeEnabled');
      if (isOn === model.studioMode) return undefined;
      model.studioMode = isOn;
      model.preview = isOn ? model.now.program : '';
      emit('StudioModeStateChanged', { studioModeEnabled: isOn });
      return undefined;
    },
    TriggerStudioModeTransition: async () => {
      mustBeStudio();
      await transition(sceneByName(model.preview));
      return undefined;
    },
    CreateScene: (data) => {
      const name = textField(data, 'sceneName');
      model.mustBeFree(name);
      const scene = newScene(name);
      model.now.scenes.push(scene);
      emit('SceneCreated', { ...named(scene), isGroup: false });
      emitList();
      return model.uuid('sceneUuid', scene);
    },
    RemoveScene: (data) => {
      const scene = model.scene(data);
      if (model.now.scenes.length === 1) throw new Refused(703, 'The last scene cannot be removed.');
      for (const other of model.now.scenes) {
        for (const item of other.items.filter(({ source }) => source === scene)) model.removeItem(other, item);
      }
      for (const item of [...scene.items]) model.removeItem(scene, item);
      model.now.scenes = model.now.scenes.filter((one) => one !== scene);
      emit('SceneRemoved', { ...named(scene), isGroup: false });
      const [first] = model.now.scenes;
      if (model.now.program === scene.name && first !== undefined) model.show(first);
      emitList();
      return undefined;
    },
    SetSceneName: (data) => {
      const scene = model.scene(data);
      const name = textField(data, 'newSceneName');
      model.mustBeFree(name);
      const oldSceneName = scene.name;
      if (model.now.program === oldSceneName) model.now.program = name;
      if (model.preview === oldSceneName) model.preview = name;
      scene.name = name;
      emit('SceneNameChanged', { ...named(scene), oldSceneName });
      emitList();
      return undefined;
    },
    GetSceneItemList: (data) => ({
      sceneItems: model.scene(data).items.map((item, sceneItemIndex) => itemRow(model, item, sceneItemIndex)),
    }),
    GetSceneItemId: (data) => {
      const scene = model.scene(data);
      const name = textField(data, 'sourceName');
      const item = scene.items.find(({ source }) => source.name === name);
      if (item === undefined)
        throw new Refused(600, `No scene items were found in scene \`${scene.name}\` by the name of \`${name}\`.`);
      return { sceneItemId: item.id };
    },
    CreateSceneItem: (data) => {
      const scene = model.scene(data);
      const source = model.source(data, 'source');
      if (source === scene) throw new Refused(600, 'You cannot create scene item of scene within itself.');
      return { sceneItemId: model.addItem(scene, source, data.sceneItemEnabled !== false).id };
    },
    RemoveSceneItem: (data) => {
      const { scene, item } = model.item(data);
      model.removeItem(scene, item);
      return undefined;
    },
    GetSceneItemEnabled: (data) => ({ sceneItemEnabled: model.item(data).item.enabled }),
    SetSceneItemEnabled: (data) => {
      const { scene, item } = model.item(data);
      item.enabled = booleanField(data, 'sceneItemEnabled');
      emit('SceneItemEnableStateChanged', {
        ...named(scene),
        sceneItemId: item.id,
        sceneItemEnabled: item.enabled,
      });
      return undefined;
    },
    GetSceneItemIndex: (data) => {
      const { scene, item } = model.item(data);
      return { sceneItemIndex: scene.items.indexOf(item) };
    },
    SetSceneItemIndex: (data) => {
      const { scene, item } = model.item(data);
      const others = scene.items.filter((one) => one !== item);
      scene.items = others.toSpliced(numberField(data, 'sceneItemIndex'), 0, item);
      emit('SceneItemListReindexed', {
        ...named(scene),
        sceneItems: scene.items.map(({ id }, sceneItemIndex) => ({ sceneItemId: id, sceneItemIndex })),
      });
      return undefined;
    },
    GetSceneItemTransform: (data) => ({ sceneItemTransform: transformOf(model.item(data).item, model) }),
    SetSceneItemTransform: (data) => {
      const { item } = model.item(data);
      const wanted = objectField(data, 'sceneItemTransform');
      for (const [name, least] of Object.entries(LEAST)) {
        const value = wanted[name];
        if (typeof value === 'number' && value < least) {
          throw new Refused(402, `The field value of \`${name}\` is below the minimum of \`${least.toFixed(6)}\``);
        }
      }
      const known = Object.entries(wanted).filter(([name]) => name in item.transform);
      item.transform = { ...item.transform, ...Object.fromEntries(known) };
      return undefined;
    },
  };

  function emitList(): void {
    emit('SceneListChanged', {
      scenes: model.now.scenes.toReversed().map((scene, sceneIndex) => ({ sceneIndex, ...named(scene) })),
    });
  }
}

function itemRow(model: ObsModel, item: FakeItem, sceneItemIndex: number): Data {
  const { source } = item;
  return {
    ...{ sceneItemId: item.id, sceneItemIndex, sceneItemEnabled: item.enabled, sceneItemLocked: false },
    ...{ sourceName: source.name, ...model.uuid('sourceUuid', source) },
    sourceType: source.type === 'input' ? 'OBS_SOURCE_TYPE_INPUT' : 'OBS_SOURCE_TYPE_SCENE',
    inputKind: source.type === 'input' ? source.kind : null,
    isGroup: source.type === 'input' ? null : false,
    sceneItemBlendMode: 'OBS_BLEND_NORMAL',
    sceneItemTransform: transformOf(item, model),
  };
}

/** With the size of its source, as far as that stands in its settings. */
function transformOf({ source, transform }: FakeItem, { canvas }: ObsModel): Data {
  const { width, height }: Data =
    source.type === 'scene' ? canvas : { ...INPUT_DEFAULTS[source.kind], ...source.settings };
  const sourceWidth = typeof width === 'number' ? width : 0;
  const sourceHeight = typeof height === 'number' ? height : 0;
  const { scaleX, scaleY } = transform;
  return {
    ...transform,
    ...{ sourceWidth, sourceHeight },
    width: sourceWidth * (typeof scaleX === 'number' ? scaleX : 1),
    height: sourceHeight * (typeof scaleY === 'number' ? scaleY : 1),
  };
}
