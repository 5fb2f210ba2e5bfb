// Which scenes the rules name that OBS does not have: said at once, not only when a rule finds nothing. Pure.

import type { SceneRule } from '@tracord/shared/obs-settings.ts';
import { type SeenObs, sceneIdOf } from './scene-rules-state.ts';

/** In the order of the rules, each once. Sources are not looked for: they come and go more often. */
export function unknownScenes(rules: readonly SceneRule[], obs: SeenObs): string[] {
  const named = rules.flatMap(({ scene, in: inside, backTo }) => [scene, inside, backTo]);
  return [...new Set(named)].filter((name) => name !== '' && sceneIdOf(obs, name) === undefined);
}
