// Facts of a chain in which all is well, for the doctor's tests to change one of.

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SETTINGS, type Settings } from '@tracord/shared/settings.ts';
import type { BridgeHealth } from '@tracord/shared/topics.ts';
import type { Facts, LibraryFacts } from '#app/cli/doctor-facts.ts';
import type { HostView } from '#app/cli/doctor-host.ts';

export const OVERLAY_HTML =
  '<script type="module" src="/assets/page-1.js"></script><link rel="stylesheet" href="/assets/page-1.css">';

/** A folder with built pages, an empty config folder and a data folder; the caller removes it. */
export function madeHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'tracord-facts-'));
  for (const folder of ['config', 'data', 'pages/overlays/now-playing', 'pages/assets']) {
    mkdirSync(join(home, folder), { recursive: true });
  }
  writeFileSync(join(home, 'pages/overlays/now-playing/index.html'), OVERLAY_HTML);
  for (const name of ['page-1.js', 'page-1.css']) writeFileSync(join(home, 'pages/assets', name), '');
  return home;
}

export function madeFacts(home: string, changed: Partial<Facts> = {}): Facts {
  const place = {
    config: join(home, 'config'),
    data: join(home, 'data'),
    cache: join(home, 'data/cache'),
    log: join(home, 'data/log'),
  };
  const host = madeHost();
  return {
    parts: {
      ...{ place, env: {}, flags: {}, version: '1.2.3', nodeVersion: '24.21.0' },
      pages: join(home, 'pages'),
      findCollections: async () => [],
    },
    settingsFile: join(place.config, 'settings.yaml'),
    settingsRead: { ok: true, settings: DEFAULT_SETTINGS, warnings: [] },
    settings: DEFAULT_SETTINGS,
    sight: { state: 'running', view: host },
    ...{ host, place },
    library: madeLibrary(),
    ...changed,
  };
}

export function madeLibrary(changed: Partial<Extract<LibraryFacts, { state: 'known' }>> = {}): LibraryFacts {
  const counts = { tracks: 1234, playlists: 5, cues: 60, plays: 7, missing: 0, skipped: [] };
  return { state: 'known', isImporting: false, counts, ...changed };
}

export function madeHost(changed: Partial<HostView> = {}): HostView {
  const track = {
    id: 't1',
    artist: 'Nia Vale',
    title: 'Blue Hour',
    display: { artist: 'Nia Vale', title: 'Blue Hour' },
  };
  const match = { confidence: 1, by: 'text' as const, reasons: [], alternatives: [] };
  const nowPlaying = { track, match, source: 'broadcast' as const, onAirSince: 1000 };
  return {
    ...{ address: 'http://127.0.0.1:1', tokenFile: '/data/operator-token', token: 'accepted' },
    ...{ version: '1.2.3', demo: false, live: true, nowPlaying, shown: nowPlaying, trackFiles: [] },
    health: {
      status: 'ok',
      bridges: {
        broadcast: { status: 'ok', message: 'Traktor is connected (/traktor, since 21:00)' },
        decks: { status: 'off', message: 'The deck feed is off.' },
      },
    },
    library: { tracks: 1234, playlists: 5, cues: 60, plays: 7, missing: 0, skipped: [], importing: null },
    finds: { forDj: true, forAudience: true },
    settings: DEFAULT_SETTINGS,
    ...changed,
  };
}

export function set(changed: Partial<Settings>): Settings {
  return { ...DEFAULT_SETTINGS, ...changed };
}

export function withHost(changed: Partial<HostView>): Partial<Facts> {
  return { host: madeHost(changed) };
}

export function withBridges(bridges: Record<string, BridgeHealth>): HostView {
  return madeHost({ health: { status: 'ok', bridges } });
}

export function madeNml(entries: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<NML VERSION="19"><HEAD PROGRAM="Traktor"></HEAD><COLLECTION ENTRIES="1">${entries}</COLLECTION></NML>\n`;
}
