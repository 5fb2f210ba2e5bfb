import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainWords, waysToAsk } from '#domain/request-words-ways.ts';

describe('plainWords', () => {
  it.each([
    ['foo -bar', 'foo bar'],
    ['"foo" – bar', 'foo – bar'],
    ['a-ha  take on me ', 'a-ha take on me'],
    ['“foo', 'foo'],
    ['genre:techno bpm:120-130', 'genre techno bpm 120-130'],
    ['-comment:x', 'comment x'],
    ['12:30', '12:30'],
  ])('reads %j as %j', (typed, words) => {
    expect(plainWords(typed)).toBe(words);
  });
});

describe('waysToAsk', () => {
  it.each([
    ['second sun', ['second sun']],
    ['play', ['play']],
    ['', []],
    ['!!!', ['!!!']],
    ['Second Sun by Cee Dee', ['Second Sun by Cee Dee', 'second sun cee dee']],
    ['Second Sun (Original Mix)', ['Second Sun (Original Mix)', 'second sun']],
    ['Cee Dee – Second Sun [Label]', ['Cee Dee – Second Sun [Label]', 'cee dee second sun']],
    ['stand by me by ben', ['stand by me by ben', 'stand by me ben']],
    ['please play second sun', ['please play second sun', 'play second sun', 'second sun']],
    ['can you play i want you', ['can you play i want you', 'i want you', 'you']],
    ['Hey, second sun please!', ['Hey, second sun please!', 'second sun']],
    ['!sr second sun', ['!sr second sun', 'second sun']],
    ['second sun (cee dee remix)', ['second sun (cee dee remix)']],
  ])('of %j are %j', (typed, ways) => {
    expect(waysToAsk(typed).map(({ words }) => words)).toEqual(ways);
  });

  it.each([
    ['second sun', 'second sun', 'title'],
    ['can you play second sun', 'second sun', 'title'],
    ['hey can u please play second sun next?', 'second sun', 'title'],
    ['I would like to hear Second Sun, thanks!', 'Second Sun', 'title'],
    ['I want to break free', 'break free', 'artist too'],
    ['can you feel the love tonight', 'feel the love', 'artist too'],
    ['hey jude', 'jude', 'artist too'],
    ['love tonight', 'love', 'artist too'],
    ['drop the pressure', 'the pressure', 'artist too'],
    ['stand by me', 'stand me', 'never certain'],
  ])('of %j leave %j, of which a song needs: %s', (typed, words, needs) => {
    expect(waysToAsk(typed)).toContainEqual({ words, needs });
  });

  it('begin with the words as typed, are few, and none is empty', () => {
    const part = fc.constantFrom(
      'please',
      'play',
      'can you',
      'by',
      'ft.',
      '(Original Mix)',
      '[x]',
      ' - ',
      'sun',
      '!',
      ':',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(part).map((parts) => parts.join(' ')),
        ),
        (typed) => {
          const ways = waysToAsk(typed).map(({ words }) => words);
          expect(ways.length).toBeLessThanOrEqual(8);
          expect(ways[0] ?? '').toBe(plainWords(typed));
          for (const way of ways) expect(way.trim()).not.toBe('');
        },
      ),
    );
  });
});
