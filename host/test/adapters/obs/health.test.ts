import { describe, expect, test } from 'vitest';
import { refusalOf } from '#adapters/obs/connection-refusal.ts';
import { describeObs, type ObsHealthState } from '#adapters/obs/health.ts';

const STATE = { url: 'ws://127.0.0.1:4455', wasConnected: false, isLive: false, isLongGone: false };
const absent = { phase: 'away', refusal: { why: 'absent' } } as const;
const refused = (why: 'password-wrong' | 'password-missing' | 'kicked' | 'other-version') =>
  ({ ...STATE, phase: 'away', refusal: { why } }) as const;

test.each<[what: string, state: ObsHealthState, status: string, says: RegExp, remedy: RegExp | undefined]>([
  ['no address', { ...STATE, phase: 'off' }, 'off', /leaves OBS alone/, /obs\.url/],
  ['the first look', { ...STATE, phase: 'connecting' }, 'waiting', /Looking for OBS/, undefined],
  ['let in', { ...STATE, phase: 'loading', version: '29.0.2' }, 'waiting', /loads its scenes/, undefined],
  ['read', { ...STATE, phase: 'connected', version: '29.0.2' }, 'ok', /Connected to OBS 29\.0\.2/, undefined],
  ['never there', { ...STATE, ...absent }, 'waiting', /nothing answers at ws/, /Enable WebSocket server/],
  ['closed', { ...STATE, ...absent, wasConnected: true }, 'waiting', /OBS is gone/, /Start OBS again/],
  [
    'lost while live',
    { ...STATE, ...absent, wasConnected: true, isLive: true },
    'warn',
    /while you are live/,
    /Start OBS/,
  ],
  [
    'gone for long',
    { ...STATE, ...absent, wasConnected: true, isLongGone: true },
    'waiting',
    /gone/,
    /not in Safe Mode/,
  ],
  [
    'wrong password',
    refused('password-wrong'),
    'down',
    /does not take the password/,
    /Show Connect Info.*secrets\.yaml/,
  ],
  ['no password', refused('password-missing'), 'down', /asks for a password/, /TRACORD_OBS_PASSWORD/],
  ['thrown out', refused('kicked'), 'down', /by hand in OBS/, /change any line under obs:/],
  ['another protocol', refused('other-version'), 'down', /another version/, /28 to 32/],
  ['passwords unknown', { ...STATE, phase: 'no-secret', problem: 'Line 3.' }, 'down', /has a mistake/, /Line 3\./],
])('%s', (_what, state, status, says, remedy) => {
  const health = describeObs(state);
  expect(health.status).toBe(status);
  expect(health.message).toMatch(says);
  if (remedy === undefined) expect(health.remedy).toBeUndefined();
  else expect(health.remedy).toMatch(remedy);
});

describe('why it was refused', () => {
  const attempt = { code: -1, text: '', wasOpen: false, password: 'x' };
  test.each([
    [{ code: 4009, text: 'Authentication failed.', wasOpen: true }, 'password-wrong'],
    [{ code: 4009, wasOpen: true, password: undefined }, 'password-missing'],
    [{ code: 4009, wasOpen: true, password: '' }, 'password-missing'],
    [{ code: 4010, wasOpen: true }, 'other-version'],
    [{ code: 4011, wasOpen: true }, 'kicked'],
    [{ text: 'connect ECONNREFUSED 127.0.0.1:4455' }, 'absent'],
    [{ code: 1006 }, 'absent'],
    [{ text: 'getaddrinfo ENOTFOUND studio' }, 'unreachable'],
    [{ text: 'connect EHOSTUNREACH 10.0.0.9:4455' }, 'unreachable'],
    [{ text: 'Unexpected server response: 200' }, 'other-program'],
    [{ code: 1006, wasOpen: true }, 'other-program'],
  ])('%j is %s', (more, why) => {
    expect(refusalOf({ ...attempt, ...more }).why).toBe(why);
  });
});
