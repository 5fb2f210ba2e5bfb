// Draws the sheets in `streamdeck-plugin/sheet`: every face of keys and dials in every state, from the pictures that the
// Stream Deck app gets, four times as large, at real size, and as in a dark room; beside each what librsvg makes of it.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import sharp from 'sharp';
import { drawDial } from '../streamdeck-plugin/src/faces/dial-face.ts';
import type { Face } from '../streamdeck-plugin/src/faces/face-inputs.ts';
import { drawKey } from '../streamdeck-plugin/src/faces/key-face.ts';
import { COVER_SVG } from '../streamdeck-plugin/test/faces/cover.ts';
import { dialCases, keyCases } from '../streamdeck-plugin/test/faces/face-cases.ts';

const OUT = fileURLToPath(new URL('../streamdeck-plugin/sheet', import.meta.url));
const DESK = '#0b0c0f';
/** What is left of a key's light in the dark. */
const DIM = 0.3;

/** The keys of the README's picture, by name. */
const HERO = [
  'new, a pulse',
  'waiting, over 75 %',
  'votes',
  'doubtful',
  'accepted',
  'now playing',
  'hold ring',
  'undo',
  'mask, on',
  'live',
];

/** The dials of one Stream Deck +, by name. */
const STRIP = ['queue, one between', 'planner', 'fix, choosing', 'queue, mixes now, Cyrillic'];

type Drawn = { name: string; face: Face };
type Layout = { width: number; columns: number; large: string; tile: (face: Face, second: string) => string };

const STYLE = `
  * { margin: 0; box-sizing: border-box }
  body { background: ${DESK}; color: #9097a3; font: 500 13px/18px sans-serif; padding: 16px }
  main { display: grid; gap: 20px 24px }
  figure > div { display: flex; gap: 8px; align-items: flex-start }
  figure > div > div { display: grid; gap: 8px; grid-template-columns: auto auto; align-items: start }
  img { display: block }
  .dim { filter: brightness(${DIM}) }
  .strip { display: flex; margin-top: 24px }
`;

function picture(url: string, width: number, height: number, dim = false): string {
  return `<img src="${url}" width="${width}" height="${height}"${dim ? ' class="dim"' : ''}>`;
}

function svgUrl({ svg }: Face): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** As a renderer draws it that is not a browser. */
async function secondOpinion(face: Face, width: number, height: number): Promise<string> {
  const png = await sharp(Buffer.from(face.svg), { density: 144 }).resize(width, height).png().toBuffer();
  return `data:image/png;base64,${png.toString('base64')}`;
}

const KEYS: Layout = {
  width: 2_144,
  columns: 4,
  large: '288 × 288, then 144 and 72 px, both dimmed, and 72 px by librsvg',
  tile: (face, second) => {
    const url = svgUrl(face);
    const real = [144, 72].map((size) => picture(url, size, size)).join('');
    const dark = [144, 72].map((size) => picture(url, size, size, true)).join('');
    return `${picture(url, 288, 288)}<div>${real}${dark}<span></span>${picture(second, 72, 72)}</div>`;
  },
};

const DIALS: Layout = {
  width: 1_700,
  columns: 2,
  large: '600 × 300, then 200 × 100, dimmed, and by librsvg',
  tile: (face, second) => {
    const url = svgUrl(face);
    const small = [picture(url, 200, 100), picture(url, 200, 100, true), picture(second, 200, 100)].join('');
    return `${picture(url, 600, 300)}<div style="grid-template-columns: auto">${small}</div>`;
  },
};

async function sheet(browser: Browser, drawn: Drawn[], layout: Layout, after = ''): Promise<Buffer> {
  const figures: string[] = [];
  for (const { name, face } of drawn) {
    const [width, height] = layout === KEYS ? [72, 72] : [200, 100];
    const tile = layout.tile(face, await secondOpinion(face, width, height));
    figures.push(`<figure><div>${tile}</div><figcaption>${name}</figcaption></figure>`);
  }
  const page = await browser.newPage({ viewport: { width: layout.width, height: 800 } });
  await page.setContent(
    `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><p>${layout.large}</p>
    <main style="grid-template-columns: repeat(${layout.columns}, auto)">${figures.join('')}</main>${after}`,
  );
  await page.waitForFunction('[...document.images].every((image) => image.complete)');
  const png = await page.screenshot({ fullPage: true });
  await page.close();
  return sharp(png).png({ palette: true, colours: 128, effort: 10 }).toBuffer();
}

function named(drawn: readonly Drawn[], name: string): Face {
  const face = drawn.find((one) => one.name === name)?.face;
  if (face === undefined) throw new Error(`no face is called "${name}"`);
  return face;
}

/** Ten keys as they lie on a Stream Deck, for the README. */
async function hero(browser: Browser, drawn: Drawn[]): Promise<Buffer> {
  const tiles = HERO.map((name) => {
    return `<div style="border-radius: 14px; overflow: hidden">${picture(svgUrl(named(drawn, name)), 144, 144)}</div>`;
  });
  const page = await browser.newPage({ viewport: { width: 872, height: 352 } });
  await page.setContent(
    `<!doctype html><style>${STYLE}</style><main style="grid-template-columns: repeat(5, 144px); gap: 24px; padding: 4px">${tiles.join('')}</main>`,
  );
  const png = await page.screenshot();
  await page.close();
  return sharp(png).png({ palette: true, colours: 128, effort: 10 }).toBuffer();
}

const coverPng = await sharp(Buffer.from(COVER_SVG)).resize(144, 144).png().toBuffer();
const cover = `data:image/png;base64,${coverPng.toString('base64')}`;
const keys = keyCases(cover).map(({ name, input }) => ({ name, face: drawKey(input) }));
const dials = dialCases().map(({ name, input }) => ({ name, face: drawDial(input) }));
const strip = `<div class="strip">${STRIP.map((name) => picture(svgUrl(named(dials, name)), 200, 100)).join('')}</div>`;

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
await mkdir(OUT, { recursive: true });
await writeFile(path.join(OUT, 'keys.png'), await sheet(browser, keys, KEYS));
await writeFile(path.join(OUT, 'dials.png'), await sheet(browser, dials, DIALS, strip));
await writeFile(path.join(OUT, 'hero.png'), await hero(browser, keys));
await browser.close();
const largest = Math.max(...[...keys, ...dials].map(({ face }) => face.svg.replace(/data:image[^"]*/, '').length));
console.log(
  `${keys.length} keys, ${dials.length} dials; the largest picture has ${largest} characters without its cover.`,
);
