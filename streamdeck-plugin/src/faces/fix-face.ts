// The face of the key that settles which track is on air. Pure.

import type { NowPlaying } from '@tracord/shared/topics.ts';
import { KEY_BAR } from './bars.ts';
import { type Drawing, drawMaybeBar } from './drawing.ts';
import { drawGlyph } from './glyphs.ts';
import { emptyKey, MIDDLE, THIRD } from './key-parts.ts';
import { filesMeant } from './now-face.ts';
import { T1, T2, WARN } from './palette.ts';
import { drawText } from './text.ts';

export function fixFace(now: NowPlaying): Drawing {
  const files = filesMeant(now);
  if (files === 0) return emptyKey('q', 'Nothing to fix');
  const words = files === 1 ? '1 file' : `${files} files`;
  const hidden = now.track?.masked === true;
  return {
    state: hidden ? 'masked' : 'fix',
    shapes: [
      drawGlyph(hidden ? 'mask' : 'q', 23, 5, 26, WARN),
      drawText('Fix', MIDDLE, 45.5, { size: 16, weight: 750 }, T1, 'middle'),
      drawText(hidden ? 'hidden' : words, MIDDLE, 57.5, THIRD, T2, 'middle'),
      drawMaybeBar({ kind: 'dashed', colour: WARN }, KEY_BAR),
    ].join(''),
    alt: ['Fix', `${words} may be on air`, hidden ? 'hidden from viewers' : ''],
  };
}
