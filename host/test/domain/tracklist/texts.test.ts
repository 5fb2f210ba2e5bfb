// Lists to paste: Mixcloud, 1001tracklists, Discord, plain text.

import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { describe, expect, it } from 'vitest';
import { writeDiscord } from '#domain/tracklist/discord.ts';
import { mixcloudNotes, writeMixcloud } from '#domain/tracklist/mixcloud.ts';
import { writePlain } from '#domain/tracklist/plain.ts';
import { writeThousandOne } from '#domain/tracklist/thousandone-tracklists.ts';
import { list, long, masked, ODD_NAMES, row, ZERO_AT } from './made-list.ts';

const lines = (text: string) => text.trimEnd().split('\n');

describe('writeMixcloud', () => {
  it('is a line for each track', () => {
    const { text, notes } = writeMixcloud(list([row(0, 'Mira', 'One'), masked(61_000), row(3_725_000, '', 'Two')]));
    expect(text).toBe('0:00 Mira - One\n1:01 ID - ID\n1:02:05 Two\n');
    expect(notes).toEqual(["1 ID not counted for Mixcloud's rules."]);
  });

  const by = (...artists: string[]) => artists.map((artist, index) => row(index * 60_000, artist, `Title ${index}`));
  const of = (...albums: string[]) =>
    albums.map((album, index) => row(index * 60_000, `Artist ${index}`, `${index}`, { album }));
  const many = (kind: string, found: number, most: number, inRow = '') =>
    `${found} tracks ${inRow}of the ${kind}: people in the US cannot hear a mix with more than ${most}.`;

  it.each([
    ['four of an artist, three in a row', by('A', 'A', 'A', 'B', 'A'), []],
    ['five of an artist', by('A', 'B', 'A', 'B', 'A', 'B', 'A', 'C', 'A'), [many('artist "A"', 5, 4)]],
    ['four in a row', by('B', 'A', 'A', 'A', 'A'), [many('artist "A"', 4, 3, 'in a row ')]],
    [
      'however the name is written',
      by('Röyksopp', 'ROYKSOPP', 'Röyksopp feat. Robyn', 'royksopp'),
      [many('artist "Röyksopp"', 4, 3, 'in a row ')],
    ],
    ['with others', by('Lys & A', 'A', 'A, Mo', 'A'), [many('artist "A"', 4, 3, 'in a row ')]],
    ['as a guest', by('B feat. A', 'C feat. A', 'D feat. A', 'E feat. A', 'F feat. A'), []],
    ['three of an album, two in a row', of('X', 'X', 'Y', 'X'), []],
    ['four of an album', of('X', 'X', 'Y', 'X', 'Y', 'X'), [many('album "X"', 4, 3)]],
    ['three of an album in a row', of('X', 'X', 'X'), [many('album "X"', 3, 2, 'in a row ')]],
    ['albums that nobody named', of('', '', '', ''), []],
    ['IDs', [masked(0), masked(1), masked(2), masked(3), masked(4)], ["5 IDs not counted for Mixcloud's rules."]],
  ])('judges %s', (_case, rows, notes) => expect(mixcloudNotes(rows)).toEqual(notes));
});

describe('writeThousandOne', () => {
  it('is what the site shows', () => {
    const rows = [
      row(0, 'Mira', 'One (Lys Remix)', { label: 'Tin Harbour' }),
      row(5_000, 'Mo', 'Acapella'),
      masked(301_000),
      row(3_725_000, '', 'Two', { label: 'A [B]' }),
    ];
    expect(writeThousandOne(list(rows))).toMatchObject({
      text: '[00:00] Mira - One (Lys Remix) [Tin Harbour]\nw/ Mo - Acapella\n[05:01] ID - ID\n[1:02:05] ID - Two [A B]\n',
      rows: 4,
      notes: ['1 track that began within 10 s of another stand below it with "w/".'],
    });
  });
});

describe('writeDiscord', () => {
  it('is a message in which names are only names', () => {
    const { text, parts, notes } = writeDiscord(
      list([
        row(0, 'Mira', 'One'),
        masked(61_000),
        row(120_000, '@everyone', '**Two** https://x.org', { rough: true }),
      ]),
    );
    expect(text).toBe(
      '**Mira – Friday**\n`0:00` Mira – **One**\n`1:01` ID – **ID**\n`2:00` \\@everyone – **\\*\\*Two\\*\\* https\\:\\/\\/x.org** *~*\n',
    );
    expect(parts).toBeUndefined();
    expect(notes).toEqual(['1 start is only known to some seconds.']);
  });

  it.each([
    ['plain', (n: number) => `Title ${n}`],
    ['nothing but markup', () => '*'.repeat(400)],
    ['emoji', () => '👩‍👩‍👧'.repeat(100)],
  ])('splits 150 rows of %s between rows, each message within 2,000 characters', (_name, title) => {
    const { text, parts = [], notes } = writeDiscord(long(150, title));
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) {
      expect(part.length).toBeLessThanOrEqual(2_000);
      expect(part).toMatch(/\n$/);
    }
    expect(lines(parts.join(''))).toHaveLength(151);
    expect(text).toBe(parts.join('\n'));
    expect(notes).toEqual([`Discord takes 2,000 characters at once: send these ${parts.length} messages one by one.`]);
  });

  it('is nothing of nothing', () => {
    expect(writeDiscord(list([], { name: undefined, performers: [] }))).toMatchObject({ text: '', rows: 0, notes: [] });
  });
});

describe('writePlain', () => {
  const whole = row(61_000, 'Mira', 'One', {
    ...{ mix: 'Lys Remix', label: 'Tin Harbour', performer: 'Ann' },
    display: { artist: 'Mira', title: 'One (Lys Remix)' },
  });
  const bare = row(61_000, '', 'One');

  it.each([
    [DEFAULT_SETTINGS.sets.line, '1:01 Mira - One (Lys Remix)', '1:01 One'],
    ['', '1:01 Mira - One (Lys Remix)', '1:01 One'],
    ['{place}. {artist} - {title} ({mix}) [{label}]', '1. Mira - One (Lys Remix) [Tin Harbour]', '1. One'],
    ['[{time}] {title} by {artist}', '[1:01] One (Lys Remix) by Mira', '[1:01] One'],
    ['{performer}: {artist} – {title} | {label}', 'Ann: Mira – One (Lys Remix) | Tin Harbour', 'One'],
    ['{artist} - {label} - {title}', 'Mira - Tin Harbour - One (Lys Remix)', 'One'],
    ['{title} - {artist} - {place}', 'One (Lys Remix) - Mira - 1', 'One - 1'],
    ['{time}\t{artist}\t{title}', '1:01\tMira\tOne (Lys Remix)', '1:01\t\tOne'],
    ['{what} {title}', '{what} One (Lys Remix)', '{what} One'],
  ])('%j', (line, full, little) => {
    expect(writePlain(list([whole]), { line }).text).toBe(`${full}\n`);
    expect(writePlain(list([bare]), { line }).text).toBe(`${little}\n`);
  });

  it('leaves the names alone, whatever stands in them', () => {
    const { text } = writePlain(list([row(0, '- A -', '{artist} () [] |')]), { line: '{artist} - {title} [{label}]' });
    expect(text).toBe('- A - - {artist} () [] |\n');
  });

  it('is a line for each row, whatever the names are', () => {
    const { text, rows } = writePlain(
      list(ODD_NAMES.map(([artist, title], index) => row(index * 1_000, artist, title))),
    );
    expect(lines(text)).toHaveLength(ODD_NAMES.length);
    expect(rows).toBe(ODD_NAMES.length);
  });

  it('says the time of the day where the list is by it, over midnight too', () => {
    const day = new Date(ZERO_AT).setHours(0, 0, 0, 0);
    const made = list([row(82_800_000, 'A', 'B'), row(86_460_000, 'C', 'D')], { clock: 'wall', zeroAt: day });
    expect(writePlain(made).text).toBe('23:00:00 A - B\n00:01:00 C - D\n');
  });
});
