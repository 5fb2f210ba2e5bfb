// From ffmpeg as the broadcasting program to the title on the overlay in a real browser, over a host that comes and goes.

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page, type WebSocket } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectSource } from '../fakes/broadcast-source.ts';
import { CHROMIUM, CHROMIUM_ARGS, hasChromium } from '../fakes/chromium.ts';
import { writeSmallCollection } from '../fakes/small-collection.ts';
import { type StartedHost, startedHost } from '../fakes/started-host.ts';

const hasFfmpeg = (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, 'ffmpeg')));

let folder: string;
let host: StartedHost;
let browser: Browser;
let page: Page;
/** The page's line to the host. */
let line: WebSocket;

/** What the page shows now; a card that is on its way out is still in the page, but not for long. */
const shownText = async () => (await page.locator('.title:visible').allTextContents()).join(' | ');

/** For each way to broadcast a track with a red cover, and a chain of two Ogg streams: that track and a stranger. */
function makeAudio(method: string): void {
  const run = (...args: string[]) => execFileSync('ffmpeg', ['-v', 'error', '-y', ...args], { cwd: folder });
  run('-f', 'lavfi', '-i', 'color=c=red:s=300x300', '-frames:v', '1', 'cover.png');
  run(
    '-f',
    'lavfi',
    '-i',
    'sine=220:d=1',
    '-i',
    'cover.png',
    '-map',
    '0',
    '-map',
    '1',
    '-c:v',
    'copy',
    `Red ${method}.mp3`,
  );
  const titles = [
    ['Mira Oldane', `Red ${method}`],
    ['Nobody', `Unheard ${method}`],
  ];
  for (const [index, [artist, title]] of titles.entries()) {
    const tags = ['-metadata', `ARTIST=${artist}`, '-metadata', `title=${title}`];
    run('-f', 'lavfi', '-i', 'sine=330:d=4', '-c:a', 'libvorbis', ...tags, `${index}.ogg`);
  }
  const chain = titles.map((_title, index) => readFileSync(join(folder, `${index}.ogg`)));
  writeFileSync(join(folder, `${method}.ogg`), Buffer.concat(chain));
}

describe.skipIf(!hasChromium || !hasFfmpeg)('the overlay (needs Chromium and ffmpeg)', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tracord-overlay-'));
    const methods = ['PUT', 'SOURCE'];
    for (const method of methods) makeAudio(method);
    const entries = methods.map((method) => ({ artist: 'Mira Oldane', title: `Red ${method}`, folder }));
    writeSmallCollection(join(folder, 'collection.nml'), entries);
    host = await startedHost({ args: ['--collection', join(folder, 'collection.nml')] });
    await host.until(async () => expect(await host.get('/api/library')).toMatchObject({ tracks: 2 }));
    browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGS });
    page = await browser.newPage({ viewport: { width: 960, height: 180 } });
    page.on('websocket', (socket) => {
      line = socket;
    });
    await page.goto(`${host.address}/overlays/now-playing`);
  });
  afterAll(async () => {
    await browser?.close();
    await host?.stop();
    host?.clear();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ['PUT', []],
    ['SOURCE', ['-legacy_icecast', '1']],
  ])('shows both titles that ffmpeg broadcasts by %s, the first with its cover', async (method, flags) => {
    const target = `icecast://source:any@127.0.0.1:${host.broadcastPort}/ffmpeg`;
    const format = ['-c:a', 'copy', '-content_type', 'application/ogg', '-f', 'ogg', ...flags];
    const ffmpeg = spawn('ffmpeg', ['-v', 'error', '-re', '-i', join(folder, `${method}.ogg`), ...format, target]);
    try {
      await host.until(async () => expect(await shownText()).toContain(`Red ${method}`), 15_000);
      const drawn = () =>
        page.evaluate(async () => {
          const picture = [...document.querySelectorAll('img')].find((img) => img.src.includes('/artwork/'));
          await picture?.decode();
          return picture?.naturalWidth ?? 0;
        });
      await host.until(async () => expect(await drawn()).toBeGreaterThan(100));
      await host.until(async () => expect(await shownText()).toContain(`Unheard ${method}`), 15_000);
    } finally {
      ffmpeg.kill();
    }
  });

  it('keeps the last track while the host is away, and mends itself when it is back', async () => {
    const source = await connectSource({ port: host.broadcastPort });
    await source.sendTitle({ artist: 'Mira Oldane', title: 'Red PUT' });
    await host.until(async () => expect(await shownText()).toContain('Red PUT'));
    await Promise.all([line.waitForEvent('close'), host.stop('SIGKILL')]);
    expect(await shownText()).toContain('Red PUT');
    host = await startedHost({
      ...{ home: host.home, port: host.port, broadcastPort: host.broadcastPort },
      args: ['--collection', join(folder, 'collection.nml')],
    });
    const again = await connectSource({ port: host.broadcastPort });
    await again.sendTitle({ artist: 'Second', title: 'Wind' });
    await host.until(async () => expect(await shownText()).toContain('Wind'));
    await again.close();
  });

  it('says DEMO when the demo plays, and only then', async () => {
    const text = () => page.evaluate(() => document.body.textContent);
    expect(await text()).not.toContain('DEMO');
    const demo = await startedHost({ args: ['--demo', '--speed', '20'] });
    await page.goto(`${demo.address}/overlays/now-playing`);
    await demo.until(async () => expect(await text()).toContain('DEMO'));
    await demo.stop();
    demo.clear();
  });
});
