// Reads the inputs of OBS that may be ours, with their settings. What is renamed or deleted meanwhile is read again.

import type { SeenInput } from './bindings.ts';
import type { ObsLink, ObsState } from './link.ts';
import { isReadable } from './text-kinds.ts';

const TRIES = 5;

/** State and inputs that belong together; undefined where OBS went away. */
export async function readInputs(link: ObsLink): Promise<{ state: ObsState; inputs: SeenInput[] } | undefined> {
  for (let tries = 1; ; tries += 1) {
    const { state } = link;
    if (state === undefined) return undefined;
    const candidates = state.inputs.filter(({ kind }) => isReadable(kind));
    const answers = await link.batch(candidates.map((input) => ({ type: 'GetInputSettings', data: inputRef(input) })));
    const inputs = candidates.flatMap((input, index): SeenInput[] => {
      const answer = answers[index];
      return answer?.ok ? [{ ...input, settings: settingsIn(answer.data) }] : [];
    });
    if (inputs.length === candidates.length || tries === TRIES)
      return link.state === undefined ? undefined : { state, inputs };
    await link.readAgain();
  }
}

/** How requests name an input: by its UUID where OBS has such, so that a rename under way does no harm. */
export function inputRef({ name, uuid }: { name: string; uuid?: string }): Record<string, unknown> {
  return uuid === undefined ? { inputName: name } : { inputUuid: uuid };
}

function settingsIn({ inputSettings }: Record<string, unknown>): Record<string, unknown> {
  return typeof inputSettings === 'object' && inputSettings !== null ? { ...inputSettings } : {};
}
