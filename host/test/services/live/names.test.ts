import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '#domain/fold.ts';
import { readableNames, wordPattern } from '#services/live/names.ts';
import { BAD_WORDS } from '#services/live/names-words.ts';

const names = (more = {}) => readableNames({ hiddenNames: [], allowedNames: [], ...more });

describe('readableNames', () => {
  it.each([
    ['Lena', 'Lena'],
    ['  Mr.   T ', 'Mr. T'],
    ['Cockburn', 'Cockburn'],
    ['DJ Analog', 'DJ Analog'],
    ['Emily Dickinson', 'Emily Dickinson'],
    ['FukushimaDJ', 'FukushimaDJ'],
    ['Мария', 'Мария'],
    ['مرحبا', 'مرحبا'],
    ['日本語の名前', '日本語の名前'],
    ['👨‍👩‍👧 family', '👨‍👩‍👧 family'],
    ['❤️', '❤️'],
    ['<b>bold</b>', '<b>bold</b>'],
    ['a\u200d\u200bb', 'ab'],
    ['z\u202eevil\u2066', 'zevil'],
    ['line\nbreak\u0007', 'linebreak'],
    ['Amelie\u0301', 'Amelié'],
    ['Q\u0351\u0352\u0353\u0354\u0355\u0356', 'Q\u0353\u0354\u0355'],
    ['x'.repeat(30), 'x'.repeat(24)],
    ['👩🏽‍🚀'.repeat(30), '👩🏽‍🚀'.repeat(24)],
  ])('shows %j as %j', (name, shown) => {
    expect(names()(name)).toBe(shown);
  });

  it.each([
    ['a whole word', 'fuck'],
    ['inside a word', 'xXfuckerXx'],
    ['in other letters', 'ʃṳ𝒸𝗄'],
    ['in digits', 'n1gg3r'],
    ['in signs', 'a$$'],
    ['spelled out', 'f.u.c.k you'],
    ['between underscores', 'big_ass_fan'],
    ['in camel case', 'BigAss'],
    ['wide', 'ＦＵＣＫ'],
    ['split by what nobody sees', 'fu\u200bck'],
    ['of its own list', 'Hitler88'],
    ['with only invisible letters', '\u200b\u3164 '],
    ['with only signs', '...'],
    ['with an address', 'come to spam.gg'],
    ['made bad by the cut', 'my dear tiny friend cockatoo'],
  ])('hides a name %s', (_what, name) => {
    expect(names()(name)).toBeUndefined();
  });

  it('hides the worst words of other languages, in their letters', () => {
    const show = names();
    for (const word of BAD_WORDS) {
      expect(fold(word)).toBe(word);
      expect(show(`dj ${word.toUpperCase()}`)).toBeUndefined();
    }
    for (const name of ['Du Hurensohn', 'enculé', 'h_u_r_e', 'Cabrón99', 'ХУЙ', 'ёб Сука']) {
      expect(show(name)).toBeUndefined();
    }
    for (const name of ['Huy', 'Verga', 'Nique', 'Pedal', 'Ficker', 'Kurwenal', 'Aмина', 'Susi', 'Hurley']) {
      expect(show(name)).toBe(name);
    }
  });

  it('hides what the DJ hides, however it is written, and shows what the DJ allows', () => {
    const own = names({ hiddenNames: ['muppet', 'дурак', '1337'], allowedNames: ['Dyke', 'dick'] });
    for (const name of ['Muppet', 'MuuPPet', 'm u p p e t', 'm0ppet Muppet', 'xДуракx', '13-37']) {
      expect(own(name)).toBeUndefined();
    }
    expect(own('l33t')).toBe('l33t');
    expect(own('Dick Dyke')).toBe('Dick Dyke');
    expect(own('Dick Tracy')).toBe('Dick Tracy');
    expect(own('Dick Fucker')).toBeUndefined();
    expect(names()('Dick Dyke')).toBeUndefined();
  });

  it('never shows more than 24 graphemes, a control or anything that turns text round', () => {
    const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
    const show = names();
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme' })), (name) => {
        const shown = show(name);
        if (shown === undefined) return;
        expect([...segmenter.segment(shown)].length).toBeLessThanOrEqual(24);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u);
        expect(shown).toBe(shown.trim());
        expect(shown).not.toBe('');
      }),
    );
  });
});

describe('wordPattern', () => {
  it.each([
    ['ooooo', 'o{5,}'],
    ['Böob ie', 'b{1,}o{2,}b{1,}i{1,}e{1,}'],
    ['1337', '1{1,}3{2,}7{1,}'],
    ['---', undefined],
  ])('of %j has each run of a letter once: %s', (word, source) => {
    expect(wordPattern(word)?.source).toBe(source);
  });

  it('never has two parts that the same letter could go to', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[abé1]{1,200}$/), (word) => {
        const letters = [...(wordPattern(word)?.source ?? '').matchAll(/(.)\{\d+,\}/gu)].map(([, letter]) => letter);
        expect(letters.some((letter, index) => letter === letters[index + 1])).toBe(false);
      }),
    );
  });
});
