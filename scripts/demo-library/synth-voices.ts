// The instruments of the demo tracks: each adds one sound to a mono buffer. Pure; noise comes from a seeded generator.
// Times are seconds, levels are linear peak amplitude, pitches are MIDI note numbers (69 = 440 Hz).

export const SAMPLE_RATE_HZ = 22_050;

export type Random = () => number;
export type Wave = 'sine' | 'triangle' | 'square' | 'saw';

/** Mulberry32: the same seed gives the same track. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Calls `sample` with the time since `at` for each sample of the sound and adds what it returns. */
function add(buffer: Float32Array, at: number, length: number, sample: (t: number) => number): void {
  const from = Math.round(at * SAMPLE_RATE_HZ);
  const to = Math.min(buffer.length, from + Math.round(length * SAMPLE_RATE_HZ));
  for (let index = Math.max(0, from); index < to; index++) {
    buffer[index] = (buffer[index] ?? 0) + sample((index - from) / SAMPLE_RATE_HZ);
  }
}

/** A sine that falls to its root within 50 ms; tuned to the track so that it does not blur the key. */
export function kick(buffer: Float32Array, at: number, level: number, note: number, decay = 0.28): void {
  const root = hertz(note);
  let phase = 0;
  add(buffer, at, decay * 1.6, (t) => {
    phase += (root * (1 + 4.5 * Math.exp(-t / 0.015))) / SAMPLE_RATE_HZ;
    const click = t < 0.003 ? 0.5 * (1 - t / 0.003) : 0;
    return level * (Math.sin(2 * Math.PI * phase) * Math.exp(-t / (decay * 0.45)) + click);
  });
}

/** Noise with its lows taken away: short is a closed hat, long an open one. */
export function hat(buffer: Float32Array, at: number, level: number, decay: number, random: Random): void {
  let last = 0;
  let smooth = 0;
  add(buffer, at, decay * 4, (t) => {
    const noise = random() * 2 - 1;
    smooth += (noise - last - smooth) * 0.85;
    last = noise;
    return level * smooth * Math.exp(-t / decay);
  });
}

/** Three bursts of noise and a tail; with `body` it becomes a snare. */
export function clap(buffer: Float32Array, at: number, level: number, random: Random, body = 0): void {
  const band = filter(1500, 0.5);
  add(buffer, at, 0.3, (t) => {
    const burst = t < 0.03 ? Math.exp(-(t % 0.01) / 0.004) : Math.exp(-(t - 0.03) / 0.06);
    const tone = body * Math.sin(2 * Math.PI * 190 * t) * Math.exp(-t / 0.05);
    return level * (band((random() * 2 - 1) * burst).band * 1.6 + tone);
  });
}

export type Tone = {
  wave: Wave;
  /** Seconds until it has reached its level, and until it has faded to a third. */
  attack: number;
  decay: number;
  /** Hertz at the start of the note; falls to a quarter with the decay. */
  cutoff: number;
  /** 0–0.95. */
  resonance: number;
  /** Cents between two oscillators; 0 is one oscillator. */
  detune: number;
  /** Frequency modulation by the note an octave up, 0 for none: bells and electric pianos. */
  fm?: number;
};

/** One note of a tone for `length` seconds and a short release. */
export function note(buffer: Float32Array, at: number, length: number, level: number, midi: number, tone: Tone): void {
  const frequency = hertz(midi);
  const spread = 2 ** (tone.detune / 2400);
  const voices = tone.detune === 0 ? [frequency] : [frequency / spread, frequency * spread];
  const phases = voices.map((_, index) => index * 0.37);
  const lowPass = filter(tone.cutoff, 1 - tone.resonance);
  const release = 0.05;
  let count = 0;
  add(buffer, at, length + release, (t) => {
    let sum = 0;
    voices.forEach((voice, index) => {
      const step = voice / SAMPLE_RATE_HZ;
      const phase = ((phases[index] ?? 0) + step) % 1;
      phases[index] = phase;
      const bend = tone.fm ? tone.fm * Math.exp(-t / tone.decay) * Math.sin(4 * Math.PI * phase) : 0;
      sum += oscillate(tone.wave, phase, step, bend);
    });
    if (count++ % 32 === 0) lowPass.tune(tone.cutoff * (0.25 + 0.75 * Math.exp(-t / tone.decay)));
    const envelope = Math.min(1, t / tone.attack) * Math.exp(-Math.max(0, t - tone.attack) / (tone.decay * 1.6));
    const end = t < length ? 1 : Math.max(0, 1 - (t - length) / release);
    return (level * envelope * end * lowPass(sum).low) / voices.length;
  });
}

export function hertz(midi: number): number {
  return 440 * 2 ** ((midi - 69) / 12);
}

/** Saw and square with their steps rounded over one sample (polyBLEP), so that they do not alias audibly. */
function oscillate(wave: Wave, phase: number, step: number, bend: number): number {
  if (wave === 'sine') return Math.sin(2 * Math.PI * phase + bend);
  if (wave === 'triangle') return 1 - 4 * Math.abs(phase - 0.5);
  const saw = 2 * phase - 1 - corner(phase, step);
  if (wave === 'saw') return saw;
  const half = (phase + 0.5) % 1;
  return saw - (2 * half - 1 - corner(half, step));
}

function corner(phase: number, step: number): number {
  if (phase < step) return 2 * (phase / step) - (phase / step) ** 2 - 1;
  if (phase > 1 - step) return ((phase - 1) / step) ** 2 + 2 * ((phase - 1) / step) + 1;
  return 0;
}

type Filter = ((input: number) => { low: number; band: number }) & { tune: (cutoffHz: number) => void };

/** A state variable filter (Chamberlin, two passes a sample); `damping` 0.05–1, low is resonant. */
function filter(cutoffHz: number, damping: number): Filter {
  let factor = 0;
  const state = { low: 0, band: 0 };
  const tune = (hz: number) => {
    factor = 2 * Math.sin((Math.PI * Math.min(hz, SAMPLE_RATE_HZ * 0.4)) / (SAMPLE_RATE_HZ * 2));
  };
  tune(cutoffHz);
  const run = (input: number) => {
    for (let pass = 0; pass < 2; pass++) {
      state.low += factor * state.band;
      state.band += factor * (input - state.low - 2 * damping * state.band);
    }
    return state;
  };
  return Object.assign(run, { tune });
}
