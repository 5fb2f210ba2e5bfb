// The letters of the bundled font (Sofia Sans Condensed): outlines and widths at any weight from 600 to 800. Pure.

import table from './font/key-font.json' with { type: 'json' };

export type Weight = 600 | 650 | 700 | 750 | 800;

type Pair = readonly [value: number, growth: number];
/** `x`, `y` relative to the last point, in thousandths of the size; `gx`, `gy`: how far it moves from weight 600 to 800. */
type TablePoint = { x: number; y: number; gx: number; gy: number; onCurve: boolean };
type Glyph = { advance: Pair; contours: TablePoint[][] };
type Point = { x: number; y: number; onCurve: boolean };

/** Thousandths of the size that paths count in: a twentieth of a pixel on the largest key. */
export const GRAIN = 4;

const GLYPHS: Record<string, string> = table.glyphs;
const KERNS: Record<string, Record<string, Record<string, string>>> = table.kerns;
const STEPS: Record<Weight, number> = table.steps;

const glyphs = new Map<string, Glyph>();
const kernsOf = new Map<string, Map<string, Pair>>();
const paths = new Map<string, string>();

/** Whether the font has this character. */
export function hasLetter(character: string): boolean {
  return Object.hasOwn(GLYPHS, character);
}

/** Width of a letter, the space before `next` corrected; in thousandths of the size. */
export function letterAdvance(character: string, next: string | undefined, weight: Weight): number {
  const kern = next === undefined ? undefined : kernsBefore(character).get(next);
  return at(glyphOf(character).advance, weight) + (kern === undefined ? 0 : at(kern, weight));
}

/** SVG path of one letter, its origin at `x` thousandths of the size, y downwards; in grains of the size. */
export function letterPath(character: string, x: number, weight: Weight): string {
  const key = `${weight}${character}`;
  let path = paths.get(key);
  if (path === undefined) {
    path = glyphOf(character)
      .contours.map((contour) => contourPath(contour, weight))
      .join('');
    paths.set(key, path);
  }
  return path.replace(/M(-?[\d.]+)/g, (_, from: string) => `M${Math.round(Number(from) + x / GRAIN)}`);
}

function at([value, growth]: Pair, weight: Weight): number {
  return value + growth * STEPS[weight];
}

function glyphOf(character: string): Glyph {
  const known = glyphs.get(character);
  if (known !== undefined) return known;
  const [advance = '', ...contours] = (GLYPHS[character] ?? '0 0').split('|');
  const glyph = { advance: pairOf(advance), contours: startsAbsolute(contours.map(pointsOf)) };
  glyphs.set(character, glyph);
  return glyph;
}

function pairOf(text: string): Pair {
  const [value = 0, growth = 0] = text.split(' ').map(Number);
  return [value, growth];
}

function pointsOf(text: string): TablePoint[] {
  const numbers = text.split(' ');
  return Array.from({ length: numbers.length / 4 }, (_, index) => {
    const [x = '', y = '', gx = '', gy = ''] = numbers.slice(index * 4, index * 4 + 4);
    return { x: Number(x.replace('~', '')), y: Number(y), gx: Number(gx), gy: Number(gy), onCurve: !x.startsWith('~') };
  });
}

/** The table runs on from contour to contour; here every contour begins where it begins. Makes all points absolute. */
function startsAbsolute(contours: TablePoint[][]): TablePoint[][] {
  let [x, y] = [0, 0];
  return contours.map((contour) =>
    contour.map((point) => {
      x += point.x;
      y += point.y;
      return { ...point, x, y };
    }),
  );
}

/** TrueType leaves out points on the curve that lie halfway between two off it. */
function contourPath(contour: TablePoint[], weight: Weight): string {
  const step = STEPS[weight];
  const points: Point[] = contour.map(({ x, y, gx, gy, onCurve }) => ({
    x: Math.round((x + gx * step) / GRAIN),
    y: -Math.round((y + gy * step) / GRAIN),
    onCurve,
  }));
  const first = points.findIndex((point) => point.onCurve);
  const start = points[Math.max(first, 0)];
  if (start === undefined) return '';
  const rest = [...points.slice(Math.max(first, 0) + 1), ...points.slice(0, Math.max(first, 0)), start];
  let path = `M${joined(start.x, start.y)}`;
  let lastCommand = '';
  // A command is not said again where a minus sign parts the numbers.
  const add = (command: string, ...numbers: number[]) => {
    const text = joined(...numbers);
    path += command === lastCommand && text.startsWith('-') ? text : command + text;
    lastCommand = command;
  };
  const addStraight = (x: number, y: number) => {
    if (x !== 0 && y !== 0) add('l', x, y);
    else if (x !== 0) add('h', x);
    else if (y !== 0) add('v', y);
  };
  let last = start;
  let control: Point | undefined;
  for (const point of rest) {
    if (control !== undefined) {
      const end = point.onCurve ? point : { x: (control.x + point.x) / 2, y: (control.y + point.y) / 2, onCurve: true };
      if (isTiny(last, end)) addStraight(end.x - last.x, end.y - last.y);
      else add('q', control.x - last.x, control.y - last.y, end.x - last.x, end.y - last.y);
      last = end;
      control = point.onCurve ? undefined : point;
    } else if (point.onCurve) {
      addStraight(point.x - last.x, point.y - last.y);
      last = point;
    } else control = point;
  }
  return `${path}z`;
}

/** The letters' corners are rounded by less than a third of a pixel of the largest key: a bevel looks the same. */
function isTiny(from: Point, to: Point): boolean {
  return Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y)) <= 12 / GRAIN;
}

/** A minus sign parts two numbers as well as a blank does. */
function joined(...numbers: number[]): string {
  return numbers.map((value, index) => (index === 0 || value < 0 ? '' : ' ') + short(value)).join('');
}

function short(value: number): string {
  return String(Math.round(value * 10) / 10).replace(/^(-?)0\./, '$1.');
}

function kernsBefore(character: string): Map<string, Pair> {
  const known = kernsOf.get(character);
  if (known !== undefined) return known;
  const kerns = new Map<string, Pair>();
  for (const subset of Object.values(KERNS)) {
    for (const [lefts, rights] of Object.entries(subset)) {
      if (!lefts.includes(character)) continue;
      for (const [group, value] of Object.entries(rights)) {
        for (const right of group) kerns.set(right, pairOf(value));
      }
    }
  }
  kernsOf.set(character, kerns);
  return kerns;
}
