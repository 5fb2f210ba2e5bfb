// The face of the key that takes back the last change: what it was, and how long it can still be undone. Pure.

import type { RequestUndo } from '@tracord/shared/requests.ts';
import { KEY_BAR, stepsPassed } from './bars.ts';
import { type Drawing, drawLine, drawMaybeBar } from './drawing.ts';
import { fitTitle } from './fitting.ts';
import { drawGlyph } from './glyphs.ts';
import { emptyKey, LEFT, RIGHT, WIDTH } from './key-parts.ts';
import { T1 } from './palette.ts';
import { cleanText, drawText, type TextStyle, textWidth } from './text.ts';

const WHAT: TextStyle = { size: 14.5, weight: 600 };
const LINES = [38, 52.5];

export function undoFace(undo: RequestUndo | undefined, nowMs: number): Drawing {
  if (undo === undefined || nowMs >= undo.until) return emptyKey('undo', 'Nothing to undo');
  const { passed, nextAtMs } = stepsPassed(undo.since, undo.until, nowMs, KEY_BAR.width);
  const label = cleanText(undo.label);
  const title = withoutMix(cleanText(undo.title ?? ''));
  const lines = title === '' ? fitTitle(label, [WHAT], WIDTH).shown : [label, title];
  return {
    state: 'undo',
    shapes: [
      drawGlyph('undo', LEFT, 5, 18, T1),
      drawText('Undo', RIGHT, 20, { size: 16, weight: 750 }, T1, 'end'),
      ...lines.map((text, index) => drawLine({ text, style: WHAT, fill: T1 }, LEFT, LINES[index] ?? 0, WIDTH)),
      drawMaybeBar({ kind: 'fill', filled: KEY_BAR.width - passed, colour: T1 }, KEY_BAR),
    ].join(''),
    alt: [`Undo ${label}`, title],
    changesAtMs: nextAtMs,
  };
}

/** The number is in the label already: of the title its beginning is enough. */
function withoutMix(title: string): string {
  return textWidth(title, WHAT) <= WIDTH ? title : title.replace(/(?<=\S)\s*[([][^()[\]]*[)\]]$/u, '');
}
