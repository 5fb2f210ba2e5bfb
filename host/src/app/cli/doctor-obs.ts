// Whether TraCord reaches OBS. Titles reach the overlay without it; scenes, sources and recording need it.

import type { Facts } from './doctor-facts.ts';
import { type Earlier, type Finding, isBroken, ok, skipped, warn } from './doctor-finding.ts';

export async function lookAtObs({ settings, host }: Facts, earlier: Earlier): Promise<Finding> {
  if (settings.obs.url === '') return skipped('OBS is left alone: obs.url is empty in the settings.');
  if (isBroken(earlier, 'Passwords')) return skipped('Not looked at: the file of passwords has a mistake.');
  const bridge = host?.health.bridges.obs;
  if (bridge === undefined) return skipped('Whether OBS can be reached shows once TraCord runs.');
  if (bridge.status === 'ok') return ok(bridge.message);
  // It need not run all the time, and overlays do not need it.
  if (bridge.status === 'waiting' || bridge.status === 'off') return skipped(bridge.message);
  return warn(bridge.message, bridge.remedy ?? 'In OBS: Tools, WebSocket Server Settings, Enable WebSocket server.');
}
