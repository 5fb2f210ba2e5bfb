// Reads OBS whole: scenes, their items, inputs, what is on air, outputs. In three steps whatever the number of scenes,
// and one more where there are groups.

import type { ObsOutputView } from '@tracord/shared/obs.ts';
import { recordOf } from './connection-socket.ts';
import {
  OBS_CODES,
  type ObsAnswer,
  type ObsInput,
  type ObsItem,
  type ObsRequest,
  type ObsScene,
  type ObsState,
} from './link.ts';

/** What does not change while it is connected. */
export type ObsProgram = Pick<ObsState, 'version' | 'websocket' | 'platform' | 'requests' | 'inputKinds'>;

type Ask = (requests: ObsRequest[]) => Promise<ObsAnswer[]>;

/** not-ready: it loads (207), or is too slow. gone: the connection is lost. changed: scenes went away between two steps. */
export type Reading = { ok: true; state: ObsState } | { ok: false; why: 'not-ready' | 'gone' | 'changed' };

export async function readProgram(ask: Ask): Promise<ObsProgram | undefined> {
  const [about, kinds] = await ask([{ type: 'GetVersion' }, { type: 'GetInputKindList' }]);
  if (about?.ok !== true || kinds?.ok !== true) return undefined;
  return {
    version: textOf(about.data.obsVersion),
    websocket: textOf(about.data.obsWebSocketVersion),
    platform: textOf(about.data.platform),
    requests: new Set(listOf(about.data.availableRequests).map(textOf)),
    inputKinds: listOf(kinds.data.inputKinds).map(textOf),
  };
}

/** `now`: the time of day of the durations that are read with it. */
export async function readObs(program: ObsProgram, ask: Ask, now: () => number): Promise<Reading> {
  const askedAt = now();
  const answers = await ask(
    [
      'GetSceneCollectionList',
      'GetVideoSettings',
      'GetSceneList',
      'GetStudioModeEnabled',
      'GetInputList',
      'GetRecordStatus',
      'GetStreamStatus',
    ].map((type) => ({ type })),
  );
  const at = now();
  const failed = failureOf(answers);
  if (failed !== undefined) return failed;
  const [collections = {}, video = {}, list = {}, studio = {}, inputs = {}, record = {}, stream = {}] = answers.map(
    (answer) => (answer.ok ? answer.data : {}),
  );
  const scenes = topmostFirst(listOf(list.scenes).map(recordOf), 'sceneIndex');
  const contents = await ask(
    scenes.map(({ sceneName }) => ({ type: 'GetSceneItemList', data: { sceneName: textOf(sceneName) } })),
  );
  const failedContents = failureOf(contents);
  if (failedContents !== undefined) return failedContents;
  // A group may stand in several scenes.
  const groups = [...new Set(contents.flatMap(itemsIn).filter(isGroup).map(sourceName))];
  const members = await ask(groups.map((name) => ({ type: 'GetGroupSceneItemList', data: { sceneName: name } })));
  const failedMembers = failureOf(members);
  if (failedMembers !== undefined) return failedMembers;
  const inGroups = new Map(groups.map((name, index) => [name, itemsOf(members[index], name)]));
  const onAir = textOf(list.currentProgramSceneName);
  const preview = textOf(list.currentPreviewSceneName);
  return {
    ok: true,
    state: {
      ...program,
      collection: textOf(collections.currentSceneCollectionName),
      canvas: { width: numberOf(video.baseWidth), height: numberOf(video.baseHeight) },
      scenes: scenes.map((scene, index) => sceneOf(scene, contents[index], inGroups)),
      inputs: listOf(inputs.inputs).map(recordOf).map(inputOf),
      ...(onAir === '' ? {} : { program: onAir }),
      ...(preview === '' ? {} : { preview }),
      studioMode: studio.studioModeEnabled === true,
      recording: outputOf(record, at),
      streaming: outputOf(stream, at),
      askedAt,
    },
  };
}

/** An answer of GetRecordStatus or GetStreamStatus. */
export function outputOf(status: Record<string, unknown>, at: number): ObsOutputView {
  if (status.outputActive !== true) return { active: false };
  return {
    active: true,
    ...(status.outputPaused === true ? { paused: true } : {}),
    ...(status.outputReconnecting === true ? { reconnecting: true } : {}),
    durationMs: numberOf(status.outputDuration),
    at,
  };
}

function failureOf(answers: ObsAnswer[]): { ok: false; why: 'not-ready' | 'gone' | 'changed' } | undefined {
  const codes = answers.flatMap((answer) => (answer.ok ? [] : [answer.code]));
  if (codes.length === 0) return undefined;
  if (codes.includes(OBS_CODES.lost)) return { ok: false, why: 'gone' };
  const isWaiting = codes.includes(OBS_CODES.notReady) || codes.includes(OBS_CODES.mute);
  return { ok: false, why: isWaiting ? 'not-ready' : 'changed' };
}

function sceneOf(
  { sceneName, sceneUuid }: Record<string, unknown>,
  contents: ObsAnswer | undefined,
  inGroups: ReadonlyMap<string, ObsItem[]>,
): ObsScene {
  const groups = itemsIn(contents).filter(isGroup).map(sourceName);
  return {
    name: textOf(sceneName),
    ...uuidOf(sceneUuid),
    items: [...itemsOf(contents), ...groups.flatMap((name) => inGroups.get(name) ?? [])],
  };
}

/** The rows of GetSceneItemList or GetGroupSceneItemList, the topmost first. */
function itemsIn(contents: ObsAnswer | undefined): Record<string, unknown>[] {
  const items = contents?.ok === true ? listOf(contents.data.sceneItems).map(recordOf) : [];
  return topmostFirst(items, 'sceneItemIndex');
}

function itemsOf(contents: ObsAnswer | undefined, group?: string): ObsItem[] {
  return itemsIn(contents).map((item) => {
    const kind = textOf(item.inputKind);
    return {
      id: numberOf(item.sceneItemId),
      name: sourceName(item),
      ...uuidOf(item.sourceUuid),
      ...(kind === '' ? {} : { kind }),
      visible: item.sceneItemEnabled === true,
      ...(group === undefined ? {} : { in: group }),
    };
  });
}

function isGroup(item: Record<string, unknown>): boolean {
  return item.isGroup === true;
}

function sourceName(item: Record<string, unknown>): string {
  return textOf(item.sourceName);
}

function inputOf({ inputName, inputUuid, inputKind }: Record<string, unknown>): ObsInput {
  return { name: textOf(inputName), ...uuidOf(inputUuid), kind: textOf(inputKind) };
}

/** OBS counts from the bottom of its lists. */
function topmostFirst(rows: Record<string, unknown>[], index: string): Record<string, unknown>[] {
  return rows.toSorted((a, b) => numberOf(b[index]) - numberOf(a[index]));
}

function uuidOf(value: unknown): { uuid?: string } {
  return typeof value === 'string' && value !== '' ? { uuid: value } : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
