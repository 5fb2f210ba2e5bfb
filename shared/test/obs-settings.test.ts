// What the settings and commands of OBS take: addresses that can be, and names as long as OBS has them.

import { describe, expect, it } from 'vitest';
import { obsCommands } from '../src/obs-commands.ts';
import { obsSettings } from '../src/obs-settings.ts';

describe('the address of OBS', () => {
  it.each([
    ['', true],
    ['ws://127.0.0.1:4455', true],
    ['wss://studio.example/obs', true],
    ['ws://[::1]:4455', true],
    ['ws://studio-pc', true],
    ['ws://', false],
    ['ws://127.0.0.1:99999', false],
    ['ws://127.0.0.1:4455#x', false],
    ['ws://[::1', false],
    ['http://127.0.0.1:4455', false],
    ['127.0.0.1:4455', false],
  ])('"%s": %s', (url, isFine) => {
    expect(obsSettings.safeParse({ url }).success).toBe(isFine);
  });
});

it('a scene with a name of hundreds of letters can be asked for by its id', () => {
  expect(obsCommands['scene.set'].args.safeParse({ scene: `name:${'x'.repeat(298)}` }).success).toBe(true);
  expect(obsCommands['source.show'].args.safeParse({ source: 'x'.repeat(400) }).success).toBe(true);
});
