// Turns a recipe into audio: where each instrument plays, in the recipe's key and on its grid. Pure.

import type { MusicalKey } from '../../host/src/domain/musical-key.ts';
import { clap, hat, kick, note, type Random, SAMPLE_RATE_HZ, seeded, type Tone } from './synth-voices.ts';

export type Drums = 'four' | 'deep' | 'broken' | 'breaks' | 'hypnotic';

/** Patterns are one bar of sixteenths: `x` plays, `-` rests; in `bass` and `lead` a digit is a step of the chord's scale. */
export type Recipe = {
  bpm: number;
  key: MusicalKey;
  seed: number;
  /** Silence before the first beat, in milliseconds; the grid marker lies behind it. */
  leadInMs: number;
  drums: Drums;
  /** Scale steps (0 is the root) of the chords, one a bar, in turn. */
  chords: readonly number[];
  chordTone: Tone;
  chordRhythm: string;
  bass: string;
  bassTone: Tone;
  lead: string;
  leadTone: Tone;
  /** Delay of each second sixteenth, as a part of a sixteenth. */
  swing: number;
};

/** Bars of each part; together with the tempo they give the length. */
export type Form = { intro: number; groove: number; pause: number; peak: number; outro: number };

const MAJOR = [0, 2, 4, 5, 7, 9, 11];
const MINOR = [0, 2, 3, 5, 7, 8, 10];
const LOUDNESS_TARGET = 0.12;
const CEILING = 0.55;
const TAIL_S = 0.6;

export const barSeconds = (bpm: number) => 240 / bpm;

export const formBars = (form: Form) => form.intro + form.groove + form.pause + form.peak + form.outro;

/** Mono samples in −1 … 1 at 22,050 Hz; peaks stay under −5 dBFS, so that encoding does not clip. */
export function perform(recipe: Recipe, form: Form): Float32Array {
  const bar = barSeconds(recipe.bpm);
  const start = recipe.leadInMs / 1000;
  const samples = Math.round((start + bar * formBars(form) + TAIL_S) * SAMPLE_RATE_HZ);
  const drums = new Float32Array(samples);
  const music = new Float32Array(samples);
  const random = seeded(recipe.seed);
  const pauseAt = form.intro + form.groove;
  const peakAt = pauseAt + form.pause;
  const outroAt = peakAt + form.peak;

  for (let index = 0; index < formBars(form); index++) {
    const at = start + index * bar;
    const paused = index >= pauseAt && index < peakAt;
    const peak = index >= peakAt && index < outroAt;
    const sparse = index < form.intro || index >= outroAt;
    if (!paused) playDrums(drums, at, recipe, random, sparse, index % 4 === 3 && !sparse);
    playChord(music, at, recipe, index, paused ? 1 : sparse ? 0.35 : 0.8);
    if (!paused && (!sparse || index >= form.intro / 2)) playBass(music, at, recipe, index);
    if (peak || paused || (index >= form.intro + form.groove / 2 && !sparse)) playLead(music, at, recipe, index, peak);
  }
  duck(music, drums);
  echo(music, (barSeconds(recipe.bpm) * 3) / 16);
  return master(drums.map((value, index) => value + (music[index] ?? 0)));
}

/** The MIDI note of a scale step; steps above 6 go on in the next octave. */
function pitch(key: MusicalKey, step: number, octave: number): number {
  const scale = key >= 12 ? MINOR : MAJOR;
  return 12 * (octave + 1) + (key % 12) + 12 * Math.floor(step / 7) + (scale[((step % 7) + 7) % 7] ?? 0);
}

function sixteenths(recipe: Recipe): (at: number, index: number) => number {
  const step = barSeconds(recipe.bpm) / 16;
  return (at, index) => at + step * (index + (index % 2 === 1 ? recipe.swing : 0));
}

const DRUMS: Record<Drums, { kick: string; clap: string; hat: string; open: string }> = {
  four: { kick: 'x---x---x---x---', clap: '----x-------x---', hat: 'xxxxxxxxxxxxxxxx', open: '--x---x---x---x-' },
  deep: { kick: 'x---x---x---x---', clap: '----x-------x--x', hat: '--x--xx---x--xx-', open: '------x-------x-' },
  broken: { kick: 'x-----x---x---x-', clap: '----x-------x---', hat: 'x-xxx-xxx-xxx-xx', open: '----------x-----' },
  breaks: { kick: 'x---------x-----', clap: '----x--x-x--x---', hat: 'x-x-x-x-x-x-x-x-', open: '--------------x-' },
  hypnotic: { kick: 'x---x---x---x---', clap: '------------x---', hat: '--x---x---x---xx', open: '--x-------x-----' },
};

function playDrums(out: Float32Array, at: number, recipe: Recipe, random: Random, sparse: boolean, fill: boolean) {
  const pattern = DRUMS[recipe.drums];
  const when = sixteenths(recipe);
  const kickNote = 24 + 12 + (recipe.key % 12) - (recipe.key % 12 > 7 ? 12 : 0);
  for (let step = 0; step < 16; step++) {
    if (pattern.kick[step] === 'x') kick(out, when(at, step), 0.95, kickNote);
    if (pattern.clap[step] === 'x' && !sparse)
      clap(out, when(at, step), 0.28, random, recipe.drums === 'breaks' ? 0.8 : 0);
    if (fill && step >= 12) clap(out, when(at, step), 0.12 + 0.05 * (step - 12), random);
    if (pattern.hat[step] === 'x') hat(out, when(at, step), step % 4 === 0 ? 0.07 : 0.11, 0.02, random);
    if (pattern.open[step] === 'x' && !sparse) hat(out, when(at, step), 0.11, 0.06, random);
  }
}

function playChord(out: Float32Array, at: number, recipe: Recipe, index: number, level: number) {
  const root = recipe.chords[index % recipe.chords.length] ?? 0;
  const when = sixteenths(recipe);
  for (const { from, length } of held(recipe.chordRhythm)) {
    const seconds = when(at, from + length) - when(at, from);
    for (const step of [0, 2, 4, 7]) {
      note(out, when(at, from), seconds, 0.2 * level, pitch(recipe.key, root + step, 3), recipe.chordTone);
    }
  }
}

function playBass(out: Float32Array, at: number, recipe: Recipe, index: number) {
  const root = recipe.chords[index % recipe.chords.length] ?? 0;
  const when = sixteenths(recipe);
  for (const { from, length, step } of held(recipe.bass)) {
    const seconds = (when(at, from + length) - when(at, from)) * 0.9;
    note(out, when(at, from), seconds, 0.5, pitch(recipe.key, root + step - (root > 3 ? 7 : 0), 1), recipe.bassTone);
  }
}

function playLead(out: Float32Array, at: number, recipe: Recipe, index: number, peak: boolean) {
  const root = recipe.chords[index % recipe.chords.length] ?? 0;
  const when = sixteenths(recipe);
  for (const { from, length, step } of held(recipe.lead)) {
    const seconds = when(at, from + Math.min(length, 4)) - when(at, from);
    note(out, when(at, from), seconds, peak ? 0.24 : 0.15, pitch(recipe.key, root + step, 4), recipe.leadTone);
  }
}

/** The notes of a pattern: each lasts until the next, `.` ends it early. */
function held(pattern: string): { from: number; length: number; step: number }[] {
  return [...pattern.matchAll(/([x0-9])(-*)/g)].map((match) => ({
    from: match.index,
    length: 1 + (match[2] ?? '').length,
    step: match[1] === 'x' ? 0 : Number(match[1]),
  }));
}

/** Takes the music back while a drum sounds, as a compressor keyed by the kick does. */
function duck(music: Float32Array, drums: Float32Array): void {
  let level = 0;
  for (let index = 0; index < music.length; index++) {
    const loud = Math.abs(drums[index] ?? 0);
    level = loud > level ? loud : level * 0.9994;
    music[index] = (music[index] ?? 0) * (1 - 0.65 * Math.min(1, level));
  }
}

/** A dotted-eighth delay, quiet, with two audible repeats. */
function echo(music: Float32Array, seconds: number): void {
  const delay = Math.round(seconds * SAMPLE_RATE_HZ);
  for (let index = delay; index < music.length; index++) {
    music[index] = (music[index] ?? 0) + 0.22 * (music[index - delay] ?? 0);
  }
}

/** Brings the whole to one loudness: gain and a soft ceiling in turn, until the level is met. */
function master(mix: Float32Array): Float32Array {
  let gain = 1;
  let out = mix;
  for (let round = 0; round < 8; round++) {
    out = mix.map((value) => CEILING * Math.tanh((value * gain) / CEILING));
    gain *= LOUDNESS_TARGET / loudness(out);
  }
  return out;
}

/** Mean level without what lies under about 150 Hz, where a meter and an ear hear little. */
function loudness(samples: Float32Array): number {
  let low = 0;
  let sum = 0;
  for (const value of samples) {
    low += (value - low) * 0.042;
    sum += (value - low) ** 2;
  }
  return Math.sqrt(sum / samples.length);
}
