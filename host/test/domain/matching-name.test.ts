import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameKey, nameKeyOf, readName } from '#domain/matching-name.ts';

const read = (artist: string, title: string) => {
  const { artists, guests, song, version, noise } = readName({ artist, title });
  return { artists: artists.join('|'), guests: guests.join('|'), song, version: version.words.join(' '), noise };
};
const plain = { artists: 'a', guests: '', song: 'foo', version: '', noise: '' };

describe('readName', () => {
  test.each([
    ['A', 'Foo', {}],
    ['A', 'Foo (Original Mix)', {}],
    ['A', 'Foo Original Mix', {}],
    ['A', 'Foo (Original Mix', {}],
    ['A', 'Foo (Bar Remix)', { version: 'bar remix' }],
    ['A', "Foo (Bar's Rmx)", { version: 'bar remix' }],
    ['A', 'Foo [Bar Remix]', { version: 'bar remix' }],
    ['A', 'Foo - Bar Remix', { version: 'bar remix' }],
    ['A', 'Foo - 2011 Remastered', { version: '2011 remaster' }],
    ['A', 'Foo (Radio Edit)', { version: 'radio' }],
    ['A', 'Foo (Extended Version)', { version: 'extended' }],
    ['A', 'Foo (Re-Edit)', { version: 'reedit' }],
    ['A', 'Foo (feat. B)', { guests: 'b' }],
    ['A', 'Foo ft. B (Extended Mix)', { guests: 'b', version: 'extended' }],
    ['A', 'Foo (Bar Remix feat. MC Zed)', { guests: 'mc zed', version: 'bar remix' }],
    ['A feat. B & C', 'Foo', { guests: 'b|c' }],
    ['A (feat. B)', 'Foo', { guests: 'b' }],
    ['A & B', 'Foo', { artists: 'a|b' }],
    ['B and A', 'Foo', { artists: 'a|b' }],
    ['A vs. B', 'Foo', { artists: 'a|b' }],
    ['A x B, C / D', 'Foo', { artists: 'a|b|c|d' }],
    ['The A', 'Foo', {}],
    ['A', 'A - Foo', {}],
    ['', 'A - Foo', {}],
    ['', '8A - 126 - A - Foo (Original Mix).mp3', { noise: 'file 8a 126' }],
    ['A', '01. Foo', { noise: '01' }],
    ['A', '01_Foo.aiff', { noise: 'file 01' }],
    ['A', '[8A] Foo', { noise: '8a' }],
    ['A', 'Foo [Free DL]', { noise: 'free dl' }],
    ['A', 'Foo [Drumcode]', { noise: 'drumcode' }],
    ['A', 'Foo www.shop.example', { noise: 'www shop example' }],
    ['A', 'Foo (Part 2)', { song: 'foo part 2' }],
    ['A', '(Foo) Bar', { song: 'foo bar' }],
    ['A', '(Original Mix)', { song: 'original mix' }],
    ['A', '99 Problems', { song: '99 problems' }],
    ['!!!', '???', { artists: '!!!', song: '???' }],
    ['', '', { artists: '', song: '' }],
  ])('%s, %s', (artist, title, differs) => expect(read(artist, title)).toEqual({ ...plain, ...differs }));

  test('a name without a letter is still a name, and no text takes long or throws', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(' - ', '(', ')', '[', ' feat. ', ' & ', 'mix', '8A', '.mp3'),
    );
    fc.assert(
      fc.property(fc.array(piece), fc.array(piece), (artist, title) => {
        const named = { artist: artist.join(''), title: title.join('') };
        expect(nameKeyOf(named)).toEqual(nameKey(readName(named)));
        if (/[\p{L}\p{N}]/u.test(named.title.slice(0, 500))) expect(readName(named).song).not.toBe('');
      }),
      { numRuns: 1000 },
    );
    for (const text of ['('.repeat(1e5), ' - '.repeat(1e5), 'feat. '.repeat(1e5), '\u0301'.repeat(1e5)])
      readName({ artist: text, title: text });
  });
});
