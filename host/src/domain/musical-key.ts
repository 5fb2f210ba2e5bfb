// Musical keys: parsed once at the edge, shown in Camelot, Open Key and by name. Pure.
// Index as in Traktor's MUSICAL_KEY: 0–11 = C … B major, 12–23 = C … B minor.

import type { KeyView } from '@tracord/shared/topics.ts';

declare const brand: unique symbol;
/** 0–23, see above. */
export type MusicalKey = number & { readonly [brand]: 'MusicalKey' };

const MAJOR_NAMES = ['C', 'Db', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'];
const MINOR_NAMES = ['Cm', 'C#m', 'Dm', 'Ebm', 'Em', 'Fm', 'F#m', 'Gm', 'G#m', 'Am', 'Bbm', 'Bm'];
const PITCHES: Record<string, number> = { c: 0, d: 2, e: 4, f: 5, g: 7, a: 9, b: 11 };

/** The key with this index, or undefined outside 0–23. */
export function musicalKey(index: number): MusicalKey | undefined {
  return Number.isInteger(index) && index >= 0 && index <= 23 ? (index as MusicalKey) : undefined;
}

export function isMinor(key: MusicalKey): boolean {
  return key >= 12;
}

/** 1–12 on the Open Key wheel: one step clockwise is a fifth up; C major and A minor are 1. */
export function openKeyNumber(key: MusicalKey): number {
  const majorPitch = isMinor(key) ? (key - 12 + 3) % 12 : key;
  return ((majorPitch * 7) % 12) + 1;
}

/** 1–12 on the Camelot wheel: C major and A minor are 8. */
export function camelotNumber(key: MusicalKey): number {
  return ((openKeyNumber(key) + 6) % 12) + 1;
}

export function keyView(key: MusicalKey): KeyView {
  const pitch = key % 12;
  return {
    camelot: `${camelotNumber(key)}${isMinor(key) ? 'A' : 'B'}`,
    openKey: `${openKeyNumber(key)}${isMinor(key) ? 'm' : 'd'}`,
    name: (isMinor(key) ? MINOR_NAMES[pitch] : MAJOR_NAMES[pitch]) ?? '',
  };
}

/** Reads "8A", "1m", "12d", "Am", "A minor", "Ebmaj", "F♯m", "A m"; undefined for anything else. */
export function parseKey(text: string): MusicalKey | undefined {
  const plain = text.trim().replaceAll('♯', '#').replaceAll('♭', 'b');
  const wheel = /^0?(1[0-2]|[1-9])\s*([abdm])$/i.exec(plain);
  if (wheel) return fromWheel(Number(wheel[1]), (wheel[2] ?? '').toLowerCase());
  const named = /^([a-g])\s*([#b]?)\s*(m|min|minor|maj|major|dur|moll)?$/i.exec(plain);
  if (!named) return undefined;
  const pitch = PITCHES[(named[1] ?? '').toLowerCase()] ?? 0;
  const accidental = named[2] === '#' ? 1 : named[2] === 'b' ? -1 : 0;
  const mode = named[3] ?? '';
  // A lone capital M means major in some tools; "m" means minor.
  const minor = mode === 'm' || /^(min|minor|moll)$/i.test(mode);
  return musicalKey(((pitch + accidental + 12) % 12) + (minor ? 12 : 0));
}

/** `letter`: a, b are Camelot; d, m are Open Key. */
function fromWheel(number: number, letter: string): MusicalKey | undefined {
  const camelot = letter === 'a' || letter === 'b';
  const open = camelot ? ((number + 4) % 12) + 1 : number;
  // The inverse of "times 7 modulo 12" is again "times 7 modulo 12".
  const majorPitch = ((open - 1) * 7) % 12;
  return letter === 'a' || letter === 'm' ? musicalKey(((majorPitch + 9) % 12) + 12) : musicalKey(majorPitch);
}
