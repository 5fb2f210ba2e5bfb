import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitLine, fitTitle, wrap } from '#faces/fitting.ts';
import { cleanText, graphemesOf, textWidth } from '#faces/text.ts';

const TITLE = { size: 15, weight: 650 } as const;
const SMALLER = { size: 14, weight: 650 } as const;
const WIDTH = 60;
const title = (text: string) => fitTitle(text, [TITLE, SMALLER], WIDTH).shown;

const anyTitle = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc
      .array(fc.constantFrom('Salt', 'Engine', 'a', '(Northbound', 'Mix)', '夜明けの', 'Медленный', '-', 'मन'), {
        maxLength: 14,
      })
      .map((words) => words.join(' ')),
  )
  .map(cleanText)
  .filter((text) => graphemesOf(text).every((grapheme) => textWidth(grapheme, TITLE) < WIDTH));

describe('a title in two lines', () => {
  it.each([
    ['Salt Engine', ['Salt Engine']],
    ['Low Tide Arithmetic', ['Low Tide', 'Arithmetic']],
    ['Nine Tin Moths', ['Nine Tin', 'Moths']],
    ['Untitled Dub No. 4', ['Untitled', 'Dub No. 4']],
    ['Salt Engine (Northbound Mix)', ['Salt Engine', '(Northbo…']],
    ['Медленный лифт', ['Медленный', 'лифт']],
    ['Donaudampfschifffahrt', ['Donaudam', 'pfschifffa…']],
    ['', []],
  ])('%s', (text, lines) => {
    expect(title(text)).toHaveLength(lines.length);
    // Where exactly a word is cut is the font's business.
    for (const [index, line] of lines.entries()) expect(title(text)[index]?.slice(0, 7)).toBe(line.slice(0, 7));
  });

  it('breaks Japanese between words and keeps its marks together', () => {
    expect(title('夜明けのエレベーター')[0]).toBe('夜明けの');
    for (const line of wrap('再会。東京、夜（朝）の歌', TITLE, WIDTH)) expect(line).not.toMatch(/^[。、）]/);
  });

  it('never is wider than the key, and loses nothing but blanks', () => {
    fc.assert(
      fc.property(anyTitle, (text) => {
        const { shown, all, hidden, style } = fitTitle(text, [TITLE, SMALLER], WIDTH);
        expect(shown.length).toBeLessThanOrEqual(2);
        for (const line of [...shown, ...all]) expect(textWidth(line, style)).toBeLessThanOrEqual(WIDTH);
        expect(all.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        expect(hidden).toBe(shown.join('').replaceAll(' ', '') !== text.replaceAll(' ', ''));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a line', () => {
  it('is cut with an ellipsis where it has no room', () => {
    expect(fitLine('mauve_fox', TITLE, 200)).toEqual({ text: 'mauve_fox', hidden: false });
    fc.assert(
      fc.property(anyTitle, fc.integer({ min: 14, max: 60 }), (text, width) => {
        const line = fitLine(text, TITLE, width);
        expect(textWidth(line.text, TITLE)).toBeLessThanOrEqual(width);
        if (line.hidden) expect(text.startsWith(line.text.slice(0, -1))).toBe(true);
        else expect(line.text).toBe(text);
      }),
    );
  });
});
