import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { PLUGIN_SOURCE } from '../scripts/plugin/build.ts';
import { CHROMIUM, CHROMIUM_ARGS, hasChromium } from './fakes/chromium.ts';
import { until } from './fakes/until.ts';

type Message = { event: string; payload?: Record<string, unknown> };

let browser: Browser;
let page: Page;
let server: WebSocketServer;
let socket: WebSocket | undefined;
let received: Message[];

beforeAll(async () => {
  if (hasChromium) browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGS });
});
afterAll(() => browser?.close());
beforeEach(async () => {
  received = [];
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', (made) => {
    socket = made;
    made.on('message', (data) => received.push(JSON.parse(String(data)) as Message));
  });
});
afterEach(async () => {
  await page?.close();
  for (const client of server.clients) client.terminate();
  await new Promise((resolve) => server.close(resolve));
});

/** Opens a page as the app does. */
async function open(name: string, settings: object): Promise<void> {
  page = await browser.newPage({ viewport: { width: 430, height: 300 } });
  await page.goto(pathToFileURL(join(PLUGIN_SOURCE, 'ui', `${name}.html`)).href);
  const { port } = server.address() as AddressInfo;
  const action = JSON.stringify({ action: `com.tracord.dj.${name}`, context: 'key', payload: { settings } });
  await page.evaluate(
    `connectElgatoStreamDeckSocket(${port}, 'inspector', 'registerPropertyInspector', '{}', ${JSON.stringify(action)})`,
  );
  await until(() => expect(received.map(({ event }) => event)).toContain('getGlobalSettings'));
}

const say = (message: object) => socket?.send(JSON.stringify(message));
const sent = (event: string) => received.filter((message) => message.event === event).at(-1)?.payload;

describe.skipIf(!hasChromium)('a property inspector (needs Chromium)', () => {
  test('shows the place of a request key and keeps what is chosen', async () => {
    await open('request', { place: 3, other: 'kept' });
    expect(received[0]).toMatchObject({ event: 'registerPropertyInspector', uuid: 'inspector' });
    const select = page.getByLabel('Place');
    expect(await select.inputValue()).toBe('3');
    await select.selectOption('7');
    await until(() => expect(sent('setSettings')).toEqual({ place: 7, other: 'kept' }));
  });

  test('says whether TraCord was found, and takes an address and a token', async () => {
    await open('mask', {});
    say({ event: 'sendToPropertyInspector', payload: { event: 'status', connected: true, text: 'Connected.' } });
    await until(async () => expect(await page.getByRole('status').textContent()).toBe('Connected.'));
    say({ event: 'didReceiveGlobalSettings', payload: { settings: { url: 'http://127.0.0.1:1' } } });
    await page.getByText('Connect by hand').click();
    await until(async () => expect(await page.getByLabel('Address').inputValue()).toBe('http://127.0.0.1:1'));
    await page.getByLabel('Token').fill(' secret ');
    await page.getByLabel('Token').blur();
    await until(() => expect(sent('setGlobalSettings')).toEqual({ url: 'http://127.0.0.1:1', token: 'secret' }));
  });
});
