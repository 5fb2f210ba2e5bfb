import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Choice, choiceNames } from '#discord-bot/choice-names.ts';

const choice = (title: string, more: Partial<Choice> = {}): Choice => ({ id: title, title, artist: 'Lena', ...more });

const CASES: [string, Choice[], string[]][] = [
  ['the title stands first', [choice('Salsa', { mix: 'Dub' })], ['Salsa (Dub) – Lena']],
  ['no artist, no dash', [choice('Salsa', { artist: ' ' })], ['Salsa']],
  ['nothing at all', [choice('', { artist: '' })], ['Untitled']],
  [
    'long titles differ by their mixes where a phone shows it',
    [
      choice('The Very Long Title Of A Song That Goes On', { mix: 'Extended Mix' }),
      choice('The Very Long Title Of A Song That Goes On', { mix: 'Dub' }),
    ],
    ['The Very Long Title… (Extended Mix) – Lena', 'The Very Long Title Of A Son… (Dub) – Lena'],
  ],
  [
    'equal titles and artists differ by year',
    [choice('Salsa', { year: 1999 }), choice('Salsa', { year: 2004 })],
    ['Salsa (1999) – Lena', 'Salsa (2004) – Lena'],
  ],
  ['two that are alike in all are counted', [choice('Salsa'), choice('Salsa')], ['Salsa #1 – Lena', 'Salsa #2 – Lena']],
  [
    'mixes that differ at their ends only',
    [
      choice('The Very Long Title Of A Song That Goes On', { mix: 'Somebody Known Extended Vocal' }),
      choice('The Very Long Title Of A Song That Goes On', { mix: 'Somebody Known Extended Dub' }),
    ],
    [
      'The Very Long… …own Extended Vocal) – Lena – Somebody Known Extended Vocal',
      'The Very Long… …Known Extended Dub) – Lena – Somebody Known Extended Dub',
    ],
  ],
  ['what is drawn as nothing is no name', [choice('\u202e\u200b\n', { artist: '\u2066' })], ['Untitled']],
];

test.each(CASES)('%s', (_, choices, names) => {
  expect(choiceNames(choices)).toEqual(names);
});

/** Few texts, so that they meet; and texts of anything. */
const word = fc.oneof(
  fc.constantFrom(
    'a',
    'A',
    'The Very Long Title Of A Song That Goes On And On',
    '',
    ' ',
    '👩‍👩‍👧'.repeat(20),
    'שלום עולם '.repeat(9),
  ),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const anyChoice: fc.Arbitrary<Choice> = fc.record(
  {
    id: fc.string(),
    artist: word,
    title: word,
    mix: word,
    remixer: word,
    label: word,
    album: word,
    year: fc.constantFrom(1999, 2000),
  },
  { requiredKeys: ['id', 'artist', 'title'] },
);

test('whatever the songs are called, no two names are alike in what a phone shows, and Discord takes them all', () => {
  fc.assert(
    fc.property(fc.array(anyChoice, { maxLength: 25 }), (choices) => {
      const names = choiceNames(choices);
      expect(names).toHaveLength(choices.length);
      expect(new Set(names.map((name) => name.slice(0, 35))).size).toBe(names.length);
      for (const name of names) {
        expect(name.trim().length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(100);
        expect(Buffer.from(name).toString()).toBe(name);
      }
    }),
  );
});
