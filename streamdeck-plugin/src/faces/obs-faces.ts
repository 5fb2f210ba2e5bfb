// The faces of keys that drive OBS: a scene with its tally, a source, recording and stream, a chapter; and the tracklist. Pure.

import type { ObsOutputView } from '@tracord/shared/obs.ts';
import { IS } from './bars.ts';
import type { Drawing } from './drawing.ts';
import type { Shown, Tally } from './face-inputs.ts';
import type { GlyphName } from './glyphs.ts';
import { emptyKey, faded, type SignKey, signKey } from './key-parts.ts';
import { ACCENT, DOWN, T1, T2, WARN } from './palette.ts';

const MINUTE_MS = 60_000;
/** From this part of lost frames on viewers see it. */
export const MUCH_LOST = 0.01;

/** Not to be pressed now: what it is, and why. */
function missing(state: string, glyph: GlyphName, word: string, line: string): Drawing {
  const bar = { kind: 'broken', colour: T2 } as const;
  return signKey({ state, glyph: { name: glyph, colour: T2 }, top: 7, word, line, bar, alt: [word, line] });
}

/** There, and not on: as it is at rest. */
function resting(sign: SignKey): Drawing {
  const drawing = signKey(sign);
  return { ...drawing, shapes: faded(0.6, drawing.shapes) };
}

export function sceneFace(name: string, tally: Tally): Drawing {
  switch (tally) {
    case 'unset':
      return missing('unset', 'scn0', 'Scene', 'choose one');
    case 'away':
      return missing('away', 'scn0', name, 'OBS away');
    case 'gone':
      return missing('gone', 'scn0', name, 'not in OBS');
    case 'program': {
      const glyph = { name: 'pgm', colour: ACCENT } as const;
      return signKey({ state: 'program', glyph, top: 12, word: name, bar: IS, frame: ACCENT, alt: [name, 'on air'] });
    }
    case 'preview': {
      const bar = { kind: 'hollow', colour: T1 } as const;
      const glyph = { name: 'pvw', colour: T1 } as const;
      return signKey({ state: 'preview', glyph, top: 14, word: name, bar, alt: [name, 'in the preview'] });
    }
    case 'off':
      return resting({ state: 'off', glyph: { name: 'pvw', colour: T1 }, top: 14, word: name, alt: [name] });
  }
}

export function sourceFace(name: string, shown: Shown): Drawing {
  switch (shown) {
    case 'unset':
      return missing('unset', 'mask', 'Source', 'choose one');
    case 'away':
      return missing('away', 'mask', name, 'OBS away');
    case 'gone':
      return missing('gone', 'mask', name, 'not in scene');
    case 'shown': {
      const glyph = { name: 'eye', colour: ACCENT } as const;
      return signKey({ state: 'shown', glyph, top: 14, word: name, bar: IS, alt: [name, 'is shown'] });
    }
    case 'hidden':
      return resting({
        state: 'hidden',
        glyph: { name: 'mask', colour: T1 },
        top: 14,
        word: name,
        alt: [name, 'is hidden'],
      });
  }
}

export type OutputFacts = { output: ObsOutputView; isAway: boolean; stopped: boolean; lost?: number };

const OUTPUTS = {
  recording: { glyph: 'rec', word: 'Record', on: 'REC', sentence: 'The recording' },
  stream: { glyph: 'air', word: 'Stream', on: 'ON AIR', sentence: 'The stream' },
} as const;

export function outputFace(kind: keyof typeof OUTPUTS, facts: OutputFacts, nowMs: number): Drawing {
  const { glyph, word, on, sentence } = OUTPUTS[kind];
  const { output, isAway, stopped, lost = 0 } = facts;
  if (stopped && !output.active) {
    return signKey({
      state: 'stopped',
      glyph: { name: 'down', colour: DOWN },
      top: 7,
      word: 'Stopped',
      line: word.toLowerCase(),
      bar: { kind: 'broken', colour: DOWN },
      frame: DOWN,
      alt: [`${sentence} stopped by itself`, 'press to take note'],
    });
  }
  if (isAway) return missing('away', glyph, word, 'OBS away');
  if (!output.active) {
    const line = kind === 'stream' ? 'hold' : undefined;
    return signKey({ state: 'off', glyph: { name: glyph, colour: T1 }, top: line ? 7 : 14, word, line, alt: [word] });
  }
  const ranMs = (output.durationMs ?? 0) + (output.paused ? 0 : nowMs - (output.at ?? nowMs));
  const time = hoursAndMinutes(ranMs);
  const alt = (more: string) => [`${sentence} runs`, time, more];
  const changesAtMs = output.paused ? undefined : nowMs + MINUTE_MS - (Math.max(0, ranMs) % MINUTE_MS);
  if (output.paused || output.reconnecting) {
    const state = output.paused ? 'paused' : 'reconnecting';
    const says = output.paused ? 'Paused' : 'No line';
    const bar = { kind: 'dashed', colour: WARN } as const;
    const face = { state, glyph: { name: glyph, colour: WARN }, top: 7, word: says, line: time, bar, alt: alt(says) };
    return { ...signKey(face), changesAtMs };
  }
  if (lost >= MUCH_LOST) {
    const line = lostText(lost);
    const bar = { kind: 'dashed', colour: WARN } as const;
    const face = { state: 'lossy', glyph: { name: 'warn', colour: WARN } as const, top: 7, word: on, line, bar };
    return { ...signKey({ ...face, alt: alt(line) }), changesAtMs };
  }
  const sign = { state: 'on', glyph: { name: glyph, colour: ACCENT }, top: 7, word: on, line: time };
  return { ...signKey({ ...sign, bar: IS, frame: ACCENT, alt: alt('') }), changesAtMs };
}

export function chapterFace(canMark: boolean): Drawing {
  if (!canMark) return emptyKey('flag', 'No recording to mark a chapter in');
  return signKey({
    state: 'ready',
    glyph: { name: 'flag', colour: T1 },
    top: 14,
    word: 'Chapter',
    alt: ['Mark a chapter in the recording'],
  });
}

export function copyFace(rows: number): Drawing {
  if (rows === 0) return emptyKey('copy', 'No tracklist yet');
  const line = rows === 1 ? '1 track' : `${rows} tracks`;
  const glyph = { name: 'copy', colour: T1 } as const;
  return signKey({ state: 'ready', glyph, top: 7, word: 'Copy list', line, alt: ['Copy the tracklist', line] });
}

export function lostText(lost: number): string {
  return `${(lost * 100).toFixed(1)} % lost`;
}

/** "0:07", "2:41": hours and minutes. */
function hoursAndMinutes(ms: number): string {
  const minutes = Math.floor(Math.max(0, ms) / MINUTE_MS);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
