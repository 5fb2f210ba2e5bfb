// What the demo library's tracks are made of: their shape, and the tones and forms that they share.

import { type MusicalKey, parseKey } from '../../host/src/domain/musical-key.ts';
import type { Form, Recipe } from './arrangement.ts';
import type { Tone } from './synth-voices.ts';

export type DemoTrack = {
  /** File name without its ending; ASCII, as archives and old disks mangle the rest. */
  file: string;
  artist: string;
  title: string;
  album?: string;
  label?: string;
  catalogNo?: string;
  genre: string;
  mix?: string;
  remixer?: string;
  /** `yyyy-mm-dd`. */
  released: string;
  imported: string;
  comment?: string;
  stars: number;
  playCount: number;
  /** 0–7, as Traktor's colours. */
  color: number;
  /** Name of a drawing in covers.ts. */
  cover?: string;
  recipe: Recipe;
  form: Form;
};

export const pad: Tone = { wave: 'saw', attack: 0.25, decay: 2.2, cutoff: 1400, resonance: 0.15, detune: 14 };
export const stab: Tone = { wave: 'saw', attack: 0.004, decay: 0.16, cutoff: 2600, resonance: 0.3, detune: 10 };
export const piano: Tone = { wave: 'sine', attack: 0.003, decay: 0.5, cutoff: 5000, resonance: 0, detune: 4, fm: 0.8 };
export const organ: Tone = { wave: 'triangle', attack: 0.01, decay: 1.2, cutoff: 4000, resonance: 0, detune: 5 };
export const sub: Tone = { wave: 'sine', attack: 0.006, decay: 0.9, cutoff: 900, resonance: 0, detune: 0 };
export const acid: Tone = { wave: 'saw', attack: 0.003, decay: 0.14, cutoff: 1900, resonance: 0.82, detune: 0 };
export const round: Tone = { wave: 'square', attack: 0.004, decay: 0.3, cutoff: 700, resonance: 0.25, detune: 0 };
export const reese: Tone = { wave: 'saw', attack: 0.01, decay: 1.4, cutoff: 650, resonance: 0.3, detune: 34 };
export const pluck: Tone = { wave: 'square', attack: 0.002, decay: 0.11, cutoff: 3600, resonance: 0.35, detune: 7 };
export const bell: Tone = { wave: 'sine', attack: 0.002, decay: 0.4, cutoff: 6000, resonance: 0, detune: 0, fm: 2.6 };
export const flute: Tone = { wave: 'triangle', attack: 0.03, decay: 0.6, cutoff: 3000, resonance: 0, detune: 3 };

export const BARS_24: Form = { intro: 4, groove: 8, pause: 4, peak: 6, outro: 2 };
export const BARS_22: Form = { intro: 4, groove: 6, pause: 4, peak: 6, outro: 2 };
export const BARS_34: Form = { intro: 4, groove: 12, pause: 4, peak: 12, outro: 2 };

export function key(text: string): MusicalKey {
  const parsed = parseKey(text);
  if (parsed === undefined) throw new Error(`"${text}" is no key`);
  return parsed;
}

export const house = { drums: 'four', swing: 0.12, leadInMs: 60 } as const;
