// Draws the sheets in `obs-overlay/sheet`: every theme at three source sizes with six kinds of track over moving visuals,
// and the whole canvas as a viewer at 640 × 360 sees it. Run `vite build -c obs-overlay/vite.config.ts` first.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import sharp, { type OverlayOptions } from 'sharp';
import { THEME_NAMES, type ThemeName } from '../obs-overlay/src/view/params.ts';
import { recommendedSize } from '../obs-overlay/src/view/stage-size.ts';
import { VISUAL_NAMES, type VisualName, visualPixels } from '../obs-overlay/src/view/visuals.ts';
import { servePages } from './overlay-server.ts';

const OUT = fileURLToPath(new URL('../obs-overlay/sheet', import.meta.url));
const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Without it headless Chromium draws a page of 72 px height once a second only.
  '--disable-frame-rate-limit',
];

const CASES = ['short', 'long', 'japanese', 'arabic', 'nocover', 'offline'] as const;

type Size = { width: number; height: number };
type Backdrop = VisualName | 'black' | 'white';
/** One picture: the page in a source of `width` × `height`, with `rim` px of the visuals round it, shown `shown` as large;
 * of that only the `lowest` rows where given. */
type Tile = Size & {
  theme: ThemeName;
  sample: string;
  backdrop: Backdrop;
  shown: number;
  rim: number;
  lowest?: number;
};
/** Pictures of one size under a heading. */
type Group = { heading: string; tiles: Tile[] };

const SMALL: Record<ThemeName, Size> = {
  plate: { width: 480, height: 90 },
  strip: { width: 640, height: 96 },
  sleeve: { width: 480, height: 90 },
  bare: { width: 480, height: 90 },
  label: { width: 480, height: 90 },
};
const PORTRAIT: Size = { width: 300, height: 440 };
const SHEET_WIDTH = 1968;
const GAP = 12;

function themeGroups(theme: ThemeName): Group[] {
  const usual = recommendedSize(theme);
  return [usual, SMALL[theme], PORTRAIT].map((size) => ({
    heading: `${theme}, source ${size.width} × ${size.height}: ${CASES.join(', ')}`,
    tiles: CASES.map((sample, index) => ({
      ...size,
      theme,
      sample,
      backdrop: VISUAL_NAMES[index % VISUAL_NAMES.length] ?? 'tunnel',
      rim: 8,
      shown: Math.min(1, (SHEET_WIDTH / (size.width > 960 ? 2 : 3) - 2 * GAP) / (size.width + 16)),
    })),
  }));
}

/** The whole picture of a stream, downscaled: here a theme that is not legible gives itself away. */
function streamGroups(): Group[] {
  const backdrops: Backdrop[] = ['tunnel', 'dots', 'waves', 'slabs', 'black', 'white'];
  return THEME_NAMES.map((theme) => ({
    heading: `${theme}, the canvas at 640 × 360, its lower part`,
    tiles: CASES.map((sample, index) => ({
      width: 1920,
      height: 1080,
      theme,
      sample,
      backdrop: backdrops[index] ?? 'tunnel',
      rim: 0,
      shown: 1 / 3,
      lowest: theme === 'sleeve' ? 240 : 110,
    })),
  }));
}

/** All pictures of one theme and size come from one page, which is asked for one sample after the other. */
async function drawGroup(browser: Browser, url: string, { tiles }: Group): Promise<Buffer[]> {
  const [first] = tiles;
  if (first === undefined) return [];
  const page = await browser.newPage({ viewport: { width: first.width, height: first.height } });
  await page.goto(`${url}/overlays/now-playing?motion=off&theme=${first.theme}&sample=${first.sample}`);
  const pictures: Buffer[] = [];
  for (const tile of tiles) {
    await page.evaluate(`window.postMessage({ sample: '${tile.sample}' }, '*')`);
    await page.waitForTimeout(350);
    await page.waitForSelector('html[data-state=shown]', { state: 'attached' });
    await page.evaluate('document.fonts.ready');
    pictures.push(await page.screenshot({ omitBackground: true }));
  }
  await page.close();
  return pictures;
}

async function drawTile(tile: Tile, picture: Buffer): Promise<Buffer> {
  const width = tile.width + 2 * tile.rim;
  const height = tile.height + 2 * tile.rim;
  const size = { width: Math.round(width * tile.shown), height: Math.round(height * tile.shown) };
  const behind =
    tile.backdrop === 'black' || tile.backdrop === 'white'
      ? sharp({ create: { width, height, channels: 4, background: tile.backdrop } })
      : sharp(visualPixels(tile.backdrop, width, height, 4), { raw: { width, height, channels: 4 } });
  const whole = await behind
    .composite([{ input: picture, left: tile.rim, top: tile.rim }])
    .png()
    .toBuffer();
  const shown = await sharp(whole).resize(size.width, size.height, { kernel: 'lanczos3' }).png().toBuffer();
  if (tile.lowest === undefined) return shown;
  const top = size.height - tile.lowest;
  return sharp(shown).extract({ left: 0, top, width: size.width, height: tile.lowest }).png().toBuffer();
}

async function drawSheet(browser: Browser, url: string, groups: Group[]): Promise<Buffer> {
  const placed: OverlayOptions[] = [];
  let top = GAP;
  for (const group of groups) {
    placed.push({ input: headingSvg(group.heading), left: GAP, top });
    top += 28;
    const pictures = await drawGroup(browser, url, group);
    let left = GAP;
    let rowHeight = 0;
    for (const [index, tile] of group.tiles.entries()) {
      const drawn = await drawTile(tile, pictures[index] ?? Buffer.alloc(0));
      const { width, height } = await sharp(drawn).metadata();
      if (left + width > SHEET_WIDTH) {
        left = GAP;
        top += rowHeight + GAP;
      }
      placed.push({ input: drawn, left, top });
      left += width + GAP;
      rowHeight = height;
    }
    top += rowHeight + 2 * GAP;
  }
  return sharp({ create: { width: SHEET_WIDTH, height: top, channels: 3, background: '#08090B' } })
    .composite(placed)
    .png({ palette: true, colours: 128, effort: 10 })
    .toBuffer();
}

function headingSvg(text: string): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="1400" height="24"><text y="17" font-family="sans-serif" font-size="15" fill="#B4B9C2">${text}</text></svg>`,
  );
}

/** The picture at the head of the README: Plate on a stream, the lower part. */
async function drawHero(browser: Browser, url: string): Promise<Buffer> {
  const tile: Tile = {
    width: 1920,
    height: 1080,
    theme: 'plate',
    sample: 'short',
    backdrop: 'waves',
    rim: 0,
    shown: 0.6,
    lowest: 300,
  };
  const [picture] = await drawGroup(browser, url, { heading: '', tiles: [tile] });
  const drawn = await drawTile(tile, picture ?? Buffer.alloc(0));
  return sharp(drawn).png({ palette: true, colours: 128, effort: 10 }).toBuffer();
}

async function main(): Promise<void> {
  await mkdir(OUT, { recursive: true });
  const pages = await servePages();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: CHROMIUM_ARGS,
  });
  try {
    const sheets: [string, Group[]][] = THEME_NAMES.map((theme) => [theme, themeGroups(theme)]);
    sheets.push(['stream-640x360', streamGroups()]);
    await writeFile(path.join(OUT, 'hero.png'), await drawHero(browser, pages.url));
    for (const [name, groups] of sheets) {
      const sheet = await drawSheet(browser, pages.url, groups);
      await writeFile(path.join(OUT, `${name}.png`), sheet);
      console.log(`${name}.png: ${Math.round(sheet.length / 1024)} kB`);
    }
  } finally {
    await browser.close();
    await pages.close();
  }
}

await main();
