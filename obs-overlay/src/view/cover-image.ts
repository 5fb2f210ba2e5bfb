// Loads covers off the screen, so that a picture appears whole or not at all.

import { type ReadonlySignal, signal } from '@preact/signals';

export type CoverState = 'loading' | 'ready' | 'missing';

const KEPT = 8;
const covers = new Map<string, ReadonlySignal<CoverState>>();

/** Begins to load a cover, also again after a failure; called when a track comes. */
export function loadCover(url: string): ReadonlySignal<CoverState> {
  const known = covers.get(url);
  if (known !== undefined && known.peek() !== 'missing') return known;
  const state = signal<CoverState>('loading');
  const image = new Image();
  image.src = url;
  image.decode().then(
    () => {
      state.value = 'ready';
    },
    () => {
      state.value = 'missing';
    },
  );
  covers.delete(url);
  covers.set(url, state);
  for (const oldest of covers.keys()) {
    if (covers.size <= KEPT) break;
    covers.delete(oldest);
  }
  return state;
}

/** What became of a cover so far. */
export function coverState(url: string): ReadonlySignal<CoverState> {
  return covers.get(url) ?? loadCover(url);
}
