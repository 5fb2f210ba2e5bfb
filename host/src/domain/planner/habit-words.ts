// Why a DJ's own habits speak for a track, in the DJ's words. Pure.

import { NO_TEMPO_STEP } from './habit-counts.ts';
import type { StepFacts } from './habit-following.ts';
import type { Together } from './habits.ts';

/** `together`: how often the two were mixed; undefined: never. */
export type HabitFacts = StepFacts & { together: Together | undefined };

/** Less is no habit to speak of. */
const OFTEN = 1.4;

const KEY_WORDS: Readonly<Record<number, string>> = {
  0: 'you often stay in the key',
  1: 'you often go one step up the wheel',
  2: 'you often go two steps up the wheel',
  5: 'you often go a semitone down',
  7: 'you often go a semitone up',
  10: 'you often go two steps down the wheel',
  11: 'you often go one step down the wheel',
  12: 'you often go from minor to its major',
  24: 'you often go from major to its minor',
};

/** The strongest reason; "" where none is strong. */
export function habitWords(facts: HabitFacts): string {
  return pairWords(facts) || oftenWords(facts);
}

function pairWords({ together }: HabitFacts): string {
  if (together === undefined) return '';
  const { after, before, near } = together;
  if (after > 0) return `you mixed these ${times(after)}`;
  if (before > 0) return `you mixed these ${times(before)}, the other way round`;
  return near > 0 ? `you played these close together ${times(near)}` : '';
}

function oftenWords(facts: HabitFacts): string {
  const { key, tempo, genre, label, artist, third } = facts;
  const reasons: [ratio: number, words: string][] = [
    [key, KEY_WORDS[facts.keyStep] ?? 'you often change the key like this'],
    [tempo, tempoWords(facts.tempoStep)],
    [genre, facts.isSameGenre ? 'you often stay in this genre' : 'you often go on to this genre'],
    [label, 'you often play this label'],
    [artist, 'you often play this artist'],
    [third, 'you like to play it about here in a set'],
  ];
  const [ratio, words] = reasons.reduce((best, one) => (one[0] > best[0] ? one : best));
  const played = facts.plays > 1 ? `you played it ${times(facts.plays)}` : '';
  return ratio >= OFTEN ? words : played;
}

function tempoWords(step: number): string {
  const percents = Math.abs(step - NO_TEMPO_STEP);
  if (percents === 0) return 'you often keep the tempo';
  return `you often go on ${percents} % ${step > NO_TEMPO_STEP ? 'faster' : 'slower'}`;
}

function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
}
