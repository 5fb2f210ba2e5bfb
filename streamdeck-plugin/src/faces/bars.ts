// The bar at the foot of a key or a dial, and when time alone moves it. fill = amount, solid = is, hollow = will be,
// notched = long, dashed = unsure, broken = not there. Pure.

import { ACCENT, T1, TRACK } from './palette.ts';

/** In units of the drawing. */
export type BarPlace = { x: number; y: number; width: number; height: number };
export type Bar =
  /** `filled`: whole units of the bar's width. */
  | { kind: 'fill'; filled: number; colour: string }
  /** `filled` of eight. */
  | { kind: 'notched'; filled: number; colour: string }
  /** Side by side, the first the lightest: the width of each, gaps not counted. */
  | { kind: 'parts'; widths: readonly number[] }
  | { kind: 'solid' | 'hollow' | 'dashed' | 'broken'; colour: string };

export const KEY_BAR: BarPlace = { x: 6, y: 62, width: 60, height: 6 };
export const DIAL_BAR: BarPlace = { x: 12, y: 88, width: 176, height: 6 };
export const NOTCHES = 8;
export const NOTCH_GAP = 2;
/** Of a bar's parts. */
export const GREYS = [T1, '#C9CDD5', '#9AA0AB', '#737A87'] as const;
const DASH = 9;
/** Part of the width that each half of a broken bar takes. */
const BROKEN_HALF = 0.36;

export const IS: Bar = { kind: 'solid', colour: ACCENT };

export function drawBar(bar: Bar, { x, y, width, height }: BarPlace): string {
  const rect = (left: number, wide: number, fill: string) =>
    `<rect x="${short(left)}" y="${y}" width="${short(wide)}" height="${height}" fill="${fill}"/>`;
  const shapes = () => {
    switch (bar.kind) {
      case 'fill':
        return rect(x, width, TRACK) + (bar.filled > 0 ? rect(x, bar.filled, bar.colour) : '');
      case 'notched': {
        const wide = (width - NOTCH_GAP * (NOTCHES - 1)) / NOTCHES;
        const left = (index: number) => x + index * (wide + NOTCH_GAP);
        return each(NOTCHES, (index) => rect(left(index), wide, index < bar.filled ? bar.colour : TRACK));
      }
      case 'parts': {
        let left = x;
        return (
          rect(x, width, TRACK) +
          each(bar.widths.length, (index) => {
            const wide = bar.widths[index] ?? 0;
            const shape = rect(left, wide, GREYS[index] ?? TRACK);
            left += wide + NOTCH_GAP;
            return shape;
          })
        );
      }
      case 'solid':
        return rect(x, width, bar.colour);
      case 'hollow':
        return `<rect x="${x + 1}" y="${y + 1}" width="${width - 2}" height="${height - 2}" fill="none" stroke="${bar.colour}" stroke-width="2"/>`;
      case 'dashed': {
        const dashes = Math.round(width / 15);
        const pitch = (width - DASH) / (dashes - 1);
        return each(dashes, (index) => rect(x + index * pitch, DASH, bar.colour));
      }
      case 'broken': {
        const half = width * BROKEN_HALF;
        return rect(x, half, bar.colour) + rect(x + width - half, half, bar.colour);
      }
    }
  };
  return `<g data-bar="${bar.kind}">${shapes()}</g>`;
}

/** A stretch of time shown in `steps` equal steps: how many have passed at `nowMs`, and when the next one has. */
export function stepsPassed(
  fromMs: number,
  untilMs: number,
  nowMs: number,
  steps: number,
): { passed: number; nextAtMs?: number } {
  const total = untilMs - fromMs;
  if (!(total > 0)) return { passed: nowMs >= untilMs ? steps : 0 };
  const passed = Math.min(steps, Math.max(0, Math.floor(((nowMs - fromMs) * steps) / total)));
  if (passed >= steps) return { passed };
  return { passed, nextAtMs: fromMs + Math.ceil(((passed + 1) * total) / steps) };
}

function each(count: number, draw: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => draw(index)).join('');
}

function short(value: number): number {
  return Math.round(value * 100) / 100;
}
