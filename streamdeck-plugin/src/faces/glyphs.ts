// The glyphs of keys and dials on a 24 × 24 grid. `INK` stands for the colour they are drawn in.

const INK = 'INK';
const EYE = `<path d="M1 12c5-9.4 17-9.4 22 0-5 9.4-17 9.4-22 0z" fill="none" stroke="${INK}" stroke-width="3"/><circle cx="12" cy="12" r="3.6" fill="${INK}"/>`;
const SCREEN = `<path d="M2.6 4.6h18.8v11.8H2.6z" fill="none" stroke="${INK}" stroke-width="3.2"/><path d="M6 20.4h12v2.8H6z" fill="${INK}"/>`;
const HOLLOW_BUBBLE = `<path d="M4 5h16v10.5H11.5L7 19.5v-4H4z" fill="none" stroke="${INK}" stroke-width="3.2" stroke-linejoin="miter"/>`;

const SHAPES = {
  /** The stream. */
  air: `<path d="M9.4 12h5.2v11H9.4z" fill="${INK}"/><circle cx="12" cy="9" r="3.4" fill="${INK}"/><path d="M6.4 14.6a7.9 7.9 0 1 1 11.2 0" fill="none" stroke="${INK}" stroke-width="2.8"/>`,
  /** A request. */
  bubble: `<path d="M2 3h20v14H12l-6 5v-5H2z" fill="${INK}"/>`,
  /** Not in this set. */
  block: `<circle cx="12" cy="12" r="9.6" fill="none" stroke="${INK}" stroke-width="3.6"/><path d="M5.4 18.6L18.6 5.4" stroke="${INK}" stroke-width="3.6"/>`,
  bubbleO: HOLLOW_BUBBLE,
  /** No requests taken. */
  bubbleX: `${HOLLOW_BUBBLE}<path d="M8 10.2h8" stroke="${INK}" stroke-width="3.2"/>`,
  clock: `<circle cx="12" cy="12" r="9.4" fill="none" stroke="${INK}" stroke-width="3.4"/><path d="M12 6.5V12.6H17" fill="none" stroke="${INK}" stroke-width="3.4"/>`,
  /** A tracklist. */
  copy: `<path d="M3 1.6h12.4v4.2H7.2v11H3z" fill="${INK}"/><path d="M9.4 7.6h11.4v15H9.4z" fill="${INK}"/><path d="M12 12.2h6.2M12 16.6h6.2" stroke="#000" stroke-width="2.2"/>`,
  cross: `<path d="M4 4l16 16M20 4L4 20" stroke="${INK}" stroke-width="4.4"/>`,
  down: `<path d="M7 0h10l7 7v10l-7 7H7l-7-7V7z" fill="${INK}"/><path d="M7 7l10 10M17 7L7 17" stroke="#000" stroke-width="3.6"/>`,
  eye: EYE,
  /** A chapter. */
  flag: `<path d="M4 1h3.6v22H4z" fill="${INK}"/><path d="M9.4 2.6h12l-3.6 5 3.6 5h-12z" fill="${INK}"/>`,
  live: `<circle cx="12" cy="12" r="10" fill="none" stroke="${INK}" stroke-width="3.2"/><circle cx="12" cy="12" r="5.4" fill="${INK}"/>`,
  lock: `<path d="M3 10h18v13H3z" fill="${INK}"/><path d="M7 10V7a5 5 0 0 1 10 0v3" fill="none" stroke="${INK}" stroke-width="3.2"/>`,
  mask: `${EYE}<path d="M2 24L24 2" stroke="#000" stroke-width="7.5"/><path d="M3 21.5L21 2.5" stroke="${INK}" stroke-width="3.4"/>`,
  /** A suggestion. */
  next: `<path d="M1 9.6h11V3l11 9-11 9v-6.6H1z" fill="${INK}"/>`,
  note: `<path d="M8 3l13-3v4.4L11.4 6.6V19A4.4 4.4 0 1 1 8 14.8z" fill="${INK}"/>`,
  ok: `<circle cx="12" cy="12" r="10" fill="none" stroke="${INK}" stroke-width="3"/><path d="M7 12.3l3.6 3.7 6.6-7.6" fill="none" stroke="${INK}" stroke-width="3.2"/>`,
  /** A scene on air, in the preview or waiting, and one that is not there. */
  pgm: `<path d="M1 3h22v15H1z" fill="${INK}"/><path d="M9 6.4l7 4.1-7 4.1z" fill="#000"/><path d="M6 20.4h12v2.8H6z" fill="${INK}"/>`,
  /** What the DJ has next. */
  pin: `<path d="M7 1h10v3l-2 1v6l4 4v3H5v-3l4-4V5L7 4z" fill="${INK}"/><path d="M10.4 18h3.2v6h-3.2z" fill="${INK}"/>`,
  play: `<path d="M4 2l18 10L4 22z" fill="${INK}"/>`,
  pvw: SCREEN,
  /** Not certain which. */
  q: `<path d="M12 0l12 12-12 12L0 12z" fill="${INK}"/><path d="M8.4 9.6a3.7 3.7 0 1 1 5.4 3.2c-1.3.7-1.8 1.2-1.8 2.4" fill="none" stroke="#000" stroke-width="2.6"/><rect x="10.6" y="16.6" width="2.9" height="2.9" fill="#000"/>`,
  /** The recording. */
  rec: `<circle cx="12" cy="12" r="10.4" fill="${INK}"/>`,
  /** Rehearsal. */
  reh: `<circle cx="12" cy="12" r="10" fill="none" stroke="${INK}" stroke-width="3.2" stroke-dasharray="7.2 5.37"/>`,
  scn0: `${SCREEN}<path d="M8.6 7.2l6.8 6.6M15.4 7.2l-6.8 6.6" stroke="${INK}" stroke-width="3"/>`,
  skip: `<path d="M2 4l8.5 8L2 20zM10.5 4l8.5 8-8.5 8z" fill="${INK}"/><path d="M19 4h3.6v16H19z" fill="${INK}"/>`,
  sort: `<path d="M2 3.4h20v4H2zM2 10h14v4H2zM2 16.6h8v4H2z" fill="${INK}"/>`,
  tick: `<path d="M2.5 12.5l6.6 6.8L21.5 5" fill="none" stroke="${INK}" stroke-width="4.4"/>`,
  undo: `<path d="M8.5 8.5H15a5.6 5.6 0 0 1 0 11.4H6" fill="none" stroke="${INK}" stroke-width="3.8"/><path d="M10 1.6v13.6L1.6 8.4z" fill="${INK}"/>`,
  /** The host is away. */
  unplug: `<path d="M0 10.3h4V5h7v2.2h3.6v3.2H11v3.2h3.6v3.2H11V19H4v-5.3H0zM18 5h6v14h-6z" fill="${INK}"/>`,
  /** Votes. */
  up: `<path d="M12 2l10 11h-6v9H8v-9H2z" fill="${INK}"/>`,
  /** The way to a request, over one track between. */
  way: `<circle cx="3.9" cy="12" r="3.6" fill="${INK}"/><path d="M7 12h2.2M14.8 12h3" stroke="${INK}" stroke-width="2.2"/><circle cx="12" cy="12" r="2.8" fill="none" stroke="${INK}" stroke-width="2.2"/><path d="M20 7.8l4 4.2-4 4.2-4-4.2z" fill="${INK}"/>`,
  warn: `<path d="M12 0.6L24 22.6H0z" fill="${INK}"/><path d="M10.4 8h3.2v7.4h-3.2zM10.4 17h3.2v3.2h-3.2z" fill="#000"/>`,
} as const;

export type GlyphName = keyof typeof SHAPES;

/** A glyph alone, to be put into a document of one's own. */
export function glyphShape(name: GlyphName, colour: string): string {
  return SHAPES[name].replaceAll(INK, colour);
}

/** A glyph `size` units wide with its upper left corner at `x`, `y`. */
export function drawGlyph(
  name: GlyphName,
  x: number,
  y: number,
  size: number,
  colour: string,
  opacity?: number,
): string {
  const faded = opacity === undefined ? '' : ` opacity="${opacity}"`;
  const scale = Math.round((size / 24) * 10_000) / 10_000;
  return `<g data-glyph="${name}" transform="translate(${x} ${y}) scale(${scale})"${faded}>${glyphShape(name, colour)}</g>`;
}
