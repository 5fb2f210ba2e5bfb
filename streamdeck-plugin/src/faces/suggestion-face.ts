// The face of a suggestion on a key: what mixes with what is on air, and what it would change. Pure.

import { formatBpm } from '@tracord/shared/format.ts';
import { type Bar, IS, KEY_BAR } from './bars.ts';
import type { Drawing } from './drawing.ts';
import type { SuggestionFacts } from './face-inputs.ts';
import type { GlyphName } from './glyphs.ts';
import { emptyKey, RIGHT, SIGNS_LEFT, signsWidth, songKey, type ThirdLine, VALUE } from './key-parts.ts';
import { ACCENT, T1 } from './palette.ts';
import { relationText, rowTitle, rowWords, stepText, tempoText } from './plan-words.ts';
import { textWidth } from './text.ts';

type Track = NonNullable<SuggestionFacts['track']>;
type Frame = { nowMs: number; scrollMs?: number };

export const NO_SUGGESTION = 'Nothing to suggest';

export function suggestionFace({ track, from, next, hint }: SuggestionFacts, frame: Frame): Drawing {
  if (track === undefined) return emptyKey('next', hint ?? NO_SUGGESTION);
  const warned = track.warning !== undefined;
  const room = RIGHT - SIGNS_LEFT - signsWidth({ masked: track.masked, warned });
  return songKey({
    state: nextState(next),
    glyph: nextGlyph(next),
    value: { text: keyAndStep(track, from, room), colour: T1 },
    masked: track.masked,
    warned,
    title: rowTitle(track),
    third: thirdLine(track),
    more: track.display.title === '' ? '' : track.display.artist,
    bar: scoreBar(track, next),
    alt: [nextWords(next), track.display.artist, track.display.title, ...rowWords(track)],
    ...frame,
  });
}

export function nextState(next: SuggestionFacts['next']): string {
  return next === 'pin' ? 'pinned' : next === 'plan' ? 'planned' : 'suggestion';
}

export function nextGlyph(next: SuggestionFacts['next']): { name: GlyphName; colour: string } {
  if (next === undefined) return { name: 'next', colour: T1 };
  return { name: 'pin', colour: next === 'pin' ? ACCENT : T1 };
}

export function nextWords(next: SuggestionFacts['next']): string {
  return next === 'pin' ? 'Next' : next === 'plan' ? 'Next in the plan' : 'Suggestion';
}

/** The key, and the step to it where there is room. */
function keyAndStep(track: Track, from: string | undefined, room: number): string {
  const key = track.key?.camelot ?? '';
  const both = `${key} ${stepText(track, from)}`.trim();
  return textWidth(both, VALUE) <= room ? both : key;
}

/** Without a tempo the artist stands there. */
function thirdLine(track: Track): ThirdLine {
  const bpm = track.bpm === undefined ? '' : formatBpm(track.bpm);
  const tempo = tempoText(track);
  if (tempo !== '') return { text: tempo, right: relationText(track) || bpm, strong: true };
  return { text: track.display.title === '' ? '' : track.display.artist, right: bpm };
}

/** Scores are points of a hundred. */
function scoreBar({ score }: Track, next: SuggestionFacts['next']): Bar {
  if (next === 'pin') return IS;
  if (next === 'plan') return { kind: 'hollow', colour: T1 };
  const share = Math.min(1, Math.max(0, (score ?? 0) / 100));
  return { kind: 'fill', filled: Math.round(share * KEY_BAR.width), colour: T1 };
}
