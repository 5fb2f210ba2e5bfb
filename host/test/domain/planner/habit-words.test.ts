import { describe, expect, it } from 'vitest';
import { parseKey } from '#domain/musical-key.ts';
import { keyStep, NO_TEMPO_STEP, UNKNOWN_KEY_STEP } from '#domain/planner/habit-counts.ts';
import { type HabitFacts, habitWords } from '#domain/planner/habit-words.ts';

const NOTHING: HabitFacts = {
  ...{ keyStep: UNKNOWN_KEY_STEP, key: 1, tempoStep: NO_TEMPO_STEP, tempo: 1, isSameGenre: false, genre: 1 },
  ...{ label: 1, artist: 1, third: 1, plays: 0, together: undefined },
};
const said = (facts: Partial<HabitFacts>) => habitWords({ ...NOTHING, ...facts });
const stepOf = (from: string, to: string) => keyStep(parseKey(from) ?? -1, parseKey(to) ?? -1);

describe('what is said of a habit', () => {
  it.each<[Partial<HabitFacts>, string]>([
    [{}, ''],
    [{ plays: 1 }, ''],
    [{ plays: 2 }, 'you played it twice'],
    [{ together: { after: 1, before: 4, near: 4 } }, 'you mixed these once'],
    [{ together: { after: 0, before: 2, near: 4 } }, 'you mixed these twice, the other way round'],
    [{ together: { after: 0, before: 0, near: 3 } }, 'you played these close together 3 times'],
    [{ together: { after: 0, before: 0, near: 0 }, label: 2 }, 'you often play this label'],
    // Not often enough to speak of.
    [{ label: 1.3, plays: 3 }, 'you played it 3 times'],
    [{ label: 2, artist: 3 }, 'you often play this artist'],
    [{ genre: 2 }, 'you often go on to this genre'],
    [{ genre: 2, isSameGenre: true }, 'you often stay in this genre'],
    [{ third: 2 }, 'you like to play it about here in a set'],
    [{ tempo: 2 }, 'you often keep the tempo'],
    [{ tempo: 2, tempoStep: NO_TEMPO_STEP + 2 }, 'you often go on 2 % faster'],
    [{ tempo: 2, tempoStep: NO_TEMPO_STEP - 3 }, 'you often go on 3 % slower'],
  ])('%j: "%s"', (facts, words) => expect(said(facts)).toBe(words));

  it.each([
    ['8A', '8A', 'you often stay in the key'],
    ['8A', '9A', 'you often go one step up the wheel'],
    ['12A', '1A', 'you often go one step up the wheel'],
    ['8B', '7B', 'you often go one step down the wheel'],
    ['8A', '10A', 'you often go two steps up the wheel'],
    ['8A', '6A', 'you often go two steps down the wheel'],
    // A minor to B flat minor, and to A flat minor.
    ['8A', '3A', 'you often go a semitone up'],
    ['8A', '1A', 'you often go a semitone down'],
    ['8A', '8B', 'you often go from minor to its major'],
    ['8B', '8A', 'you often go from major to its minor'],
    ['8A', '11B', 'you often change the key like this'],
    // C major is the first of all.
    ['8B', '9B', 'you often go one step up the wheel'],
    ['9B', '8B', 'you often go one step down the wheel'],
  ])('from %s to %s: "%s"', (from, to, words) => expect(said({ key: 2, keyStep: stepOf(from, to) })).toBe(words));
});
