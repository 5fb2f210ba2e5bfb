// Says in a DJ's words how the connection to OBS does, and what to do about it. Pure: no value in it ticks.

import type { BridgeHealth } from '@tracord/shared/topics.ts';
import type { ObsRefusal } from './connection-refusal.ts';

/** loading: let in, but OBS is still busy with its scenes. no-secret: whether there is a password is not known. */
export type ObsPhase =
  | { phase: 'off' | 'connecting' }
  | { phase: 'no-secret'; problem: string }
  | { phase: 'loading' | 'connected'; version: string }
  | { phase: 'away'; refusal: ObsRefusal };

export type ObsHealthState = ObsPhase & {
  url: string;
  /** It had been connected before. */
  wasConnected: boolean;
  isLive: boolean;
  /** It has been gone for half a minute, after it had been connected. */
  isLongGone: boolean;
};

const WHERE = 'Tools > WebSocket Server Settings';
const PASSWORD_PLACE =
  'write it into secrets.yaml, under obs: as password (or set TRACORD_OBS_PASSWORD). TraCord tries again by itself.';

export function describeObs(state: ObsHealthState): BridgeHealth {
  switch (state.phase) {
    case 'off':
      return {
        status: 'off',
        message: 'TraCord leaves OBS alone: no address is set.',
        remedy: 'It is optional: set obs.url in the settings, usually ws://127.0.0.1:4455.',
      };
    case 'connecting':
      return { status: 'waiting', message: `Looking for OBS at ${state.url}.` };
    case 'no-secret':
      return {
        status: 'down',
        message: 'TraCord does not connect to OBS: the file of passwords has a mistake.',
        remedy: state.problem,
      };
    case 'loading':
      return { status: 'waiting', message: `OBS ${state.version} is there and loads its scenes.` };
    case 'connected':
      return { status: 'ok', message: `Connected to OBS ${state.version}.` };
    case 'away':
      return describeRefusal(state, state.refusal);
  }
}

function describeRefusal(state: ObsHealthState, refusal: ObsRefusal): BridgeHealth {
  switch (refusal.why) {
    case 'password-wrong':
      return {
        status: 'down',
        message: 'OBS does not take the password that TraCord has.',
        remedy: `In OBS open ${WHERE} > Show Connect Info, copy the password, and ${PASSWORD_PLACE}`,
      };
    case 'password-missing':
      return {
        status: 'down',
        message: 'OBS asks for a password, and TraCord has none.',
        remedy: `In OBS open ${WHERE} > Show Connect Info, copy the password, and ${PASSWORD_PLACE}`,
      };
    case 'kicked':
      return {
        status: 'down',
        message: 'TraCord was disconnected by hand in OBS, and stays away.',
        remedy:
          'To let it in again, change any line under obs: in the settings: chapters to false, saved, and back will do.',
      };
    case 'other-version':
      return {
        status: 'down',
        message: 'This OBS speaks another version of its protocol than TraCord does.',
        remedy: 'TraCord works with OBS 28 to 32: update OBS, or TraCord.',
      };
    case 'other-program':
      return {
        status: 'warn',
        message: `Something answers at ${state.url}, but it is not OBS.`,
        remedy: `In OBS look under ${WHERE} which port it uses, and put that into obs.url in the settings.`,
      };
    case 'mute':
      return {
        status: 'warn',
        message: `OBS at ${state.url} let TraCord in, but says nothing more; TraCord tries again by itself.`,
        remedy: 'OBS may still be starting. If it stays so, start OBS again.',
      };
    case 'absent':
    case 'unreachable':
      return describeAbsence(state, refusal.why);
  }
}

function describeAbsence({ url, wasConnected, isLive, isLongGone }: ObsHealthState, why: string): BridgeHealth {
  if (!wasConnected) {
    return {
      status: 'waiting',
      message: `Waiting for OBS: ${why === 'absent' ? 'nothing answers' : 'no computer is found'} at ${url}.`,
      remedy: `Start OBS (28 or newer) and tick ${WHERE} > Enable WebSocket server; its port belongs into obs.url in the settings.`,
    };
  }
  const status = isLive ? 'warn' : 'waiting';
  const message = isLive ? 'OBS is gone while you are live; TraCord tries every few seconds.' : 'OBS is gone.';
  if (why === 'unreachable') return { status, message, remedy: 'Look at the network between the two computers.' };
  const remedy = isLongGone
    ? 'If OBS runs, it was started in Safe Mode, which lets nobody in: start it normally, not in Safe Mode.'
    : 'Start OBS again; TraCord connects by itself.';
  return { status, message, remedy };
}
