// What is on air is not certain: the key hides it with one press, the dial chooses which track it is.

import type { NowPlaying } from '@tracord/shared/topics.ts';
import type { Deed, DialKind, KeyKind, Local } from './key-kind.ts';

/** Several tracks of the library may be meant by what was heard. */
export function isDoubtful({ track, match }: NowPlaying): boolean {
  return track !== undefined && track.id === undefined && match.alternatives.length > 0;
}

function hideDeed(nowPlaying: NowPlaying): Deed {
  const on = nowPlaying.track?.masked !== true;
  return { do: 'command', name: 'nowPlaying.hide', args: { on, playId: nowPlaying.playId } };
}

export const fixKey: KeyKind = {
  show({ state }) {
    const { nowPlaying } = state.topics;
    if (!isDoubtful(nowPlaying)) return { facts: { kind: 'fix', nowPlaying } };
    const stamp = String(nowPlaying.track?.masked === true);
    return { facts: { kind: 'fix', nowPlaying }, subject: nowPlaying.playId, stamp, short: hideDeed(nowPlaying) };
  },
};

export const fixDial: DialKind = {
  show({ state, alternatives }, local) {
    const { nowPlaying } = state.topics;
    const { playId } = nowPlaying;
    if (!isDoubtful(nowPlaying) || playId === undefined) return { facts: { kind: 'fix', nowPlaying } };
    const of = alternatives.length;
    const index = local.choosing?.subject === playId ? local.choosing.index : undefined;
    const track = index === undefined ? undefined : alternatives[index];
    const choosing = index === undefined || track === undefined ? undefined : { index, of, track };
    const show: Deed | undefined = track && {
      do: 'command',
      name: 'nowPlaying.correct',
      args: { trackId: track.id, playId },
    };
    return {
      facts: { kind: 'fix', nowPlaying, choosing },
      subject: playId,
      // Nothing is chosen by itself: the first turn or touch brings the best one before the DJ.
      short: show ?? { do: 'choose', subject: playId, index: 0 },
      turned: (ticks): Local => ({ choosing: { subject: playId, index: stepped(index, ticks, of) } }),
      touched: { choosing: { subject: playId, index: index ?? 0 } },
    };
  },
};

/** From nothing, the first step to the right is the first of `of`, to the left the last. It stops at the ends. */
export function stepped(index: number | undefined, ticks: number, of: number): number {
  const from = index ?? (ticks > 0 ? -1 : of);
  return Math.max(0, Math.min(of - 1, from + ticks));
}
