import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RequestRow, requestsCsv, wishesCsv } from '#app/request-csv.ts';

const AT = new Date(2026, 10, 20, 21, 5, 9).getTime();
const row = (more: Partial<RequestRow> = {}): RequestRow => ({
  id: 'r1',
  number: 14,
  setId: 'set-1',
  state: 'played',
  artist: 'Mira',
  title: 'Tin Harbour',
  requester: { platform: 'discord', id: '1', name: 'Lena' },
  voters: [],
  askedAt: AT,
  changedAt: AT,
  ...more,
});

/** Reads CSV as RFC 4180 has it: an oracle that shares nothing with the writer. */
function parsed(csv: string): string[][] {
  const rows: string[][] = [[]];
  const text = csv.replace(/^\ufeff/, '');
  for (let at = 0; at < text.length; ) {
    let cell = '';
    if (text[at] === '"') {
      for (at += 1; text[at] !== '"' || text[at + 1] === '"'; at += 1) {
        if (text[at] === '"') at += 1;
        cell += text[at];
      }
      at += 1;
    } else {
      while (at < text.length && text[at] !== ',' && text[at] !== '\r') cell += text[at++];
    }
    rows.at(-1)?.push(cell);
    if (text[at] === ',') at += 1;
    else if (text.startsWith('\r\n', at)) {
      at += 2;
      rows.push([]);
    } else throw new Error(`neither a comma nor an end of line at ${at}`);
  }
  return rows.slice(0, -1);
}

describe('requestsCsv', () => {
  it('is one line for each request, below the names of the columns', () => {
    const csv = requestsCsv([
      row({ voters: [{ platform: 'twitch', id: '2', name: 'Ines' }], words: 'play "it", please' }),
    ]);
    expect(csv).toBe(
      '\ufeffset,number,state,artist,title,mix,asked by,platform,also wanted by,words,asked at,changed at\r\n' +
        'set-1,14,played,Mira,Tin Harbour,,Lena,discord,Ines,"play ""it"", please",2026-11-20 21:05:09,2026-11-20 21:05:09\r\n',
    );
  });

  it.each(['=1+1', '+49', '-x', '@sum', '\tx', ' =cmd', '＝1'])('leaves no formula of %j', (title) => {
    expect(parsed(requestsCsv([row({ title })]))[1]?.[4]).toBe(`'${title}`);
  });

  it.each([
    ['a;=1+1', "a;'=1+1"],
    ['a\n+1', "a\n'+1"],
    ['a | @x', "a | '@x"],
    ['a\t-1;\t＝2', "a\t'-1;\t'＝2"],
    ['a;b - c', 'a;b - c'],
  ])('leaves no formula of %j where a cell may end inside it', (title, wanted) => {
    expect(parsed(requestsCsv([row({ title })]))[1]?.[4]).toBe(wanted);
  });

  it('can be read back, whatever people typed, and holds no formula', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (words, title) => {
        const cells = parsed(requestsCsv([row({ words, title })]))[1];
        expect(cells).toHaveLength(12);
        for (const [cell = '', typed] of [
          [cells?.[4], title],
          [cells?.[9], words],
        ]) {
          // Nothing is added but quotes in front of signs.
          expect(cell.replaceAll("'", '')).toBe(typed?.replaceAll("'", ''));
        }
        for (const cell of cells ?? []) expect(cell).not.toMatch(/(?:^[\t\r]?|[;|\t\r\n])[=+\-@]/);
      }),
    );
  });
});

describe('wishesCsv', () => {
  it('is a shopping list', () => {
    const wish = { kind: 'wish' as const, words: 'that song, you know', count: 3, sets: 2, people: 3, lastAt: AT };
    expect(parsed(wishesCsv([wish]))).toEqual([
      ['kind', 'words', 'times', 'sets', 'people', 'last asked at', 'refused because'],
      ['wish', 'that song, you know', '3', '2', '3', '2026-11-20 21:05:09', ''],
    ]);
  });
});
