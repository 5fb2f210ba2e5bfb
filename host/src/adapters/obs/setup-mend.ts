// Mends the sources that setup made, as far as nobody has to be asked: what is missing is made again, what leads nowhere put right.

import type { Logger } from '#kernel/logger.ts';
import { type Binding, foundAs } from './bindings.ts';
import type { ObsLink, ObsState } from './link.ts';
import { makeSource, repairSettings } from './setup.ts';

type Parts = { link: ObsLink; webPort: number; log: Logger };

/** Makes again what setup had made and is not there, where that was; what the DJ deleted, or whose scene is gone, stays away. */
export async function mendSources(parts: Parts, state: ObsState, bindings: readonly Binding[]): Promise<Binding[]> {
  if (parts.link.state?.collection !== state.collection) return [...bindings];
  const mended: Binding[] = [];
  // What is made after OBS opened another collection would stand there, on air.
  const here = { ...parts, link: parts.link.here() };
  for (const binding of bindings) mended.push(await mend(here, state, binding));
  return mended;
}

async function mend(parts: Parts, state: ObsState, binding: Binding): Promise<Binding> {
  const { link, log } = parts;
  const { what, name, by, input, scene, removedAt } = binding;
  if (by === 'settings') {
    if (input === undefined) log.warn('source.missing', { what, name, collection: state.collection });
    return binding;
  }
  if (input !== undefined) {
    if (await repairSettings(parts, what, input)) log.info('source.repaired', { what, name });
    return binding;
  }
  const isHere = link.state?.collection === state.collection;
  const known = state.scenes.find((one) => one.name === scene);
  if (!isHere || known === undefined || removedAt !== undefined) return binding;
  const made = await makeSource(parts, state, what, known.name, name);
  if (!made.ok) {
    log.warn('source.not-made', { what, name, scene, why: made.why });
    return binding;
  }
  log.info('source.made-again', { what, name: made.input.name, scene });
  return { ...binding, ...foundAs(made.input) };
}
