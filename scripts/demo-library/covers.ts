// The demo library's covers: flat shapes in three or four colours on a square of 100, each drawn here. Pure.

const range = (count: number) => Array.from({ length: count }, (_, index) => index);
const join = (count: number, draw: (index: number) => string) => range(count).map(draw).join('');
const rect = (x: number, y: number, width: number, height: number, fill: string) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}"/>`;
const disc = (x: number, y: number, radius: number, fill: string) =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`;
const path = (d: string, fill: string) => `<path d="${d}" fill="${fill}" fill-rule="evenodd"/>`;
const ground = (fill: string) => rect(0, 0, 100, 100, fill);

/** A leaf: two quarter circles between opposite corners of a square. */
const leaf = (x: number, y: number, size: number, fill: string, turned: boolean) =>
  turned
    ? path(`M${x} ${y + size}A${size} ${size} 0 0 1 ${x + size} ${y}A${size} ${size} 0 0 1 ${x} ${y + size}Z`, fill)
    : path(`M${x} ${y}A${size} ${size} 0 0 1 ${x + size} ${y + size}A${size} ${size} 0 0 1 ${x} ${y}Z`, fill);

const DRAWINGS: Record<string, () => string> = {
  garden: () =>
    ground('#173B2F') +
    join(3, (column) => rect(18 + column * 28, 14, 8, 86, column === 1 ? '#F2E6C9' : '#2E7D5B')) +
    join(9, (index) => {
      const column = index % 3;
      const y = 16 + Math.floor(index / 3) * 26;
      return leaf(26 + column * 28, y, 18, column === 1 ? '#F2B134' : '#7FD1A3', false);
    }) +
    disc(22, 14, 9, '#F2B134') +
    disc(78, 14, 9, '#F2B134') +
    disc(50, 14, 9, '#F2E6C9'),
  cafe: () =>
    ground('#E8D9C5') +
    `<circle cx="74" cy="52" r="10" fill="none" stroke="#B3322C" stroke-width="6"/>` +
    path('M14 42H74A30 36 0 0 1 14 42Z', '#B3322C') +
    rect(8, 82, 72, 6, '#2B1B17') +
    `<g fill="none" stroke="#2B1B17" stroke-width="5">` +
    join(3, (index) => `<path d="M${28 + index * 16} 34q-7 -6 0 -12t0 -12"/>`) +
    '</g>' +
    rect(90, 0, 10, 100, '#2B1B17'),
  station: () =>
    ground('#10224E') +
    disc(50, 50, 31, '#FF9FC0') +
    rect(0, 50, 100, 50, '#10224E') +
    join(6, (index) => rect(0, 53 + index * 8, 100, 1.6 + index * 0.9, '#5EA8FF')) +
    path('M46 50H54L72 100H28Z', '#F4F1E8') +
    path('M48.6 50H51.4L58 100H42Z', '#10224E'),
  tram: () =>
    ground('#F0C33C') +
    path('M50 0L62 10L50 20L38 10ZM50 5L44 10L50 15L56 10Z', '#1C1E22') +
    rect(28, 20, 44, 6, '#1C1E22') +
    path('M20 26H80V82H20Z', '#D8422F') +
    rect(26, 34, 20, 22, '#F5EDDF') +
    rect(54, 34, 20, 22, '#F5EDDF') +
    rect(20, 64, 60, 6, '#1C1E22') +
    disc(34, 86, 9, '#1C1E22') +
    disc(66, 86, 9, '#1C1E22') +
    rect(0, 95, 100, 5, '#1C1E22'),
  rooftops: () =>
    ground('#3A1244') +
    disc(68, 30, 17, '#FFC76B') +
    disc(75, 25, 15, '#3A1244') +
    path('M0 100V62H22V50H46V68H60V56H84V70H100V100Z', '#E8557F') +
    path('M0 100V78H30V70H52V84H74V74H100V100Z', '#7B2A78') +
    join(4, (index) => rect(8 + index * 23, 86, 7, 14, '#FFC76B')) +
    path('M28 50A9 10 0 0 1 40 50ZM33 40h2v4h-2Z', '#FFC76B'),
  lighthouse: () =>
    ground('#FF7B42') +
    path('M50 26L100 6V46Z', '#FFE1AE') +
    path('M50 26L0 6V46Z', '#FFE1AE') +
    path('M42 34H58L64 100H36Z', '#2A1250') +
    path('M40.6 50H59.4L61 64H39Z', '#FFE1AE') +
    path('M37.6 80H62.4L64 92H36Z', '#FFE1AE') +
    rect(40, 18, 20, 16, '#2A1250') +
    disc(50, 26, 6, '#FF7B42') +
    path('M0 100V88Q12 80 25 88T50 88T75 88T100 88V100Z', '#2A1250'),
  tape: () =>
    ground('#0FA3A3') +
    `<rect x="10" y="24" width="80" height="52" rx="6" fill="#F6E7C8"/>` +
    rect(18, 32, 64, 10, '#E4572E') +
    `<rect x="22" y="46" width="56" height="20" rx="10" fill="#1D2B33"/>` +
    disc(34, 56, 7, '#F6E7C8') +
    disc(66, 56, 7, '#F6E7C8') +
    disc(34, 56, 3, '#1D2B33') +
    disc(66, 56, 3, '#1D2B33') +
    path('M32 76L36 69H64L68 76Z', '#E4572E') +
    join(6, (index) => rect(0, 4 + index * 3, 100 - index * 16, 1.6, '#F6E7C8')),
  voltage: () =>
    ground('#14151A') +
    join(5, (index) => disc(50, 50, 48 - index * 9.4, index % 2 === 0 ? '#4C3BFF' : '#14151A')) +
    path('M58 6L26 56H46L40 94L74 42H53Z', '#E9FF4F'),
  harbour: () =>
    ground('#0E3A5A') +
    rect(0, 62, 100, 38, '#08263D') +
    join(5, (index) => disc(14 + index * 18, 40 - (index % 2) * 10, 5.5, index % 2 === 0 ? '#FF5D5D' : '#FFD166')) +
    join(5, (index) => rect(12.5 + index * 18, 40 - (index % 2) * 10, 3, 22 + (index % 2) * 10, '#F3F0E6')) +
    join(5, (index) =>
      join(4, (row) =>
        rect(9 + index * 18 + row, 67 + row * 8, 10 - row * 2, 3.5, index % 2 === 0 ? '#FF5D5D' : '#FFD166'),
      ),
    ),
  underpass: () =>
    ground('#D7D9D2') +
    join(4, (index) =>
      path(`M${index * 13} 100V${14 + index * 12}H${100 - index * 13}V100Z`, index % 2 === 0 ? '#23262B' : '#8C9299'),
    ) +
    path('M39 100V58H61V100Z', '#FF3B2F') +
    path('M44 76L50 70L56 76L50 73Z', '#D7D9D2') +
    path('M47 66L50 63L53 66L50 64.4Z', '#D7D9D2'),
  elevator: () =>
    ground('#F1F4FF') +
    join(4, (column) =>
      join(6, (row) =>
        rect(8 + column * 22, 4 + row * 16, 16, 11, (column * 5 + row * 3) % 4 === 0 ? '#FF8AD4' : '#B8C4FF'),
      ),
    ) +
    rect(50, 0, 20, 100, '#1A1F71') +
    rect(52.5, 30, 15, 26, '#FF8AD4') +
    rect(59.2, 0, 1.6, 30, '#FF8AD4') +
    path('M60 36L65 43H55Z', '#1A1F71'),
  winter: () =>
    ground('#BFE6F2') +
    join(
      6,
      (index) =>
        `<g transform="rotate(${index * 60} 50 46)">${rect(47.4, 8, 5.2, 38, '#123B5D')}${path('M50 22L60 12L63 15L50 28L37 15L40 12Z', '#123B5D')}</g>`,
    ) +
    disc(50, 46, 8, '#F25F5C') +
    path('M0 100V84L18 74L36 86L58 72L80 86L100 76V100Z', '#FFFFFF'),
  arcana: () =>
    ground('#5A0F2E') +
    `<rect x="18" y="6" width="64" height="88" rx="5" fill="#F7E3B0"/>` +
    join(12, (index) => `<g transform="rotate(${index * 30} 50 44)">${path('M47 24L50 12L53 24Z', '#D98E04')}</g>`) +
    disc(50, 44, 17, '#D98E04') +
    disc(50, 44, 9, '#5A0F2E') +
    disc(50, 44, 4, '#F7E3B0') +
    path('M26 72H74L66 84H34Z', '#5A0F2E') +
    join(4, (index) => disc(35 + index * 10, 78, 2.4, '#F7E3B0')),
};

/** The drawing as SVG, 500 px square. Throws when there is none of that name. */
export function coverSvg(name: string): string {
  const draw = DRAWINGS[name];
  if (draw === undefined) throw new Error(`no cover is called "${name}"`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="500" height="500" viewBox="0 0 100 100">${draw()}</svg>`;
}
