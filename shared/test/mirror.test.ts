import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diff } from '../src/merge-patch.ts';
import { Mirror } from '../src/mirror.ts';
import type { Patch } from '../src/protocol.ts';
import { topicValue } from './json-values.ts';

describe('a mirror of one topic', () => {
  const mirrorAt = (rev: number, value: unknown) => {
    const mirror = new Mirror();
    mirror.takeSnapshot({ topic: 'live', rev, value });
    return mirror;
  };

  test('has no value before its snapshot, and a patch then is a gap', () => {
    const mirror = new Mirror();
    expect(mirror.value('live')).toBeUndefined();
    expect(mirror.takePatch({ topic: 'live', fromRev: 0, rev: 1, patch: { on: true } })).toBe('gap');
    expect(mirror.value('live')).toBeUndefined();
  });

  test.each([
    ['the next revision', 7, 8, 'changed', { on: true }],
    ['a revision the snapshot already holds', 6, 7, 'old', { on: false }],
    ['a revision after one that was missed', 8, 9, 'gap', { on: false }],
  ] as const)('%s', (_name, fromRev, rev, taken, value) => {
    const mirror = mirrorAt(7, { on: false });
    expect(mirror.takePatch({ topic: 'live', fromRev, rev, patch: { on: true } })).toBe(taken);
    expect(mirror.value('live')).toEqual(value);
  });

  test('a snapshot after a gap sets it right, also when a host started anew counts from 0', () => {
    const mirror = mirrorAt(7, { on: false });
    mirror.takeSnapshot({ topic: 'live', rev: 0, value: { on: true } });
    expect(mirror.takePatch({ topic: 'live', fromRev: 0, rev: 1, patch: { on: null } })).toBe('changed');
    expect(mirror.value('live')).toEqual({});
  });

  test('topics do not mix', () => {
    const mirror = mirrorAt(1, { on: true });
    expect(mirror.takePatch({ topic: 'host', fromRev: 1, rev: 2, patch: {} })).toBe('gap');
  });
});

test('it holds what the host holds, however the stream was cut and repeated', () => {
  const delivery = fc.constantFrom('once', 'twice', 'lost');
  fc.assert(
    fc.property(topicValue, fc.array(fc.tuple(topicValue, delivery), { maxLength: 12 }), (first, steps) => {
      const mirror = new Mirror();
      let held: { rev: number; value: unknown } = { rev: 0, value: first };
      const subscribe = () => mirror.takeSnapshot({ topic: 't', ...held });
      subscribe();
      let inStep = true;
      for (const [value, how] of steps) {
        const change = diff(held.value, value);
        if (change === undefined) continue;
        const patch: Patch = { topic: 't', fromRev: held.rev, rev: held.rev + 1, patch: change };
        held = { rev: patch.rev, value };
        inStep &&= how !== 'lost';
        for (let sent = 0; sent < { once: 1, twice: 2, lost: 0 }[how]; sent += 1) {
          if (mirror.takePatch(patch) === 'gap') {
            subscribe();
            inStep = true;
          }
        }
        if (inStep) expect(mirror.value('t')).toEqual(value);
      }
    }),
  );
});
