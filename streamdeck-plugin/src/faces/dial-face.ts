// The picture above a dial: from what it is to show, at one moment, 200 × 100. Pure: no clock, no IO.

import { IS } from './bars.ts';
import { dialFixFace } from './dial-fix-face.ts';
import { dialFrame, emptyDial, signDial } from './dial-parts.ts';
import { dialPlannerFace } from './dial-planner-face.ts';
import { dialQueueFace } from './dial-queue-face.ts';
import { type Drawing, toFace } from './drawing.ts';
import type { DialFace, DialFaceInput, PressMark } from './face-inputs.ts';
import { faded } from './key-parts.ts';
import { ACCENT, DOWN, T1, T2 } from './palette.ts';
import { cleanText } from './text.ts';

const SIZE = { width: 200, height: 100, scale: 1 };

/** While the host is away nothing else is shown, then the answer to the last push, then what is held. */
export function drawDial(input: DialFaceInput): DialFace {
  if (input.host === 'starting')
    return toFace({ ...emptyDial('unplug', 'Looking for TraCord'), state: 'starting' }, SIZE);
  if (input.host === 'away') return toFace(awayFace(), SIZE);
  if (input.mark !== undefined) return toFace(markedFace(input.mark, input), SIZE);
  return toFace(restingFace(input), SIZE);
}

function restingFace(input: DialFaceInput): Drawing {
  switch (input.kind) {
    case 'queue':
      return dialQueueFace(input);
    case 'fix':
      return dialFixFace(input);
    case 'planner':
      return dialPlannerFace(input);
  }
}

function awayFace(): Drawing {
  return signDial({
    state: 'host-away',
    glyph: { name: 'unplug', colour: T1, size: 28, top: 16 },
    word: 'Host away',
    bar: { kind: 'broken', colour: T2 },
    alt: ['Host away', 'start TraCord'],
  });
}

function markedFace(mark: PressMark, input: DialFaceInput): Drawing {
  switch (mark.kind) {
    case 'ok':
      return signDial({
        state: 'pressed',
        glyph: { name: 'tick', colour: ACCENT, size: 56, top: 18 },
        bar: IS,
        alt: ['Done'],
      });
    case 'stale':
      return signDial({
        state: 'stale',
        glyph: { name: 'cross', colour: DOWN, size: 44, top: 10 },
        word: mark.word,
        at: 76,
        bar: { kind: 'broken', colour: DOWN },
        alt: [cleanText(mark.word), 'nothing was done'],
      });
    case 'early': {
      const under = restingFace({ ...input, hold: undefined });
      const shapes = faded(0.4, under.shapes) + dialFrame(T1);
      return { ...under, state: 'early', shapes, alt: ['Too early', ...under.alt] };
    }
  }
}
