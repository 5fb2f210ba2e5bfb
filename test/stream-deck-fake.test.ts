// What the made-up Stream Deck app promises to tests, shown with a plugin of a few lines in place of ours.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StreamDeckApp } from './fakes/stream-deck-app.ts';

const PLUGIN = `
const flag = (name) => process.argv[process.argv.indexOf(name) + 1];
const { devices } = JSON.parse(flag('-info'));
const socket = new WebSocket('ws://127.0.0.1:' + flag('-port'));
const send = (message) => socket.send(JSON.stringify(message));
socket.onopen = () => send({ event: flag('-registerEvent'), uuid: flag('-pluginUUID') });
socket.onclose = () => process.exit(3);
socket.onmessage = ({ data }) => {
  const { event, context, payload, ...more } = JSON.parse(data);
  console.log(JSON.stringify({ event, payload, ...more, devices }));
  if (event === 'willAppear') {
    const svg = '<svg>' + payload.coordinates.column + '</svg>';
    send({ event: 'setImage', context, payload: { image: 'data:image/svg+xml,' + encodeURIComponent(svg) } });
    send({ event: 'getSettings', context, id: 'ask-1' });
  }
  if (event === 'keyDown') {
    for (let index = 0; index < 12; index++) {
      send({ event: 'setImage', context, payload: { image: 'data:image/svg+xml;base64,' + btoa('<svg>' + index + '</svg>') } });
    }
  }
  if (event === 'keyUp') {
    send({ event: 'setImage', context, payload: { image: 'imgs/key.png' } });
    send({ event: 'setFeedback', context, payload: { nothing: 'x' } });
    send({ event: 'paintItBlack', context });
  }
};`;

let home: string;
let app: StreamDeckApp;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'tracord-fake-plugin-'));
  mkdirSync(join(home, 'bin'));
  const manifest = {
    UUID: 'com.example',
    Version: '1.0.0.0',
    CodePath: 'bin/plugin.mjs',
    Actions: [{ UUID: 'com.example.key' }],
  };
  writeFileSync(join(home, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(home, 'bin', 'plugin.mjs'), PLUGIN);
  app = await StreamDeckApp.start({ plugin: home, devices: ['plus'] });
});
afterEach(async () => {
  await app.quit();
  rmSync(home, { recursive: true });
});

const heard = () =>
  app
    .output()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the made-up app', () => {
  test('registers a plugin, tells it of a key, keeps its picture and echoes its settings', async () => {
    const key = app.appear('com.example.key', { device: 'plus', column: 2, row: 1, settings: { place: 4 } });
    await app.until(() => expect(app.face(key)).toBe('<svg>2</svg>'));
    await app.until(() => expect(heard()).toHaveLength(2));
    expect(heard()).toMatchObject([
      {
        event: 'willAppear',
        device: 'plus',
        payload: { controller: 'Keypad', coordinates: { column: 2, row: 1 }, settings: { place: 4 } },
        devices: [{ id: 'plus', type: 7, size: { columns: 4, rows: 2 } }],
      },
      { event: 'didReceiveSettings', id: 'ask-1', payload: { settings: { place: 4 } } },
    ]);
    expect(app.faults).toEqual([]);
  });

  test('says what an app would not put up with', async () => {
    const key = app.appear('com.example.key', { device: 'plus' });
    await app.until(() => expect(app.face(key)).not.toBe(''));
    await app.press(key);
    await app.until(() => expect(app.faults).toContain('the app knows no event "paintItBlack"'));
    expect(app.faults.join('\n')).toMatch(/was sent 11 pictures in \d+ ms/);
    expect(app.faults.join('\n')).toContain('was sent no picture: imgs/key.png');
    expect(app.faults.join('\n')).toContain('which is no dial');
  });

  test('closes its socket when it quits, and says how the plugin ended', async () => {
    expect(await app.quit()).toBe(3);
    app = await StreamDeckApp.start({ plugin: home });
    expect(await app.stop()).toBeNull();
    app = await StreamDeckApp.start({ plugin: home });
  });
});
