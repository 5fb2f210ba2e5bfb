import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEAF_MS, HOLD_MS, type Painted, PressGuard, SETTLES_MS } from '#press-guard.ts';

describe('no sequence of paintings and fingers', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('paint' as const), subject: fc.constantFrom('a', 'b', 'c', undefined) }),
    fc.record({ do: fc.constantFrom('down', 'up', 'ripen', 'deafen', 'cancel', 'cover') }),
    fc.record({ do: fc.constant('turn' as const), to: fc.constantFrom('a', 'b', 'c') }),
    fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 800 }) }),
  );

  test('makes a press of what was not painted, of what was painted too lately, or two presses of one', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const guard = new PressGuard<Painted & { serial: number }>();
        let nowMs = 10_000;
        let serial = 0;
        let painted: (Painted & { serial: number }) | undefined;
        let lastSubject: string | undefined;
        let broughtAt = 0;
        let turned = { to: '', at: 0 };
        let isTurning = false;
        let deafUntil = 0;
        let begun: { shown: Painted; at: number } | undefined;
        for (const one of steps) {
          if (one.do === 'wait') nowMs += one.ms;
          if (one.do === 'paint') {
            painted = { subject: one.subject, holdMs: HOLD_MS, serial: serial++ };
            guard.painted(painted, nowMs);
            isTurning = false;
            if (one.subject !== lastSubject) {
              const isWanted =
                one.subject === undefined || (one.subject === turned.to && nowMs < turned.at + SETTLES_MS);
              broughtAt = isWanted ? 0 : nowMs;
              lastSubject = one.subject;
            }
          }
          if (one.do === 'cover') {
            guard.covered();
            painted = undefined;
          }
          if (one.do === 'turn') {
            guard.turned(one.to, nowMs);
            turned = { to: one.to, at: nowMs };
            isTurning = one.to !== painted?.subject;
            begun = undefined;
          }
          if (one.do === 'deafen') {
            deafUntil = nowMs + DEAF_MS;
            guard.deafen(deafUntil);
            begun = undefined;
          }
          if (one.do === 'cancel') {
            guard.cancel();
            begun = undefined;
          }
          if (one.do === 'down') {
            const heard = guard.down(nowMs);
            const isHeard = painted !== undefined && nowMs >= deafUntil;
            const mayBegin = isHeard && !isTurning && nowMs - broughtAt >= SETTLES_MS;
            expect(heard === 'begun').toBe(mayBegin);
            begun = heard === 'begun' && painted ? { shown: painted, at: nowMs } : undefined;
          }
          if (one.do === 'up' || one.do === 'ripen') {
            const press = one.do === 'up' ? guard.up(nowMs) : guard.ripened(nowMs);
            if (press) {
              expect(press.shown).toBe(begun?.shown);
              expect(press.kind).toBe(nowMs - (begun?.at ?? 0) >= HOLD_MS ? 'hold' : 'short');
            }
            if (press || one.do === 'up') begun = undefined;
          }
        }
      }),
    );
  });
});
