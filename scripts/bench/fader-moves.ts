// Moves of a hand on the mixer: a fader or the crossfader slides to a place in steps, while time goes by.

import type { DeckId } from '../../host/src/domain/sighting.ts';
import type { Mixer } from './mixer.ts';

const STEP_MS = 120;

/** `to` is 0–1. */
export function slideFader(mixer: Mixer, deck: DeckId, to: number, ms: number): void {
  const from = mixer.volume(deck);
  move(mixer, ms, (part) => mixer.setVolume(deck, from + (to - from) * part));
}

/** `to` is −1 (all left) to 1 (all right). */
export function slideCrossfader(mixer: Mixer, to: number, ms: number): void {
  const from = mixer.crossfader;
  move(mixer, ms, (part) => mixer.setCrossfader(from + (to - from) * part));
}

function move(mixer: Mixer, ms: number, set: (part: number) => void): void {
  const steps = Math.max(1, Math.round(ms / STEP_MS));
  for (let step = 1; step <= steps; step++) {
    set(step / steps);
    if (step < steps) mixer.wait(ms / steps);
  }
}
