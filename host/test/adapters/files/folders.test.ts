import { homedir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { folders } from '#adapters/files/folders.ts';

test('without a word, the folders of the system', () => {
  const usual = folders({});
  for (const folder of Object.values(usual)) {
    expect(path.isAbsolute(folder)).toBe(true);
    expect(folder).toMatch(/tracord/);
    expect(folder).not.toMatch(/nodejs/);
  }
  if (process.platform === 'linux' && !process.env.XDG_CONFIG_HOME) {
    expect(usual.config).toBe(path.join(homedir(), '.config', 'tracord'));
  }
});

test.each([
  ['the flag wins over the variable', { TRACORD_DATA: '/b' }, { data: '/a' }, '/a'],
  ['the variable', { TRACORD_DATA: '/b' }, {}, '/b'],
  ['a relative folder', { TRACORD_DATA: 'b' }, {}, path.resolve('b')],
])('%s, and takes cache and logs along', (_, env, flags, data) => {
  const own = folders(env, flags);
  expect(own.data).toBe(path.resolve(data));
  expect(own.cache).toBe(path.join(own.data, 'cache'));
  expect(own.log).toBe(path.join(own.data, 'log'));
  expect(own.config).toBe(folders({}).config);
});

test('TRACORD_CONFIG moves the settings alone', () => {
  expect(folders({ TRACORD_CONFIG: '/c' })).toEqual({ ...folders({}), config: path.resolve('/c') });
});
