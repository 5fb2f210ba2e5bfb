import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import type { BridgeHealth } from '@tracord/shared/topics.ts';
import { describe, expect, test } from 'vitest';
import type { Facts } from '#app/cli/doctor-facts.ts';
import { broken, type Finding, type PlaceName } from '#app/cli/doctor-finding.ts';
import { lookAtObs } from '#app/cli/doctor-obs.ts';
import { madeFacts, madeHome, set, withBridges } from './made-facts.ts';

const home = madeHome();
const says = (status: BridgeHealth['status'], remedy?: string) => ({
  host: withBridges({ obs: { status, message: `It is ${status}.`, remedy } }),
});

describe('OBS', () => {
  test.each<[string, Partial<Facts>, Finding['status'], RegExp]>([
    ['not wanted', { settings: set({ obs: { ...DEFAULT_SETTINGS.obs, url: '' } }) }, 'skipped', /left alone/],
    ['without a host', { host: undefined }, 'skipped', /once TraCord runs/],
    ['well', says('ok'), 'ok', /It is ok/],
    ['not started', says('waiting'), 'skipped', /It is waiting/],
    ['with a wrong password', says('down', 'Do this.'), 'warn', /It is down/],
    ['lost', says('warn'), 'warn', /It is warn/],
  ])('%s: %2$s', async (_name, changed, status, sentence) => {
    const found = await lookAtObs(madeFacts(home, changed), new Map());
    expect(found).toMatchObject({ status, says: expect.stringMatching(sentence) });
    if (status === 'warn') expect(found.remedy).toMatch(/\S/);
  });

  test('is passed over where the file of passwords is broken', async () => {
    const before = new Map([['Passwords' as PlaceName, broken('x', 'y')]]);
    expect((await lookAtObs(madeFacts(home, says('down')), before)).status).toBe('skipped');
  });
});
