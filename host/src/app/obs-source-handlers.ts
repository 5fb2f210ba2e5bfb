// The command that makes sources in OBS or repairs them.

import type { ObsSources } from '#adapters/obs/sources.ts';
import type { ObsHandlers } from './commands.ts';

export function obsSourceHandlers({ sources }: { sources: Pick<ObsSources, 'setup'> }): Pick<ObsHandlers, 'obs.setup'> {
  return { 'obs.setup': (args) => sources.setup(args) };
}
