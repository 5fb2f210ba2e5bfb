// The way to a request as a row of signs: what is on air, the tracks between, the request. Pure.

import type { Distance } from '@tracord/shared/plan.ts';
import { ACCENT, T1, T2 } from './palette.ts';

/** How many tracks lie between; undefined: more, or no way is known. */
const BETWEEN: Readonly<Record<Distance, number | undefined>> = { now: 0, one: 1, two: 2, far: undefined };

const MIDDLE = 10;
const DISC = 5.5;
const DIAMOND = 6.5;
const RING = { radius: 4.6, stroke: 3.4 };
const RING_OUTER = RING.radius + RING.stroke / 2;
/** Between a sign and its line, and the shortest line. */
const GAP = 1.2;
const SHORTEST = 0.6;

type Node = { kind: 'disc' | 'ring' | 'diamond'; half: number; fill: string };

/** ●–○–◆ from `left` to `right` in the first row of a key, with so many rings as tracks lie `between`; undefined: no way is
 * known. The first step is lime, and full where it is `pinned`. */
export function wayHead(between: number | undefined, pinned: boolean, left: number, right: number): string {
  const isFar = between === undefined;
  const nodes: Node[] = [
    { kind: 'disc', half: DISC, fill: T1 },
    ...Array.from(
      { length: between ?? 0 },
      (_, index): Node => ({ kind: 'ring', half: RING_OUTER, fill: index === 0 ? ACCENT : T1 }),
    ),
    { kind: 'diamond', half: DIAMOND, fill: isFar ? T2 : between === 0 ? ACCENT : T1 },
  ];
  const signs = nodes.reduce((sum, { half }) => sum + 2 * half, 0);
  const lines = nodes.length - 1;
  const scale = Math.min(1, (right - left) / (signs + lines * (2 * GAP + SHORTEST)));
  const length = (right - left - signs * scale) / lines;
  let x = left;
  let shapes = '';
  for (const [index, node] of nodes.entries()) {
    const half = node.half * scale;
    if (index > 0) {
      shapes += line(x + GAP * scale, x + length - GAP * scale, isFar, scale);
      x += length;
    }
    shapes += sign(node, x + half, scale, index === 1 && pinned);
    x += 2 * half;
  }
  return `<g data-glyph="way">${shapes}</g>`;
}

/** The same, small, beside the glyph of a request: ◆, ○◆, ○○◆, ···◆. */
const SMALL = { diamond: 4, ring: 2.3, stroke: 1.9, dot: 1.1, pitch: 6.6, dotPitch: 4 } as const;

export function smallWayWidth(distance: Distance): number {
  const between = BETWEEN[distance];
  return 2 * SMALL.diamond + (between === undefined ? 3 * SMALL.dotPitch : between * SMALL.pitch);
}

/** `y`: the middle of it. */
export function smallWay(distance: Distance, left: number, y = MIDDLE): string {
  const between = BETWEEN[distance];
  const right = left + smallWayWidth(distance);
  const pitch = between === undefined ? SMALL.dotPitch : SMALL.pitch;
  const xs = Array.from({ length: between ?? 3 }, (_, index) => short(left + (index + 0.5) * pitch));
  const signs = xs.map((x) =>
    between === undefined
      ? `<circle cx="${x}" cy="${y}" r="${SMALL.dot}" fill="${T2}"/>`
      : `<circle cx="${x}" cy="${y}" r="${SMALL.ring}" fill="none" stroke="${T2}" stroke-width="${SMALL.stroke}"/>`,
  );
  const end = diamond(right - SMALL.diamond, SMALL.diamond, distance === 'now' ? ACCENT : T2, y);
  return `<g data-glyph="way">${signs.join('')}${end}</g>`;
}

function sign({ kind, half, fill }: Node, x: number, scale: number, isFull: boolean): string {
  switch (kind) {
    case 'disc':
      return `<circle cx="${short(x)}" cy="${MIDDLE}" r="${short(half * scale)}" fill="${fill}"/>`;
    case 'ring':
      return `<circle cx="${short(x)}" cy="${MIDDLE}" r="${short(RING.radius * scale)}" fill="${isFull ? fill : 'none'}" stroke="${fill}" stroke-width="${short(RING.stroke * scale)}"/>`;
    case 'diamond':
      return diamond(x, half * scale, fill);
  }
}

function diamond(x: number, half: number, fill: string, y = MIDDLE): string {
  const side = short(half);
  return `<path d="M${short(x)} ${short(y - half)}l${side} ${side}-${side} ${side}-${side}-${side}z" fill="${fill}"/>`;
}

function line(from: number, to: number, isDotted: boolean, scale: number): string {
  const dots = isDotted ? ' stroke-dasharray="3 3.6"' : '';
  return `<path d="M${short(from)} ${MIDDLE}H${short(to)}" stroke="${isDotted ? T2 : T1}" stroke-width="${short(3 * scale)}"${dots}/>`;
}

function short(value: number): number {
  return Math.round(value * 100) / 100;
}
