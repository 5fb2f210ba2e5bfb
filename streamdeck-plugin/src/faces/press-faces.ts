// What a key answers to a finger: a tick or a cross after a press, a blink for one that came too early, a ring while it is
// held. Pure.

import { IS, KEY_BAR } from './bars.ts';
import { type Drawing, drawLine, drawMaybeBar } from './drawing.ts';
import type { HoldView, PressMark } from './face-inputs.ts';
import { drawGlyph } from './glyphs.ts';
import { faded, keyFrame, MIDDLE, WIDTH } from './key-parts.ts';
import { ACCENT, DOWN, T1, TRACK } from './palette.ts';
import { cleanText, type TextStyle } from './text.ts';

const RING = { radius: 29, stroke: 7 };
const WORD: TextStyle = { size: 14, weight: 700 };

/** `early` draws over the face that was there. */
export function markedFace(mark: PressMark, face: () => Drawing): Drawing {
  switch (mark.kind) {
    case 'ok':
      return {
        state: 'pressed',
        shapes: drawGlyph('tick', 14, 12, 44, ACCENT) + drawMaybeBar(IS, KEY_BAR),
        alt: ['Done'],
      };
    case 'stale':
      return {
        state: 'stale',
        shapes: [
          drawGlyph('cross', 16, 8, 40, DOWN),
          drawLine({ text: cleanText(mark.word), style: WORD, fill: T1, anchor: 'middle' }, MIDDLE, 57.5, WIDTH + 3),
          drawMaybeBar({ kind: 'broken', colour: DOWN }, KEY_BAR),
        ].join(''),
        alt: [cleanText(mark.word), 'nothing was done'],
      };
    case 'early': {
      const under = face();
      return {
        ...under,
        state: 'early',
        shapes: faded(0.4, under.shapes) + keyFrame(T1),
        alt: ['Too early', ...under.alt],
      };
    }
  }
}

export function holdFace({ progress, glyph, word }: HoldView): Drawing {
  const { radius, stroke } = RING;
  const length = Math.round(2 * Math.PI * radius * Math.min(1, Math.max(0, progress)) * 100) / 100;
  const circle = (colour: string, more: string) =>
    `<circle cx="36" cy="36" r="${radius}" fill="none" stroke="${colour}" stroke-width="${stroke}"${more}/>`;
  return {
    state: 'hold',
    shapes: [
      circle(TRACK, ''),
      length === 0 ? '' : circle(T1, ` stroke-dasharray="${length} 999" transform="rotate(-90 36 36)"`),
      drawGlyph(glyph, 25, 20, 22, T1),
      drawLine({ text: cleanText(word), style: WORD, fill: T1, anchor: 'middle' }, MIDDLE, 55, 40),
    ].join(''),
    alt: [`Hold: ${cleanText(word)}`],
  };
}
