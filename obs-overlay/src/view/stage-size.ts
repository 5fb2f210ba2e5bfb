// How large a theme is drawn in a source of any size: which arrangement, at which scale, with which margin. Pure.

import type { ThemeName } from './params.ts';

/** `line`: beside each other; `stack`: on top of each other (portrait); Strip's `stack` are its two storeys. */
export type Arrangement = 'line' | 'stack';

export type StageSize = {
  arrangement: Arrangement;
  /** Source pixels per design pixel. */
  scale: number;
  /** The source's size in design pixels. */
  width: number;
  height: number;
  /** Free space at the sides and at the foot, in design pixels. */
  marginX: number;
  marginY: number;
};

/** Design sizes: `usual` is the recommended source, `least` the narrowest frame the arrangement still looks good in. */
const DESIGN: Record<ThemeName, Record<Arrangement, { usual: number; least: number; height: number }>> = {
  plate: { line: { usual: 960, least: 640, height: 180 }, stack: { usual: 520, least: 480, height: 700 } },
  strip: { line: { usual: 1920, least: 1200, height: 72 }, stack: { usual: 1080, least: 640, height: 144 } },
  sleeve: { line: { usual: 960, least: 720, height: 180 }, stack: { usual: 520, least: 480, height: 620 } },
  bare: { line: { usual: 960, least: 640, height: 180 }, stack: { usual: 600, least: 480, height: 300 } },
  label: { line: { usual: 960, least: 640, height: 180 }, stack: { usual: 520, least: 480, height: 440 } },
};

/** The recommended size of the browser source. */
export function recommendedSize(theme: ThemeName): { width: number; height: number } {
  const design = DESIGN[theme][theme === 'sleeve' ? 'stack' : 'line'];
  return { width: design.usual, height: design.height };
}

const CANVAS_SHAPES = [16 / 9, 16 / 10, 4 / 3, 21 / 9, 9 / 16];

/**
 * A source with the shape of a whole canvas (16:9, 16:10, 4:3, 21:9, 9:16, short side 360 or more) is drawn as at 1080p,
 * at the foot, with 5 % margin. Any other source is filled as far as the design reaches.
 */
export function stageSize(theme: ThemeName, width: number, height: number, margin?: number): StageSize {
  const shape = width / height;
  const isCanvas = Math.min(width, height) >= 360 && CANVAS_SHAPES.some((known) => Math.abs(known - shape) < 0.02);
  if (isCanvas) {
    const scale = Math.min(width, height) / 1080;
    const landscape = width >= height;
    const arrangement: Arrangement = theme === 'sleeve' || (theme === 'strip' && !landscape) ? 'stack' : 'line';
    return sized(arrangement, scale, width, height, margin ?? (landscape ? 96 : 54), margin ?? (landscape ? 54 : 96));
  }
  const space = margin ?? 0;
  const line = fittingScale(theme, 'line', width, height, space);
  const stack = fittingScale(theme, 'stack', width, height, space);
  const arrangement = prefersStack(theme, shape, line, stack) ? 'stack' : 'line';
  return sized(arrangement, arrangement === 'stack' ? stack : line, width, height, space, space);
}

function prefersStack(theme: ThemeName, shape: number, line: number, stack: number): boolean {
  if (theme === 'strip') return stack > line;
  return theme === 'sleeve' ? shape < 1.7 : shape < 0.9;
}

function fittingScale(
  theme: ThemeName,
  arrangement: Arrangement,
  width: number,
  height: number,
  space: number,
): number {
  const design = DESIGN[theme][arrangement];
  const byHeight = height / (design.height + space);
  // Grows with the source's width only; a source that is narrower than usual costs words before it costs letter size.
  const byWidth = Math.max(width / (design.usual + 2 * space), Math.min(1, width / (design.least + 2 * space)));
  return Math.min(byHeight, byWidth);
}

function sized(
  arrangement: Arrangement,
  scale: number,
  width: number,
  height: number,
  marginX: number,
  marginY: number,
): StageSize {
  return { arrangement, scale, width: width / scale, height: height / scale, marginX, marginY };
}
