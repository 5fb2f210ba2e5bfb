import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lookAtAudience, lookAtCovers, lookAtOverlay } from '#app/cli/doctor-audience.ts';
import type { Facts } from '#app/cli/doctor-facts.ts';
import type { Finding, PlaceName } from '#app/cli/doctor-finding.ts';
import type { HostView } from '#app/cli/doctor-host.ts';
import { madeFacts, madeHome, madeHost, OVERLAY_HTML, set, withHost } from './made-facts.ts';

const home = madeHome();
afterAll(() => rmSync(home, { recursive: true }));
const NOTHING_BEFORE = new Map<PlaceName, Finding>();

describe('what people see', () => {
  const { nowPlaying } = madeHost();

  test.each<[string, Partial<HostView>, number, RegExp]>([
    ['live', {}, 0, /^People read “Nia Vale – Blue Hour”\. You are live\.$/],
    ['rehearsal', { live: false }, 0, /This is a rehearsal/],
    ['late', {}, 20, /“Nia Vale – Blue Hour”, 20 s after it was on air/],
    ['not yet', { shown: { ...nowPlaying, onAirSince: 1 } }, 20, /do not read the current track yet: each comes 20 s/],
    [
      'nothing',
      { nowPlaying: { ...nowPlaying, track: undefined }, shown: { ...nowPlaying, track: undefined } },
      0,
      /no track/,
    ],
  ])('%s', async (_name, changed, announceDelaySeconds, says) => {
    const settings = set({ nowPlaying: { ...DEFAULT_SETTINGS.nowPlaying, announceDelaySeconds } });
    const found = await lookAtAudience(madeFacts(home, { ...withHost(changed), settings }));
    expect(found).toMatchObject({ status: 'ok', says: expect.stringMatching(says) });
  });

  test('masks that hide everything in a large library are not said to be looked at whole', async () => {
    const host = madeHost({ finds: { forDj: true, forAudience: false } });
    expect((await lookAtAudience(madeFacts(home, { host }))).says).toMatch(/hide the 500 newest tracks, perhaps all/);
  });
});

describe('the overlay', () => {
  const files: Record<string, string> = {};
  const server = createServer((request, response) => {
    const body = files[request.url ?? ''];
    response.writeHead(body === undefined ? 404 : 200).end(body);
  });
  let address = '';

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const look = (changed: Partial<Facts> = {}) =>
    lookAtOverlay(madeFacts(home, { ...withHost({ address }), ...changed }), NOTHING_BEFORE);

  test('is named as long as one of its files is not served', async () => {
    expect((await look()).says).toMatch(/does not answer/);
    files['/overlays/now-playing'] = OVERLAY_HTML;
    files['/assets/page-1.js'] = '';
    expect((await look()).says).toMatch(/lacks one of its files \(\/assets\/page-1\.css\)/);
    files['/assets/page-1.css'] = '';
    expect((await look()).status).toBe('ok');
  });

  test('is not looked at while its pages are not built', async () => {
    const earlier = new Map<PlaceName, Finding>([['Set-up', { status: 'broken', says: 'x' }]]);
    expect((await lookAtOverlay(madeFacts(home), earlier)).status).toBe('skipped');
  });

  test("says when the DJ's own style sheet is gone", async () => {
    const settings = set({ overlay: { css: join(home, 'mine.css') } });
    expect(await look({ settings })).toMatchObject({ status: 'warn', says: expect.stringContaining('mine.css') });
  });

  test('a cover that is not served is named', async () => {
    const artwork = { id: 'c1', colors: { main: '#FFFFFF', dark: '#000000' } };
    const { nowPlaying } = madeHost();
    const shown = { ...nowPlaying, track: nowPlaying.track && { ...nowPlaying.track, artwork } };
    const facts = madeFacts(home, withHost({ address, shown }));
    expect((await lookAtCovers(facts, NOTHING_BEFORE)).says).toMatch(/is not served/);
    files['/artwork/c1?size=360'] = 'picture';
    expect((await lookAtCovers(facts, NOTHING_BEFORE)).says).toBe('The current cover is served.');
  });

  test('a music file on another computer is nothing to say', async () => {
    const facts = madeFacts(home, withHost({ trackFiles: ['/Volumes/Other/x.mp3'] }));
    expect((await lookAtCovers(facts, NOTHING_BEFORE)).status).toBe('warn');
    const settings = set({ broadcast: { port: 8000, lan: true } });
    expect((await lookAtCovers({ ...facts, settings }, NOTHING_BEFORE)).status).toBe('ok');
  });
});
