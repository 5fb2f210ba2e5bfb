// Whether TraCord runs, and the walk as a whole.

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { afterAll, describe, expect, test } from 'vitest';
import { doctorChecks } from '#app/cli/doctor-checks.ts';
import type { Facts } from '#app/cli/doctor-facts.ts';
import { broken, type Diagnosis, type Finding, type PlaceName } from '#app/cli/doctor-finding.ts';
import type { HostView } from '#app/cli/doctor-host.ts';
import { lookAtHost } from '#app/cli/doctor-running.ts';
import { madeFacts, madeHome, madeHost, madeNml, set } from './made-facts.ts';

const home = madeHome();
afterAll(() => rmSync(home, { recursive: true }));
const NOTHING_BEFORE = new Map<PlaceName, Finding>();

describe('TraCord', () => {
  const lastGood = DEFAULT_SETTINGS;
  const mistaken = { ok: false as const, problems: [] };
  const badSettings = new Map([['Settings' as PlaceName, broken('x', 'y')]]);
  const absent = { sight: { state: 'absent' as const, port: 1 }, host: undefined };

  test.each<[string, Partial<Facts>, Map<PlaceName, Finding>, string, RegExp]>([
    ['runs', {}, NOTHING_BEFORE, 'ok', /TraCord 1\.2\.3 runs at/],
    ['is another version', running({ version: '1.0.0' }), NOTHING_BEFORE, 'warn', /1\.0\.0 runs .* holds 1\.2\.3/],
    [
      'is of other folders',
      { sight: { state: 'another', address: 'http://x' } },
      NOTHING_BEFORE,
      'broken',
      /not the one/,
    ],
    ['hangs', { sight: { state: 'foreign', port: 9, isMute: true } }, NOTHING_BEFORE, 'broken', /does not answer/],
    ['does not run', absent, NOTHING_BEFORE, 'broken', /is not running/],
    ['cannot start', { ...absent, settingsRead: mistaken }, badSettings, 'skipped', /cannot start before/],
    ['could start', { ...absent, settingsRead: { ...mistaken, lastGood } }, badSettings, 'broken', /is not running/],
  ])('%s', async (_name, changed, earlier, status, says) => {
    const found = await lookAtHost(madeFacts(home, changed), earlier);
    expect(found).toMatchObject({ status, says: expect.stringMatching(says) });
  });
});

test('without a host only what needs one is passed over, and nothing else is broken', async () => {
  const collection = join(home, 'collection.nml');
  writeFileSync(collection, madeNml('<ENTRY TITLE="x"><LOCATION DIR="/:" FILE="x"></LOCATION></ENTRY>'));
  const settings = set({
    library: { collection, exclude: [], excludeLoops: true },
    broadcast: { port: 1, lan: false },
  });
  const sight = { state: 'absent' as const, port: 1 };
  const found = new Map<PlaceName, Diagnosis>();
  for (const { name, look } of doctorChecks(madeFacts(home, { host: undefined, sight, settings }))) {
    if (name !== 'Broadcast port') found.set(name, { name, ...(await look(found)) });
  }
  const by = (status: string) => [...found.values()].filter((one) => one.status === status).map(({ name }) => name);
  expect(by('broken')).toEqual(['TraCord']);
  expect(by('warn')).toEqual([]);
  const late = ['Traktor', 'Track', 'Decks', 'Audience', 'Overlay', 'OBS', 'Discord', 'Other chats'];
  expect(by('skipped')).toEqual(late);
});

function running(changed: Partial<HostView>): Partial<Facts> {
  return { sight: { state: 'running', view: madeHost(changed) } };
}
