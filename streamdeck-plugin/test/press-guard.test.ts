import { describe, expect, test } from 'vitest';
import { AGAIN_AFTER_MS, DEAF_MS, HOLD_MS, type Painted, PressGuard, SETTLES_MS, UNSEEN_MS } from '#press-guard.ts';

const A: Painted = { subject: 'a', holdMs: HOLD_MS };
const B: Painted = { subject: 'b', holdMs: HOLD_MS };
const NOTHING: Painted = {};

describe('a press', () => {
  test('means what was painted when the finger came down, whatever is painted meanwhile', () => {
    const guard = new PressGuard<Painted>();
    guard.painted(A, 0);
    expect(guard.down(1_000)).toBe('begun');
    guard.painted(B, 1_050);
    expect(guard.up(1_100)).toEqual({ kind: 'short', shown: A });
  });

  const holds = [
    { name: 'a tap is short', upAt: 1_100, kind: 'short' },
    { name: 'just short of the hold', upAt: 1_000 + HOLD_MS - 1, kind: 'short' },
    { name: 'a finger that stayed, though no timer ran', upAt: 1_000 + HOLD_MS, kind: 'hold' },
  ] as const;
  test.each(holds)('$name', ({ upAt, kind }) => {
    const guard = new PressGuard<Painted>();
    guard.painted(A, 0);
    guard.down(1_000);
    expect(guard.up(upAt)).toEqual({ kind, shown: A });
  });

  test('ripens once, while the finger is still down', () => {
    const guard = new PressGuard<Painted>();
    guard.painted(A, 0);
    guard.down(1_000);
    expect(guard.ripened(1_000 + HOLD_MS - 1)).toBeUndefined();
    expect(guard.ripened(1_000 + HOLD_MS)).toEqual({ kind: 'hold', shown: A });
    expect(guard.ripened(1_000 + HOLD_MS)).toBeUndefined();
    expect(guard.up(2_000)).toBeUndefined();
  });

  const sequences: {
    name: string;
    painted: [Painted | 'mark', number][];
    downAt: number;
    heard: 'begun' | 'early' | 'deaf';
  }[] = [
    { name: 'nothing painted yet', painted: [], downAt: 10, heard: 'deaf' },
    { name: 'the first request, too early', painted: [[A, 0]], downAt: SETTLES_MS - 1, heard: 'early' },
    { name: 'the first request, settled', painted: [[A, 0]], downAt: SETTLES_MS, heard: 'begun' },
    { name: 'nothing in particular', painted: [[NOTHING, 0]], downAt: 1, heard: 'begun' },
    {
      name: 'another request, too early',
      painted: [
        [A, 0],
        [B, 1_000],
      ],
      downAt: 1_000 + SETTLES_MS - 1,
      heard: 'early',
    },
    {
      name: 'another request, settled',
      painted: [
        [A, 0],
        [B, 1_000],
      ],
      downAt: 1_000 + SETTLES_MS,
      heard: 'begun',
    },
    {
      name: 'another request after an empty key, too early',
      painted: [
        [A, 0],
        [NOTHING, 1_000],
        [B, 5_000],
      ],
      downAt: 5_100,
      heard: 'early',
    },
    {
      name: 'the first request on an empty key, too early',
      painted: [
        [NOTHING, 0],
        [A, 5_000],
      ],
      downAt: 5_000 + SETTLES_MS - 1,
      heard: 'early',
    },
    {
      name: 'the same request, back on the key, too early',
      painted: [
        [A, 0],
        [NOTHING, 1_000],
        [A, 5_000],
      ],
      downAt: 5_100,
      heard: 'early',
    },
    {
      name: 'a mark over the face',
      painted: [
        [A, 0],
        ['mark', 1_000],
      ],
      downAt: 1_010,
      heard: 'deaf',
    },
    {
      name: 'the same request after a mark',
      painted: [
        [A, 0],
        ['mark', 1_000],
        [A, 1_300],
      ],
      downAt: 1_301,
      heard: 'begun',
    },
    {
      name: 'the same request in another state after a mark',
      painted: [
        [{ ...A, stamp: '1' }, 0],
        ['mark', 1_000],
        [{ ...A, stamp: '2' }, 1_300],
      ],
      downAt: 1_301,
      heard: 'early',
    },
    {
      name: 'another request after a mark, too early',
      painted: [
        [A, 0],
        ['mark', 1_000],
        [B, 1_300],
      ],
      downAt: 1_300 + SETTLES_MS - 1,
      heard: 'early',
    },
    {
      name: 'the same request, painted anew',
      painted: [
        [A, 0],
        [A, 1_000],
      ],
      downAt: 1_010,
      heard: 'begun',
    },
  ];
  test.each(sequences)('$name: $heard', ({ painted, downAt, heard }) => {
    const guard = new PressGuard<Painted>();
    for (const [shown, at] of painted) {
      if (shown === 'mark') guard.covered();
      else guard.painted(shown, at);
    }
    expect(guard.down(downAt)).toBe(heard);
  });

  const states: {
    name: string;
    before: string | undefined;
    after: string | undefined;
    downAt: number;
    means: string;
  }[] = [
    {
      name: 'a state that nobody can have seen yet',
      before: '1',
      after: '2',
      downAt: 1_000 + UNSEEN_MS - 1,
      means: 'before',
    },
    { name: 'a state that was there to be seen', before: '1', after: '2', downAt: 1_000 + UNSEEN_MS, means: 'after' },
    { name: 'decided elsewhere, unseen', before: '1', after: undefined, downAt: 1_010, means: 'before' },
    { name: 'to be decided again', before: undefined, after: '2', downAt: 1_010, means: 'after' },
    { name: 'the same state', before: '1', after: '1', downAt: 1_010, means: 'after' },
  ];
  test.each(states)('$name: it means the one $means', ({ before, after, downAt, means }) => {
    const guard = new PressGuard<Painted & { name: string }>();
    guard.painted({ subject: 'a', stamp: before, name: 'before' }, 0);
    guard.painted({ subject: 'a', stamp: after, name: 'after' }, 1_000);
    guard.down(downAt);
    expect(guard.up(downAt + 50)?.shown.name).toBe(means);
  });

  const turns: { name: string; subject: string; paintedAt: number; heard: 'begun' | 'early' }[] = [
    { name: 'may follow at once where the DJ turned the dial to it', subject: 'b', paintedAt: 1_100, heard: 'begun' },
    { name: 'is early where the turn brought another one', subject: 'c', paintedAt: 1_100, heard: 'early' },
    { name: 'is early where it came long after the turn', subject: 'b', paintedAt: 1_000 + SETTLES_MS, heard: 'early' },
  ];
  test.each(turns)('$name', ({ subject, paintedAt, heard }) => {
    const guard = new PressGuard<Painted>();
    guard.painted(A, 0);
    guard.turned('b', 1_000);
    guard.painted({ subject }, paintedAt);
    expect(guard.down(paintedAt + 10)).toBe(heard);
  });

  test('is early while the dial still shows what the DJ has turned away from', () => {
    const guard = new PressGuard<Painted>();
    guard.painted(A, 0);
    guard.turned('b', 1_000);
    expect(guard.down(1_100)).toBe('early');
    guard.turned('a', 1_200);
    expect(guard.down(1_210)).toBe('begun');
  });

  const again: { name: string; shown: Painted; afterMs: number; heard: 'begun' | 'early' }[] = [
    { name: 'the same, at once', shown: { subject: 'a', stamp: '2' }, afterMs: AGAIN_AFTER_MS - 1, heard: 'early' },
    { name: 'the same, a second later', shown: { subject: 'a', stamp: '2' }, afterMs: AGAIN_AFTER_MS, heard: 'begun' },
    { name: 'the same, nothing to decide', shown: { subject: 'a' }, afterMs: 10, heard: 'begun' },
    { name: 'another one', shown: { subject: 'b', stamp: '1' }, afterMs: SETTLES_MS, heard: 'begun' },
  ];
  test.each(again)('on top of one that decided, $name: $heard', ({ shown, afterMs, heard }) => {
    const guard = new PressGuard<Painted>();
    guard.painted({ subject: 'a', stamp: '1' }, 0);
    guard.decided('a', 5_000);
    guard.painted(shown, 5_000);
    expect(guard.down(5_000 + afterMs)).toBe(heard);
  });

  test('is not heard after a wake, and one that was held then comes to nothing', () => {
    const guard = new PressGuard<Painted>();
    guard.painted(A, 0);
    guard.down(1_000);
    guard.deafen(1_100 + DEAF_MS);
    expect(guard.up(1_200)).toBeUndefined();
    expect(guard.down(1_100 + DEAF_MS - 1)).toBe('deaf');
    expect(guard.down(1_100 + DEAF_MS)).toBe('begun');
  });
});
