// Draws the sheets in `obs-overlay/sheet`: every theme at three source sizes with six kinds of track over moving visuals, the
// overlays of requests, and the whole canvas as a viewer at 640 × 360 sees it. Run `vite build -c obs-overlay/vite.config.ts`
// first; names of sheets as arguments draw these alone.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import sharp, { type OverlayOptions } from 'sharp';
import { type OverlayName, THEME_NAMES, type ThemeName } from '../obs-overlay/src/view/params.ts';
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
/** One page: an overlay with made-up data. */
type Layer = { overlay: OverlayName; theme: ThemeName; sample: string; align?: 'left' | 'right' };
/** One picture: pages on each other in a source of `width` × `height`, with `rim` px of the visuals round it, shown `shown`
 * as large; of that only the `lowest` rows where given. */
type Tile = Size & { layers: Layer[]; backdrop: Backdrop; shown: number; rim: number; lowest?: number };
/** Pictures under a heading. */
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
      layers: [{ overlay: 'now-playing', theme, sample }],
      backdrop: visual(index),
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
      layers: [{ overlay: 'now-playing', theme, sample }],
      backdrop: backdrops[index] ?? 'tunnel',
      rim: 0,
      shown: 1 / 3,
      lowest: theme === 'sleeve' ? 240 : 110,
    })),
  }));
}

/** The overlays of requests in their own sources; "requested by" in that of `now-playing`. */
function requestGroups(theme: ThemeName): Group[] {
  const tile = (overlay: OverlayName, sample: string, index: number): Tile => ({
    ...recommendedSize(theme, overlay, true),
    layers: [{ overlay, theme, sample }],
    backdrop: visual(index),
    rim: 12,
    shown: 0.6,
  });
  const tiles = (overlay: OverlayName, samples: string[]) =>
    samples.map((sample, index) => tile(overlay, sample, index));
  return [
    {
      heading: `${theme}: five requests, long and foreign names, one; closed, names off`,
      tiles: tiles('requests', ['five', 'hard', 'one', 'closed', 'nonames']),
    },
    {
      heading: `${theme}: a toast with more, names off, no cover, long names; what comes next`,
      tiles: [
        ...tiles('request-toast', ['toasts', 'toastnoname', 'toastplain', 'toastlong']),
        ...tiles('up-next', ['next', 'nextlong']),
      ],
    },
    { heading: `${theme}: requested by`, tiles: tiles('now-playing', ['requested']) },
  ];
}

/** The list of the set, and the tempo. */
function setGroups(theme: ThemeName): Group[] {
  const tile = (overlay: OverlayName, sample: string, index: number): Tile => ({
    ...recommendedSize(theme, overlay),
    layers: [{ overlay, theme, sample }],
    backdrop: visual(index),
    rim: 12,
    shown: 0.6,
  });
  return [
    {
      heading: `${theme}: a set with a masked track, long and foreign names, its first track; the tempo`,
      tiles: [
        ...['set', 'sethard', 'setone'].map((sample, index) => tile('setlist', sample, index)),
        tile('bpm', 'short', 3),
      ],
    },
  ];
}

/** Everything at once on a canvas, as it stands together only here; then as a viewer at 640 × 360 sees it; then portrait. */
function canvasGroups(): Group[] {
  const everything = (theme: ThemeName): Layer[] => [
    { overlay: 'request-toast', theme, sample: 'toasts' },
    { overlay: 'requests', theme, sample: 'five', align: 'right' },
    { overlay: 'now-playing', theme, sample: 'requested' },
    ...(theme === 'strip' ? [] : [{ overlay: 'up-next', theme, sample: 'next', align: 'right' } as const]),
  ];
  const picture = (theme: ThemeName, index: number, shown: number): Tile => ({
    width: 1920,
    height: 1080,
    layers: everything(theme),
    backdrop: visual(index),
    rim: 0,
    shown,
  });
  const portrait = (theme: ThemeName, index: number): Tile => ({
    width: 1080,
    height: 1920,
    layers: everything(theme).filter(({ overlay }) => overlay === 'request-toast' || overlay === 'now-playing'),
    backdrop: visual(index),
    rim: 0,
    shown: 1 / 3,
  });
  return [
    { heading: 'The canvas, half as large', tiles: THEME_NAMES.map((theme, index) => picture(theme, index, 1 / 2)) },
    { heading: 'The canvas at 640 × 360', tiles: THEME_NAMES.map((theme, index) => picture(theme, index + 1, 1 / 3)) },
    { heading: '1080 × 1920', tiles: THEME_NAMES.map((theme, index) => portrait(theme, index + 2)) },
  ];
}

function visual(index: number): VisualName {
  return VISUAL_NAMES[index % VISUAL_NAMES.length] ?? 'tunnel';
}

/** Pictures of one overlay, theme and size come from one page, which is asked for one sample after the other. */
async function drawGroup(browser: Browser, url: string, { tiles }: Group): Promise<Buffer[][]> {
  const pages = new Map<string, Page>();
  const pageOf = async ({ overlay, theme, sample, align = 'left' }: Layer, viewport: Size): Promise<Page> => {
    // A toast says a thing once, and counts what comes meanwhile: each has a page of its own.
    const round = overlay === 'request-toast' ? pages.size : 0;
    const key = [overlay, theme, align, viewport.width, viewport.height, round].join();
    const known = pages.get(key);
    if (known !== undefined) return known;
    const page = await browser.newPage({ viewport });
    pages.set(key, page);
    await page.goto(`${url}/overlays/${overlay}?motion=off&theme=${theme}&align=${align}&sample=${sample}`);
    return page;
  };
  const pictures: Buffer[][] = [];
  for (const { layers, width, height } of tiles) {
    const drawn: Buffer[] = [];
    for (const layer of layers) {
      const page = await pageOf(layer, { width, height });
      if (layer.overlay !== 'request-toast') {
        await page.evaluate(`window.postMessage({ sample: '${layer.sample}' }, '*')`);
      }
      await page.waitForTimeout(350);
      if (layer.sample === 'requested') await page.waitForSelector('.asker', { state: 'attached' });
      await page.waitForSelector('html[data-state=shown]', { state: 'attached' });
      await page.evaluate('document.fonts.ready');
      drawn.push(await page.screenshot({ omitBackground: true }));
    }
    pictures.push(drawn);
  }
  for (const page of pages.values()) await page.close();
  return pictures;
}

async function drawTile(tile: Tile, layers: Buffer[]): Promise<Buffer> {
  const width = tile.width + 2 * tile.rim;
  const height = tile.height + 2 * tile.rim;
  const size = { width: Math.round(width * tile.shown), height: Math.round(height * tile.shown) };
  const behind =
    tile.backdrop === 'black' || tile.backdrop === 'white'
      ? sharp({ create: { width, height, channels: 4, background: tile.backdrop } })
      : sharp(visualPixels(tile.backdrop, width, height, 4), { raw: { width, height, channels: 4 } });
  const whole = await behind
    .composite(layers.map((input) => ({ input, left: tile.rim, top: tile.rim })))
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
      const drawn = await drawTile(tile, pictures[index] ?? []);
      const { width, height } = await sharp(drawn).metadata();
      if (left + width > SHEET_WIDTH) {
        left = GAP;
        top += rowHeight + GAP;
        rowHeight = 0;
      }
      placed.push({ input: drawn, left, top });
      left += width + GAP;
      rowHeight = Math.max(rowHeight, height);
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
    layers: [{ overlay: 'now-playing', theme: 'plate', sample: 'short' }],
    backdrop: 'waves',
    rim: 0,
    shown: 0.6,
    lowest: 300,
  };
  const [layers] = await drawGroup(browser, url, { heading: '', tiles: [tile] });
  const drawn = await drawTile(tile, layers ?? []);
  return sharp(drawn).png({ palette: true, colours: 128, effort: 10 }).toBuffer();
}

async function main(): Promise<void> {
  const isWanted = (name: string) => process.argv.length === 2 || process.argv.includes(name);
  await mkdir(OUT, { recursive: true });
  const pages = await servePages();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: CHROMIUM_ARGS,
  });
  try {
    const sheets: [string, Group[]][] = THEME_NAMES.map((theme) => [theme, themeGroups(theme)]);
    sheets.push(['stream-640x360', streamGroups()]);
    sheets.push(['requests', THEME_NAMES.flatMap(requestGroups)], ['requests-canvas', canvasGroups()]);
    sheets.push(['set', THEME_NAMES.flatMap(setGroups)]);
    if (isWanted('hero')) await writeFile(path.join(OUT, 'hero.png'), await drawHero(browser, pages.url));
    for (const [name, groups] of sheets) {
      if (!isWanted(name)) continue;
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
