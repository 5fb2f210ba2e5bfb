// The face of the bridge: the next step towards the request that is asked for most. Pure.

import { DISTANCE_WORDS } from '@tracord/shared/plan.ts';
import { type Bar, IS, KEY_BAR } from './bars.ts';
import type { Drawing } from './drawing.ts';
import type { KeyFaceInput } from './face-inputs.ts';
import { emptyKey, keySigns, LEFT, RIGHT, signsWidth, songKey, type ThirdLine } from './key-parts.ts';
import { ACCENT, T1, T2 } from './palette.ts';
import { rowTitle, rowWords } from './plan-words.ts';
import { nextState, nextWords } from './suggestion-face.ts';
import { wayHead } from './way.ts';

type BridgeInput = Extract<KeyFaceInput, { kind: 'bridge' }>;
type Bridge = NonNullable<BridgeInput['bridge']>;

export function bridgeFace({ bridge, next, nowMs, scrollMs }: BridgeInput): Drawing {
  if (bridge === undefined) return emptyKey('way', 'No request to get to', 44);
  const { distance, to, steps } = bridge;
  const step = steps[0] ?? to;
  const between = steps.length === 0 ? undefined : steps.length - 1;
  const signs = {
    masked: step.masked === true || to.masked === true,
    warned: step.warning !== undefined || to.warning !== undefined,
  };
  const right = RIGHT - signsWidth(signs);
  const state = between === undefined ? 'far' : next === undefined ? 'bridge' : nextState(next);
  return songKey({
    state,
    head: wayHead(between, next === 'pin', LEFT, right) + keySigns(signs, right + 2),
    title: rowTitle(step),
    third: thirdLine(bridge),
    more: step.display.title === '' ? '' : step.display.artist,
    bar: wayBar(between, next),
    alt: [
      next === undefined ? 'Bridge' : nextWords(next),
      step.display.artist,
      step.display.title,
      ...rowWords(step),
      between ? `to: ${rowTitle(to)}, ${DISTANCE_WORDS[distance]}` : DISTANCE_WORDS[distance],
      between && to.masked === true ? 'hidden from viewers' : '',
    ],
    nowMs,
    scrollMs,
  });
}

function thirdLine({ distance, to, steps }: Bridge): ThirdLine {
  if (steps.length === 0) return { text: 'too far now' };
  if (steps.length === 1) return { text: DISTANCE_WORDS[distance], colour: T1 };
  return { before: 'to: ', text: rowTitle(to) };
}

/** How much of the way is behind: what is on air counts as the first step of it. */
function wayBar(between: number | undefined, next: BridgeInput['next']): Bar {
  if (between === undefined) return { kind: 'broken', colour: T2 };
  if (next === 'pin') return IS;
  if (next === 'plan') return { kind: 'hollow', colour: T1 };
  return { kind: 'fill', filled: Math.round(KEY_BAR.width / (between + 2)), colour: ACCENT };
}
