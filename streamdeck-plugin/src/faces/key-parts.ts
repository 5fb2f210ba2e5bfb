// The two ways a key is laid out on its 72 × 72 grid: a song (glyph and value, two lines, a third, bar) and a sign (one
// large glyph, a word, perhaps a line under it). Pure.

import type { Distance } from '@tracord/shared/plan.ts';
import { type Bar, KEY_BAR } from './bars.ts';
import { type Drawing, drawLine, drawMaybeBar, earliest } from './drawing.ts';
import { fitLine, fitTitle, wrap } from './fitting.ts';
import { drawGlyph, type GlyphName } from './glyphs.ts';
import { ACCENT, T1, T2, WARN } from './palette.ts';
import { scrollDurationMs, scrolledLines, scrollPlace } from './scrolling.ts';
import { cleanText, drawText, type TextStyle, textWidth } from './text.ts';
import { smallWay, smallWayWidth } from './way.ts';

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
const STRONG: TextStyle = { size: 12.5, weight: 700 };
export const WORD: TextStyle = { size: 15, weight: 700 };
const TITLE_LINES = [29, 43.5] as const;
const THIRD_LINE = 57.5;
const THIRD_MIDDLE = 53.4;
const VALUE_LINE = 15;
const TWO_LINES_TOP = 5;
const GLYPH = 11.5;
/** Of the first sign beside the glyph. */
export const SIGNS_LEFT = 21;
const SIGN_PITCH = 13.5;
const ROOM = 3;

/** `votes`: an arrow before the value. */
export type KeyValue = { text: string; colour: string; votes?: boolean };
/** `before` and `after` stand round the text and are never cut, nor is `right`, at the other end. `strong`: as bold as a value. */
export type ThirdLine = {
  text: string;
  before?: string;
  after?: string;
  right?: string;
  colour?: string;
  strong?: boolean;
};

export type SongKey = {
  state: string;
  glyph?: { name: GlyphName; colour: string };
  value?: KeyValue;
  /** Shapes of the whole first row, in place of glyph, signs and value. */
  head?: string;
  /** An eye struck out beside the glyph: no viewer may learn of it. */
  masked?: boolean;
  /** A triangle beside that: something speaks against it. */
  warned?: boolean;
  /** How far it is from what is on air: small signs after those, or at the end of the third line where no room is left. */
  distance?: Distance;
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
  const { before = '', right = '' } = song.third;
  const style = song.third.strong ? STRONG : THIRD;
  const way = wayOf(song);
  // Where the way needs the room, the value says the votes already.
  const after = way.below === '' ? (song.third.after ?? '') : '';
  const rightWidth = right === '' ? way.width : textWidth(right, THIRD) + ROOM;
  const cut = fitLine(third, style, WIDTH - textWidth(before, style) - textWidth(after, style) - rightWidth);
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
  return {
    state: song.state,
    shapes: [
      song.ground ?? '',
      song.head ?? firstRow(song),
      way.above,
      ...lines.map(({ text, y, opacity }) => faded(opacity, drawText(text, LEFT, y, title.style, T1))),
      turning
        ? drawText(page, LEFT, THIRD_LINE, THIRD, song.third.colour ?? T2)
        : thirdLine({ ...song.third, text: cut.text, before, after, right }, style) + way.below,
      drawMaybeBar(song.bar, KEY_BAR),
      song.frame === undefined ? '' : keyFrame(song.frame),
    ].join(''),
    alt: song.alt,
    changesAtMs: earliest(song.changesAtMs, turning ? song.nowMs + (scroll.nextInMs ?? 0) : undefined),
    scrollsForMs: stops > 1 ? scrollDurationMs(stops) : undefined,
  };
}

function firstRow({ glyph, value, ...signs }: SongKey): string {
  const sign = glyph === undefined ? '' : keyGlyph(glyph.name, glyph.colour);
  return sign + keySigns(signs, SIGNS_LEFT) + (value === undefined ? '' : keyValue(value));
}

/** Between the signs and the value, or at the end of the third line, `width` of it. */
function wayOf({ distance, value, ...signs }: SongKey): { above: string; below: string; width: number } {
  if (distance === undefined) return { above: '', below: '', width: 0 };
  const left = SIGNS_LEFT + signsWidth(signs);
  const room = (value === undefined ? RIGHT : valueLeft(value)) - ROOM - left;
  const width = smallWayWidth(distance);
  if (width <= room) return { above: smallWay(distance, left), below: '', width: 0 };
  return { above: '', below: smallWay(distance, RIGHT - width, THIRD_MIDDLE), width: width + ROOM };
}

/** What is before the text stays there, also where the text runs from the right. */
function thirdLine({ before = '', text, after = '', right = '', colour, strong }: ThirdLine, style: TextStyle): string {
  const fill = colour ?? (strong ? T1 : T2);
  return [
    drawText(before, LEFT, THIRD_LINE, style, fill),
    drawText(text + after, LEFT + textWidth(before, style), THIRD_LINE, style, fill),
    drawText(right, RIGHT, THIRD_LINE, THIRD, T2, 'end'),
  ].join('');
}

/** How wide the signs of a song are, and the gaps after them. */
export function signsWidth({ masked, warned }: Pick<SongKey, 'masked' | 'warned'>): number {
  return SIGN_PITCH * (Number(masked === true) + Number(warned === true));
}

export function keySigns({ masked, warned }: Pick<SongKey, 'masked' | 'warned'>, left: number): string {
  const eye = masked === true ? drawGlyph('mask', left, 4.5, GLYPH, T2) : '';
  return eye + (warned === true ? drawGlyph('warn', left + signsWidth({ masked }), 4.5, GLYPH, WARN) : '');
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
export function emptyKey(glyph: GlyphName, alt: string, size = 28): Drawing {
  const middle = 34;
  return {
    state: 'nothing',
    shapes: drawGlyph(glyph, MIDDLE - size / 2, middle - size / 2, size, T1, 0.25),
    alt: [alt],
  };
}

export function keyFrame(colour: string): string {
  return `<rect data-frame="${colour === ACCENT ? 'accent' : 'plain'}" x="1.5" y="1.5" width="69" height="69" fill="none" stroke="${colour}" stroke-width="3"/>`;
}

/** The glyph of the first row; what has points needs a little more room than the rest. */
function keyGlyph(name: GlyphName, colour: string): string {
  if (name === 'q') return drawGlyph(name, 5, 3, 14, colour);
  return drawGlyph(name, LEFT, 4.5, name === 'play' ? 11 : GLYPH, colour);
}

const valueStyle = ({ votes }: KeyValue): TextStyle => (votes ? { ...VALUE, weight: 800 } : VALUE);

/** Where it begins, its arrow included. */
function valueLeft(value: KeyValue): number {
  const left = RIGHT - textWidth(value.text, valueStyle(value));
  return value.votes ? Math.round((left - 13.6) * 2) / 2 : left;
}

function keyValue(value: KeyValue): string {
  const { text, colour, votes } = value;
  const style = valueStyle(value);
  const arrow = votes ? drawGlyph('up', valueLeft(value), 4.4, GLYPH, colour) : '';
  return arrow + drawText(text, RIGHT, VALUE_LINE, style, colour, 'end');
}

export function faded(opacity: number, shapes: string): string {
  return opacity === 1 || shapes === '' ? shapes : `<g opacity="${opacity}">${shapes}</g>`;
}
