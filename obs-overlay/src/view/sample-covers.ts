// Covers for sample data, drawn here: each an SVG as a `data:` address with its two colours.

import type { ArtworkView } from '@tracord/shared/topics.ts';

function cover(main: string, dark: string, shapes: string): ArtworkView {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="360" height="360" viewBox="0 0 120 120"><rect width="120" height="120" fill="${dark}"/>${shapes}</svg>`;
  return { id: `data:image/svg+xml,${encodeURIComponent(svg)}`, colors: { main, dark } };
}

function repeat(count: number, draw: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => draw(index)).join('');
}

/** Panes of a glasshouse: quarter discs in a grid, one pane lit. */
const PANES = repeat(9, (index) => {
  const x = 12 + (index % 3) * 33;
  const y = 12 + Math.floor(index / 3) * 33;
  const colour = ['#3FD08C', '#F2EAD3', '#E8643C', '#9BE3BE'][(index * 5 + 1) % 4];
  if (index === 4) return `<circle cx="${x + 15}" cy="${y + 15}" r="15" fill="#F7C948"/>`;
  const turn = (index * 90) % 360;
  return `<path transform="rotate(${turn} ${x + 15} ${y + 15})" d="M${x} ${y}h30a30 30 0 0 1-30 30z" fill="${colour}"/>`;
});

/** Windows of a tall house at night, an arrow upwards of them lit. */
const WINDOWS = repeat(30, (index) => {
  const column = index % 5;
  const row = Math.floor(index / 5);
  const lit = column === 2 || row === Math.abs(column - 2);
  return `<rect x="${14 + column * 19}" y="${10 + row * 17.5}" width="14" height="12" fill="${lit ? '#FFB04A' : '#53306B'}"/>`;
});

/** Rails that run to the morning. */
const RAILS = `<path d="M0 74h120v46H0z" fill="#0A1738"/><circle cx="60" cy="74" r="30" fill="#FF9EC4"/><path d="M0 74h120v46H0z" fill="#0A1738"/>${repeat(
  6,
  (index) => `<path d="M60 74L${index * 44 - 50} 120h9L60.8 74z" fill="#5AA7FF"/>`,
)}`;

/** Roofs above each other under a low light. */
const ROOFS = `<circle cx="82" cy="36" r="19" fill="#F7B9D3"/><path d="M0 78l30-24 30 24 30-24 30 24v42H0z" fill="#E85D9B"/><path d="M0 100l22-18 38 30 38-30 22 18v20H0z" fill="#7A2C80"/>`;

/** A lift shaft: arches within arches. */
const SHAFT = ['#1D1E24', '#D8432F', '#F4EEDD']
  .map(
    (colour, index) =>
      `<path d="M${30 + index * 10} 120V${60 + index * 8}a${30 - index * 10} ${30 - index * 10} 0 0 1 ${60 - index * 20} 0V120z" fill="${colour}"/>`,
  )
  .join('');

/** Two lanes across, and a lamp. */
const LANES = `<path d="M0 62L62 0h22L0 84z" fill="#FFE1C4"/><path d="M10 120L120 10v40L50 120z" fill="#231226"/><circle cx="88" cy="90" r="15" fill="#FFE1C4"/>`;

/** Squares turned into each other, as water draws them into sand. */
const TURNED = ['#B89CFF', '#F5F0FF', '#1C1033', '#7448E8', '#1C1033', '#B89CFF']
  .map((colour, index) => {
    const size = 96 - index * 16;
    return `<rect x="${60 - size / 2}" y="${60 - size / 2}" width="${size}" height="${size}" transform="rotate(${index * 9} 60 60)" fill="${colour}"/>`;
  })
  .join('');

export const GLASSHOUSE = cover('#3FD08C', '#0D3B2E', PANES);
export const UPSTAIRS = cover('#FF7A45', '#2A1238', WINDOWS);
export const PLATFORM = cover('#5AA7FF', '#12265C', RAILS);
export const ROOFTOPS = cover('#F06CA8', '#2B0F33', ROOFS);
export const LIFT = cover('#F0C23C', '#F0C23C', SHAFT);
export const SALT = cover('#FF5468', '#FF5468', LANES);
export const TIDE = cover('#B89CFF', '#1C1033', TURNED);
