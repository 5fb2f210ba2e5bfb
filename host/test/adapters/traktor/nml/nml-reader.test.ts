import { describe, expect, it } from 'vitest';
import { type NmlContents, readNml } from '#adapters/traktor/nml/nml-reader.ts';
import type { EntryOutcome } from '#ports/collection-source.ts';
import { inPieces } from './pieces.ts';

const entry = (name: string) =>
  `<ENTRY TITLE="${name}"><LOCATION DIR="/:" FILE="${name}.mp3" VOLUME="D:"></LOCATION>\n</ENTRY>\n`;
const file = (entries: string, rest = '', count = 99) =>
  `<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n<NML VERSION="19"><HEAD COMPANY="x" PROGRAM="Traktor"></HEAD>\n<COLLECTION ENTRIES="${count}">${entries}</COLLECTION>\n<SETS ENTRIES="1"><SET TITLE="s"><SLOT><CELL FILE="x"></CELL></SLOT></SET></SETS>\n${rest}</NML>\n`;

function read(
  text: string | Uint8Array,
  lengths?: number[],
): NmlContents & { outcomes: EntryOutcome[]; bytes: string[] } {
  const outcomes: EntryOutcome[] = [];
  const bytes: string[] = [];
  const contents = readNml(
    inPieces(text, lengths),
    (frame) => {
      outcomes.push(frame.parse());
      bytes.push(Buffer.from(frame.bytes).toString());
    },
    { name: 'collection.nml', capacity: 128 },
  );
  return { ...contents, outcomes, bytes };
}

const titles = (outcomes: EntryOutcome[]) =>
  outcomes.map((outcome) => ('entry' in outcome ? outcome.entry.fields.title : `(${outcome.skipped})`));

describe('readNml', () => {
  it.each([
    ['at once', undefined],
    ['byte by byte', [1]],
    ['in odd pieces', [7, 64, 3]],
  ])('reads entries and nothing else, %s', (_case, lengths) => {
    const found = read(file(entry('a') + entry('b')), lengths);
    expect(titles(found.outcomes)).toEqual(['a', 'b']);
    expect(found.bytes).toEqual([entry('a').trim(), entry('b').trim()]);
    expect(found).toMatchObject({ program: 'Traktor', skipped: [] });
  });

  it('does not mind a byte order mark, CRLF, a missing collection or a count that is wrong', () => {
    const text = `\ufeff${file(entry('a'), '', 0)}`.replaceAll('\n', '\r\n');
    expect(titles(read(text, [5]).outcomes)).toEqual(['a']);
    expect(read('<NML VERSION="19"><HEAD PROGRAM="Traktor"/><PLAYLISTS/></NML>').outcomes).toEqual([]);
    expect(read('<NML><COLLECTION ENTRIES="0"/></NML>').outcomes).toEqual([]);
  });

  it.each([
    [
      'an entry that is not well-formed',
      `${entry('a')}<ENTRY TITLE=b></ENTRY>${entry('c')}`,
      ['a', '(an entry is not well-formed)', 'c'],
    ],
    ['a quote that does not end', `<ENTRY TITLE="b></ENTRY>${entry('c')}`, ['(an entry is not well-formed)', 'c']],
    ['an entry that does not end', `<ENTRY TITLE="b">${entry('c')}`, ['(an entry is not well-formed)', 'c']],
    ['a last entry that does not end', `${entry('a')}<ENTRY TITLE="b">`, ['a', '(an entry is not well-formed)']],
    ['an entry in short', `<ENTRY TITLE="b"/>${entry('c')}`, ['(an entry does not say where its file lies)', 'c']],
    [
      'a comment with an end in it',
      `<ENTRY TITLE="b"><!-- </ENTRY> --><LOCATION FILE="b" DIR="" VOLUME=""/></ENTRY>${entry('c')}`,
      ['b', 'c'],
    ],
    ['something else between', `<!-- <ENTRY> --><OTHER><X/></OTHER>${entry('c')}`, ['c']],
  ])('goes on behind %s', (_case, entries, expected) => {
    const found = read(
      file(
        entries,
        '<PLAYLISTS><NODE TYPE="PLAYLIST" NAME="p"><PLAYLIST><ENTRY><PRIMARYKEY KEY="k"/></ENTRY></PLAYLIST></NODE></PLAYLISTS>',
      ),
      [11],
    );
    expect(titles(found.outcomes)).toEqual(expected);
    expect(found.playlists).toMatchObject([{ name: 'p', keys: ['k'] }]);
  });

  it('gives odd entries exactly their own bytes', () => {
    const odd = `<ENTRY TITLE="é"/>${entry('c')}`;
    expect(read(file(odd)).bytes).toEqual(['<ENTRY TITLE="é"/>', entry('c').trim()]);
  });

  it('says of a file that is cut off anywhere that it ends in the middle', () => {
    const whole = file(entry('a'), '<PLAYLISTS></PLAYLISTS>').trimEnd();
    const root = whole.indexOf('<NML');
    for (let length = root + 1; length < whole.length; length++) {
      let code = 'none';
      try {
        read(whole.slice(0, length));
      } catch (error) {
        code = (error as { code: string }).code;
      }
      // The cut may also leave the root's own tag unfinished.
      expect(code, whole.slice(0, length).slice(-20)).toBe('collection-truncated');
    }
  });

  it.each([
    ['a web page', '<!DOCTYPE html><html><body><p>Not found</body></html>', 'not-nml'],
    ['another program', '<DJ_PLAYLISTS Version="1.0.0"></DJ_PLAYLISTS>', 'not-nml'],
    ['text', 'hello', 'not-nml'],
    ['zeros, as a crash leaves them', Buffer.alloc(5000), 'not-nml'],
    ['nothing yet', '', 'collection-truncated'],
  ])('refuses %s', (_case, text, code) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code }));
  });

  it('reads playlists as a tree, with rules, repeated names and the built-in lists', () => {
    const found = read(
      file(
        '',
        `<PLAYLISTS><NODE TYPE="FOLDER" NAME="$ROOT"><SUBNODES COUNT="3">
          <NODE TYPE="FOLDER" NAME="A/B"><SUBNODES COUNT="1"><NODE TYPE="PLAYLIST" NAME="x"><PLAYLIST ENTRIES="2" TYPE="LIST" UUID="u1">
            <ENTRY><PRIMARYKEY TYPE="TRACK" KEY="k &amp; 1"></PRIMARYKEY></ENTRY><ENTRY><PRIMARYKEY TYPE="STEM" KEY="k2"></PRIMARYKEY></ENTRY>
          </PLAYLIST></NODE></SUBNODES></NODE>
          <NODE TYPE="SMARTLIST" NAME="s"><SMARTLIST UUID="u2"><SEARCH_EXPRESSION VERSION="1" QUERY="$GENRE % &quot;House&quot;"></SEARCH_EXPRESSION></SMARTLIST></NODE>
          <NODE TYPE="CLOUD" NAME="new"></NODE>
        </SUBNODES></NODE></PLAYLISTS>`,
      ),
    );
    expect(found.playlists).toEqual([
      {
        ...{ kind: 'folder', name: 'A/B', keys: [] },
        children: [{ kind: 'list', name: 'x', uuid: 'u1', keys: ['k & 1', 'k2'], children: [] }],
      },
      { kind: 'rule', name: 's', uuid: 'u2', rule: '$GENRE % "House"', keys: [], children: [] },
    ]);
    expect(found.skipped).toEqual([{ reason: 'a list of the unknown kind "CLOUD"', count: 1, examples: ['new'] }]);
  });
});
