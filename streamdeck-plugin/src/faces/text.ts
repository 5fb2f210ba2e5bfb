// A line of text as SVG: outlines of the bundled font, and `<text>` for what it does not have. Whatever the text is, nothing
// in it becomes markup. Pure.

import { escapeXml } from '@tracord/shared/xml-text.ts';
import { GRAIN, hasLetter, letterAdvance, letterPath, type Weight } from './letters.ts';

/** `size` in units of the drawing. */
export type TextStyle = { size: number; weight: Weight };
export type Anchor = 'start' | 'middle' | 'end';
type Run = { text: string; width: number; letters: boolean };

const CJK_FONTS = "'Noto Sans JP','Noto Sans CJK JP','Hiragino Sans','Yu Gothic UI','Malgun Gothic',sans-serif";
const OTHER_FONTS =
  "'Noto Sans Arabic','Segoe UI','Helvetica Neue','Segoe UI Emoji','Apple Color Emoji','Noto Color Emoji',sans-serif";
/** Ideographs look larger than letters of the same size. */
const CJK_SCALE = 0.9;
/** Lines of Arabic need more height; here the lines stand fast, so it is smaller. */
const ARABIC_SCALE = 0.84;
const CJK = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\u3000-\u303f\uff01-\uff60]/u;
const ARABIC = /\p{sc=Arabic}/u;
const RIGHT_TO_LEFT = /[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}]/u;
/** Controls, direction marks, and what XML does not allow. Joiners stay: scripts and emoji need them. */
const UNSEEN =
  /[\p{Cc}\p{Cs}\p{Co}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]|\p{Noncharacter_Code_Point}/gu;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Nobody reads more on a key; what is longer would only take time. */
export const MOST_GRAPHEMES = 300;
/** A grapheme may be of any length. */
const MOST_UNITS = 1_500;

/** The text as it can be drawn: composed, without controls, with single blanks, and not endless. */
export function cleanText(text: string): string {
  const clean = composed(text.slice(0, MOST_UNITS));
  if (text.length <= MOST_GRAPHEMES) return clean;
  const all = graphemesOf(clean);
  const isWhole = text.length <= MOST_UNITS && all.length <= MOST_GRAPHEMES;
  return isWhole
    ? clean
    : `${all
        .slice(0, MOST_GRAPHEMES - 1)
        .join('')
        .trimEnd()}…`;
}

function composed(text: string): string {
  return text
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]/g, ' ')
    .replace(UNSEEN, '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();
}

export function graphemesOf(text: string): string[] {
  return [...graphemes.segment(text)].map(({ segment }) => segment);
}

export function isCjk(text: string): boolean {
  return CJK.test(text);
}

/** Width of a clean text in units of the drawing: exact for letters of the font, an estimate for others. */
export function textWidth(text: string, style: TextStyle): number {
  return runsOf(text, style).reduce((sum, run) => sum + run.width, 0);
}

/** One line of clean text at `x` and the baseline `y`. */
export function drawText(text: string, x: number, y: number, style: TextStyle, fill: string, anchor: Anchor = 'start') {
  const runs = runsOf(text, style);
  const width = runs.reduce((sum, run) => sum + run.width, 0);
  let left = x - (anchor === 'start' ? 0 : anchor === 'end' ? width : width / 2);
  let svg = '';
  for (const run of runs) {
    svg += run.letters ? outlines(run.text, left, y, style, fill) : plainText(run.text, left, y, style, fill);
    left += run.width;
  }
  return svg;
}

function outlines(text: string, x: number, y: number, { size, weight }: TextStyle, fill: string): string {
  let path = '';
  let at = 0;
  const characters = [...text];
  for (const [index, character] of characters.entries()) {
    path += letterPath(character, at, weight);
    at += letterAdvance(character, characters[index + 1], weight);
  }
  if (path === '') return '';
  return `<path transform="translate(${short(x)} ${short(y)}) scale(${Math.round(size * GRAIN * 1000) / 1_000_000})" fill="${fill}" d="${path}"/>`;
}

function plainText(text: string, x: number, y: number, { size, weight }: TextStyle, fill: string): string {
  const cjk = isCjk(text);
  const scale = cjk ? CJK_SCALE : ARABIC.test(text) ? ARABIC_SCALE : 1;
  // An isolate keeps a text from the right in order, also in renderers that know no `direction`.
  const shown = RIGHT_TO_LEFT.test(text) ? `\u2067${text}\u2069` : text;
  return `<text x="${short(x)}" y="${short(y)}" font-family="${cjk ? CJK_FONTS : OTHER_FONTS}" font-size="${short(size * scale)}" font-weight="${cjk ? 900 : weight}" fill="${fill}">${escapeXml(shown)}</text>`;
}

/** Letters of the font and other text in turns; a line that holds a script from the right stays whole. */
function runsOf(text: string, style: TextStyle): Run[] {
  if (RIGHT_TO_LEFT.test(text)) return [{ text, width: estimate(text, style), letters: false }];
  const runs: Run[] = [];
  for (const grapheme of graphemesOf(text)) {
    const last = runs.at(-1);
    // An ellipsis follows the text that it cuts.
    const letters = [...grapheme].every(hasLetter) && !(grapheme === '…' && last?.letters === false);
    if (last !== undefined && last.letters === letters) last.text += grapheme;
    else runs.push({ text: grapheme, width: 0, letters });
  }
  for (const run of runs) run.width = run.letters ? exact(run.text, style) : estimate(run.text, style);
  return runs;
}

function exact(text: string, { size, weight }: TextStyle): number {
  const characters = [...text];
  let width = 0;
  for (const [index, character] of characters.entries()) {
    width += letterAdvance(character, characters[index + 1], weight);
  }
  return (width * size) / 1000;
}

function estimate(text: string, { size }: TextStyle): number {
  return graphemesOf(text).reduce((sum, grapheme) => sum + size * emsOf(grapheme), 0);
}

/** Rough widths in ems: rather too wide than too narrow. */
function emsOf(grapheme: string): number {
  if (/^[\uff61-\uff9f]/u.test(grapheme)) return 0.5;
  if (isCjk(grapheme) || grapheme === '…') return CJK_SCALE;
  if (/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(grapheme)) return 1.35;
  if (ARABIC.test(grapheme)) return 0.5;
  if (/^\p{sc=Hebrew}/u.test(grapheme)) return 0.56;
  if (/^\p{M}/u.test(grapheme)) return 0;
  if (grapheme === ' ') return 0.27;
  if (/^[\p{P}\p{sc=Thai}]/u.test(grapheme)) return 0.55;
  return 0.66;
}

function short(value: number): number {
  return Math.round(value * 100) / 100;
}
