import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BridgeState, BridgeTurns, CALM_MS } from '#domain/bridge-turns.ts';

/** What is said, as "12 lost": the second, and what. `steps`: second and state. */
function said(steps: [second: number, state: BridgeState][], lastSecond = steps.at(-1)?.[0] ?? 0): string[] {
  const turns = new BridgeTurns();
  const left = [...steps];
  const all: string[] = [];
  for (let second = 0; second <= lastSecond; second++) {
    for (; left[0]?.[0] === second; left.shift()) turns.see('obs', left[0][1], second * 1_000);
    const { nextAt } = turns;
    const now = turns.turns(second * 1_000);
    if (now.length > 0) expect(nextAt).toBeLessThanOrEqual(second * 1_000);
    all.push(...now.map((turn) => `${second} ${turn.now}`));
  }
  return all;
}

test.each<[string, [number, BridgeState][], string[]]>([
  [
    'gone for good',
    [
      [0, 'ok'],
      [10, 'lost'],
    ],
    ['15 lost'],
  ],
  [
    'gone and back',
    [
      [0, 'ok'],
      [10, 'lost'],
      [60, 'ok'],
    ],
    ['15 lost', '70 ok'],
  ],
  [
    'away for a moment',
    [
      [0, 'ok'],
      [10, 'lost'],
      [14, 'ok'],
    ],
    [],
  ],
  [
    'never there',
    [
      [0, 'lost'],
      [50, 'off'],
    ],
    [],
  ],
  [
    'there only later',
    [
      [0, 'lost'],
      [10, 'ok'],
      [20, 'lost'],
    ],
    ['25 lost'],
  ],
  [
    'switched off',
    [
      [0, 'ok'],
      [10, 'off'],
    ],
    ['15 off'],
  ],
  [
    'switched off and on',
    [
      [0, 'ok'],
      [10, 'off'],
      [20, 'lost'],
      [30, 'ok'],
      [40, 'lost'],
    ],
    ['15 off', '45 lost'],
  ],
])('%s', (_name, steps, expected) => {
  expect(said(steps, 120)).toEqual(expected);
});

test('one that flaps for an hour is spoken of a few times, and then as it is in the end', () => {
  const steps = Array.from({ length: 360 }, (_, n): [number, BridgeState] => [n * 10, n % 2 === 0 ? 'ok' : 'lost']);
  const all = said(steps, 3_600 + CALM_MS / 1_000);
  expect(all.length).toBeLessThanOrEqual(5);
  expect(all.at(-1)).toMatch(/lost$/);
});

test('whatever it does, in the end it is said what it is, and never the same twice in a row', () => {
  const step = fc.tuple(fc.integer({ min: 1, max: 400 }), fc.constantFrom<BridgeState>('ok', 'lost'));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (changes) => {
      let second = 0;
      const steps = changes.map(([after, state]): [number, BridgeState] => {
        second += after;
        return [second, state];
      });
      const all = said([[0, 'ok'], ...steps], second + CALM_MS / 1_000).map((one) => one.split(' ')[1]);
      const last = changes.at(-1)?.[1] ?? 'ok';
      expect(all.at(-1) ?? 'ok').toBe(last);
      for (const [index, one] of ['ok', ...all].entries())
        if (index > 0) expect(one).not.toBe(['ok', ...all][index - 1]);
    }),
  );
});
