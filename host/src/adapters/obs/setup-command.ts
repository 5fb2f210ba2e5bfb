// The command obs.setup: each source that was asked for is made, repaired or kept, or it is said why it cannot be.

import type { CommandResult } from '@tracord/shared/commands.ts';
import type { Binding } from './bindings.ts';
import type { ObsLink, ObsState } from './link.ts';
import { findScene } from './scenes-control.ts';
import { makeSource, repairItem, repairSettings } from './setup.ts';
import { KNOWN_SOURCES } from './setup-design.ts';

type Done = { ok: true } & CommandResult<'obs.setup'>;
type Refused = { ok: false; code: string; message: string };
export type SetupAnswer = Done | Refused;

type Outcome = { name: string; outcome: Done['sources'][number]['outcome']; binding: Binding };
type Failed = { why: string; isAway?: true };

const AWAY: Refused = {
  ok: false,
  code: 'obs-away',
  message: 'OBS is not connected, or it is opening a scene collection. Start it, or wait a moment, then ask again.',
};

/** `bindings` are those of `collection`; answered as they are afterwards, also where it could not be done to the end. */
export async function setUpSources(
  parts: { link: ObsLink; webPort: number },
  { collection, bindings }: { collection: string | undefined; bindings: readonly Binding[] },
  { scene, sources }: { scene?: string; sources: readonly string[] },
): Promise<{ answer: SetupAnswer; bindings: Binding[] }> {
  const after = new Map(bindings.map((binding) => [binding.what, binding]));
  const end = (answer: SetupAnswer) => ({ answer, bindings: [...after.values()] });
  const { state } = parts.link;
  if (state === undefined || state.collection !== collection) return end(AWAY);
  const unknown = sources.find((what) => !KNOWN_SOURCES.includes(what));
  if (unknown !== undefined) {
    const message = `There is no source "${unknown}". There are: ${KNOWN_SOURCES.join(', ')}.`;
    return end({ ok: false, code: 'source-unknown', message });
  }
  const target = sceneFor(state, scene);
  if (target === undefined) {
    const message = `OBS has no scene "${scene ?? ''}". It has: ${state.scenes.map(({ name }) => name).join(', ')}.`;
    return end({ ok: false, code: 'scene-unknown', message });
  }
  const done: Done = { ok: true, scene: target, sources: [], unavailable: [] };
  // What is made after OBS opened another collection would stand there, on air.
  const here = { ...parts, link: parts.link.here() };
  for (const what of new Set(sources)) {
    const result = await setUp(here, state, after.get(what), what, target, scene !== undefined);
    if ('why' in result) {
      if (result.isAway || here.link.state === undefined) return end(AWAY);
      done.unavailable.push({ what, why: result.why });
    } else {
      after.set(what, result.binding);
      done.sources.push({ what, name: result.name, outcome: result.outcome });
    }
  }
  return end(done);
}

/** By id or name; the one on air where none is asked for. */
function sceneFor(state: ObsState, asked: string | undefined): string | undefined {
  if (asked === undefined) return state.program ?? state.scenes[0]?.name;
  return findScene(state, asked)?.name;
}

/** `isAsked`: the scene was named; else a source that is in another scene stays there. */
async function setUp(
  parts: { link: ObsLink; webPort: number },
  state: ObsState,
  binding: Binding | undefined,
  what: string,
  scene: string,
  isAsked: boolean,
): Promise<Outcome | Failed> {
  if (binding?.by === 'settings') return ofSettings(binding);
  const input = binding?.input;
  if (binding === undefined || input === undefined) {
    const made = await makeSource(parts, state, what, scene, binding?.name);
    if (!made.ok) return made;
    const { name, uuid } = made.input;
    return { name, outcome: 'made', binding: { what, name, uuid, by: 'setup', scene, input: made.input } };
  }
  const settings = await repairSettings(parts, what, input);
  if (settings === undefined) return { why: 'OBS did not take its settings.' };
  const where = isAsked ? scene : sceneOf(state, binding);
  const item = await repairItem(parts.link, state, what, input, where ?? scene);
  if (!item.ok) return item;
  const outcome = settings || item.repaired ? 'repaired' : 'kept';
  return { name: input.name, outcome, binding: { ...binding, scene: where ?? scene } };
}

/** Where the source is: where setup had put it, else the first scene that shows it. Undefined: nowhere; OBS keeps what was in a
 * deleted scene for a while. */
function sceneOf({ scenes }: ObsState, { scene, name }: Binding): string | undefined {
  const showing = scenes.filter(({ items }) => items.some((item) => item.name === name));
  return (showing.find((shown) => shown.name === scene) ?? showing[0])?.name;
}

function ofSettings(binding: Binding): Outcome | Failed {
  const { what, name, input, asked = name } = binding;
  if (input !== undefined) return { name, outcome: 'kept', binding };
  return {
    why: `The setting obs.sources says that ${what} is your source "${asked}", and this scene collection has none of that name. Name it so in OBS, or take the line out of the settings.`,
  };
}
