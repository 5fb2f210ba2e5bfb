// Texts cut to the room there is: one line with an ellipsis, a title in two balanced lines, and a title that does not fit
// turned line by line. Pure.

import { kept } from './kept.ts';
import { graphemesOf, isCjk, type TextStyle, textWidth } from './text.ts';

/** `hidden`: something of it is not shown. */
export type FittedLine = { text: string; hidden: boolean };
/** `all`: every line of the title, cut nowhere, for scrolling; `shown`: what stands there at rest, at most two lines. */
export type FittedTitle = { shown: string[]; all: string[]; hidden: boolean; style: TextStyle };

const words = new Intl.Segmenter('ja', { granularity: 'word' });
const CLOSES = /^[\p{Pe}\p{Pf}\u3001\u3002\uff0c\uff0e\uff01\uff1f\u30fc\u3005,.!?:;…]/u;
const OPENS = /[\p{Ps}\p{Pi}]$/u;

/** As much of a clean text as `width` holds, with an ellipsis where it is cut. */
export function fitLine(text: string, style: TextStyle, width: number): FittedLine {
  if (textWidth(text, style) <= width) return { text, hidden: false };
  const graphemes = graphemesOf(text);
  let low = 0;
  let high = graphemes.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const cut = `${graphemes.slice(0, middle).join('').trimEnd()}…`;
    if (textWidth(cut, style) <= width) low = middle;
    else high = middle - 1;
  }
  return { text: `${graphemes.slice(0, low).join('').trimEnd()}…`, hidden: true };
}

/** A clean title in at most two lines, balanced, in the first of the styles in which all of it fits and no word is broken;
 * else in the first in which no word is; else in the first. */
export const fitTitle = kept(fitTitleAnew);

function fitTitleAnew(text: string, styles: readonly [TextStyle, ...TextStyle[]], width: number): FittedTitle {
  const words = text.split(/\s|(?<=[-–—/])/u).filter((word) => !isCjk(word));
  const unbroken = styles.filter((style) => words.every((word) => textWidth(word, style) <= width));
  const fitted = unbroken.map((style) => fitInto(text, style, width));
  return fitted.find(({ hidden }) => !hidden) ?? fitted[0] ?? fitInto(text, styles[0], width);
}

function fitInto(text: string, style: TextStyle, width: number): FittedTitle {
  const all = wrap(text, style, width);
  if (all.length < 2) return { shown: all, all, hidden: false, style };
  if (all.length === 2) {
    const balanced = balance(text, style, width) ?? all;
    return { shown: balanced, all: balanced, hidden: false, style };
  }
  const [first = ''] = all;
  const rest = text.slice(first.length).trimStart();
  return { shown: [first, fitLine(rest, style, width).text], all, hidden: true, style };
}

/** Every line filled as far as it goes; a word that is wider than a line is broken. */
export const wrap = kept(wrapAnew);

function wrapAnew(text: string, style: TextStyle, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    if (textWidth((line + piece).trimEnd(), style) <= width) {
      line += piece;
      continue;
    }
    if (line.trimEnd() !== '') lines.push(line.trimEnd());
    line = piece;
    while (textWidth(line.trimEnd(), style) > width) {
      const head = headOf(line, style, width);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  if (line.trimEnd() !== '') lines.push(line.trimEnd());
  return lines;
}

/** The two lines that are nearest in width, of those that fit. */
function balance(text: string, style: TextStyle, width: number): [string, string] | undefined {
  let best: { lines: [string, string]; widest: number } | undefined;
  let head = '';
  for (const piece of piecesOf(text)) {
    head += piece;
    const lines: [string, string] = [head.trimEnd(), text.slice(head.length)];
    if (lines[1] === '') break;
    const widest = Math.max(textWidth(lines[0], style), textWidth(lines[1], style));
    if (widest <= width && (best === undefined || widest < best.widest)) best = { lines, widest };
  }
  return best?.lines;
}

/** What of a word stands on a line; at least three letters go on to the next. */
function headOf(word: string, style: TextStyle, width: number): string {
  const graphemes = graphemesOf(word.trimEnd());
  let count = 1;
  while (count < graphemes.length && textWidth(graphemes.slice(0, count + 1).join(''), style) <= width) count += 1;
  const most = isCjk(word) ? graphemes.length - 1 : graphemes.length - 3;
  return graphemes.slice(0, Math.max(1, Math.min(count, most))).join('');
}

/** Parts between which a line may end, blanks at the end of the part before them; joined they are the text. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (const { segment } of words.segment(text)) {
    const last = pieces.at(-1);
    if (last !== undefined && !mayBreak(last, segment)) pieces[pieces.length - 1] = last + segment;
    else pieces.push(segment);
  }
  return pieces;
}

function mayBreak(before: string, after: string): boolean {
  if (/^\s/.test(after)) return false;
  if (/\s$/.test(before)) return true;
  if (CLOSES.test(after) || OPENS.test(before)) return false;
  if (/[\p{L}\p{N}][-–—/]$/u.test(before)) return true;
  return isCjk(before.slice(-1)) || isCjk(after.slice(0, 1));
}
