import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  expiresAfterMs,
  goesOut,
  isSameAgain,
  isWithin,
  type NoticeRules,
  retryWaitMs,
  rulesOfWay,
} from '#domain/notice-rules.ts';

const minute = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

describe('quiet hours', () => {
  test.each([
    ['01:00', '06:00', '00:59', false],
    ['01:00', '06:00', '01:00', true],
    ['01:00', '06:00', '05:59', true],
    ['01:00', '06:00', '06:00', false],
    ['23:30', '06:00', '23:29', false],
    ['23:30', '06:00', '23:30', true],
    ['23:30', '06:00', '00:00', true],
    ['23:30', '06:00', '05:59', true],
    ['23:30', '06:00', '06:00', false],
    ['00:00', '00:00', '00:00', false],
    ['', '06:00', '03:00', false],
    ['23:30', '', '23:45', false],
    ['', '', '12:00', false],
  ])('from "%s" until "%s": %s is %s', (from, until, now, is) => {
    expect(isWithin(minute(now), from, until)).toBe(is);
  });

  test('and their other half make a whole day', () => {
    const clock = fc.integer({ min: 0, max: 1439 });
    const written = (at: number) => new Date(at * 60_000).toISOString().slice(11, 16);
    fc.assert(
      fc.property(clock, clock, clock, (from, until, now) => {
        fc.pre(from !== until);
        const [a, b] = [written(from), written(until)];
        expect(isWithin(now, a, b)).toBe(!isWithin(now, b, a));
      }),
    );
  });
});

describe('what goes out', () => {
  const rules = (more: Partial<NoticeRules> = {}) => ({ ...DEFAULT_SETTINGS.notices, ...more });
  const at = { minute: minute('02:00'), sentWithinHour: 0 };
  const night = { quietFrom: '23:00', quietUntil: '08:00' };
  test.each([
    ['warn', rules(), at, true],
    ['info', rules(), at, false],
    ['info', rules({ level: 'info' }), at, true],
    ['warn', rules({ level: 'alarm' }), at, false],
    ['alarm', rules({ level: 'alarm' }), at, true],
    ['warn', rules({ quiet: ['requests-flood'] }), at, false],
    ['alarm', rules({ quiet: ['requests-flood'] }), at, false],
    ['warn', rules({ quiet: ['set-ended'] }), at, true],
    ['warn', rules(night), at, false],
    ['alarm', rules(night), at, true],
    ['warn', rules({ perHour: 2 }), { ...at, sentWithinHour: 1 }, true],
    ['warn', rules({ perHour: 2 }), { ...at, sentWithinHour: 2 }, false],
    ['alarm', rules({ perHour: 2 }), { ...at, sentWithinHour: 200 }, true],
  ] as const)('%s by %j: %j', (level, by, when, goes) => {
    expect(goesOut({ kind: 'requests-flood', level }, by, when)).toBe(goes);
  });
});

test.each([
  ['a way without wishes', {}, 'warn', ['set-ended']],
  ['one that says so', { level: 'same' }, 'warn', ['set-ended']],
  ['more of it', { level: 'info' }, 'info', ['set-ended']],
  ['less of it', { level: 'alarm', quiet: ['bridge-lost'] }, 'alarm', ['set-ended', 'bridge-lost']],
] as const)('%s', (_name, own, level, quiet) => {
  const rules: NoticeRules = { ...DEFAULT_SETTINGS.notices, quiet: ['set-ended'] };
  const wishes = { ...own, quiet: 'quiet' in own ? [...own.quiet] : undefined };
  expect(rulesOfWay(rules, wishes)).toMatchObject({ level, quiet, perHour: 30 });
});

test('the same again is counted while it stands: not where it got worse, and not after the DJ took note of it', () => {
  const before = { level: 'warn' as const, at: 1_000_000 };
  expect(isSameAgain(before, { level: 'warn' }, before.at + 599_999)).toBe(true);
  expect(isSameAgain(before, { level: 'warn' }, before.at + 600_000)).toBe(false);
  expect(isSameAgain(before, { level: 'alarm' }, before.at + 1)).toBe(false);
  expect(isSameAgain({ ...before, level: 'alarm' }, { level: 'warn' }, before.at + 1)).toBe(true);
  expect(isSameAgain({ ...before, acknowledgedAt: before.at }, { level: 'warn' }, before.at + 1)).toBe(false);
});

test('tries wait longer each time, at least as long as was asked, and end', () => {
  expect([1, 2, 3, 4, 5].map((tries) => retryWaitMs(tries))).toEqual([5_000, 30_000, 120_000, 600_000, undefined]);
  expect(retryWaitMs(1, 60_000)).toBe(60_000);
  expect(retryWaitMs(2, 1_000)).toBe(30_000);
  expect(expiresAfterMs('info')).toBe(30 * 60_000);
  expect(expiresAfterMs('alarm')).toBe(6 * 3_600_000);
});
