import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEFAULT_SETTINGS, SETTINGS } from '@tracord/shared/settings.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSettingsFile, loadSettings, type SettingsResult, watchSettings } from '#adapters/files/settings-file.ts';
import { environmentName } from '#adapters/files/settings-override.ts';
import { systemClock } from '#kernel/clock.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tracord-settings-'));
  file = path.join(folder, 'settings.yaml');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const load = (text: string | Uint8Array, env = {}, flags = {}) => {
  writeFileSync(file, text);
  return loadSettings({ file, env, flags });
};
const problemsOf = (result: SettingsResult) => (result.ok ? [] : result.problems);

describe('environment and flags', () => {
  test.each([
    ['broadcast.port', 'TRACORD_BROADCAST_PORT'],
    ['nowPlaying.unknownTracks', 'TRACORD_NOW_PLAYING_UNKNOWN_TRACKS'],
    ['onAir.policy', 'TRACORD_ON_AIR_POLICY'],
  ])('%s is %s', (setting, name) => {
    expect(environmentName(setting)).toBe(name);
  });

  test('no two settings share a variable', () => {
    expect(new Set(SETTINGS.map((setting) => environmentName(setting.path))).size).toBe(SETTINGS.length);
  });

  test('flags win over variables, variables over the file', () => {
    const env = { TRACORD_WEB_PORT: '2', TRACORD_BROADCAST_PORT: '22', TRACORD_MASKS_TAGS: 'Promo, White label' };
    const result = load('web:\n  port: 1\nbroadcast:\n  port: 11\ndecks:\n  port: 111\n', env, { 'web.port': '3' });
    expect(result).toMatchObject({
      ok: true,
      settings: {
        web: { port: 3 },
        broadcast: { port: 22 },
        decks: { port: 111 },
        masks: { tags: ['Promo', 'White label'] },
      },
    });
  });

  test.each([
    [{ TRACORD_WEB_PORT: 'x' }, {}, 'TRACORD_WEB_PORT: "x" is not a number'],
    [{ TRACORD_WEB_PORT: '0x10' }, {}, 'TRACORD_WEB_PORT: "0x10" is not a number'],
    [{ TRACORD_BROADCAST_LAN: 'maybe' }, {}, 'TRACORD_BROADCAST_LAN: "maybe" is not true or false'],
    [{ TRACORD_ON_AIR_POLICY: 'loud' }, {}, 'TRACORD_ON_AIR_POLICY: "loud" is none of the choices'],
    [{}, { 'web.port': '70000' }, '--port: 70000 is too large'],
    [{}, { 'broadcast.port': '' }, '--broadcast-port: "" is not a number'],
  ])('a bad value is named: %j %j', (env, flags, message) => {
    const [problem] = problemsOf(load('', env, flags));
    expect(problem?.message).toContain(message);
    expect(problem?.remedy).not.toContain('#');
  });

  test('a variable that sets nothing is a warning with the name probably meant', () => {
    const result = load('', {
      TRACORD_BROADCAST_PROT: '1',
      TRACORD_BROADCAST_PASSWORD: 'x',
      TRACORD_DISCORD_TOKEN: 'x',
      TRACORD_DISCORD_GUILD: '7',
      TRACORD_DISCORD_API: 'http://x',
      TRACORD_DISCORD_GATEWAY: 'ws://x',
      TRACORD_DATA: '/x',
      PATH: '',
    });
    expect(result.ok && result.warnings.map((warning) => warning.remedy)).toEqual([
      'Did you mean TRACORD_BROADCAST_PORT?',
    ]);
  });

  test('an empty variable sets nothing', () => {
    expect(load('', { TRACORD_WEB_PORT: '' })).toMatchObject({ ok: true, settings: DEFAULT_SETTINGS });
  });
});

test('a watched file: new settings, problems, then a return', async () => {
  const lastGoodFile = path.join(folder, 'last-good.yaml');
  createSettingsFile(file);
  const source = { file, env: {}, lastGoodFile };
  loadSettings(source);
  const heard: SettingsResult[] = [];
  let told = () => {};
  const onChange = (result: SettingsResult) => {
    heard.push(result);
    told();
  };
  const watching = await watchSettings(source, systemClock, { since: readFileSync(file, 'utf8'), onChange });
  const next = (change: () => void) =>
    new Promise<SettingsResult | undefined>((resolve) => {
      told = () => resolve(heard.at(-1));
      change();
    });
  try {
    expect(await next(() => writeFileSync(file, 'web:\n  port: 9000\n'))).toMatchObject({
      ok: true,
      settings: { web: { port: 9000 } },
    });
    expect(await next(() => writeFileSync(file, 'web:\n  prot: 1\n'))).toMatchObject({
      ok: false,
      problems: [{ line: 2, remedy: 'Did you mean port?' }],
      lastGood: { web: { port: 9000 } },
    });
    expect(await next(() => rmSync(file))).toMatchObject({ ok: false, lastGood: { web: { port: 9000 } } });
    expect(await next(() => writeFileSync(file, '# none\n'))).toMatchObject({ ok: true, settings: DEFAULT_SETTINGS });
    expect(await next(() => writeFileSync(file, ''))).toMatchObject({ ok: false, lastGood: DEFAULT_SETTINGS });
    expect(heard).toHaveLength(5);
  } finally {
    await watching.stop();
  }
});
