import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CODE_COLUMNS,
  codeBlock,
  cut,
  cutToWidth,
  displayWidth,
  escapeText,
  label,
  plain,
  timeAgo,
} from '#discord-bot/text.ts';

describe('plain text', () => {
  test.each([
    ['a name', 'Ada', 'Ada'],
    ['lines become one', 'one\ntwo\r\n\tthree', 'one two three'],
    ['an override of direction', 'abc\u202egnp.exe', 'abcgnp.exe'],
    ['isolates and marks', '\u2066a\u2069\u200fb\u061c', 'ab'],
    ['zero width', 'a\u200bd\u200cm\u200di\ufeffn', 'admin'],
    ['a filler that looks like nothing', '\u3164\u3164', ''],
    ['tags that cannot be seen', 'a\u{e0041}\u{e0042}', 'a'],
    ['half a character', 'a\ud800b', 'a b'],
    ['marks that run over other lines', `z${'\u0301'.repeat(40)}`, 'z\u0301\u0301\u0301'],
    ['an emoji of a family stays whole', '👩‍👩‍👧 hi', '👩‍👩‍👧 hi'],
    ['an emoji with its look', '❤️', '❤️'],
    ['a joiner between letters goes', 'ad\u200dmin', 'admin'],
    ['Arabic stays', 'ضوء فوق السطوح', 'ضوء فوق السطوح'],
    ['Thai marks stay', 'น้ำ ที่', 'น้ำ ที่'],
  ])('%s', (_, raw, expected) => {
    expect(plain(raw)).toBe(expected);
  });

  test('of plain text is the same', () => {
    fc.assert(
      fc.property(nasty, (raw) => {
        expect(plain(plain(raw))).toBe(plain(raw));
      }),
    );
  });
});

describe('cutting', () => {
  test.each([
    ['short enough', 'Ada', 3, 'Ada'],
    ['too long', 'Adam', 3, 'Ad…'],
    ['no space before the dots', 'To be', 4, 'To…'],
    ['families count as one', '👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 2, '👩‍👩‍👧…'],
    ['nothing', '', 3, ''],
  ])('%s', (_, text, most, expected) => {
    expect(cut(text, most)).toBe(expected);
  });

  test('is never longer than asked, in characters and in units', () => {
    const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
    fc.assert(
      fc.property(nasty, fc.integer({ min: 1, max: 30 }), (raw, most) => {
        const text = cut(plain(raw), most);
        expect([...segmenter.segment(text)].length).toBeLessThanOrEqual(most);
        expect(text.length).toBeLessThanOrEqual(most * 4 + 1);
      }),
    );
  });

  test('a label is never longer than Discord takes', () => {
    fc.assert(
      fc.property(nasty, fc.integer({ min: 1, max: 100 }), (raw, most) => {
        expect(label(raw, most).length).toBeLessThanOrEqual(most);
        expect(label(raw, most)).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});

describe('escaped text', () => {
  test.each([
    ['bold', '**loud**', '\\*\\*loud\\*\\*'],
    ['everyone', '@everyone', '\\@everyone'],
    ['a member', '<@123456789012345678>', '\\<\\@123456789012345678\\>'],
    ['a channel', '<#123456789012345678>', '\\<\\#123456789012345678\\>'],
    ['a command', '</request:123456789012345678>', '\\<\\/request\\:123456789012345678\\>'],
    ['an emoji of a server', '<a:party:123456789012345678>', '\\<a\\:party\\:123456789012345678\\>'],
    ['a time', '<t:1700000000:R>', '\\<t\\:1700000000\\:R\\>'],
    ['a masked link', '[free](https://x.example)', '\\[free\\]\\(https\\:\\/\\/x.example\\)'],
    ['an invite', 'discord.gg/abc', 'discord.gg\\/abc'],
    ['a heading', '# big', '\\# big'],
    ['small print', '-# small', '\\-\\# small'],
    ['a quote', '>>> said', '\\>\\>\\> said'],
    ['a list', '- one', '\\- one'],
    ['a numbered list', '1. one', '1\\. one'],
    ['a spoiler', '||secret||', '\\|\\|secret\\|\\|'],
    ['code', '```js\nx```', '\\`\\`\\`js x\\`\\`\\`'],
    ['its own escape', 'a\\*b', 'a\\\\\\*b'],
    ['a title as many are', 'Hi-Fi (Original Mix)', 'Hi\\-Fi \\(Original Mix\\)'],
  ])('%s', (_, raw, expected) => {
    expect(escapeText(raw)).toBe(expected);
  });

  test('has no special character that is not escaped, no line end, and reads as before', () => {
    fc.assert(
      fc.property(nasty, (raw) => {
        const text = escapeText(raw);
        const unescaped = text.replace(/\\[^0-9A-Za-z\s]/g, '');
        expect(unescaped).not.toMatch(/[\\*_~`|<>#@:[\]()/+\n\r-]/);
        expect(text).not.toMatch(/^\d+[.)]/);
        expect(text.replace(/\\([^0-9A-Za-z\s])/g, '$1')).toBe(cut(plain(raw), 100));
      }),
      { numRuns: 500 },
    );
  });
});

describe('code blocks', () => {
  test('keep to their columns, whatever is wide', () => {
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1, maxLength: 5 }), (rows) => {
        const lines = codeBlock(rows).split('\n');
        expect(lines).toHaveLength(rows.length + 2);
        for (const line of lines.slice(1, -1)) {
          expect(displayWidth(line)).toBeLessThanOrEqual(CODE_COLUMNS);
          expect(line).not.toContain('`');
        }
      }),
    );
  });

  test.each([
    ['abc', 3],
    ['夜明け', 6],
    ['ｆｕｌｌ', 8],
    ['한국어', 6],
    ['👩‍👩‍👧', 2],
    ['e\u0301', 1],
    ['❤️', 2],
  ])('%s is %i columns wide', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  test('a wide character that does not fit whole is left out', () => {
    expect(cutToWidth('夜明けの歌', 6)).toBe('夜明…');
    expect(cutToWidth('a夜明けの歌', 6)).toBe('a夜明…');
  });

  test('the columns of a table stay', () => {
    expect(codeBlock([' 1  Ada', '12  Bo'])).toBe('```\n 1  Ada\n12  Bo\n```');
  });
});

test('a time of Discord is in whole seconds', () => {
  expect(timeAgo(1_700_000_000_999)).toBe('<t:1700000000:R>');
});

/** Text as somebody writes who wants to break something. */
const nasty = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '@everyone',
        '<@1>',
        '<@&1>',
        '<#1>',
        '<t:1:R>',
        '<:a:1>',
        '[a](http://b)',
        '# ',
        '-# ',
        '> ',
        '- ',
        '1. ',
        '* ',
        '||',
        '**',
        '__',
        '~~',
        '`',
        '```',
        '\\',
        '\n',
        '\u202e',
        '\u200b',
        '\u200d',
        '\ufe0f',
        '👩‍👩‍👧',
        '\u0301',
        '夜',
        '\ud83d',
        ' ',
        '\u3164',
        'https://x.example/',
        'discord.gg/x',
        ':smile:',
        '\u2028',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));
