import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scriptOf, shorten, splitFeaturing, splitMix, textRuns } from '#view/text-parts.ts';

describe('the mix in brackets', () => {
  it.each([
    ['Glasshouse Signal', { name: 'Glasshouse Signal' }],
    ['Nine Tin Moths (Kolde Remix)', { name: 'Nine Tin Moths', mix: '(Kolde Remix)' }],
    ['Salt Engine [Northbound Mix]', { name: 'Salt Engine', mix: '[Northbound Mix]' }],
    ['Copper Weather (feat. Ann) (Dub)', { name: 'Copper Weather', mix: '(feat. Ann) (Dub)' }],
    ['One (Two (Three) Mix)', { name: 'One', mix: '(Two (Three) Mix)' }],
    ['(Everything) Is Left', { name: '(Everything) Is Left' }],
    ['(Untitled)', { name: '(Untitled)' }],
    ['Broken (bracket', { name: 'Broken (bracket' }],
    ['', { name: '' }],
  ])('%s', (title, expected) => {
    expect(splitMix(title)).toEqual(expected);
  });
});

describe('the guests of an artist', () => {
  it.each([
    ['Mira Oldane', { main: 'Mira Oldane' }],
    ['Ostrava Sleep Choir feat. Jun Abara', { main: 'Ostrava Sleep Choir', guests: ' feat. Jun Abara' }],
    ['A ft B & C', { main: 'A', guests: ' ft B & C' }],
    ['A (Feat. B)', { main: 'A', guests: ' (Feat. B)' }],
    ['A featuring B', { main: 'A', guests: ' featuring B' }],
    ['Featherweight', { main: 'Featherweight' }],
    ['Left Defeat', { main: 'Left Defeat' }],
    ['feat. Nobody', { main: 'feat. Nobody' }],
  ])('%s', (artist, expected) => {
    expect(splitFeaturing(artist)).toEqual(expected);
  });
});

describe('scripts', () => {
  it.each([
    ['Mira Oldane', 'latin'],
    ['Тихая Смена', 'latin'],
    ['夜明け前のプラットフォーム', 'cjk'],
    ['서울의 밤', 'cjk'],
    ['DJ 東京', 'cjk'],
    ['ضوء بعيد', 'arabic'],
  ])('%s is %s', (text, script) => {
    expect(scriptOf(text)).toBe(script);
  });

  it('marks Cyrillic as Russian and leaves the rest', () => {
    expect(textRuns('DJ Тихая Смена live')).toEqual([
      { words: ['DJ '] },
      { words: ['Тихая Смена'], lang: 'ru' },
      { words: [' live'] },
    ]);
  });

  it('cuts Japanese into words and says that it is Japanese', () => {
    const [run] = textRuns('夜明け前のプラットフォーム');
    expect(run?.lang).toBe('ja');
    expect(run?.words.length).toBeGreaterThan(2);
    expect(run?.words).toContain('プラットフォーム');
  });

  it('loses and invents nothing', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc
        .array(fc.constantFrom('Лифт', 'a', ' ', '(', '夜', 'ラ', 'ضوء', '서', '7', '…', '́'))
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        expect(
          textRuns(text)
            .flatMap((run) => run.words)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

describe('a name that is too long', () => {
  it.each([
    ['short', 'oskar', 5, 'oskar'],
    ['one over', 'oskar_', 5, 'oska…'],
    ['a blank before the cut', 'mauve fox', 7, 'mauve…'],
    ['families and flags whole', '👩🏽‍🚀👨‍👩‍👧‍👦🇩🇪🇫🇷x', 4, '👩🏽‍🚀👨‍👩‍👧‍👦🇩🇪…'],
    ['marks on one letter', `e${'\u0301'.repeat(8)}tude`, 4, `e${'\u0301'.repeat(8)}tu…`],
    ['Arabic', 'ليان المرسى البعيدة', 6, 'ليان…'],
  ])('%s', (_name, text, most, expected) => {
    expect(shorten(text, most)).toBe(expected);
  });

  it('is bounded, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 2, max: 40 }), (text, most) => {
        const cut = shorten(text, most);
        const count = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(cut)].length;
        expect(count).toBeLessThanOrEqual(most + 1);
        expect(cut === text || cut.endsWith('…')).toBe(true);
      }),
    );
    expect(shorten('a'.repeat(10_000), 40).length).toBeLessThanOrEqual(40);
    expect(shorten(`a${'\u0301'.repeat(10_000)}`, 40).length).toBeLessThan(700);
  });
});
