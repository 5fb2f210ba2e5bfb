// Writes the pictures that the Stream Deck app itself shows: the plugin's icon, the white signs of its action list, and what a
// key has on it before the plugin draws its first face. All are made of the glyphs of the faces.

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { drawGlyph, type GlyphName, glyphShape } from '../streamdeck-plugin/src/faces/glyphs.ts';
import { ACCENT, GROUND, T1, TRACK } from '../streamdeck-plugin/src/faces/palette.ts';

const OUT = fileURLToPath(new URL('../streamdeck-plugin/com.tracord.dj.sdPlugin/imgs', import.meta.url));

const ACTIONS: Record<string, GlyphName> = {
  request: 'bubble',
  accept: 'tick',
  skip: 'skip',
  undo: 'undo',
  requests: 'bubbleX',
  now: 'play',
  fix: 'q',
  mask: 'mask',
  live: 'live',
  test: 'note',
  queue: 'sort',
  health: 'ok',
  scene: 'pgm',
  source: 'eye',
  record: 'rec',
  stream: 'air',
  chapter: 'flag',
  copy: 'copy',
  suggestion: 'next',
  bridge: 'way',
  planner: 'pin',
};

/** A request that is played: bubble, triangle, and the bar of the keys. */
const PLUGIN = `<rect width="72" height="72" rx="14" fill="${GROUND}"/>${drawGlyph('bubble', 11, 6, 50, ACCENT)}${drawGlyph('play', 27.5, 16.5, 19, GROUND)}<rect x="15" y="57" width="42" height="6" fill="${TRACK}"/><rect x="15" y="57" width="27" height="6" fill="${T1}"/>`;
const CATEGORY = `${glyphShape('bubble', '#fff')}<path d="M9.2 5.6l7.4 4.4-7.4 4.4z" fill="#000"/>`;

function svg(box: number, shapes: string): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${box}" height="${box}" viewBox="0 0 ${box} ${box}">${shapes}</svg>`,
  );
}

async function pixels(box: number, shapes: string, size: number): Promise<Buffer> {
  return sharp(svg(box, shapes), { density: (72 * size * 2) / box })
    .resize(size, size)
    .png()
    .toBuffer();
}

/** White, and clear where nothing is drawn: what a glyph leaves black is clear too. */
async function sign(shapes: string, size: number): Promise<Buffer> {
  const light = await sharp(await pixels(24, `<rect width="24" height="24" fill="#000"/>${shapes}`, size))
    .greyscale()
    .extractChannel(0)
    .raw()
    .toBuffer();
  const rgba = Buffer.alloc(size * size * 4, 255);
  for (const [index, alpha] of light.entries()) rgba[index * 4 + 3] = alpha;
  return sharp(rgba, { raw: { width: size, height: size, channels: 4 } })
    .png()
    .toBuffer();
}

/** At one size and at twice that. */
async function write(name: string, size: number, draw: (size: number) => Promise<Buffer>): Promise<void> {
  const file = path.join(OUT, name);
  await mkdir(path.dirname(file), { recursive: true });
  await sharp(await draw(size)).toFile(`${file}.png`);
  await sharp(await draw(size * 2)).toFile(`${file}@2x.png`);
}

await write('plugin/plugin', 256, (size) => pixels(72, PLUGIN, size));
await write('plugin/category', 28, (size) => sign(CATEGORY, size));
for (const [action, glyph] of Object.entries(ACTIONS)) {
  // A little air round it: the list draws the signs edge to edge.
  const shapes = `<g transform="translate(2.4 2.4) scale(.8)">${glyphShape(glyph, '#fff')}</g>`;
  const face = `<rect width="72" height="72" fill="${GROUND}"/>${drawGlyph(glyph, 19, 19, 34, T1)}`;
  await write(`actions/${action}/icon`, 20, (size) => sign(shapes, size));
  await write(`actions/${action}/key`, 72, (size) => pixels(72, face, size));
}
console.log(`${Object.keys(ACTIONS).length} actions`);
