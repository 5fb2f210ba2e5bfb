// From the last byte of a broadcast comment to the first frame of its title in Chromium, and to an uncached cover.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { prepareDemoLibrary } from '../../host/src/app/demo/demo-library.ts';
import { connectSource, type FakeSource } from '../../test/fakes/broadcast-source.ts';
import { CHROMIUM, CHROMIUM_ARGS } from '../../test/fakes/chromium.ts';
import { startedHost } from '../../test/fakes/started-host.ts';
import { quantile } from './quantile.ts';
import type { Bench, BenchRow } from './row.ts';

const TITLES = 120;
const PAUSE_MS = 700;

export const bench: Bench = async ({ say }) => {
  const folder = mkdtempSync(join(tmpdir(), 'tracord-bench-'));
  const { collection } = await prepareDemoLibrary(folder);
  const host = await startedHost({ args: ['--collection', collection] });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGS });
  try {
    await host.until(async () => {
      const library = await host.get<{ tracks: number; importing: unknown }>('/api/library');
      if (library.tracks === 0 || library.importing !== null) throw new Error('the demo library is not in yet');
    });
    const page = await browser.newPage({ viewport: { width: 960, height: 180 } });
    await page.goto(`${host.address}/overlays/now-playing`);
    const source = await connectSource({ port: host.broadcastPort });
    const { tracks } = await host.get<{ tracks: Heard[] }>('/api/tracks?q=&limit=50');
    say(`  ${tracks.length} covers, then ${TITLES} titles`);
    // The first title loads what is loaded once.
    await titleDelayMs(page, source, { artist: 'Warm', title: 'Up' });
    const covers: number[] = [];
    for (const heard of tracks) covers.push(...(await coverDelayMs(page, source, heard)));
    const titles: number[] = [];
    for (let index = 0; index < TITLES; index += 1) {
      const heard = tracks[index % tracks.length];
      const next = index % 2 === 0 && heard ? heard : { artist: 'Nobody', title: `Stranger ${index}` };
      titles.push(await titleDelayMs(page, source, next));
      await page.waitForTimeout(PAUSE_MS);
    }
    await source.close();
    return rows(titles, covers);
  } finally {
    await browser.close();
    await host.stop();
    host.clear();
    rmSync(folder, { recursive: true });
  }
};

type Heard = { artist: string; title: string };

function rows(titles: number[], covers: number[]): BenchRow[] {
  return [
    { figure: 'comment to title frame, p50, ms', measured: quantile(titles, 0.5), bound: { atMost: 30 } },
    { figure: 'comment to title frame, p95, ms', measured: quantile(titles, 0.95), bound: { atMost: 100 } },
    {
      figure: `comment to uncached cover, worst of ${covers.length}, ms`,
      measured: Math.max(...covers),
      bound: { atMost: 300 },
    },
  ];
}

/** Wall-clock time, in ms with fractions, as the page's `performance.timeOrigin` counts it. */
const now = () => performance.timeOrigin + performance.now();

async function titleDelayMs(page: Page, source: FakeSource, heard: Heard): Promise<number> {
  await page.evaluate(() => performance.clearMarks('title-frame'));
  await source.sendTitle(heard);
  const sentAt = now();
  const shownAt = await page.waitForFunction(() => {
    const mark = performance.getEntriesByName('title-frame')[0];
    return mark && performance.timeOrigin + mark.startTime;
  });
  return ((await shownAt.jsonValue()) as number) - sentAt;
}

/** Empty for a track without a cover. */
async function coverDelayMs(page: Page, source: FakeSource, heard: Heard): Promise<number[]> {
  await page.evaluate(() => performance.clearResourceTimings());
  await source.sendTitle(heard);
  const sentAt = now();
  await page.waitForTimeout(PAUSE_MS);
  const arrivedAt = await page.evaluate(() => {
    const cover = performance.getEntriesByType('resource').find((entry) => entry.name.includes('/artwork/'));
    return cover && performance.timeOrigin + (cover as PerformanceResourceTiming).responseEnd;
  });
  return arrivedAt === undefined ? [] : [arrivedAt - sentAt];
}
