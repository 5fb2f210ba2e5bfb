// What every kind of key and dial says of itself: what it shows now, and what a press of exactly that would do. Pure.

import type { RequestView } from '@tracord/shared/requests.ts';
import type { AlternativeView, DialFaceInput, HoldView, KeyFaceInput } from '#faces/face-inputs.ts';
import type { DeckState } from '#state.ts';

/** What a press does. Commands carry what was shown (id and revision), so that they can only mean that. */
export type Deed =
  | { do: 'command'; name: string; args: Record<string, unknown>; settles?: string }
  /** All waiting requests into the order they are offered. */
  | { do: 'sort' }
  /** Show the next candidate of a doubtful request, or the first. */
  | { do: 'choose'; subject: string; index: number }
  /** Nothing may be done: why, as a word or two. */
  | { do: 'refuse'; word: string }
  /** Let long titles run through once. */
  | { do: 'scroll' };

type Without<Input> = Input extends unknown
  ? Omit<Input, 'host' | 'nowMs' | 'mark' | 'hold' | 'scrollMs' | 'shownSince' | 'pulses'>
  : never;
export type KeyFacts = Without<KeyFaceInput>;
export type DialFacts = Without<DialFaceInput>;

/** `subject`: what the face is about, by which a press knows that it has become another. `stamp`: the state of it that a
 * press decides on. */
type Shows<Facts> = {
  facts: Facts;
  subject?: string;
  stamp?: string;
  short?: Deed;
  /** While it is held for `holdMs` the ring closes, then the deed is done. */
  holdMs?: number;
  hold?: { deed: Deed } & Pick<HoldView, 'glyph' | 'word'>;
  /** From then on it shows something else, by time alone. */
  endsAtMs?: number;
};
export type KeyShows = Shows<KeyFacts>;
export type DialShows = Shows<DialFacts> & {
  /** What one step of the dial brings before the DJ: the id of a request, the index of a candidate. */
  turned?: (ticks: number) => Local;
  /** What a touch selects; 'push': it is as a push. */
  touched?: Local | 'push';
  /** What the dial keeps from now on. */
  selected?: Local['selected'];
};

/** What a key or dial remembers by itself. */
export type Local = {
  /** What a dial has chosen, as it was then, and its place in the list: a request, with its skips, or a suggestion, with the play
   * it was chosen in. */
  selected?: { id: string; index: number; skips?: number; playId?: string };
  /** Among the candidates of `subject`. */
  choosing?: { subject: string; index: number };
};

/** Settings of one key, as the property inspector wrote them. */
export type KeySettings = Record<string, unknown>;

/** What there is to show. */
export type DeckView = {
  state: DeckState;
  requestAt(place: number | 'first'): RequestView | undefined;
  /** Data URL of the cover on air, once it is there. */
  cover?: string;
  /** The alternatives of a doubtful now playing, as far as they are known by name. */
  alternatives: readonly AlternativeView[];
};

export type KeyKind = {
  show(view: DeckView, local: Local, settings: KeySettings): KeyShows;
};
export type DialKind = {
  show(view: DeckView, local: Local, settings: KeySettings): DialShows;
};
