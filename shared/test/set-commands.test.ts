import { describe, expect, it } from 'vitest';
import { commands } from '../src/commands.ts';
import { queries } from '../src/queries.ts';

const LATEST = 8_640_000_000_000_000;

describe('performer.set', () => {
  const { args } = commands['performer.set'];
  it.each(['', 'decks', 'broadcast', '/', '/guest', '/gäste 2'])('hears "%s"', (hears) => {
    expect(args.safeParse({ name: 'Ben', hears }).success).toBe(true);
  });
  it.each(['guest', 'decks ', '/a\nb', '/a\0', '/a\u0085', '/a\x7f', `/${'a'.repeat(200)}`])(
    'does not hear %j',
    (hears) => {
      expect(args.safeParse({ name: 'Ben', hears }).success).toBe(false);
    },
  );
});

it('takes no time that no date can be', () => {
  const range = queries['stats.get'].input;
  const { args } = commands['set.add'];
  for (const [ms, isTaken] of [
    [LATEST, true],
    [LATEST + 1, false],
    [9e15, false],
    [-1, false],
  ] as const) {
    expect([ms, range.safeParse({ of: 'range', from: String(ms) }).success]).toEqual([ms, isTaken]);
    expect([ms, range.safeParse({ of: 'range', to: String(ms) }).success]).toEqual([ms, isTaken]);
    expect([ms, args.safeParse({ title: 'One', startsAt: ms }).success]).toEqual([ms, isTaken]);
  }
});
