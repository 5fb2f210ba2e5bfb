// Draws the sheets in `obs-overlay/sheet`: every theme at three source sizes with six kinds of track over moving visuals,
// and the whole canvas as a viewer at 640 × 360 sees it. Run `vite build -c obs-overlay/vite.config.ts` first.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { THEME_NAMES, type ThemeName } from '../obs-overlay/src/view/params.ts';
import { recommendedSize } from '../obs-overlay/src/view/stage-size.ts';
import { VISUAL_NAMES, type VisualName, visualPixels } from '../obs-overlay/src/view/visuals.ts';
import { servePages } from './overlay-server.ts';

const OUT = fileURLToPath(new URL('../obs-overlay/sheet', import.meta.url));
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const CASES = ['short', 'long', 'japanese', 'arabic', 'nocover', 'offline'] as const;

type Size = { width: number; height: number };
/** What is drawn where: the page at `width` × `height` source pixels, shown `shown` times as large. */
type Tile = Size & { theme: ThemeName; sample: string; backdrop: Backdrop; shown: number; note: string };
type Backdrop = VisualName | 'black' | 'white';

const small: Record<ThemeName, Size> = {
  plate: { width: 480, height: 90 },
  strip: { width: 640, height: 96 },
  sleeve: { width: 480, height: 90 },
  bare: { width: 480, height: 90 },
  label: { width: 480, height: 90 },
};
const portrait: Size = { width: 360, height: 520 };

function themeTiles(theme: ThemeName): Tile[] {
  const usual = recommendedSize(theme);
  return [usual, small[theme], portrait].flatMap((size) =>
    CASES.map((sample, index) => ({
      ...size,
      theme,
      sample,
      backdrop: VISUAL_NAMES[index % VISUAL_NAMES.length] ?? 'tunnel',
      shown: size.width > 960 ? 0.5 : size === usual ? 640 / 960 : 1,
      note: `${size.width} × ${size.height}, ${sample}`,
    })),
  );
}

/** The canvas of a stream, downscaled: where a theme that is not legible shows it. */
function streamTiles(): Tile[] {
  const backdrops: Record<string, Backdrop> = {
    short: 'tunnel',
    long: 'dots',
    japanese: 'waves',
    arabic: 'slabs',
    nocover: 'black',
    offline: 'white',
  };
  return THEME_NAMES.flatMap((theme) =>
    CASES.map((sample) => ({
      width: 1920,
      height: 1080,
      theme,
      sample,
      backdrop: backdrops[sample] ?? 'tunnel',
      shown: 1 / 3,
      note: `${theme}, ${sample}`,
    })),
  );
}

async function drawTile(browser: Browser, url: string, tile: Tile): Promise<string> {
  const page = await browser.newPage({ viewport: { width: tile.width, height: tile.height } });
  // Only the whole canvas is drawn at rest from its own pixels; the rest is enlarged by nobody, so neither is it here.
  await page.goto(`${url}/overlays/now-playing?motion=off&theme=${tile.theme}&sample=${tile.sample}`);
  await page.waitForSelector('html[data-state=shown]');
  await page.evaluate('document.fonts.ready');
  await page.waitForTimeout(150);
  const png = await page.screenshot({ omitBackground: true });
  await page.close();
  return `data:image/png;base64,${png.toString('base64')}`;
}

function backdropScript(backdrop: Backdrop, width: number, height: number): string {
  if (backdrop === 'black' || backdrop === 'white') return '';
  const pixels = Buffer.from(visualPixels(backdrop, width, height, 4)).toString('base64');
  return `data-pixels="${pixels}"`;
}

async function compose(browser: Browser, tiles: Tile[], pictures: string[], columns: number): Promise<Buffer> {
  const figures = tiles.map((tile, index) => {
    const width = Math.round(tile.width * tile.shown);
    const height = Math.round(tile.height * tile.shown);
    const colour = tile.backdrop === 'white' ? '#fff' : '#000';
    return `<figure style="width:${width}px"><div style="height:${height}px;background:${colour}">
      <canvas width="${width}" height="${height}" ${backdropScript(tile.backdrop, width, height)}></canvas>
      <img src="${pictures[index]}" width="${width}" height="${height}"></div><figcaption>${tile.note}</figcaption></figure>`;
  });
  const widest = Math.max(...tiles.map((tile) => Math.round(tile.width * tile.shown)));
  const page = await browser.newPage({
    viewport: { width: Math.min(1984, columns * (widest + 12) + 12), height: 600 },
  });
  await page.setContent(`<style>body{margin:0;padding:12px;background:#08090B;color:#B4B9C2;font:13px sans-serif;
    display:flex;flex-wrap:wrap;gap:10px 12px;align-items:flex-end}figure{margin:0}div{position:relative}
    canvas,img{position:absolute;inset:0}figcaption{padding-top:3px}</style>${figures.join('')}`);
  await page.evaluate(`for (const canvas of document.querySelectorAll('canvas[data-pixels]')) {
    const bytes = Uint8ClampedArray.from(atob(canvas.dataset.pixels), (c) => c.charCodeAt(0));
    canvas.getContext('2d').putImageData(new ImageData(bytes, canvas.width, canvas.height), 0, 0);
  }`);
  const sheet = await page.screenshot({ fullPage: true });
  await page.close();
  return sheet;
}

async function main(): Promise<void> {
  await mkdir(OUT, { recursive: true });
  const pages = await servePages();
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: CHROMIUM_ARGS,
  });
  try {
    const sheets: [string, Tile[], number][] = THEME_NAMES.map((theme) => [
      theme,
      themeTiles(theme),
      theme === 'strip' ? 2 : 3,
    ]);
    sheets.push(['stream-640x360', streamTiles(), 3]);
    for (const [name, tiles, columns] of sheets) {
      const pictures: string[] = [];
      for (const tile of tiles) pictures.push(await drawTile(browser, pages.url, tile));
      const sheet = await compose(browser, tiles, pictures, columns);
      await writeFile(path.join(OUT, `${name}.png`), sheet);
      console.log(`${name}.png: ${tiles.length} pictures, ${Math.round(sheet.length / 1024)} kB`);
    }
  } finally {
    await browser.close();
    await pages.close();
  }
}

await main();
