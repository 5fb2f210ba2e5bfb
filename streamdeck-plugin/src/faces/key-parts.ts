// The two ways a key is laid out on its 72 × 72 grid: a song (glyph and value, two lines, a third, bar) and a sign (one
// large glyph, a word, perhaps a line under it). Pure.

import { type Bar, KEY_BAR } from './bars.ts';
import { type Drawing, drawLine, drawMaybeBar, earliest } from './drawing.ts';
import { fitLine, fitTitle, wrap } from './fitting.ts';
import { drawGlyph, type GlyphName } from './glyphs.ts';
import { ACCENT, T1, T2 } from './palette.ts';
import { scrollDurationMs, scrolledLines, scrollPlace } from './scrolling.ts';
import { cleanText, drawText, type TextStyle, textWidth } from './text.ts';

export const LEFT = 6;
export const RIGHT = 66;
export const MIDDLE = 36;
export const WIDTH = RIGHT - LEFT;
/** The smaller one only where it saves a title from being cut. */
const TITLES = [
  { size: 15, weight: 650 },
  { size: 14, weight: 650 },
] as const;
export const VALUE: TextStyle = { size: 13.5, weight: 700 };
export const THIRD: TextStyle = { size: 12.5, weight: 600 };
export const WORD: TextStyle = { size: 15, weight: 700 };
const TITLE_LINES = [29, 43.5] as const;
const THIRD_LINE = 57.5;
const VALUE_LINE = 15;
const TWO_LINES_TOP = 5;
const GLYPH = 11.5;
const ROOM = 3;

/** `votes`: an arrow before the value. */
export type KeyValue = { text: string; colour: string; votes?: boolean };
/** `after` stands behind the text and is never cut. */
export type ThirdLine = { text: string; after?: string; colour?: string };

export type SongKey = {
  state: string;
  glyph: { name: GlyphName; colour: string };
  value?: KeyValue;
  /** An eye struck out beside the glyph: no viewer may learn of it. */
  masked?: boolean;
  /** Texts as they are known; they are cleaned here. */
  title: string;
  third: ThirdLine;
  /** Shown in the third line too, while the title scrolls. */
  more?: string;
  bar: Bar;
  frame?: string;
  /** Under everything. */
  ground?: string;
  alt: string[];
  changesAtMs?: number;
  nowMs: number;
  scrollMs?: number;
};

export function songKey(song: SongKey): Drawing {
  const title = fitTitle(cleanText(song.title) || 'No title', TITLES, WIDTH);
  const third = cleanText(song.third.text);
  const after = song.third.after ?? '';
  const thirdWidth = WIDTH - textWidth(after, THIRD);
  const cut = fitLine(third, THIRD, thirdWidth);
  const hidden = title.hidden || cut.hidden;
  const pages = [third, cleanText(song.more ?? '')].flatMap((text) => wrap(text, THIRD, WIDTH));
  const stops = hidden ? Math.max(title.all.length - 1, pages.length) : 1;
  const scroll = scrollPlace(song.scrollMs, stops);
  const turning = scroll.nextInMs !== undefined;
  const lastWindow = Math.max(0, title.all.length - 2);
  const place = scroll.index < lastWindow ? scroll : { index: lastWindow, moved: 0 };
  const lines = turning
    ? scrolledLines(title.all, place, TITLE_LINES)
    : title.shown.map((text, index) => ({ text, y: TITLE_LINES[index] ?? TITLE_LINES[1], opacity: 1 }));
  const page = turning ? (pages[Math.min(scroll.index + (scroll.moved > 0 ? 1 : 0), pages.length - 1)] ?? '') : '';
  const thirdText = turning ? page : cut.text + after;
  return {
    state: song.state,
    shapes: [
      song.ground ?? '',
      keyGlyph(song.glyph.name, song.glyph.colour),
      song.masked === true ? drawGlyph('mask', 21, 4.5, GLYPH, T2) : '',
      song.value === undefined ? '' : keyValue(song.value),
      ...lines.map(({ text, y, opacity }) => faded(opacity, drawText(text, LEFT, y, title.style, T1))),
      drawText(thirdText, LEFT, THIRD_LINE, THIRD, song.third.colour ?? T2),
      drawMaybeBar(song.bar, KEY_BAR),
      song.frame === undefined ? '' : keyFrame(song.frame),
    ].join(''),
    alt: song.alt,
    changesAtMs: earliest(song.changesAtMs, turning ? song.nowMs + (scroll.nextInMs ?? 0) : undefined),
    scrollsForMs: stops > 1 ? scrollDurationMs(stops) : undefined,
  };
}

export type SignKey = {
  state: string;
  glyph: { name: GlyphName; colour: string };
  /** Upper edge of the glyph; the words follow it. */
  top: number;
  word: string;
  line?: string;
  bar?: Bar;
  frame?: string;
  alt: string[];
};

/** A name that does not fit one line takes the next one too, where that is free. */
export function signKey({ state, glyph, top: wantedTop, word, line, bar, frame, alt }: SignKey): Drawing {
  const [first = '', ...rest] = line === undefined ? wrap(cleanText(word), WORD, WIDTH + ROOM) : [cleanText(word)];
  const second = rest.join(' ');
  const top = second === '' ? wantedTop : TWO_LINES_TOP;
  const wordLine = (text: string, y: number) =>
    drawLine({ text, style: WORD, fill: T1, anchor: 'middle' }, MIDDLE, y, WIDTH + ROOM);
  return {
    state,
    shapes: [
      drawGlyph(glyph.name, 24, top, 24, glyph.colour),
      wordLine(first, top + 37.5),
      second === '' ? '' : wordLine(second, top + 51.5),
      line === undefined
        ? ''
        : drawLine(
            { text: cleanText(line), style: THIRD, fill: T2, anchor: 'middle' },
            MIDDLE,
            top + 50.5,
            WIDTH + ROOM,
          ),
      drawMaybeBar(bar, KEY_BAR),
      frame === undefined ? '' : keyFrame(frame),
    ].join(''),
    alt,
  };
}

/** Nothing to do: a glyph, faint. */
export function emptyKey(glyph: GlyphName, alt: string): Drawing {
  return { state: 'nothing', shapes: drawGlyph(glyph, 22, 20, 28, T1, 0.25), alt: [alt] };
}

export function keyFrame(colour: string): string {
  return `<rect data-frame="${colour === ACCENT ? 'accent' : 'plain'}" x="1.5" y="1.5" width="69" height="69" fill="none" stroke="${colour}" stroke-width="3"/>`;
}

/** The glyph of the first row; what has points needs a little more room than the rest. */
function keyGlyph(name: GlyphName, colour: string): string {
  if (name === 'q') return drawGlyph(name, 5, 3, 14, colour);
  return drawGlyph(name, LEFT, 4.5, name === 'play' ? 11 : GLYPH, colour);
}

function keyValue({ text, colour, votes }: KeyValue): string {
  const style: TextStyle = votes ? { ...VALUE, weight: 800 } : VALUE;
  const width = textWidth(text, style);
  const arrow = votes ? drawGlyph('up', Math.round((RIGHT - width - 13.6) * 2) / 2, 4.4, GLYPH, colour) : '';
  return arrow + drawText(text, RIGHT, VALUE_LINE, style, colour, 'end');
}

export function faded(opacity: number, shapes: string): string {
  return opacity === 1 || shapes === '' ? shapes : `<g opacity="${opacity}">${shapes}</g>`;
}
