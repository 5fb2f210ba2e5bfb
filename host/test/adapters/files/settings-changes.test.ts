import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEFAULT_SETTINGS, SETTINGS } from '@tracord/shared/settings.ts';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  createSettingsFile,
  loadSettings,
  type SettingsResult,
  watchSettings,
  writeSetting,
} from '#adapters/files/settings-file.ts';
import { environmentName } from '#adapters/files/settings-override.ts';
import { settingsTemplate } from '#adapters/files/settings-template.ts';
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

describe('writing one setting', () => {
  const comments = (text: string) => text.split('\n').filter((line) => /^\s*# /.test(line));
  const written = (text: string, setting: Parameters<typeof writeSetting>[1], value: unknown) => {
    writeFileSync(file, text);
    expect(writeSetting(file, setting, value)).toEqual({ ok: true });
    return readFileSync(file, 'utf8');
  };

  test.each(SETTINGS)(
    '$path: its commented line comes alive where it stands',
    ({ path: setting, section, key, default: value }) => {
      const before = settingsTemplate();
      const after = written(before, setting, value);
      expect(after.split('\n').length).toBe(before.split('\n').length);
      expect(after.split('\n').filter((line, i) => line !== before.split('\n')[i])).toHaveLength(1);
      expect(loadSettings({ file, env: {} })).toMatchObject({ ok: true, settings: { [section]: { [key]: value } } });
    },
  );

  test.each<[string, string, string]>([
    ['a value beside a remark', 'web:\n  port: 1 # mine\n', 'web:\n  port: 9000 # mine\n'],
    ['a section without it', 'web:\n# end\n', 'web:\n  port: 9000\n# end\n'],
    ['no section', 'decks:\n    port: 1\n', 'decks:\n    port: 1\n\nweb:\n  port: 9000\n'],
    ['an empty file', '', '\nweb:\n  port: 9000\n'],
    ['a section in one line', 'web: {port: 1} # w\n', 'web: {port: 9000} # w\n'],
    ['a quoted name', '"web":\n  # help\n  port: 2\n', '"web":\n  # help\n  port: 9000\n'],
    ['line ends of Windows', 'web:\r\n  #port: 1\r\n', 'web:\r\n  port: 9000\r\n'],
    [
      'a value with odd spacing',
      'web:\n    port:   0x10   # mine\n\n\n# x\n',
      'web:\n    port: 9000   # mine\n\n\n# x\n',
    ],
    ['an empty section in one line', 'web: {}\n', 'web: {port: 9000}\n'],
  ])('%s', (_, before, after) => {
    expect(written(before, 'web.port', 9000)).toBe(after);
  });

  test('a list of several lines becomes one line', () => {
    const before =
      "masks:\n  # all of them\n  tags:\n    - Promo # why\n    - White label\n\n  # else\n  folders: ['x']\n";
    expect(written(before, 'masks.tags', ['A', '*b'])).toBe(
      "masks:\n  # all of them\n  tags: [A, '*b']\n\n  # else\n  folders: ['x']\n",
    );
  });

  test('the same name in another section stays as it is', () => {
    const after = written(settingsTemplate(), 'decks.port', 9000);
    expect(loadSettings({ file, env: {} })).toMatchObject({
      settings: { decks: { port: 9000 }, broadcast: { port: 8000 } },
    });
    expect(after).toContain('  #port: 8000');
  });

  test('any changes one after another add up, and every comment stays', () => {
    const change = fc.oneof(
      fc.record({
        setting: fc.constantFrom('web.port' as const, 'decks.port' as const),
        value: fc.integer({ min: 1, max: 65535 }),
      }),
      fc.record({
        setting: fc.constantFrom('masks.tags' as const, 'masks.playlists' as const, 'library.exclude' as const),
        value: fc.array(fc.string({ minLength: 1, unit: 'grapheme' }), { maxLength: 3 }),
      }),
      fc.record({ setting: fc.constant('broadcast.lan' as const), value: fc.boolean() }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
        writeFileSync(file, settingsTemplate());
        const wanted: Record<string, Record<string, unknown>> = structuredClone(DEFAULT_SETTINGS);
        for (const { setting, value } of changes) {
          expect(writeSetting(file, setting, value)).toEqual({ ok: true });
          const [section = '', key = ''] = setting.split('.');
          wanted[section] = { ...wanted[section], [key]: value };
        }
        expect(loadSettings({ file, env: {} })).toMatchObject({ ok: true, settings: wanted });
        expect(comments(readFileSync(file, 'utf8'))).toEqual(comments(settingsTemplate()));
      }),
      { numRuns: 60 },
    );
  });

  test('refuses a value out of bounds, and a broken file', () => {
    writeFileSync(file, 'web:\n  port: 1\n');
    expect(writeSetting(file, 'web.port', 0)).toMatchObject({ ok: false, problems: [{ path: 'web.port' }] });
    writeFileSync(file, 'web: [');
    expect(writeSetting(file, 'web.port', 9)).toMatchObject({ ok: false, problems: [{ line: 1 }] });
    expect(readFileSync(file, 'utf8')).toBe('web: [');
  });
});

test('a watched file: new settings, problems, then a return', async () => {
  const lastGoodFile = path.join(folder, 'last-good.yaml');
  createSettingsFile(file);
  const source = { file, env: {}, lastGoodFile };
  loadSettings(source);
  const heard: SettingsResult[] = [];
  let told = () => {};
  const watching = await watchSettings(source, systemClock, (result) => {
    heard.push(result);
    told();
  });
  const next = (change: () => void) =>
    new Promise<SettingsResult | undefined>((resolve) => {
      told = () => resolve(heard.at(-1));
      change();
    });
  try {
    expect(await next(() => writeSetting(file, 'web.port', 9000))).toMatchObject({
      ok: true,
      settings: { web: { port: 9000 } },
    });
    expect(await next(() => writeFileSync(file, 'web:\n  prot: 1\n'))).toMatchObject({
      ok: false,
      problems: [{ line: 2, remedy: 'Did you mean port?' }],
      lastGood: { web: { port: 9000 } },
    });
    expect(await next(() => rmSync(file))).toMatchObject({ ok: false, lastGood: { web: { port: 9000 } } });
    expect(await next(() => writeFileSync(file, ''))).toMatchObject({ ok: true, settings: DEFAULT_SETTINGS });
    expect(heard).toHaveLength(4);
  } finally {
    await watching.stop();
  }
});
