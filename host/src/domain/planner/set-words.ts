// What a DJ is told when a set cannot be as asked for. Pure.

import type { SetWish } from './set-wish.ts';

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
