// How large a theme is drawn in a source of any size: which arrangement, at which scale, with which margin. Pure.

import type { OverlayName, ThemeName } from './params.ts';

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

/** `usual` is the recommended source, `least` the narrowest frame the arrangement still looks good in. */
type Design = { usual: number; least: number; height: number };
type Designs = { line: Design; stack?: Design };

/** Cards of one line: 112 high, Strip's 72. */
const NOTICE: Designs = { line: { usual: 960, least: 560, height: 112 } };
const NOTICES: Record<ThemeName, Designs> = {
  plate: NOTICE,
  strip: { line: { usual: 1200, least: 640, height: 72 } },
  sleeve: NOTICE,
  bare: NOTICE,
  label: NOTICE,
};
/** A head, five rows, and the foot where the theme has one. */
const listOf = (height: number): Designs => ({ line: { usual: 760, least: 560, height } });
const LISTS: Record<ThemeName, Designs> = {
  plate: listOf(404),
  strip: listOf(360),
  sleeve: listOf(392),
  bare: listOf(370),
  label: listOf(354),
};
/** Three digits and "bpm", and room for "DEMO". */
const TEMPO: Designs = { line: { usual: 440, least: 440, height: 112 } };

const DESIGN: Record<OverlayName, Record<ThemeName, Designs>> = {
  'now-playing': {
    plate: { line: { usual: 960, least: 640, height: 180 }, stack: { usual: 520, least: 480, height: 700 } },
    strip: { line: { usual: 1920, least: 1200, height: 72 }, stack: { usual: 1080, least: 640, height: 144 } },
    sleeve: { line: { usual: 960, least: 720, height: 180 }, stack: { usual: 520, least: 480, height: 620 } },
    bare: { line: { usual: 960, least: 640, height: 180 }, stack: { usual: 600, least: 480, height: 300 } },
    label: { line: { usual: 960, least: 640, height: 180 }, stack: { usual: 520, least: 480, height: 440 } },
  },
  requests: LISTS,
  'request-toast': NOTICES,
  'up-next': NOTICES,
  setlist: LISTS,
  bpm: { plate: TEMPO, strip: TEMPO, sleeve: TEMPO, bare: TEMPO, label: TEMPO },
};

/** Height of `now-playing` with room for "requested by", where that stands above or below the card. */
const WITH_REQUESTER: Partial<Record<ThemeName, number>> = { plate: 232, bare: 224, label: 232 };

/** The recommended size of the browser source; `requester`: with room for "requested by" in `now-playing`. */
export function recommendedSize(
  theme: ThemeName,
  overlay: OverlayName = 'now-playing',
  requester = false,
): { width: number; height: number } {
  const designs = DESIGN[overlay][theme];
  const design = theme === 'sleeve' && designs.stack !== undefined ? designs.stack : designs.line;
  const tall = overlay === 'now-playing' && requester ? WITH_REQUESTER[theme] : undefined;
  return { width: design.usual, height: tall ?? design.height };
}

const CANVAS_SHAPES = [16 / 9, 16 / 10, 4 / 3, 21 / 9, 9 / 16];

/**
 * A source with the shape of a whole canvas (16:9, 16:10, 4:3, 21:9, 9:16, short side 360 or more) is drawn as at 1080p,
 * with 5 % margin. Any other source is filled as far as the design reaches.
 */
export function stageSize(
  theme: ThemeName,
  width: number,
  height: number,
  margin?: number,
  overlay: OverlayName = 'now-playing',
): StageSize {
  const { line, stack } = DESIGN[overlay][theme];
  const shape = width / height;
  const isCanvas = Math.min(width, height) >= 360 && CANVAS_SHAPES.some((known) => Math.abs(known - shape) < 0.02);
  if (isCanvas) {
    const scale = Math.min(width, height) / 1080;
    const landscape = width >= height;
    const stacks = stack !== undefined && (theme === 'sleeve' || (theme === 'strip' && !landscape));
    const arrangement: Arrangement = stacks ? 'stack' : 'line';
    return sized(arrangement, scale, width, height, margin ?? (landscape ? 96 : 54), margin ?? (landscape ? 54 : 96));
  }
  const space = margin ?? 0;
  const lineScale = fittingScale(withRequester(theme, overlay, line, shape), width, height, space);
  if (stack === undefined) return sized('line', lineScale, width, height, space, space);
  const stackScale = fittingScale(stack, width, height, space);
  const arrangement = prefersStack(theme, shape, lineScale, stackScale) ? 'stack' : 'line';
  return sized(arrangement, arrangement === 'stack' ? stackScale : lineScale, width, height, space, space);
}

/** A source of the shape that leaves room for "requested by" keeps that room at every size. */
function withRequester(theme: ThemeName, overlay: OverlayName, design: Design, shape: number): Design {
  const tall = WITH_REQUESTER[theme];
  const isTall = overlay === 'now-playing' && tall !== undefined && Math.abs(shape / (design.usual / tall) - 1) < 0.03;
  return isTall ? { ...design, height: tall } : design;
}

function prefersStack(theme: ThemeName, shape: number, line: number, stack: number): boolean {
  if (theme === 'strip') return stack > line;
  return theme === 'sleeve' ? shape < 1.7 : shape < 0.9;
}

function fittingScale(design: Design, width: number, height: number, space: number): number {
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
