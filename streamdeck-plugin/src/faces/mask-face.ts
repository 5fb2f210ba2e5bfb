// The face of the key that hides the track on air, or the next one, from viewers. Pure.

import { IS, KEY_BAR } from './bars.ts';
import { type Drawing, drawMaybeBar } from './drawing.ts';
import type { KeyFaceInput } from './face-inputs.ts';
import { drawGlyph } from './glyphs.ts';
import { emptyKey, keyFrame, MIDDLE, signKey } from './key-parts.ts';
import { ACCENT, T1 } from './palette.ts';
import { drawText } from './text.ts';

type MaskInput = Pick<Extract<KeyFaceInput, { kind: 'mask' }>, 'target' | 'on' | 'armed' | 'isPlaying'>;

export function maskFace({ target, on, armed, isPlaying }: MaskInput): Drawing {
  if (target === 'next') return nextFace(armed, on);
  if (on) return hiddenFace();
  if (!isPlaying && !armed) return emptyKey('mask', 'Nothing on air to hide');
  return signKey({
    state: 'shown',
    glyph: { name: 'eye', colour: T1 },
    top: armed ? 8 : 14,
    word: 'Hide',
    line: armed ? 'next: ID' : undefined,
    alt: ['Hide what is on air', armed ? 'the next track will be hidden' : ''],
  });
}

function hiddenFace(): Drawing {
  return {
    state: 'masked',
    shapes: [
      drawGlyph('mask', 24, 9, 24, ACCENT),
      drawText('ID – ID', MIDDLE, 52, { size: 18, weight: 800 }, T1, 'middle'),
      drawMaybeBar(IS, KEY_BAR),
      keyFrame(ACCENT),
    ].join(''),
    alt: ['Viewers see ID – ID'],
  };
}

function nextFace(armed: boolean, on: boolean): Drawing {
  const now = on ? 'viewers see ID – ID now' : '';
  if (!armed) {
    return signKey({
      state: 'shown',
      glyph: { name: 'eye', colour: T1 },
      top: on ? 8 : 14,
      word: 'Hide next',
      line: on ? 'now: ID' : undefined,
      alt: ['Hide the next track', now],
    });
  }
  return signKey({
    state: 'armed',
    glyph: { name: 'mask', colour: T1 },
    top: 14,
    word: 'Next: ID',
    bar: { kind: 'hollow', colour: T1 },
    alt: ['The next track will be hidden', now],
  });
}
