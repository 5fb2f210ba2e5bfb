import { applies, DEFAULT_SETTINGS, SETTINGS, settingsSchema } from '@tracord/shared/settings.ts';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { settingsTemplate } from '#adapters/files/settings-template.ts';
import { readYaml } from '#adapters/files/yaml-file.ts';

const template = settingsTemplate();
const uncommented = template.replace(/^( {2})#(?! )/gm, '$1');

describe('the settings template', () => {
  test('sets nothing as it is', () => {
    const read = readYaml(template, settingsSchema, 'settings.yaml');
    expect(read).toMatchObject({ ok: true, value: DEFAULT_SETTINGS, given: {} });
  });

  test('holds the defaults once every # in front of a setting is removed', () => {
    expect(parse(uncommented)).toEqual(DEFAULT_SETTINGS);
  });

  test.each(SETTINGS)('$path: removing its # alone sets it', ({ section, key, default: value }) => {
    const lines = template.split('\n');
    const head = lines.indexOf(`${section}:`);
    const own = lines.findIndex((line, i) => i > head && line.startsWith(`  #${key}:`));
    lines[own] = lines[own]?.replace('#', '') ?? '';
    expect(parse(lines.join('\n'))[section]).toEqual({ [key]: value });
  });
});

describe('the table of settings', () => {
  test('says of each setting, and of nothing else, how it applies', () => {
    const paths = Object.entries(DEFAULT_SETTINGS).flatMap(([section, held]) =>
      Object.keys(held).map((key) => `${section}.${key}`),
    );
    expect(SETTINGS.map((setting) => setting.path)).toEqual(paths);
    expect(Object.keys(applies).sort()).toEqual([...paths].sort());
  });

  test.each(SETTINGS)('$path has a help text, and so has its section', ({ help, sectionHelp }) => {
    expect(help.length).toBeGreaterThan(15);
    expect(sectionHelp.length).toBeGreaterThan(10);
  });
});
