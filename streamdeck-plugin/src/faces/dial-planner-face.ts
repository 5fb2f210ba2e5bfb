// The dial that goes through the suggestions: what mixes with what is on air, and what its score is made of. Pure.

import type { ScorePart } from '@tracord/shared/plan.ts';
import { type Bar, DIAL_BAR, GREYS, IS, NOTCH_GAP } from './bars.ts';
import { emptyDial, holdingDial, songDial } from './dial-parts.ts';
import type { Drawing } from './drawing.ts';
import type { DialFaceInput, SuggestionFacts } from './face-inputs.ts';
import { ACCENT, T1, WARN } from './palette.ts';
import { keyPath, relationText, rowTitle, rowWords, tempoText } from './plan-words.ts';
import { NO_SUGGESTION, nextGlyph, nextState, nextWords } from './suggestion-face.ts';

type PlannerInput = Extract<DialFaceInput, { kind: 'planner' }>;
type Track = NonNullable<SuggestionFacts['track']>;

export function dialPlannerFace({ track, from, next, hint, index, of, ...input }: PlannerInput): Drawing {
  if (track === undefined) return emptyDial('next', hint ?? NO_SUGGESTION);
  const { nowMs, scrollMs, hold } = input;
  if (hold !== undefined) return holdingDial(hold, rowTitle(track), nowMs);
  const place = `${index + 1} of ${of}`;
  const path = keyPath(track, from);
  const tempo = [tempoText(track), relationText(track)].filter(Boolean).join(' ');
  const why = whyText(track, next);
  return songDial({
    state: nextState(next),
    glyph: nextGlyph(next),
    place: next === 'pin' ? 'Next' : place,
    placeColour: next === 'pin' ? ACCENT : T1,
    value: path === '' ? undefined : { text: path, colour: T1 },
    masked: track.masked,
    warned: track.warning !== undefined,
    title: rowTitle(track),
    third: {
      left: tempo || (track.display.title === '' ? '' : track.display.artist),
      strong: tempo !== '',
      right: why,
      rightColour: why === track.warning ? WARN : undefined,
    },
    bar: partsBar(track, next),
    alt: [nextWords(next), place, track.display.artist, track.display.title, ...rowWords(track), why],
    nowMs,
    scrollMs,
  });
}

/** What is to be known of it beside key and tempo: what speaks against it, else what speaks for it most. */
function whyText({ warning, parts = [] }: Track, next: SuggestionFacts['next']): string {
  if (next === 'pin') return 'on the clipboard';
  if (warning !== undefined) return warning;
  if (next === 'plan') return 'in the plan';
  const isTold = ({ name }: ScorePart) => name === 'harmony' || name === 'tempo';
  const most = parts.filter((part) => part.value > 0 && !isTold(part)).sort((a, b) => b.value - a.value)[0];
  return most?.why ?? '';
}

/** The parts that give the most, and the rest as one; together as long as the score. */
function partsBar({ score = 0, parts = [] }: Track, next: SuggestionFacts['next']): Bar {
  if (next === 'pin') return IS;
  if (next === 'plan') return { kind: 'hollow', colour: T1 };
  const values = parts
    .map(({ value }) => value)
    .filter((value) => value > 0)
    .sort((a, b) => b - a);
  const most = values.slice(0, GREYS.length - 1);
  const rest = values.slice(GREYS.length - 1).reduce((sum, value) => sum + value, 0);
  const shown = rest > 0 ? [...most, rest] : most;
  const total = shown.reduce((sum, value) => sum + value, 0);
  const room = DIAL_BAR.width * Math.min(1, Math.max(0, score / 100)) - NOTCH_GAP * (shown.length - 1);
  if (shown.length === 0 || room <= 0) return { kind: 'parts', widths: [] };
  return { kind: 'parts', widths: shown.map((value) => Math.floor((room * value) / total)) };
}
