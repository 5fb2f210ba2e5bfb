// The way to a request as a row of signs: what is on air, the tracks between, the request. Pure.

import type { Distance } from '@tracord/shared/plan.ts';
import { ACCENT, T1, T2 } from './palette.ts';

/** How many tracks lie between; undefined where nobody knows a way. */
export const BETWEEN: Readonly<Record<Distance, number | undefined>> = { now: 0, one: 1, two: 2, far: undefined };
export const DISTANCE_WORDS: Readonly<Record<Distance, string>> = {
  now: 'mixes now',
  one: 'one between',
  two: 'two between',
  far: 'far',
};

const MIDDLE = 10;
const DISC = 5.5;
const DIAMOND = 6.5;
const GAP = 1.2;
const RING = { radius: 4.6, stroke: 3.4 };

/** ●–○–◆ from `left` to `right` in the first row of a key. The first step is lime, and full where it is `pinned`. */
export function wayHead(distance: Distance, pinned: boolean, left: number, right: number): string {
  const between = BETWEEN[distance] ?? 1;
  const [from, to] = [left + DISC, right - DIAMOND];
  const nodes = Array.from({ length: between }, (_, index) => from + ((to - from) * (index + 1)) / (between + 1));
  const outer = RING.radius + RING.stroke / 2;
  const isFar = distance === 'far';
  const rings = isFar ? [] : nodes.map((x, index) => ring(x, index === 0, index === 0 && pinned));
  const edges = [
    { x: from, half: DISC },
    ...(isFar ? [] : nodes.map((x) => ({ x, half: outer }))),
    { x: to, half: DIAMOND },
  ];
  const lines = edges.slice(1).map(({ x, half }, index) => {
    const before = edges[index] ?? { x: from, half: DISC };
    return line(before.x + before.half + GAP, x - half - GAP, isFar);
  });
  const end = diamond(to, MIDDLE, DIAMOND, isFar ? T2 : between === 0 ? ACCENT : T1);
  const start = `<circle cx="${short(from)}" cy="${MIDDLE}" r="${DISC}" fill="${T1}"/>`;
  return `<g data-glyph="way">${start}${lines.join('')}${rings.join('')}${end}</g>`;
}

function ring(x: number, isFirst: boolean, isFull: boolean): string {
  const colour = isFirst ? ACCENT : T1;
  return `<circle cx="${short(x)}" cy="${MIDDLE}" r="${RING.radius}" fill="${isFull ? colour : 'none'}" stroke="${colour}" stroke-width="${RING.stroke}"/>`;
}

function diamond(x: number, y: number, half: number, fill: string): string {
  return `<path d="M${short(x)} ${short(y - half)}l${half} ${half}-${half} ${half}-${half}-${half}z" fill="${fill}"/>`;
}

function line(from: number, to: number, isDotted: boolean): string {
  if (to <= from) return '';
  const dots = isDotted ? ' stroke-dasharray="3 3.6"' : '';
  return `<path d="M${short(from)} ${MIDDLE}H${short(to)}" stroke="${isDotted ? T2 : T1}" stroke-width="3"${dots}/>`;
}

function short(value: number): number {
  return Math.round(value * 100) / 100;
}
