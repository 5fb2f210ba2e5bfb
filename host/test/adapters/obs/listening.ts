// A connection to an OBS as the tests of the bridge hold it: on the computer's clock, with everything it said kept.

import { ObsConnection } from '#adapters/obs/connection.ts';
import type { ObsPhase } from '#adapters/obs/health.ts';
import type { ObsState } from '#adapters/obs/link.ts';
import { systemClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { until } from '../../../../test/fakes/until.ts';

export type Listening = {
  link: ObsConnection;
  phases: ObsPhase[];
  /** Each time it was read, or was gone. */
  states: (ObsState | undefined)[];
  readonly epoch: number;
  /** Resolves with the state when it fits. */
  stateThat: (fits: (state: ObsState) => boolean) => Promise<ObsState>;
};

export function connectTo(url: string, password: string | undefined): Listening {
  const phases: ObsPhase[] = [];
  const states: (ObsState | undefined)[] = [];
  let epoch = 0;
  const link = new ObsConnection({
    ...{ url, clock: systemClock, log: silentLogger, isLive: () => true },
    password: () => ({ known: true, password }),
    onPhase: (phase) => phases.push(phase),
  });
  link.follow((state, number) => {
    states.push(state);
    epoch = number;
  });
  link.start();
  return {
    ...{ link, phases, states },
    get epoch() {
      return epoch;
    },
    stateThat: (fits) =>
      until(() => {
        const { state } = link;
        if (state === undefined || !fits(state)) throw new Error('OBS is not in the state that is waited for.');
        return state;
      }),
  };
}
