import { rmSync } from 'node:fs';
import type { BridgeHealth } from '@tracord/shared/topics.ts';
import { afterAll, describe, expect, test } from 'vitest';
import { broken, type Finding, ok, type PlaceName } from '#app/cli/doctor-finding.ts';
import type { HostView } from '#app/cli/doctor-host.ts';
import { lookAtDecks, lookAtTrack, lookAtTraktor } from '#app/cli/doctor-traktor.ts';
import { madeFacts, madeHome, madeHost, set, withBridges, withHost } from './made-facts.ts';

const home = madeHome();
afterAll(() => rmSync(home, { recursive: true }));
const LISTENS = new Map<PlaceName, Finding>([['Broadcast port', ok('TraCord listens.')]]);
const NOTHING_BEFORE = new Map<PlaceName, Finding>();

describe('Traktor', () => {
  const waiting: BridgeHealth = { status: 'waiting', message: 'Waiting for Traktor', remedy: 'Port 8000.' };

  test.each<[string, Record<string, BridgeHealth>, string, RegExp]>([
    ['connected', { broadcast: { status: 'ok', message: 'Traktor is connected' } }, 'ok', /^Traktor is connected\.$/],
    ['not connected', { broadcast: waiting }, 'broken', /^Traktor is not connected\. Waiting for Traktor\.$/],
    ['decks heard', { broadcast: waiting, decks: { status: 'ok', message: 'x' } }, 'warn', /not connected/],
    ['wrong password', { broadcast: { status: 'warn', message: 'Its password is wrong' } }, 'broken', /password/],
  ])('%s', async (_name, bridges, status, says) => {
    const found = await lookAtTraktor(madeFacts(home, { host: withBridges(bridges) }), LISTENS);
    expect(found).toMatchObject({ status, says: expect.stringMatching(says) });
    if (status !== 'ok') expect(found.remedy).toMatch(/\S/);
  });

  test.each<[string, BridgeHealth, string]>([
    ['heard', { status: 'ok', message: "Traktor's decks are heard" }, 'ok'],
    ['not heard yet', { status: 'waiting', message: 'Waiting' }, 'warn'],
    ['silent', { status: 'warn', message: 'The decks fell silent' }, 'warn'],
    ['port taken', { status: 'down', message: 'Port 8080 is taken' }, 'broken'],
  ])('decks: %s', async (_name, decks, status) => {
    const facts = madeFacts(home, {
      host: withBridges({ decks }),
      settings: set({ decks: { enabled: true, port: 8080 } }),
    });
    expect(await lookAtDecks(facts, NOTHING_BEFORE)).toMatchObject({ status, says: `${decks.message}.` });
  });

  const nothing = { match: madeHost().nowPlaying.match, source: 'none' as const };
  const heard = { artist: '', title: 'Dub 7', display: { artist: '', title: 'Dub 7' } };
  const doubtful = { ...madeHost().nowPlaying.match, alternatives: ['a', 'b'] };
  const away = new Map([['Traktor' as PlaceName, broken('x', 'y')]]);

  test.each<[string, Partial<HostView>, Map<PlaceName, Finding>, string, RegExp]>([
    ['known', {}, NOTHING_BEFORE, 'ok', /“Nia Vale – Blue Hour” is on air, and is in your/],
    [
      'doubtful',
      { nowPlaying: { ...nothing, track: heard, match: doubtful } },
      NOTHING_BEFORE,
      'warn',
      /any of 2 tracks/,
    ],
    [
      'unknown',
      { nowPlaying: { ...nothing, track: heard } },
      NOTHING_BEFORE,
      'warn',
      /“Dub 7” is on air, but is not in/,
    ],
    [
      'no token',
      { token: 'refused', nowPlaying: { ...nothing, track: heard } },
      NOTHING_BEFORE,
      'ok',
      /only you may know/,
    ],
    ['none yet', { nowPlaying: nothing }, NOTHING_BEFORE, 'warn', /named no track yet/],
    ['over', { nowPlaying: { ...nothing, previous: heard } }, NOTHING_BEFORE, 'ok', /the last track was “Dub 7”/],
    ['no Traktor', { nowPlaying: nothing }, away, 'skipped', /before Traktor is connected/],
  ])('track: %s', async (_name, changed, earlier, status, says) => {
    const found = await lookAtTrack(madeFacts(home, withHost(changed)), earlier);
    expect(found).toMatchObject({ status, says: expect.stringMatching(says) });
  });
});
