import { describe, expect, test } from 'vitest';
import { applies, DEFAULT_SETTINGS, SETTINGS, settingsSchema } from '../src/settings.ts';

describe('settings', () => {
  test('an empty file means the defaults', () => {
    expect(settingsSchema.parse({})).toEqual(DEFAULT_SETTINGS);
    expect(DEFAULT_SETTINGS).toMatchObject({
      library: { collection: '' },
      broadcast: { port: 8000, lan: false },
      decks: { enabled: false, port: 8080 },
      onAir: { policy: 'dominant' },
      nowPlaying: { unknownTracks: 'show', announceDelaySeconds: 0 },
      web: { port: 14_747 },
    });
  });

  test('a section with one setting keeps the defaults of its others', () => {
    expect(settingsSchema.parse({ decks: { enabled: true } }).decks).toEqual({ enabled: true, port: 8080 });
  });

  test.each([
    ['a section that does not exist', { brodcast: {} }],
    ['a setting that does not exist', { broadcast: { prot: 8000 } }],
    ['port 0', { broadcast: { port: 0 } }],
    ['a port above 65535', { web: { port: 70_000 } }],
    ['a port as text', { decks: { port: '8080' } }],
    ['a policy that does not exist', { onAir: { policy: 'loudest' } }],
    ['a delay over two minutes', { nowPlaying: { announceDelaySeconds: 121 } }],
    ['something that is no regular expression', { masks: { patterns: ['(unreleased'] } }],
    ['an empty pattern, which would match everything', { masks: { tags: [''] } }],
    ['a path in which "\\n" became a line break', { library: { collection: 'C:\new\tunes.nml' } }],
  ])('refused: %s', (_name, settings) => {
    expect(settingsSchema.safeParse(settings).success).toBe(false);
  });
});

describe('the list of settings', () => {
  test('names each one once, and says when it applies', () => {
    const paths = SETTINGS.map((setting) => setting.path);
    expect(new Set(paths).size).toBe(paths.length);
    expect([...paths].sort()).toEqual(Object.keys(applies).sort());
  });

  test.each(SETTINGS)('$path explains itself', (setting) => {
    expect(setting.help).toMatch(/^.{10,}\.$/);
    expect(setting.sectionHelp).toMatch(/\.$/);
    expect(setting.default).toBeDefined();
  });
});
