// The picture of a key: from what it is to show, at one moment, on the 72 × 72 grid. Pure: no clock, no IO.

import { bridgeFace } from './bridge-face.ts';
import { type Drawing, toFace } from './drawing.ts';
import type { Face, KeyFaceInput } from './face-inputs.ts';
import { fixFace } from './fix-face.ts';
import { healthFace } from './health-face.ts';
import { maskFace } from './mask-face.ts';
import { nowFace } from './now-face.ts';
import { chapterFace, copyFace, outputFace, sceneFace, sourceFace } from './obs-faces.ts';
import { holdFace, markedFace } from './press-faces.ts';
import { requestFace } from './request-face.ts';
import { hostFace, liveFace, requestsFace, testFace } from './sign-faces.ts';
import { suggestionFace } from './suggestion-face.ts';
import { undoFace } from './undo-face.ts';

/** Drawn at 144, so that an app that first makes pixels of it has enough of them. */
const SIZE = { width: 72, height: 72, scale: 2 };

/** While the host is away nothing else is shown, then the answer to the last press, then the ring of a held one. */
export function drawKey(input: KeyFaceInput): Face {
  if (input.host !== 'connected') return toFace(hostFace(input.host), SIZE);
  if (input.mark !== undefined)
    return toFace(
      markedFace(input.mark, () => restingFace(input)),
      SIZE,
    );
  if (input.hold !== undefined) return toFace(holdFace(input.hold), SIZE);
  return toFace(restingFace(input), SIZE);
}

function restingFace(input: KeyFaceInput): Drawing {
  switch (input.kind) {
    case 'request':
    case 'accept':
    case 'skip':
      return requestFace(input.kind, input, { nowMs: input.nowMs, scrollMs: input.scrollMs });
    case 'undo':
      return undoFace(input.undo, input.nowMs);
    case 'requests':
      return requestsFace(input.open, input.waiting, input.reason);
    case 'now':
      return nowFace(input.nowPlaying, input.cover, input.nowMs, input.scrollMs);
    case 'fix':
      return fixFace(input.nowPlaying);
    case 'mask':
      return maskFace(input);
    case 'live':
      return liveFace(input.live);
    case 'test':
      return testFace(input.live);
    case 'health':
      return healthFace(input);
    case 'scene':
      return sceneFace(input.name, input.tally);
    case 'source':
      return sourceFace(input.name, input.shown);
    case 'recording':
    case 'stream':
      return outputFace(input.kind, input, input.nowMs);
    case 'chapter':
      return chapterFace(input.canMark);
    case 'copy':
      return copyFace(input.rows);
    case 'suggestion':
      return suggestionFace(input, { nowMs: input.nowMs, scrollMs: input.scrollMs });
    case 'bridge':
      return bridgeFace(input);
  }
}
