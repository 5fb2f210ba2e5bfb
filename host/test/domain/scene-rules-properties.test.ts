// What holds of scene rules whatever happens, and in whatever order.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rules, SceneNight } from './scene-night.ts';

type Happening = { at: number; words: string[] };

const TRIGGERS = ['accepted', 'playing', 'live off', 'live on', 'set on', 'set off', 'music off', 'music on'];
const NIGHT_MS = 60_000;

const at = fc.integer({ min: 0, max: NIGHT_MS });
const trigger = fc.record({ at, words: fc.constantFrom(...TRIGGERS).map((text) => text.split(' ')) });
const hand = fc.record({ at, words: fc.constantFrom('C', 'D', 'Main').map((scene) => ['hand', scene]) });
const absence = fc.record({ at, forMs: fc.integer({ min: 1, max: 20_000 }) }).map(({ at, forMs }): Happening[] => [
  { at, words: ['away'] },
  { at: at + forMs, words: ['back'] },
]);

const rule = fc.record({
  when: fc.constantFrom(
    ...(['request-accepted', 'request-playing', 'idle', 'set-start', 'set-end', 'live', 'rehearsal'] as const),
  ),
  scene: fc.constantFrom('A', 'B'),
  forSeconds: fc.integer({ min: 1, max: 20 }),
  afterSeconds: fc.integer({ min: 0, max: 20 }),
});
const someRules = fc.array(rule, { minLength: 1, maxLength: 5 }).map((given) => rules(...given));
const landsMs = fc.integer({ min: 0, max: 300 });

function night(given: ReturnType<typeof rules>, happenings: Happening[], lands: number): SceneNight {
  const stage = new SceneNight(given, { landsMs: lands, seenMs: 0 });
  for (const { at, words } of [...happenings].sort((a, b) => a.at - b.at)) {
    stage.until(at);
    stage.happens(words);
  }
  // Everything comes to its end.
  return stage.until(NIGHT_MS * 10);
}

/** People do not choose faster. */
function apart(happenings: Happening[]): Happening[] {
  const sorted = [...happenings].sort((a, b) => a.at - b.at);
  return sorted.filter(({ at }, index) => index === 0 || at - (sorted[index - 1]?.at ?? 0) >= 1_000);
}

describe('whatever happens', () => {
  it('each cue is asked for once, never late, and never while OBS is away', () => {
    fc.assert(
      fc.property(
        ...[someRules, fc.array(trigger), fc.array(hand), fc.array(absence, { maxLength: 3 }), landsMs],
        (given, triggers, hands, absences, lands) => {
          const { cues } = night(given, [...triggers, ...hands, ...absences.flat()], lands);
          expect(new Set(cues.map(({ cue }) => cue.id)).size).toBe(cues.length);
          for (const { cue, at, wasAway } of cues) {
            expect(at).toBeGreaterThanOrEqual(cue.dueAt);
            expect(at).toBeLessThanOrEqual(cue.expiresAt);
            expect(cue.expiresAt - cue.dueAt).toBe(5_000);
            expect(wasAway).toBe(false);
          }
        },
      ),
    );
  });

  it('where the DJ chooses nothing, it ends where it was, with at most one way back for each scene', () => {
    fc.assert(
      fc.property(someRules, fc.array(trigger), landsMs, (given, triggers, lands) => {
        const { program, cues } = night(given, triggers, lands);
        expect(program).toBe('Main');
        const backs = cues.filter(({ cue }) => cue.why === 'the time of the scene is over').length;
        expect(backs).toBeLessThanOrEqual(cues.length - backs);
      }),
    );
  });

  it('what the DJ chose last stays, if no rule comes after it', () => {
    fc.assert(
      fc.property(
        ...[someRules, fc.array(trigger), fc.array(hand, { minLength: 1, maxLength: 6 }), landsMs],
        (given, triggers, some, lands) => {
          const hands = apart(some);
          const last = hands.at(-1);
          if (last === undefined) return;
          // Rules that wait would come later by themselves.
          const noIdle = given.filter(({ when }) => when !== 'idle').map((rule) => ({ ...rule, afterSeconds: 0 }));
          const before = triggers.filter(({ at }) => at < last.at);
          expect(night(noIdle, [...before, ...hands], lands).program).toBe(last.words[1]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('what happens while OBS is away changes nothing, then or later', () => {
    fc.assert(
      fc.property(someRules, fc.array(trigger), landsMs, (given, triggers, lands) => {
        const all = [{ at: 0, words: ['away'] }, ...triggers, { at: NIGHT_MS + 30_000, words: ['back'] }];
        expect(night(given, all, lands).seen).toEqual([]);
      }),
    );
  });
});
