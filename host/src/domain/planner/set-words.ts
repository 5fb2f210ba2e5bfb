// What a DJ is told when a set cannot be as asked for, or there is nothing to choose from. Pure.

import type { SetWish } from './set-wish.ts';
import type { TrackGraph } from './track-graph.ts';

/** Which of the wishes to relax. */
export type Relax =
  | 'must'
  | 'never'
  | 'first'
  | 'last'
  | 'locked'
  | 'tempo'
  | 'keys'
  | 'minutes'
  | 'sources'
  | 'library';

/** `tracks`: those it is about, as places of the graph. */
export type Refusal = {
  ok: false;
  code: 'impossible' | 'library-empty';
  message: string;
  relax: Relax[];
  tracks: number[];
};

/** Undefined: there is no name for it. */
export type NameOf = (place: number) => string | undefined;

/** Of a graph that offers no track. */
export function emptyWords({ room }: TrackGraph): string {
  return room === 0
    ? 'Your library is empty: let TraCord read your collection first.'
    : 'All of your library is left out: see library.exclude in the settings.';
}

const NAMED = 3;

export function refusal(relax: readonly Relax[], tracks: readonly number[], message: string): Refusal {
  return { ok: false, code: 'impossible', message, relax: [...new Set(relax)], tracks: [...tracks] };
}

/** ": Artist – Title, Artist – Title and 4 more", or nothing where there are no names. */
export function namesOf(places: readonly number[], nameOf: NameOf): string {
  const names = places.slice(0, NAMED).flatMap((place) => nameOf(place) ?? []);
  if (names.length === 0) return '';
  const more = places.length - names.length;
  return `: ${names.join(', ')}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}`;
}

/** "120–128 BPM", "120 BPM or more", "128 BPM or less". */
export function tempoText({ bpmFrom, bpmTo }: Pick<SetWish, 'bpmFrom' | 'bpmTo'>): string {
  if (bpmTo === undefined) return `${bpmFrom} BPM or more`;
  return bpmFrom === undefined ? `${bpmTo} BPM or less` : `${bpmFrom}–${bpmTo} BPM`;
}

/** By which wishes these tracks are in the set, and what they are called together. */
export function rolesOf(wish: SetWish, tracks: readonly number[]): { roles: Relax[]; who: string; one: boolean } {
  const locked = new Set(wish.locked.map(({ place }) => place));
  const roles = new Set<Relax>();
  for (const place of tracks) {
    if (place === wish.first) roles.add('first');
    else if (place === wish.last) roles.add('last');
    else roles.add(locked.has(place) ? 'locked' : 'must');
  }
  const one = tracks.length === 1;
  const count = tracks.length.toLocaleString('en');
  const [role] = roles;
  if (roles.size > 1) return { roles: [...roles], who: `${count} tracks that are asked for`, one };
  if (role === 'first' || role === 'last') return { roles: [role], who: `The ${role} track`, one };
  const kind = role === 'locked' ? 'locked track' : 'must-have';
  return { roles: [...roles], who: `${count} ${kind}${one ? '' : 's'}`, one };
}

export function clashRefusal({ first, last, must, locked }: SetWish, step: readonly number[], nameOf: NameOf): Refusal {
  const relax: Relax[] = ['keys'];
  if (must.length > 0) relax.push('must');
  if (locked.length > 0) relax.push('locked');
  if (first !== undefined) relax.push('first');
  if (last !== undefined) relax.push('last');
  const what = 'No order was found in which every key goes with the next';
  return refusal(
    relax,
    step,
    `${what}: allow clashes, or take out one of those that do not fit${namesOf(step, nameOf)}.`,
  );
}

/** `left`: how many tracks there are for the set, those played included. */
export function beyondRefusal(wish: SetWish, needed: number, left: number): Refusal {
  const what = `Place ${needed} is locked, but only ${left} ${left === 1 ? 'track is' : 'tracks are'} left by what is asked for`;
  return refusal(['locked', ...narrowing(wish)], [], `${what}: unlock it, or ask for less.`);
}

export function keylessRefusal(): Refusal {
  const what = 'No track of the library has a key, which strict keys need';
  return refusal(['keys'], [], `${what}: allow clashes, or have Traktor analyse them.`);
}

export function emptyRefusal(wish: SetWish): Refusal {
  const narrow = narrowing(wish);
  const ways = narrow.flatMap((one) => ADVICE[one] ?? []);
  const advice = ways.length === 0 ? 'import more tracks' : ways.join(', or ');
  return refusal(narrow.length === 0 ? ['library'] : narrow, [], `No track is left by what is asked for: ${advice}.`);
}

const ADVICE: Partial<Record<Relax, string>> = {
  tempo: 'widen the tempo',
  sources: 'choose more lists or genres',
  keys: 'allow clashes',
  never: 'rule out fewer tracks',
};

/** What leaves tracks out. */
function narrowing({ bpmFrom, bpmTo, keys, allowed, never }: SetWish): Relax[] {
  const relax: Relax[] = [];
  if (bpmFrom !== undefined || bpmTo !== undefined) relax.push('tempo');
  if (allowed !== undefined) relax.push('sources');
  if (keys === 'strict') relax.push('keys');
  if (never.length > 0) relax.push('never');
  return relax;
}
