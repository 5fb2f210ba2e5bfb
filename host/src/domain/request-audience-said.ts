// What others than the DJ may read of one request: whether they may know of it at all, its state, and names. Pure. It fails
// closed; and a change that can still be undone is not in it.

import type { BotRequest, Person, RequestTrack, RequestView } from '@tracord/shared/requests.ts';

export type AudienceFacts = {
  now: number;
  /** Whether every request's track is marked by the masks of now. While it is not, nothing is shown. */
  marksAreCurrent: boolean;
  /** What the audience sees on air: the start of that play, and whether it is "ID – ID" to them. */
  onAir: { since?: number; masked: boolean };
  /** Whether the audience was told of a play that began then. */
  knowsOf: (onAirSince: number) => boolean;
  /** Whether a play that began then is masked, by the DJ or by a rule. */
  isMaskedPlay: (onAirSince: number) => boolean;
  /** When others were first told that a request was accepted, by its id; only of those they still take for accepted. */
  announced: ReadonlyMap<string, number>;
  /** The ids as others last read them: those they take for accepted, then those they take for waiting. */
  told: readonly string[];
  /** A name as all may read it; undefined where they may not. */
  nameOf: (person: Person) => string | undefined;
  /** Whether names appear on overlays at all. */
  showNames: boolean;
  isBlocked: (person: Person) => boolean;
  isLive: boolean;
  /** What people read while requests are closed and nobody said why. */
  closedText: string;
  /** The line that says how to ask. */
  howToAsk: string;
};

/** One masked candidate masks a doubtful request, and a masked play the request it was for. What is left out of requests is as
 * masked; and what names no track of the library cannot be judged. */
export function isMasked({ track, candidates = [], onAirSince }: RequestView, facts: AudienceFacts): boolean {
  if (!facts.marksAreCurrent || isHidden(track) || candidates.some(isHidden)) return true;
  if (track.id === undefined && candidates.length === 0) return true;
  if (onAirSince === undefined) return false;
  return facts.isMaskedPlay(onAirSince) || (facts.onAir.masked && facts.onAir.since === onAirSince);
}

function isHidden({ masked, excluded }: RequestTrack): boolean {
  return masked === true || excluded === true;
}

/** What others may read of its state: the change before, while the last one can be undone; the play, once they know of it. */
export function said(request: RequestView, facts: AudienceFacts): BotRequest['said'] {
  const before = facts.announced.has(request.id) ? 'accepted' : 'waiting';
  if (canBeUndone(request, facts)) return before;
  const { state, onAirSince } = request;
  switch (state) {
    case 'new':
    case 'skipped':
      return 'waiting';
    case 'accepted':
    case 'loaded':
      return 'accepted';
    case 'playing':
      return isOnAir(request, facts) ? 'playing' : before;
    case 'played':
      if (isOnAir(request, facts)) return 'playing';
      return onAirSince === undefined || facts.knowsOf(onAirSince) ? 'played' : before;
    case 'withdrawn':
      return 'withdrawn';
    case 'declined':
    case 'expired':
      return 'over';
  }
}

/** Nobody hears of its last change yet. */
export function canBeUndone({ announcesAt }: RequestView, { now }: AudienceFacts): boolean {
  return announcesAt !== undefined && now < announcesAt;
}

function isOnAir({ onAirSince }: RequestView, facts: AudienceFacts): boolean {
  return onAirSince !== undefined && onAirSince === facts.onAir.since && facts.knowsOf(onAirSince);
}

/** Who is blocked has no name. */
export function readableName(person: Person, { isBlocked, nameOf }: AudienceFacts): string | undefined {
  return isBlocked(person) ? undefined : nameOf(person);
}
