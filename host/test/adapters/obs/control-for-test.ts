// What drives OBS in a test, connected to an OBS, and a client of the DJ's beside it.

import { ObsConnection } from '#adapters/obs/connection.ts';
import { ObsControl } from '#adapters/obs/control.ts';
import { systemClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { until } from '../../../../test/fakes/until.ts';

export type Driven = { link: ObsConnection; control: ObsControl; expectedStops: string[]; stop(): void };

/** Resolves once OBS was read. */
export async function drive(obs: { url: string; password: string | undefined }): Promise<Driven> {
  const link = new ObsConnection({
    ...{ url: obs.url, clock: systemClock, log: silentLogger },
    password: () => ({ known: true, password: obs.password }),
    isLive: () => false,
    onPhase: () => {},
  });
  const expectedStops: string[] = [];
  const control = new ObsControl({ link, expectStop: (kind) => expectedStops.push(kind) });
  link.start();
  await until(() => {
    if (link.state === undefined) throw new Error('OBS was not read in time');
  });
  return { link, control, expectedStops, stop: () => link.stop() };
}
