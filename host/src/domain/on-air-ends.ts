// When the track on air goes off by itself, and the sentence that says why. Pure.

import { textKey } from './heard-track.ts';
import { anyAudible, type OnAir, type OnAirState } from './on-air-state.ts';
import { OVERTIME_MS, SILENCE_MS, SOURCE_GONE_MS, UNKNOWN_LENGTH_MS } from './on-air-times.ts';

/** `at` ms since the epoch. */
export type End = { at: number; reason: string };

/** The earliest end as things stand; undefined while the track may stay. */
export function nextEnd(state: OnAirState): End | undefined {
  const { current, policy } = state;
  if (current === undefined || policy === 'manual' || current.stays === true) return undefined;
  if (current.source === 'decks' && !state.feed.lost) return silence(state, current);
  const overrun = lengthEnd(current);
  const gone = sourceGone(state, current);
  return gone !== undefined && gone.at < overrun.at ? gone : overrun;
}

function silence(state: OnAirState, current: OnAir): End | undefined {
  if (anyAudible(state.decks)) return undefined;
  const at = Math.max(state.lastSoundAt ?? 0, current.since) + SILENCE_MS;
  return { at, reason: `No deck could be heard for ${SILENCE_MS / 1000} seconds.` };
}

/** When a track that nothing followed must be over, whoever named it. */
export function lengthEnd(current: OnAir): End {
  const startedAt = current.renewedAt ?? current.since;
  const lengthMs = current.lengthMs ?? current.heard.durationMs;
  if (lengthMs === undefined) {
    const minutes = UNKNOWN_LENGTH_MS / 60_000;
    return { at: startedAt + UNKNOWN_LENGTH_MS, reason: `Nothing new was heard for ${minutes} minutes.` };
  }
  const minutes = OVERTIME_MS / 60_000;
  const reason = `The track should have ended ${minutes} minutes ago and nothing new was heard.`;
  return { at: startedAt + lengthMs + OVERTIME_MS, reason };
}

/** Only while live: in rehearsal a broadcast may come and go. Of several programs that said the same, the last counts. */
function sourceGone(state: OnAirState, current: OnAir): End | undefined {
  const mount = current.mount === undefined ? undefined : state.mounts[current.mount];
  if (current.source !== 'broadcast' || state.liveSince === undefined || mount?.goneAt === undefined) return undefined;
  const key = textKey(current.heard);
  const others = Object.values(state.mounts).filter((other) => other.lastKey === key);
  if (others.some((other) => other.connected)) return undefined;
  const goneAt = Math.max(mount.goneAt, ...others.map((other) => other.goneAt ?? 0));
  const seconds = SOURCE_GONE_MS / 1000;
  const reason = `Traktor's broadcast was gone for ${seconds} seconds: press the antenna in its Audio Recorder panel.`;
  return { at: Math.max(goneAt, state.liveSince) + SOURCE_GONE_MS, reason };
}
