// Keys that show one request: the one at a chosen place, or the first that waits. A press can only mean the request and the
// state that the key shows.

import { ACCEPTED_STATES, type RequestCandidate, type RequestView, WAITING_STATES } from '@tracord/shared/requests.ts';
import { HOLD_MS } from '#press-guard.ts';
import type { Deed, KeyKind, KeySettings, KeyShows, Local } from './key-kind.ts';

export const REQUEST_ACTION = 'com.tracord.dj.request';

const SKIP = { glyph: 'skip', word: 'Skip' } as const;
const TAKE = { glyph: 'tick', word: 'Take' } as const;

export const acceptDeed = (request: RequestView): Deed => ({
  do: 'command',
  name: 'request.accept',
  args: { id: request.id, revision: request.revision },
  settles: request.id,
});

export const skipDeed = (request: RequestView): Deed => ({
  do: 'command',
  name: 'request.skip',
  args: { id: request.id, revision: request.revision },
  settles: request.id,
});

/** The candidates of a request that is doubtful; empty where it is certain. */
export function candidatesOf(request: RequestView): readonly RequestCandidate[] {
  return request.track.id === undefined ? (request.candidates ?? []) : [];
}

export type Presses = Pick<KeyShows, 'stamp' | 'short' | 'hold' | 'holdMs'>;

/** Short accepts, or shows the candidates one after another; held it skips, or takes the candidate shown. */
export function pressesOf(request: RequestView, local: Local): Presses {
  if (!WAITING_STATES.includes(request.state)) return {};
  const decides = { stamp: String(request.revision), holdMs: HOLD_MS };
  const skips = { ...decides, hold: { deed: skipDeed(request), ...SKIP } };
  const candidates = candidatesOf(request);
  if (candidates.length === 0) return { ...skips, short: acceptDeed(request) };
  const choice = choiceIn(request, local);
  if (choice === undefined) return { ...skips, short: { do: 'choose', subject: request.id, index: 0 } };
  const index = (choice.index + 1) % candidates.length;
  const hold = { deed: chooseDeed(request, choice.track), ...TAKE };
  return { ...decides, short: { do: 'choose', subject: request.id, index }, hold };
}

export function chooseDeed(request: RequestView, candidate: RequestCandidate): Deed {
  const { id, revision } = request;
  return { do: 'command', name: 'request.choose', args: { id, trackId: candidate.id, revision } };
}

/** The candidate before the DJ, while this request is being chosen for. */
export function choiceIn(
  request: RequestView,
  local: Local,
): { index: number; of: number; track: RequestCandidate } | undefined {
  const candidates = candidatesOf(request);
  if (local.choosing?.subject !== request.id) return undefined;
  const track = candidates[local.choosing.index];
  return track && { index: local.choosing.index, of: candidates.length, track };
}

/** 1, 2, 3 … ; anything else counts as 1. */
export function placeIn(settings: KeySettings): number {
  const place = Math.trunc(Number(settings.place));
  return place >= 1 && place <= 99 ? place : 1;
}

export const requestKey: KeyKind = {
  show({ requestAt }, local, settings) {
    const request = requestAt(placeIn(settings));
    if (request === undefined) return { facts: { kind: 'request' } };
    const facts = { kind: 'request', request, choosing: choiceIn(request, local) } as const;
    const scroll = ACCEPTED_STATES.includes(request.state) ? { short: { do: 'scroll' } as const } : {};
    return { facts, subject: request.id, ...scroll, ...pressesOf(request, local) };
  },
};

export const acceptKey: KeyKind = {
  show({ requestAt }, local) {
    const request = requestAt('first');
    if (request === undefined) return { facts: { kind: 'accept' } };
    const facts = { kind: 'accept', request, choosing: choiceIn(request, local) } as const;
    // A doubtful one must be chosen for first; a long press of this key skips nothing.
    const { hold, holdMs, ...presses } = pressesOf(request, local);
    return { facts, subject: request.id, ...presses, ...(hold?.word === TAKE.word ? { hold, holdMs } : {}) };
  },
};

export const skipKey: KeyKind = {
  show({ requestAt }) {
    const request = requestAt('first');
    if (request === undefined) return { facts: { kind: 'skip' } };
    const facts = { kind: 'skip', request } as const;
    return { facts, subject: request.id, stamp: String(request.revision), short: skipDeed(request) };
  },
};
