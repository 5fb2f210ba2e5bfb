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

describe('a settings file that is understood', () => {
  test('is created once, and means the defaults', () => {
    expect(createSettingsFile(path.join(folder, 'new', 'settings.yaml'))).toBe(true);
    expect(createSettingsFile(path.join(folder, 'new', 'settings.yaml'))).toBe(false);
    const result = loadSettings({ file: path.join(folder, 'new', 'settings.yaml'), env: {} });
    expect(result).toEqual({ ok: true, settings: DEFAULT_SETTINGS, warnings: [] });
  });

  test.each([
    ['empty', ''],
    ['only comments', '# nothing\n'],
    ['a section without settings', 'broadcast:\n'],
    ['an empty map', '{}'],
  ])('%s: the defaults', (_, text) => {
    expect(load(text)).toMatchObject({ ok: true, settings: DEFAULT_SETTINGS });
  });

  test('a missing file means the defaults', () => {
    expect(loadSettings({ file, env: {} })).toMatchObject({ ok: true, settings: DEFAULT_SETTINGS });
  });

  test.each([
    ['UTF-8 with a mark', Buffer.from('\uFEFFweb:\r\n  port: 9000\r\n')],
    ['UTF-16', Buffer.from('\uFEFFweb:\r\n  port: 9000\r\n', 'utf16le')],
  ])('%s, as Windows editors save it', (_, bytes) => {
    expect(load(bytes)).toMatchObject({ ok: true, settings: { web: { port: 9000 } } });
  });
});

describe('a settings file that is not understood', () => {
  test.each<[string, string, { line?: number; column?: number; path?: string }, string, string]>([
    [
      'unknown key',
      'broadcast:\n  prot: 1\n',
      { line: 2, column: 3, path: 'broadcast.prot' },
      'no such setting',
      'Did you mean port?',
    ],
    [
      'unknown section',
      'web:\n  port: 1\nbrodcast:\n  port: 1\n',
      { line: 3, column: 1 },
      'no such setting',
      'mean broadcast?',
    ],
    ['a key without its section', 'policy: manual\n', { line: 1 }, 'no such setting', 'belongs beneath onAir:'],
    ['a key of three sections', 'port: 1\n', { line: 1 }, 'no such', 'beneath broadcast: or decks: or web:'],
    ['nothing like it', 'web:\n  zzzzzz: 1\n', { line: 2 }, 'no such', 'Possible here: port'],
    ['a password', 'broadcast:\n  password: x\n', { line: 2 }, 'no such', 'secrets.yaml'],
    [
      'text for a number',
      'web:\n  port: fast\n',
      { line: 2, column: 9, path: 'web.port' },
      '"fast" is not a number',
      'Write a number',
    ],
    ['a fraction', 'web:\n  port: 1.5\n', { line: 2 }, '1.5 is not a whole number', 'whole number'],
    ['too large', 'web:\n  port: 70000\n', { line: 2 }, '70000 is too large', 'at most 65535'],
    ['too small', 'nowPlaying:\n  announceDelaySeconds: -1\n', { line: 2 }, '-1 is too small', 'at least 0'],
    ['yes for true', 'broadcast:\n  lan: yes\n', { line: 2 }, '"yes" is not true or false', 'Write true or false'],
    ['not a choice', 'onAir:\n  policy: loudest\n', { line: 2 }, 'none of the choices', 'dominant, first-audible'],
    ['no value', 'web:\n  port:\n', { line: 2 }, 'has no value', 'put a # in front'],
    [
      'a number in a list of texts',
      'masks:\n  tags:\n    - Promo\n    - 2024\n',
      { line: 4, path: 'masks.tags.1' },
      '2024 is not a text',
      "'2024'",
    ],
    ['a text for a list', 'masks:\n  tags: Promo\n', { line: 2 }, 'is not a list', "['one', 'two']"],
    ['an empty text', "masks:\n  tags: ['']\n", { line: 2 }, 'empty text', 'remove it'],
    ['a broken pattern', "masks:\n  patterns: ['(ab']\n", { line: 2 }, 'is no regular expression', 'Correct it'],
    [
      'a Windows path in quotes',
      'library:\n  collection: "C:\\new\\table.nml"\n',
      { line: 2 },
      'tab or a line break',
      'Correct it',
    ],
    ['a section for a value', 'web: 8000\n', { line: 1 }, 'is not a section', 'indented lines'],
    ['a star without quotes', 'library:\n  exclude:\n    - *.wav\n', { line: 3 }, '*.wav begins with *', "'*.wav'"],
    ['a tab', 'web:\n\tport: 1\n', { line: 2 }, 'a tab', 'two spaces'],
    ['a name twice', 'web:\n  port: 1\n  port: 2\n', { line: 3 }, 'a second time', 'Keep one'],
    ['a backslash in quotes', 'overlay:\n  css: "C:\\Users\\x.css"\n', { line: 2 }, 'backslash', 'single quotes'],
    ['an open quote', 'overlay:\n  css: "x\n', {}, 'missing', 'Close'],
    ['indented too far', 'web:\n  port: 1\n    x: 2\n', { line: 2 }, 'indented too far', 'below its neighbours'],
    ['a list as the whole', '- 1\n', { line: 1 }, 'is not a section', 'indented'],
    ['a word as the whole', 'hello\n', { line: 1 }, 'is not a section', 'indented'],
    ['__proto__', '__proto__:\n  x: 1\n', {}, 'no such setting', 'Possible here'],
  ])('%s', (_, text, place, message, remedy) => {
    const [problem] = problemsOf(load(text));
    expect(problem).toMatchObject(place);
    expect(problem?.message).toContain(message);
    expect(problem?.remedy).toContain(remedy);
    if (place.line !== undefined) expect(problem?.message).toContain(`settings.yaml, line ${place.line}`);
  });

  test('every problem is named, not only the first', () => {
    expect(problemsOf(load('web:\n  port: x\nmasks:\n  tags: 3\nfoo: 1\n')).map((one) => one.line)).toEqual([2, 4, 5]);
  });

  test('any text at all is a value, never a crash', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom('a: &a [*a, *a]', '!!binary x', '%YAML 9', '? [a]: b', '1: 2')),
        (text) => {
          expect(typeof load(text).ok).toBe('boolean');
        },
      ),
      { numRuns: 200 },
    );
  });

  test('a folder where the file should be is a problem', () => {
    expect(problemsOf(loadSettings({ file: folder, env: {} }))[0]?.remedy).toContain('Make sure');
  });

  test('keeps the settings before, even across a start', () => {
    const lastGoodFile = path.join(folder, 'data', 'settings-last-good.yaml');
    const source = { file, env: {}, lastGoodFile };
    writeFileSync(file, "masks:\n  tags: ['Promo']\n");
    expect(loadSettings(source).ok).toBe(true);
    writeFileSync(file, 'masks:\n  tags: [Promo\n');
    const broken = loadSettings({ ...source, flags: { 'web.port': '9001' } });
    expect(broken).toMatchObject({ ok: false, lastGood: { masks: { tags: ['Promo'] }, web: { port: 9001 } } });
  });
});

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
