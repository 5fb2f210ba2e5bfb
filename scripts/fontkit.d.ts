// The part of fontkit that `make-key-font.ts` uses; the package brings no types.

declare module 'fontkit' {
  export type Point = { x: number; y: number; onCurve: boolean; endContour: boolean; copy(): Point };
  export type Component = {
    glyphID: number;
    dx: number;
    dy: number;
    scaleX: number;
    scaleY: number;
    scale01: number;
    scale10: number;
  };
  export type Glyph = { id: number; advanceWidth: number };
  export type Font = {
    unitsPerEm: number;
    capHeight: number;
    characterSet: number[];
    stream: object;
    cmap: object;
    /** By glyph id, of a WOFF2 font once one of its glyphs was asked for. */
    _transformedGlyphs: { points?: Point[]; components?: Component[] }[];
    _variationProcessor: { transformPoints(glyphId: number, points: Point[]): void };
    glyphForCodePoint(codePoint: number): Glyph;
    getGlyph(glyphId: number): Glyph;
    layout(
      text: string,
      features?: Record<string, boolean>,
      script?: string,
      language?: string,
    ): { glyphs: Glyph[]; positions: { xAdvance: number }[] };
  };
  export function create(bytes: Uint8Array): Font;
}
