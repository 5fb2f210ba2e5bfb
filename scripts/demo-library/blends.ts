// Mixes the end of one track into the beginning of the next, on the first one's beat. Pure.

import { barSeconds, type Form, formBars, type Recipe } from './arrangement.ts';
import { SAMPLE_RATE_HZ } from './synth-voices.ts';

/** Bars of the track that leaves over which the next one comes in. */
export const BLEND_BARS = 4;
/** As far as a DJ moves the pitch fader; beyond it the two run side by side, each at its own tempo. */
const PITCH_RANGE = 0.08;

export type Take = { recipe: Recipe; form: Form; samples: Float32Array };

/** Where the demo DJ stays with a track, in milliseconds of its file: after the blend in, before the blend out. */
export function playedRange({ recipe, form }: Pick<Take, 'recipe' | 'form'>): { fromMs: number; toMs: number } {
  const at = (bar: number) => recipe.leadInMs + bar * barSeconds(recipe.bpm) * 1000;
  return { fromMs: at(BLEND_BARS), toMs: at(formBars(form) - BLEND_BARS) };
}

export function blend(leaving: Take, coming: Take): Float32Array {
  const length = Math.round(BLEND_BARS * barSeconds(leaving.recipe.bpm) * SAMPLE_RATE_HZ);
  const ratio = leaving.recipe.bpm / coming.recipe.bpm;
  const speed = Math.abs(ratio - 1) <= PITCH_RANGE ? ratio : 1;
  const outAt = Math.round((playedRange(leaving).toMs / 1000) * SAMPLE_RATE_HZ);
  const inAt = (coming.recipe.leadInMs / 1000) * SAMPLE_RATE_HZ;
  return Float32Array.from({ length }, (_, index) => {
    const part = (index / length) * (Math.PI / 2);
    const position = inAt + index * speed;
    const before = Math.floor(position);
    const sample = (at: number) => coming.samples[at] ?? 0;
    const next = sample(before) + (sample(before + 1) - sample(before)) * (position - before);
    return (leaving.samples[outAt + index] ?? 0) * Math.cos(part) + next * Math.sin(part);
  });
}
