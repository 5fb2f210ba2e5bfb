// The words themes describe their motion in. Everything moves by transform, opacity or clip-path, and ends at rest.

export const ENTERING = 'cubic-bezier(.2,.8,.2,1)';
export const LEAVING = 'cubic-bezier(.6,0,.9,.3)';
export const FLIPPING = 'cubic-bezier(.4,0,.2,1)';

/**
 * One movement: `at` and `ms` in milliseconds from the start of the whole. It holds its first frame before and its last
 * after; a `passing` one leaves the element as the style sheet has it. One property of an element has one movement.
 */
export type Move = { element: Element; at: number; ms: number; easing: string; frames: Keyframe[]; fill: FillMode };

export function move(element: Element, at: number, ms: number, easing: string, frames: Keyframe[]): Move {
  return { element, at, ms, easing, frames, fill: 'both' };
}

export function passing(element: Element, at: number, ms: number, easing: string, frames: Keyframe[]): Move {
  return { element, at, ms, easing, frames, fill: 'none' };
}

/** From one state to the other at once. */
export function cut(element: Element, at: number, from: Keyframe, to: Keyframe): Move {
  return move(element, at, 1, 'steps(1, end)', [from, to]);
}

export function fade(element: Element, at: number, ms: number, easing: string, from: number, to: number): Move {
  return move(element, at, ms, easing, [{ opacity: from }, { opacity: to }]);
}

/** Shows `newer` instead of `older` at a moment, without taking either out of the layout. */
export function swap(older: Element, newer: Element, at: number): Move[] {
  return [cut(older, at, { opacity: 1 }, { opacity: 0 }), cut(newer, at, { opacity: 0 }, { opacity: 1 })];
}

export type Playing = { finished: Promise<void>; finish: () => void };

/** Plays all moves together. `finish` jumps to the end; either way nothing stays behind on the elements. */
export function play(moves: Move[]): Playing {
  const animations = moves.map(({ element, at, ms, easing, frames, fill }) =>
    element.animate(frames, { delay: at, duration: ms, easing, fill }),
  );
  const endsMs = Math.max(0, ...moves.map(({ at, ms }) => at + ms));
  let isDone = false;
  let resolve: () => void = () => undefined;
  const finished = new Promise<void>((done) => {
    resolve = done;
  });
  const finish = () => {
    if (isDone) return;
    isDone = true;
    clearTimeout(timer);
    resolve();
    for (const animation of animations) animation.cancel();
  };
  // A page OBS does not show draws no frames and ends no animation: the clock ends it there.
  const timer = setTimeout(finish, endsMs + 1_500);
  Promise.all(animations.map((animation) => animation.finished)).then(finish, finish);
  return { finished, finish };
}

/** The same motion in at most `ms`. */
export function paced(moves: Move[], ms: number): Move[] {
  const endsMs = Math.max(...moves.map((one) => one.at + one.ms));
  const pace = Math.min(1, ms / endsMs);
  return moves.map((one) => ({ ...one, at: one.at * pace, ms: one.ms * pace }));
}
