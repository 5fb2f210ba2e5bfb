// Requests of the fake OBS about inputs: texts, images, colours, browser sources.

import { randomUUID } from 'node:crypto';
import type { FakeInput, ObsModel } from './obs-model.ts';
import { type Data, type Emit, type Handlers, objectField, Refused, textField } from './obs-requests.ts';

/** What an input of a kind has where nothing is set; as OBS 30 has it, in part. */
export const INPUT_DEFAULTS: Record<string, Data> = {
  browser_source: { url: 'https://obsproject.com/browser-source', width: 800, height: 600, fps: 30, shutdown: false },
  text_ft2_source_v2: { font: { face: 'Sans Serif', flags: 0, size: 256, style: '' } },
  text_gdiplus_v3: { font: { face: 'Arial', flags: 0, size: 256, style: '' } },
  color_source_v3: { color: 4_291_940_817, width: 1920, height: 1080 },
};

export type PressedButton = { input: string; button: string };

export function inputRequests(
  parts: { model: ObsModel; emit: Emit; kinds: string[]; tellsSettings: boolean },
  pressed: PressedButton[],
): Handlers {
  const { model, emit, kinds } = parts;
  const named = (input: FakeInput) => ({ inputName: input.name, ...model.uuid('inputUuid', input) });
  return {
    GetInputKindList: ({ unversioned }) => ({
      inputKinds: unversioned === true ? kinds.map(unversionedKind) : kinds,
    }),
    GetInputList: ({ inputKind }) => ({
      inputs: model.now.inputs
        .filter(({ kind }) => inputKind === undefined || kind === inputKind)
        .map((input) => ({
          ...named(input),
          inputKind: input.kind,
          unversionedInputKind: unversionedKind(input.kind),
        })),
    }),
    GetInputDefaultSettings: (data) => {
      const kind = textField(data, 'inputKind');
      mustBeKind(kind);
      return { defaultInputSettings: INPUT_DEFAULTS[kind] ?? {} };
    },
    CreateInput: (data) => {
      const scene = model.scene(data);
      const name = textField(data, 'inputName');
      const kind = textField(data, 'inputKind');
      model.mustBeFree(name);
      mustBeKind(kind);
      const settings = data.inputSettings === undefined ? {} : objectField(data, 'inputSettings');
      const input: FakeInput = { type: 'input', name, uuid: randomUUID(), kind, settings: { ...settings } };
      model.now.inputs.push(input);
      emit('InputCreated', {
        ...named(input),
        ...{ inputKind: kind, unversionedInputKind: unversionedKind(kind) },
        ...{ inputSettings: settings, defaultInputSettings: INPUT_DEFAULTS[kind] ?? {} },
      });
      const item = model.addItem(scene, input, data.sceneItemEnabled !== false);
      return { sceneItemId: item.id, ...model.uuid('inputUuid', input) };
    },
    RemoveInput: (data) => {
      model.removeInput(model.input(data));
      return undefined;
    },
    SetInputName: (data) => {
      const input = model.input(data);
      const name = textField(data, 'newInputName');
      model.mustBeFree(name);
      const oldInputName = input.name;
      input.name = name;
      emit('InputNameChanged', { ...named(input), oldInputName });
      return undefined;
    },
    GetInputSettings: (data) => {
      const input = model.input(data);
      return { inputKind: input.kind, inputSettings: { ...input.settings } };
    },
    SetInputSettings: (data) => {
      const input = model.input(data);
      const wanted = objectField(data, 'inputSettings');
      input.settings = data.overlay === false ? { ...wanted } : { ...input.settings, ...wanted };
      if (parts.tellsSettings) emit('InputSettingsChanged', { ...named(input), inputSettings: { ...input.settings } });
      return undefined;
    },
    PressInputPropertiesButton: (data) => {
      const input = model.input(data);
      const button = textField(data, 'propertyName');
      const isThere = input.kind === 'browser_source' && button === 'refreshnocache';
      if (!isThere) throw new Refused(600, `Unable to find a property by the name of \`${button}\`.`);
      pressed.push({ input: input.name, button });
      return undefined;
    },
  };

  function mustBeKind(kind: string): void {
    if (kinds.includes(kind)) return;
    throw new Refused(
      605,
      'Your specified input kind is not supported by OBS. Check that your specified kind is properly versioned and that any necessary plugins are loaded.',
    );
  }
}

function unversionedKind(kind: string): string {
  return kind.replace(/_v\d+$/, '');
}
