// How a dial's part of the strip is laid out, 200 × 100: a row of glyph, place and value, two title lines, a third row, the
// bar; and a sign with one line under it. Pure.

import { type Bar, type BarPlace, DIAL_BAR } from './bars.ts';
import { type Drawing, drawLine, drawMaybeBar, earliest } from './drawing.ts';
import type { HoldView } from './face-inputs.ts';
import { fitLine, fitTitle, wrap } from './fitting.ts';
import { drawGlyph, type GlyphName } from './glyphs.ts';
import { faded } from './key-parts.ts';
import { T1, T2, WARN } from './palette.ts';
import { scrollDurationMs, scrolledLines, scrollPlace } from './scrolling.ts';
import { cleanText, drawText, type TextStyle, textWidth } from './text.ts';

export const LEFT = 12;
export const RIGHT = 188;
export const MIDDLE = 100;
export const WIDTH = RIGHT - LEFT;
const PLACE: TextStyle = { size: 16, weight: 700 };
const VALUE: TextStyle = { size: 17, weight: 800 };
/** The smaller one only where it saves a title from being cut. */
const TITLES = [
  { size: 21, weight: 650 },
  { size: 19, weight: 650 },
] as const;
const THIRD: TextStyle = { size: 15, weight: 600 };
const STRONG: TextStyle = { size: 15, weight: 700 };
const WORD: TextStyle = { size: 19, weight: 700 };
const ROW = 20;
const TITLE_LINES = [42, 64] as const;
const THIRD_LINE = 82;
const GAP = 10;
const HOLD_BAR = { x: 12, y: 86, width: 176, height: 10 };

/** `strong`: the left is as bold as a value and never cut, the right is. `rightColour`: T2 without it. */
type ThirdRow = { left: string; after?: string; right?: string; strong?: boolean; rightColour?: string };

export type SongDial = {
  state: string;
  glyph: { name: GlyphName; colour: string };
  /** "2 of 7". */
  place: string;
  placeColour?: string;
  value?: { text: string; colour: string; votes?: boolean };
  /** An eye struck out behind the place: no viewer may learn of it. */
  masked?: boolean;
  /** A triangle behind that: something speaks against it. */
  warned?: boolean;
  /** Texts as they are known; they are cleaned here. */
  title: string;
  third: ThirdRow;
  bar: Bar;
  alt: string[];
  changesAtMs?: number;
  nowMs: number;
  scrollMs?: number;
  /** Something is held: titles fade, `word` stands in the third row, the bar is `bar` in this place. */
  holding?: { word: string; place: BarPlace };
};

export function songDial(dial: SongDial): Drawing {
  const title = fitTitle(cleanText(dial.title) || 'No title', TITLES, WIDTH);
  const stops = title.hidden ? title.all.length - 1 : 1;
  const scroll = scrollPlace(dial.scrollMs, stops);
  const turning = scroll.nextInMs !== undefined;
  const lines = turning
    ? scrolledLines(title.all, scroll, TITLE_LINES)
    : title.shown.map((text, index) => ({ text, y: TITLE_LINES[index] ?? TITLE_LINES[1], opacity: 1 }));
  const titles = lines.map(({ text, y, opacity }) => faded(opacity, drawText(text, LEFT, y, title.style, T1))).join('');
  const { holding } = dial;
  return {
    state: dial.state,
    shapes: [
      placeRow(dial),
      faded(holding === undefined ? 1 : 0.55, titles),
      holding === undefined ? thirdRow(dial.third) : drawText(holding.word, LEFT, 79, THIRD, T1),
      drawMaybeBar(dial.bar, holding?.place ?? DIAL_BAR),
    ].join(''),
    alt: dial.alt,
    changesAtMs: earliest(dial.changesAtMs, turning ? dial.nowMs + (scroll.nextInMs ?? 0) : undefined),
    scrollsForMs: stops > 1 ? scrollDurationMs(stops) : undefined,
  };
}

function placeRow({ glyph, place, placeColour = T1, value, masked, warned }: SongDial): string {
  const points = glyph.name === 'q';
  const sign = points ? drawGlyph('q', 11, 5, 18, glyph.colour) : drawGlyph(glyph.name, LEFT, 7, 15, glyph.colour);
  const left = points ? 36 : 34;
  const signs = Math.round(left + textWidth(place, PLACE) + 8);
  const eye = masked === true ? drawGlyph('mask', signs, 7, 15, T2) : '';
  const warning = warned === true ? drawGlyph('warn', signs + (masked === true ? 21 : 0), 6.5, 15, WARN) : '';
  const words = drawText(place, left, ROW, PLACE, placeColour) + eye + warning;
  if (value === undefined) return sign + words;
  const width = textWidth(value.text, VALUE);
  const arrow = value.votes ? drawGlyph('up', Math.round(RIGHT - width - 19.5), 7, 14, value.colour) : '';
  return sign + words + arrow + drawText(value.text, RIGHT, ROW, VALUE, value.colour, 'end');
}

function thirdRow({ left, after = '', right = '', strong, rightColour = T2 }: ThirdRow): string {
  if (strong) {
    const shown = fitLine(cleanText(right), THIRD, WIDTH - textWidth(left, STRONG) - GAP).text;
    return drawText(left, LEFT, THIRD_LINE, STRONG, T1) + drawText(shown, RIGHT, THIRD_LINE, THIRD, rightColour, 'end');
  }
  const rightWidth = right === '' ? 0 : textWidth(right, THIRD) + GAP;
  const room = WIDTH - rightWidth - textWidth(after, THIRD);
  const text = fitLine(cleanText(left), THIRD, room).text + after;
  return drawText(text, LEFT, THIRD_LINE, THIRD, T2) + drawText(right, RIGHT, THIRD_LINE, THIRD, rightColour, 'end');
}

/** Something is held: the bar fills until it happens. */
export function holdingDial({ glyph, word, progress }: HoldView, title: string, nowMs: number): Drawing {
  const filled = Math.round(HOLD_BAR.width * Math.min(1, Math.max(0, progress)));
  return songDial({
    state: 'hold',
    glyph: { name: glyph, colour: T1 },
    place: word,
    title,
    third: { left: '' },
    bar: { kind: 'fill', filled, colour: T1 },
    alt: [`Hold: ${word}`, title],
    nowMs,
    holding: { word: 'keep holding', place: HOLD_BAR },
  });
}

/** Nothing to do: a faint glyph and what there is none of, or a sentence in two lines. */
export function emptyDial(glyph: GlyphName, words: string): Drawing {
  const [first = '', ...rest] = wrap(cleanText(words), THIRD, WIDTH);
  const second = rest.join(' ');
  const line = (text: string, y: number) =>
    drawLine({ text, style: THIRD, fill: T2, anchor: 'middle' }, MIDDLE, y, WIDTH);
  return {
    state: 'nothing',
    shapes:
      second === ''
        ? drawGlyph(glyph, 84, 22, 32, T1, 0.25) + line(first, 80)
        : drawGlyph(glyph, 84, 12, 32, T1, 0.25) + line(first, 66) + line(second, 85),
    alt: [words],
  };
}

export type SignDial = {
  state: string;
  glyph: { name: GlyphName; colour: string; size: number; top: number };
  word?: string;
  /** Baseline of the word. */
  at?: number;
  bar: Bar;
  alt: string[];
};

export function signDial({ state, glyph, word, at = 70, bar, alt }: SignDial): Drawing {
  const { name, colour, size, top } = glyph;
  return {
    state,
    shapes: [
      drawGlyph(name, MIDDLE - size / 2, top, size, colour),
      word === undefined
        ? ''
        : drawLine({ text: cleanText(word), style: WORD, fill: T1, anchor: 'middle' }, MIDDLE, at, WIDTH),
      drawMaybeBar(bar, DIAL_BAR),
    ].join(''),
    alt,
  };
}

export function dialFrame(colour: string): string {
  return `<rect data-frame="plain" x="1.5" y="1.5" width="197" height="97" fill="none" stroke="${colour}" stroke-width="3"/>`;
}
