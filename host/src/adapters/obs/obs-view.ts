// OBS as the topic `obs` shows it to the operator. Pure.

import type { ObsBoundSource, ObsItemView, ObsOutputView, ObsView } from '@tracord/shared/obs.ts';
import { cannotMarkChapters } from './control-refused.ts';
import type { ObsItem, ObsScene, ObsState } from './link.ts';

export type ObsViewParts = {
  status: ObsView['status'];
  /** Undefined: not connected, or it changes its scene collection. */
  state: ObsState | undefined;
  recording: ObsOutputView;
  streaming: ObsOutputView;
  dropped: ObsView['dropped'];
  sources: ObsBoundSource[];
  alarms: ObsView['alarms'];
};

export function viewObs({ status, state, dropped, sources, alarms, ...outputs }: ObsViewParts): ObsView {
  const { recording, streaming } = outputs;
  const rest = { status, recording, streaming, sources, alarms, ...(dropped === undefined ? {} : { dropped }) };
  if (state === undefined) return { ...rest, scenes: { order: [], byId: {} }, studioMode: false, lacks: [] };
  const idOfName = (name: string | undefined) => {
    const scene = state.scenes.find((one) => one.name === name);
    return scene === undefined ? undefined : sceneIdOf(scene);
  };
  const program = idOfName(state.program);
  const preview = state.studioMode ? idOfName(state.preview) : undefined;
  return {
    ...rest,
    version: state.version,
    scenes: {
      order: state.scenes.map(sceneIdOf),
      byId: Object.fromEntries(
        state.scenes.map((scene) => [sceneIdOf(scene), { name: scene.name, items: scene.items.map(viewItem) }]),
      ),
    },
    ...(program === undefined ? {} : { program }),
    ...(preview === undefined ? {} : { preview }),
    studioMode: state.studioMode,
    lacks: lacksOf(state),
  };
}

function viewItem({ id, name, visible, in: group }: ObsItem): ObsItemView {
  return { id, name, visible, ...(group === undefined ? {} : { in: group }) };
}

/** OBS's UUID where its version has one, else "name:<name>". */
export function sceneIdOf({ name, uuid }: Pick<ObsScene, 'name' | 'uuid'>): string {
  return uuid ?? `name:${name}`;
}

/** What this OBS cannot do, as sentences: asked of itself, never guessed from its version. */
export function lacksOf({ version, requests, inputKinds, scenes }: ObsState): string[] {
  const lacks = (request: string) => !requests.has(request);
  const unnamed = scenes.some(({ uuid }) => uuid === undefined);
  return [
    ...(lacks('CreateRecordChapter') ? [cannotMarkChapters(version)] : []),
    ...(lacks('SplitRecordFile') ? [`OBS ${version} cannot be told to go on in a new file.`] : []),
    ...(inputKinds.includes('browser_source')
      ? []
      : ['This OBS has no browser source, so it cannot show the overlays; text and cover work.']),
    ...(unnamed ? [`OBS ${version} knows scenes and sources by name only.`] : []),
  ];
}
