// Says in a DJ's words how the broadcast listener does, and what to do about it. Pure: no value in it ticks.

import type { BridgeHealth } from '@tracord/shared/topics.ts';
import { type AudioFormat, FORMAT_NAMES } from './audio-format.ts';

/** Why nothing can connect. */
export type ListenTrouble = { kind: 'no password for the network' } | { kind: 'cannot listen'; code: string };

export type BroadcastState = {
  host: string;
  /** The port that is wanted, or listened on. */
  port: number;
  hasPassword: boolean;
  trouble?: ListenTrouble;
  sources: { mount: string; since: number; format: AudioFormat; isContested: boolean }[];
  /** When the last source went. */
  lastEndedAt?: number;
  /** A source with a wrong password has come since the last good one. */
  wrongPassword: boolean;
  refusedFromBrowser: number;
  refusedPassword: number;
  /** Connections that did nothing of use and were let go for others. */
  dropped: number;
  /** Sources that found too many others connected. */
  turnedAway: number;
};

export function describeBroadcast(state: BroadcastState): BridgeHealth {
  const count: Record<string, number> = {};
  for (const name of ['refusedFromBrowser', 'refusedPassword', 'dropped', 'turnedAway'] as const) {
    if (state[name] > 0) count[name] = state[name];
  }
  const health = describe(state);
  return Object.keys(count).length > 0 ? { ...health, count } : health;
}

function describe(state: BroadcastState): BridgeHealth {
  if (state.trouble !== undefined) return describeTrouble(state, state.trouble);
  const mute = state.sources.find((source) => source.format !== 'vorbis' && source.format !== 'unknown');
  if (mute !== undefined) {
    return {
      status: 'warn',
      message: `Traktor is connected (${mute.mount}) but sends ${FORMAT_NAMES[mute.format]}, which names no tracks here`,
      remedy:
        'In Traktor, choose Ogg Vorbis in Preferences > Broadcasting > Format, then switch the antenna off and on again.',
    };
  }
  const contested = state.sources.find((source) => source.isContested);
  if (contested !== undefined) {
    return {
      status: 'warn',
      message: `Two broadcasts use the mount path ${contested.mount}: the newer one took it over`,
      remedy: 'Give each Traktor a mount path of its own in Preferences > Broadcasting.',
    };
  }
  const remedy = `In Traktor, enter TraCord's broadcast password in Preferences > Broadcasting > Password.`;
  if (state.sources.length > 0) {
    const mounts = state.sources.map((source) => `${source.mount}, since ${timeOfDay(source.since)}`).join('; ');
    const connected = { status: 'ok', message: `Traktor is connected (${mounts})` } as const;
    if (!state.wrongPassword) return connected;
    const message = `${connected.message}. Another broadcast was refused: its password is missing or wrong`;
    return { status: 'ok', message, remedy };
  }
  if (state.wrongPassword) {
    const message = `${ended(state)}A broadcast was refused: its password is missing or wrong`;
    return { status: 'warn', message, remedy };
  }
  return describeWaiting(state);
}

function ended({ lastEndedAt }: BroadcastState): string {
  return lastEndedAt === undefined ? '' : `The broadcast ended at ${timeOfDay(lastEndedAt)}. `;
}

function describeWaiting(state: BroadcastState): BridgeHealth {
  const idle = state.dropped > 0 ? '. Another program keeps opening connections here without broadcasting' : '';
  const address = isLoopback(state.host) ? '127.0.0.1' : "this computer's address";
  const password = state.hasPassword ? ', Password as in TraCord' : '';
  return {
    status: 'waiting',
    message: `${ended(state)}Waiting for Traktor: press the antenna in the Audio Recorder panel${idle}`,
    remedy: `In Traktor, Preferences > Broadcasting: Address ${address}, Port ${state.port}, Format Ogg Vorbis (11025 Hz, 32 kBit/s is enough)${password}. A blinking antenna means that Traktor was refused.`,
  };
}

function describeTrouble(state: BroadcastState, trouble: ListenTrouble): BridgeHealth {
  const otherPort =
    'set another one, for example 8010, as broadcast.port in the settings and in Traktor: Preferences > Broadcasting > Port';
  if (trouble.kind === 'no password for the network') {
    return {
      status: 'down',
      message: 'The broadcast listener is not open to the network: no password is set',
      remedy: 'Set a broadcast password, or listen on this computer only (broadcast.lan: false).',
    };
  }
  if (trouble.code === 'EADDRINUSE') {
    return {
      status: 'down',
      message: `Port ${state.port} is taken by another program, so Traktor cannot reach TraCord`,
      remedy: `Close the other program (Icecast, or a second TraCord) and TraCord goes on by itself; or ${otherPort}.`,
    };
  }
  if (trouble.code === 'EACCES') {
    return {
      status: 'down',
      message: `The system does not let TraCord listen on port ${state.port}`,
      remedy: `It may be reserved: ${otherPort}.`,
    };
  }
  return {
    status: 'down',
    message: `TraCord cannot listen on ${state.host}, port ${state.port} (${trouble.code})`,
    remedy: `Check the network connection; or ${otherPort}.`,
  };
}

/** True for addresses that only this computer reaches. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function timeOfDay(at: number): string {
  const date = new Date(at);
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
}
