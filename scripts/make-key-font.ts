// Writes the letters of the Stream Deck keys: outlines, advances and kerning of Sofia Sans Condensed at two weights, from
// which the plugin makes every weight between. The result is `streamdeck-plugin/src/faces/font/key-font.json`.

import { copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { create, type Font, type Point } from 'fontkit';

const PACKAGE = fileURLToPath(new URL('../node_modules/@fontsource-variable/sofia-sans-condensed', import.meta.url));
const OUT = fileURLToPath(new URL('../streamdeck-plugin/src/faces/font', import.meta.url));
const SUBSETS = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek'];

/** Between them every outline moves in a straight line: the font has one master above the regular weight. */
const WEIGHTS = [600, 800] as const;
/** How far a weight lies between the two, by the font's `avar` table. */
const STEPS = { 600: 0, 650: 0.2424, 700: 0.4847, 750: 0.7423, 800: 1 };

const ONLY_KERNING = { kern: true, liga: false, calt: false, ccmp: false, clig: false, rlig: false, mark: false };

type Placed = { x: number; y: number; onCurve: boolean; endContour: boolean };
/** Both weights of one subset, and the glyph of each character: the Russian one where the font has a choice. */
type Subset = { fonts: Font[]; glyphOf: Map<string, number>; script: readonly [string?, string?] };

/** fontkit cannot vary a WOFF2 font by itself: its glyphs come unvaried, and are moved here. */
async function openSubset(name: string): Promise<Subset> {
  const bytes = await readFile(path.join(PACKAGE, 'files', `sofia-sans-condensed-${name}-wght-normal.woff2`));
  const plain = create(bytes);
  plain.getGlyph(1);
  const FontClass = plain.constructor as new (stream: object, coordinates: number[]) => Font;
  const StreamClass = plain.stream.constructor as new (bytes: Uint8Array) => object;
  const fonts = WEIGHTS.map((weight) => {
    const font = new FontClass(new StreamClass(bytes), [weight]);
    // Reading any table unpacks the file; the glyphs must be there before the first is asked for.
    if (font.cmap === undefined) throw new Error(`${name} has no characters.`);
    font._transformedGlyphs = plain._transformedGlyphs;
    return font;
  });
  const script: Subset['script'] = name.startsWith('cyrillic') ? ['cyrl', 'RUS '] : [];
  const glyphOf = new Map<string, number>();
  for (const codePoint of plain.characterSet) {
    const character = String.fromCodePoint(codePoint);
    if (!/^[\p{L}\p{N}\p{P}\p{S} ]$/u.test(character) || codePoint === 0xfffd) continue;
    const [glyph] = plain.layout(character, undefined, ...script).glyphs;
    if (glyph !== undefined && glyph.id !== 0) glyphOf.set(character, glyph.id);
  }
  return { fonts, glyphOf, script };
}

/** Points of a glyph at the font's weight, components put together. */
function outline(font: Font, glyphId: number): Placed[] {
  const raw = font._transformedGlyphs[glyphId];
  const moved = (points: Point[]) => {
    // Four more points stand for the glyph's metrics.
    const all = [...points.map((point) => point.copy()), ...Array.from({ length: 4 }, () => phantom())];
    font._variationProcessor.transformPoints(glyphId, all);
    return all.slice(0, points.length);
  };
  if (raw?.points !== undefined) return moved(raw.points);
  const components = raw?.components ?? [];
  const places = moved(components.map(({ dx, dy }) => phantom(dx, dy)));
  return components.flatMap((component, index) =>
    outline(font, component.glyphID).map(({ x, y, onCurve, endContour }) => ({
      x: Math.round(x * component.scaleX + y * component.scale01 + (places[index]?.x ?? 0)),
      y: Math.round(y * component.scaleY + x * component.scale10 + (places[index]?.y ?? 0)),
      onCurve,
      endContour,
    })),
  );
}

function phantom(x = 0, y = 0): Point {
  return { x, y, onCurve: true, endContour: true, copy: () => phantom(x, y) };
}

/** Advance and its growth, then contours: "advance growth|x y gx gy x y gx gy …|…", each point relative to the last, a
 * leading "~" on points off the curve, "gx gy" how far the point moves from 600 to 800. */
function glyphText({ fonts: [light, heavy] }: Subset, glyphId: number): string {
  if (light === undefined || heavy === undefined) throw new Error('A subset has two weights.');
  const from = outline(light, glyphId);
  const to = outline(heavy, glyphId);
  const advance = Math.round(light.getGlyph(glyphId).advanceWidth);
  const parts = [`${advance} ${Math.round(heavy.getGlyph(glyphId).advanceWidth) - advance}`];
  let contour: string[] = [];
  let [lastX, lastY] = [0, 0];
  for (const [index, { x, y, onCurve, endContour }] of from.entries()) {
    const growth = to[index] ?? { x, y };
    contour.push(`${onCurve ? '' : '~'}${x - lastX} ${y - lastY} ${growth.x - x} ${growth.y - y}`);
    [lastX, lastY] = [x, y];
    if (!endContour) continue;
    parts.push(contour.join(' '));
    contour = [];
  }
  return parts.join('|');
}

/** "left characters" → "right characters" → "kerning growth": characters that kern alike stand together. */
function kerning(subset: Subset): Record<string, Record<string, string>> {
  const characters = [...subset.glyphOf.keys()].filter((character) => /[\p{L}\p{N}\p{P}]/u.test(character));
  const pair = (font: Font, left: string, right: string) => {
    const { positions } = font.layout(left + right, ONLY_KERNING, ...subset.script);
    const alone = font.layout(left, ONLY_KERNING, ...subset.script).positions;
    return Math.round((positions[0]?.xAdvance ?? 0) - (alone[0]?.xAdvance ?? 0));
  };
  const lefts = new Map<string, string>();
  for (const left of characters) {
    const byValue = new Map<string, string>();
    for (const right of characters) {
      const [from = 0, to = 0] = subset.fonts.map((font) => pair(font, left, right));
      if (from === 0 && to === 0) continue;
      const value = `${from} ${to - from}`;
      byValue.set(value, (byValue.get(value) ?? '') + right);
    }
    const row = JSON.stringify(Object.fromEntries([...byValue].map(([value, rights]) => [rights, value])));
    lefts.set(row, (lefts.get(row) ?? '') + left);
  }
  lefts.delete('{}');
  return Object.fromEntries([...lefts].map(([row, group]) => [group, JSON.parse(row)]));
}

const glyphs: Record<string, string> = {};
const kerns: Record<string, Record<string, Record<string, string>>> = {};
for (const name of SUBSETS) {
  const subset = await openSubset(name);
  for (const [character, glyphId] of subset.glyphOf) glyphs[character] ??= glyphText(subset, glyphId);
  kerns[name] = kerning(subset);
}
const table = {
  about: 'Sofia Sans Condensed, SIL Open Font License 1.1 (see OFL.txt). Made by scripts/make-key-font.ts.',
  unitsPerEm: 1000,
  steps: STEPS,
  glyphs,
  kerns,
};
await writeFile(path.join(OUT, 'key-font.json'), `${JSON.stringify(table, undefined, 2)}\n`);
await copyFile(path.join(PACKAGE, 'LICENSE'), path.join(OUT, 'OFL.txt'));
console.log(`${Object.keys(glyphs).length} glyphs`);
