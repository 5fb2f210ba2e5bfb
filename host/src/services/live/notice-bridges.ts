// The bridges whose loss the DJ is told of, and in which words. Words of our own: what Health says may name folders.

import type { ObsView } from '@tracord/shared/obs.ts';
import type { BridgeHealth, HealthState } from '@tracord/shared/topics.ts';
import type { BridgeState } from '#domain/bridge-turns.ts';

/** `isNeeded`: the show needs it, so that its loss while live is an alarm. */
type BridgeWords = { lost: string; back: string; remedy: string; isNeeded: boolean };

export const BRIDGE_WORDS: Readonly<Record<string, BridgeWords>> = {
  obs: {
    lost: 'OBS is gone.',
    back: 'OBS is back.',
    remedy: 'Start OBS again, normally and not in Safe Mode.',
    isNeeded: true,
  },
  broadcast: {
    lost: 'Traktor does not broadcast any more: what is on air stays as it was.',
    back: 'Traktor broadcasts again.',
    remedy: 'Press the antenna in Traktor’s Audio Recorder panel.',
    isNeeded: true,
  },
  decks: {
    lost: 'Traktor’s decks are not heard any more.',
    back: 'Traktor’s decks are heard again.',
    remedy: 'Look whether Traktor runs with its deck client.',
    isNeeded: false,
  },
  discord: {
    lost: 'The Discord bot lost Discord.',
    back: 'The Discord bot is back.',
    remedy: 'Nothing to do if your internet is away: it comes back by itself. Else Health says why.',
    isNeeded: false,
  },
  plays: {
    lost: 'What plays cannot be stored.',
    back: 'What plays is stored again.',
    remedy: 'Make room on the drive with TraCord’s data; nothing is lost while TraCord runs.',
    isNeeded: true,
  },
};

/** States that mean it is gone; in others, but ok and off, it works in parts. */
const LOST: Readonly<Record<string, HealthState[]>> = {
  broadcast: ['waiting', 'warn', 'down'],
  decks: ['waiting', 'warn', 'down'],
  discord: ['waiting', 'down'],
  plays: ['warn', 'down'],
};

const OBS: Readonly<Record<ObsView['status'], BridgeState | undefined>> = {
  connected: 'ok',
  away: 'lost',
  refused: 'lost',
  off: 'off',
  connecting: undefined,
};

/** What can be said of each now. OBS is known by its own topic: it is in trouble for more than being gone. */
export function bridgeStates(
  bridges: Readonly<Record<string, BridgeHealth>>,
  obs: ObsView['status'],
): [name: string, state: BridgeState][] {
  const states = Object.entries(LOST).map(([name, lost]) => [name, stateOf(bridges[name]?.status, lost)] as const);
  return [...states, ['obs', OBS[obs]] as const].flatMap(([name, state]) =>
    state === undefined ? [] : [[name, state]],
  );
}

function stateOf(status: HealthState | undefined, lost: HealthState[]): BridgeState | undefined {
  if (status === undefined) return undefined;
  if (lost.includes(status)) return 'lost';
  return status === 'off' ? 'off' : 'ok';
}
