// Everything in OBS that is not ours, to be compared before and after something of ours was done.

import type { OBSWebSocket } from 'obs-websocket-js/json';

/** Inputs that some scene shows: those of a deleted scene OBS keeps until something else happens. An input is ours if its settings carry our mark. Of items: their order among those that are not ours, and all OBS says of them. */
export async function everythingElse(client: OBSWebSocket) {
  const { inputs } = await client.call('GetInputList');
  const settings = new Map<string, unknown>();
  const ours = new Set<string>();
  for (const { inputName } of inputs) {
    const name = String(inputName);
    const answer = await client.call('GetInputSettings', { inputName: name });
    if (answer.inputSettings.tracord === undefined) settings.set(name, answer);
    else ours.add(name);
  }
  const shown = new Set<unknown>();
  const list = await client.call('GetSceneList');
  const scenes = [];
  for (const { sceneName } of list.scenes) {
    const { sceneItems } = await client.call('GetSceneItemList', { sceneName: String(sceneName) });
    const items = sceneItems.filter(({ sourceName }) => !ours.has(String(sourceName)));
    for (const { sourceName } of items) shown.add(sourceName);
    scenes.push({ sceneName, items: items.map(({ sceneItemIndex: _, ...item }) => item) });
  }
  return {
    program: list.currentProgramSceneName,
    scenes,
    settings: Object.fromEntries([...settings].filter(([name]) => shown.has(name))),
  };
}
