import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_SETTINGS, type Settings } from '@tracord/shared/settings.ts';
import { afterAll, describe, expect, test } from 'vitest';
import type { Facts } from '#app/cli/doctor-facts.ts';
import { broken } from '#app/cli/doctor-finding.ts';
import { lookAtPasswords, lookAtSettings, lookAtSetUp } from '#app/cli/doctor-setup.ts';
import { madeFacts, madeHome, OVERLAY_HTML, set, withBridges } from './made-facts.ts';

const home = madeHome();
afterAll(() => rmSync(home, { recursive: true }));

describe('set-up', () => {
  test.each([
    ['20.20.2', 'broken'],
    ['22.21.9', 'broken'],
    ['22.22.0', 'ok'],
    ['23.11.0', 'broken'],
    ['24.0.0', 'ok'],
    ['26.1.0', 'ok'],
  ])('Node %s: %s', async (nodeVersion, status) => {
    const facts = madeFacts(home);
    expect((await lookAtSetUp({ ...facts, parts: { ...facts.parts, nodeVersion } })).status).toBe(status);
  });

  test('a page without one of its files is not built', async () => {
    const pages = join(home, 'half');
    mkdirSync(join(pages, 'overlays/now-playing'), { recursive: true });
    writeFileSync(join(pages, 'overlays/now-playing/index.html'), OVERLAY_HTML);
    const facts = madeFacts(home);
    const found = await lookAtSetUp({ ...facts, parts: { ...facts.parts, pages } });
    expect(found.says).toMatch(/not built: .*page-1\.js is missing/);
  });
});

describe('settings', () => {
  test.each<[string, Settings, RegExp]>([
    ['overlay and broadcast', set({ web: { port: 8000 } }), /web\.port and broadcast\.port are the same number, 8000/],
    [
      'broadcast and decks',
      set({ decks: { enabled: true, port: 8000 } }),
      /broadcast\.port and decks\.port are the same/,
    ],
  ])('%s cannot share a port', async (_name, settings, says) => {
    const found = await lookAtSettings(madeFacts(home, { settings }));
    expect(found).toMatchObject({ status: 'broken', says: expect.stringMatching(says) });
  });

  test('a port of a deck feed that is off does not count', async () => {
    const settings = set({ decks: { enabled: false, port: 8000 } });
    expect((await lookAtSettings(madeFacts(home, { settings }))).status).toBe('ok');
  });

  test('of several mistakes the first is named and the others are counted', async () => {
    const problem = (line: number) => ({ line, path: '', message: `settings.yaml, line ${line}: no.`, remedy: 'Yes.' });
    const settingsRead = { ok: false as const, problems: [problem(3), problem(9)] };
    expect(await lookAtSettings(madeFacts(home, { settingsRead }))).toEqual(
      broken('settings.yaml, line 3: no. (and 1 more)', 'Yes.'),
    );
  });

  test('a variable that sets nothing is no more than odd', async () => {
    const warnings = [
      { path: '', message: 'TRACORD_WEB_PROT sets nothing.', remedy: 'Did you mean TRACORD_WEB_PORT?' },
    ];
    const settingsRead = { ok: true as const, settings: DEFAULT_SETTINGS, warnings };
    expect((await lookAtSettings(madeFacts(home, { settingsRead }))).status).toBe('warn');
  });
});

describe('passwords', () => {
  const settings = set({ broadcast: { port: 8000, lan: true } });
  const down = withBridges({ broadcast: { status: 'down', message: 'x' } });

  test.each<[string, Partial<Facts>, Record<string, string>, string]>([
    ['this computer only', {}, {}, 'ok'],
    ['the network without one', { settings, host: down }, {}, 'broken'],
    ['the network without one, no host', { settings, host: undefined }, {}, 'broken'],
    ['the network with one', { settings, host: undefined }, { TRACORD_BROADCAST_PASSWORD: 'x' }, 'ok'],
    ['the network, the host has one', { settings }, {}, 'ok'],
  ])('%s: %4$s', async (_name, changed, env, status) => {
    const facts = madeFacts(home, changed);
    expect((await lookAtPasswords({ ...facts, parts: { ...facts.parts, env } })).status).toBe(status);
  });
});
