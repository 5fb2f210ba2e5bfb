import { describe, expect, it } from 'vitest';
import { type BroadcastState, describeBroadcast } from '#adapters/traktor/broadcast/broadcast-health.ts';

const quiet: BroadcastState = {
  host: '127.0.0.1',
  port: 8000,
  hasPassword: false,
  sources: [],
  wrongPassword: false,
  refusedFromBrowser: 0,
  refusedPassword: 0,
  dropped: 0,
  turnedAway: 0,
};
const at = new Date(2026, 4, 1, 9, 5).getTime();
const source = { mount: '/dj', since: at, format: 'vorbis' as const, isContested: false };

describe('what the DJ is told of the broadcast', () => {
  it.each<[string, Partial<BroadcastState>, string, RegExp, RegExp]>([
    ['nobody yet', {}, 'waiting', /press the antenna/, /127\.0\.0\.1, Port 8000, Format Ogg Vorbis/],
    ['nobody any more', { lastEndedAt: at }, 'waiting', /ended at 09:05\. Waiting/, /Ogg Vorbis/],
    [
      'with a password',
      { hasPassword: true, host: '0.0.0.0' },
      'waiting',
      /antenna/,
      /this computer's address.*Password/,
    ],
    ['one source', { sources: [source] }, 'ok', /^Traktor is connected \(\/dj, since 09:05\)$/, /^$/],
    ['two', { sources: [source, { ...source, mount: '/b' }] }, 'ok', /\/dj, since 09:05; \/b, since 09:05/, /^$/],
    ['nothing said yet', { sources: [{ ...source, format: 'unknown' }] }, 'ok', /connected/, /^$/],
    [
      'MP3',
      { sources: [source, { ...source, format: 'mp3' }] },
      'warn',
      /sends MP3/,
      /choose Ogg Vorbis in Preferences > Broadcasting/,
    ],
    ['Opus', { sources: [{ ...source, format: 'opus' }] }, 'warn', /sends Ogg Opus/, /choose Ogg Vorbis/],
    [
      'a fight',
      { sources: [{ ...source, isContested: true }] },
      'warn',
      /Two broadcasts use the mount path \/dj/,
      /of its own/,
    ],
    [
      'a wrong password',
      { wrongPassword: true },
      'warn',
      /password is missing or wrong/,
      /Preferences > Broadcasting > Password/,
    ],
    [
      'a wrong password, after a good one',
      { wrongPassword: true, lastEndedAt: at },
      'warn',
      /^The broadcast ended at 09:05\. A broadcast was refused/,
      /Broadcasting > Password/,
    ],
    [
      'a wrong password beside a good one',
      { wrongPassword: true, sources: [source] },
      'ok',
      /^Traktor is connected \(\/dj, since 09:05\)\. Another broadcast was refused/,
      /Broadcasting > Password/,
    ],
    [
      'one of two ended',
      { sources: [source], lastEndedAt: at + 60_000 },
      'ok',
      /^Traktor is connected \(\/dj, since/,
      /^$/,
    ],
    [
      'port taken',
      { trouble: { kind: 'cannot listen', code: 'EADDRINUSE' } },
      'down',
      /Port 8000 is taken/,
      /broadcast\.port/,
    ],
    ['port forbidden', { trouble: { kind: 'cannot listen', code: 'EACCES' } }, 'down', /port 8000/, /broadcast\.port/],
    [
      'no such address',
      { trouble: { kind: 'cannot listen', code: 'EADDRNOTAVAIL' } },
      'down',
      /EADDRNOTAVAIL/,
      /network/,
    ],
    [
      'network, no password',
      { trouble: { kind: 'no password for the network' } },
      'down',
      /no password/,
      /broadcast\.lan: false/,
    ],
  ])('%s', (_, change, status, message, remedy) => {
    const health = describeBroadcast({ ...quiet, ...change });
    expect(health.status).toBe(status);
    expect(health.message).toMatch(message);
    expect(health.remedy ?? '').toMatch(remedy);
    expect(health.count).toBeUndefined();
  });

  it('counts what was refused', () => {
    const health = describeBroadcast({
      ...quiet,
      refusedFromBrowser: 2,
      refusedPassword: 1,
      dropped: 3,
      turnedAway: 4,
    });
    expect(health.count).toEqual({ refusedFromBrowser: 2, refusedPassword: 1, dropped: 3, turnedAway: 4 });
    expect(health.message).toMatch(/press the antenna.*Another program keeps opening connections/);
  });
});
