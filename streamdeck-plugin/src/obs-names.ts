// The names of OBS's scenes and sources, for the property inspectors to offer. Pure.

import type { ObsView } from '@tracord/shared/obs.ts';

export type ObsNames = { scenes: string[]; sources: string[] };

/** Each name once: scenes in OBS's order, sources by name. */
export function namesIn({ scenes }: ObsView): ObsNames {
  const all = scenes.order.flatMap((id) => scenes.byId[id] ?? []);
  const sources = new Set(all.flatMap(({ items }) => items.map(({ name }) => name)));
  return { scenes: all.map(({ name }) => name), sources: [...sources].sort() };
}
