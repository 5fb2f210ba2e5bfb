// Says of the DJ's own sources, which the setting obs.sources names, whether what TraCord writes can be seen in them. Pure.

import type { BridgeHealth } from '@tracord/shared/topics.ts';
import type { Binding } from './bindings.ts';
import { familyOf, fileSetting } from './text-kinds.ts';

type Problem = { message: string; remedy: string };

/** `bindings` of the scene collection that is open; undefined while OBS is away. */
export function describeNamed(
  asked: ReadonlyMap<string, string>,
  bindings: readonly Binding[] | undefined,
): BridgeHealth {
  if (asked.size === 0) return { status: 'off', message: 'TraCord writes into no source of yours in OBS.' };
  if (bindings === undefined) return { status: 'off', message: 'Your sources under obs.sources wait for OBS.' };
  const problems = bindings.flatMap((binding) => problemOf(binding) ?? []);
  if (problems.length === 0) return { status: 'ok', message: 'OBS has every source that your settings name.' };
  return {
    status: 'warn',
    message: problems.map(({ message }) => message).join(' '),
    remedy: [...new Set(problems.map(({ remedy }) => remedy))].join(' '),
  };
}

/** Only the DJ can change that: of his sources TraCord writes the text and nothing else. */
export function readsFile({ by, what, input }: Binding): boolean {
  return (
    by === 'settings' &&
    familyOf(what) === 'text' &&
    input !== undefined &&
    input.settings[fileSetting(input.kind)] === true
  );
}

function problemOf(binding: Binding): Problem | undefined {
  const { by, what, input, name, asked = name } = binding;
  if (by !== 'settings') return undefined;
  const family = familyOf(what);
  if (family === undefined) {
    return {
      message: `Your settings name a source for ${what}, which TraCord does not have.`,
      remedy: 'Take that line out of obs.sources in the settings.',
    };
  }
  if (input === undefined) {
    return {
      message: `OBS has no ${family} source named "${asked}" for ${what}.`,
      remedy: 'Correct the name under obs.sources in the settings, or give the source in OBS this name.',
    };
  }
  if (!readsFile(binding)) return undefined;
  return {
    message: `Your source "${input.name}" shows a file instead of what TraCord writes.`,
    remedy: `In OBS open the properties of "${input.name}" and untick "Read from file".`,
  };
}
