// What every face hands over to become a picture: shapes on the grid, what they say, and when time alone changes them.

import type { Bar, BarPlace } from './bars.ts';
import { drawBar } from './bars.ts';
import type { Face } from './face-inputs.ts';
import { fitLine } from './fitting.ts';
import { GROUND } from './palette.ts';
import { type Anchor, cleanText, drawText, type TextStyle } from './text.ts';

export type Drawing = {
  /** "waiting", "accepted", "host-away" … */
  state: string;
  shapes: string;
  /** What it says, as parts of a sentence. */
  alt: string[];
  changesAtMs?: number;
  scrollsForMs?: number;
};

export type Line = { text: string; style: TextStyle; fill: string; anchor?: Anchor };

/** A line at `x`, `y`, cut to `width`. */
export function drawLine({ text, style, fill, anchor }: Line, x: number, y: number, width: number): string {
  return drawText(fitLine(text, style, width).text, x, y, style, fill, anchor);
}

export function drawMaybeBar(bar: Bar | undefined, place: BarPlace): string {
  return bar === undefined ? '' : drawBar(bar, place);
}

/** The earliest of the moments that are known. */
export function earliest(...moments: (number | undefined)[]): number | undefined {
  const known = moments.filter((moment) => moment !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** `scale`: pixels the document says it has, per unit of the grid. */
export function toFace(
  { state, shapes, alt, changesAtMs, scrollsForMs }: Drawing,
  size: { width: number; height: number; scale: number },
): Face {
  const { width, height, scale } = size;
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width * scale}" height="${height * scale}" viewBox="0 0 ${width} ${height}" data-state="${state}"><rect width="${width}" height="${height}" fill="${GROUND}"/>${shapes}</svg>`,
    alt: alt
      .map(cleanText)
      .filter((part) => part !== '')
      .join(', '),
    ...(changesAtMs === undefined ? {} : { changesAtMs }),
    ...(scrollsForMs === undefined ? {} : { scrollsForMs }),
  };
}
