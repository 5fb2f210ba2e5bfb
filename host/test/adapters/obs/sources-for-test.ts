// Our sources on a real OBS: a connection of the host's own, rows in real SQLite, covers in one colour each, and a second client
// that does in OBS what a DJ does.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ObsBoundSource } from '@tracord/shared/obs.ts';
import { type BridgeHealth, FIRST_PUBLIC_TOPICS, type NowTrack } from '@tracord/shared/topics.ts';
import { OBSWebSocket } from 'obs-websocket-js/json';
import sharp from 'sharp';
import { expect } from 'vitest';
import { ObsConnection } from '#adapters/obs/connection.ts';
import type { ShownTopics } from '#adapters/obs/source-texts.ts';
import { ObsSources, type ObsSourcesParts } from '#adapters/obs/sources.ts';
import { type Clock, systemClock } from '#kernel/clock.ts';
import { createLogger, type LogLine, silentLogger } from '#kernel/logger.ts';
import { openShowDatabase } from '#storage/show/database.ts';
import { ObsSourceRows } from '#storage/show/obs-sources.ts';
import { until } from '../../../../test/fakes/until.ts';

export const WEB_PORT = 47_123;

/** As OBS is reached. */
export type Address = { url: string; password: string | undefined };

export async function solid(color: string, size = 200): Promise<Buffer> {
  return sharp({ create: { width: size, height: size, channels: 3, background: color } })
    .png()
    .toBuffer();
}

/** The cover of an artwork "#FF0000" is red; the neutral one is grey. */
export const colorCover: ObsSourcesParts['cover'] = (id = '#808080') => solid(id);

export function playing(artist: string, title: string, more: Partial<NowTrack> = {}): ShownTopics {
  return {
    nowPlaying: {
      track: { artist, title, display: { artist, title }, ...more },
      source: 'manual',
      match: { confidence: 1, by: 'dj', reasons: [], alternatives: [] },
    },
    requests: FIRST_PUBLIC_TOPICS.requests,
  };
}

export const MASKED = playing('ID', 'ID', { masked: true });

export const artwork = (color: string) => ({ artwork: { id: color, colors: { main: color, dark: color } } });

export function startSources(
  { url, password }: Address,
  lines: string[] = [],
  clock: Clock = systemClock,
  more: Partial<ObsSourcesParts> = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'tracord-obs-sources-'));
  const db = openShowDatabase(folder);
  const link = new ObsConnection({
    url,
    password: () => ({ known: true, password }),
    clock: systemClock,
    log: silentLogger,
    isLive: () => false,
    onPhase: () => {},
  });
  const settings = { sources: lines };
  const store = new ObsSourceRows(db);
  const heard: ObsBoundSource[][] = [];
  const health: BridgeHealth[] = [];
  const logged: LogLine[] = [];
  const sources = new ObsSources({
    ...{ link, store, settings: () => settings, webPort: WEB_PORT, cover: colorCover },
    ...{ folder: join(folder, 'covers'), clock, log: createLogger((line) => logged.push(line)) },
    onBound: (list) => heard.push(list),
    report: (now) => health.push(now),
    adopts: true,
    ...more,
  });
  link.start();
  return {
    ...{ link, store, sources, settings, heard, health, logged, covers: join(folder, 'covers') },
    connected: () => until(() => expect(link.state).toBeDefined()),
    /** Names of what is bound and there. */
    found: () => Object.fromEntries(sources.bound.filter(({ found }) => found).map(({ what, name }) => [what, name])),
    stop: () => {
      sources.stop();
      link.stop();
      db.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export type OurSources = ReturnType<typeof startSources>;

/** Somebody else at the same OBS. */
export async function secondClient({ url, password }: Address): Promise<OBSWebSocket> {
  const client = new OBSWebSocket();
  await until(async () => {
    await client.connect(url, password);
    await client.call('GetSceneList');
  });
  return client;
}

/** What OBS lists though it was removed before is left to OBS. */
export async function removeInputs(client: OBSWebSocket): Promise<void> {
  const { inputs } = await client.call('GetInputList');
  await client.callBatch(
    inputs.map(({ inputName }) => ({ requestType: 'RemoveInput', requestData: { inputName: String(inputName) } })),
  );
}

/** What OBS shows on a canvas of 1920 × 1080, read at half its size. Places are those of the canvas. */
export async function screenshot(client: OBSWebSocket, sourceName: string) {
  const { imageData } = await client.call('GetSourceScreenshot', { sourceName, imageFormat: 'png', imageWidth: 960 });
  const png = Buffer.from(imageData.slice(imageData.indexOf(',') + 1), 'base64');
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  /** RGBA. */
  const at = (x: number, y: number) => {
    const from = (Math.floor(y / 2) * info.width + Math.floor(x / 2)) * 4;
    return [...data.subarray(from, from + 4)];
  };
  /** How many of the pixels that were read in the box are opaque. */
  const inked = (left: number, top: number, width: number, height: number) => {
    let count = 0;
    for (let y = top; y < top + height; y += 2) {
      for (let x = left; x < left + width; x += 2) if ((at(x, y)[3] ?? 0) > 127) count += 1;
    }
    return count;
  };
  return { png, at, inked };
}
