import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSettingsFile, loadSettings, type SettingsResult } from '#adapters/files/settings-file.ts';

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
      'a pattern that may run for minutes',
      "masks:\n  patterns:\n    - fine\n    - '(a+)+b'\n",
      { line: 4, path: 'masks.patterns.1' },
      'could keep TraCord busy for minutes',
      'must not hold a repeat',
    ],
    [
      'such a pattern for titles',
      "nowPlaying:\n  removeFromTitles: ['(a|b)*c']\n",
      { line: 2, path: 'nowPlaying.removeFromTitles.0' },
      'could keep TraCord busy for minutes',
      'must not hold a repeat',
    ],
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

describe('a settings file that was lost in saving', () => {
  const masked = "masks:\n  tags: ['Promo']\n";
  const after = (before: string, now: string) => {
    const source = { file, env: {}, lastGoodFile: path.join(folder, 'last-good.yaml') };
    rmSync(source.lastGoodFile, { force: true });
    writeFileSync(file, before);
    expect(loadSettings(source).ok).toBe(true);
    writeFileSync(file, now);
    return { result: loadSettings(source), kept: readFileSync(source.lastGoodFile, 'utf8') };
  };

  test.each([
    ['emptied', masked, '', 'is empty'],
    ['emptied but for blanks', 'web:\n  port: 9000\n', ' \r\n', 'is empty'],
    ['without the masks', `${masked}web:\n  port: 9000\n`, 'web:\n  port: 9000\n', 'section masks: is gone'],
    ['left with remarks', `# mine\n${masked}`, '# mine\n', 'section masks: is gone'],
  ])('%s: keeps what was there, and its copy', (_, before, now, message) => {
    const { result, kept } = after(before, now);
    expect(kept).toBe(before);
    expect(result).toMatchObject({ ok: false, problems: [{ remedy: expect.stringContaining('masks: {}') }] });
    expect(problemsOf(result)[0]?.message).toContain(message);
    const expected = loadSettings({ file: path.join(folder, 'last-good.yaml'), env: {} });
    expect(!result.ok && result.lastGood).toEqual(expected.ok && expected.settings);
  });

  test.each([
    ['none wanted', masked, 'masks: {}\n'],
    ['each line commented out', masked, "masks:\n  #tags: ['Promo']\n"],
    ['no masks before', 'web:\n  port: 9000\n', '# none\n'],
    ['empty as before', '', ''],
  ])('%s: is believed', (_, before, now) => {
    expect(after(before, now).result).toMatchObject({ ok: true, settings: DEFAULT_SETTINGS });
  });

  test('a file that is gone at a start is written as it last was', () => {
    const lastGoodFile = path.join(folder, 'last-good.yaml');
    writeFileSync(lastGoodFile, masked);
    expect(createSettingsFile(file, lastGoodFile)).toBe(true);
    expect(loadSettings({ file, env: {}, lastGoodFile })).toMatchObject({
      ok: true,
      settings: { masks: { tags: ['Promo'] } },
    });
  });
});
