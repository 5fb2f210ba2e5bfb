import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { readText } from '#domain/tracklist/read-text.ts';
import { writeYoutube } from '#domain/tracklist/youtube.ts';
import { list, long, masked, name, ODD_NAMES, row, TITLE_400 } from './made-list.ts';

const lines = (text: string) => text.trimEnd().split('\n');
const bytes = (text: string) => Buffer.byteLength(text);

describe('writeYoutube', () => {
  it('is a chapter for each track', () => {
    const made = list([row(0, 'Mira', 'One'), row(61_900, 'Lys', 'Two <Dub>'), masked(3_725_000)]);
    expect(writeYoutube(made)).toEqual({
      text: '0:00 Mira - One\n1:01 Lys - Two ‹Dub›\n1:02:05 ID - ID\n',
      ...{ type: 'text/plain; charset=utf-8', extension: 'youtube.txt', rows: 3, notes: [] },
    });
  });

  it('counts each line a few times at most, however long the list is', () => {
    const counting = vi.spyOn(Buffer, 'byteLength');
    const { rows, notes } = writeYoutube(long(2_000));
    expect(counting.mock.calls.length).toBeLessThan(4_000);
    counting.mockRestore();
    expect(notes).toEqual([`${2_000 - rows} tracks at the end left out: a description holds 5,000 bytes.`]);
  });

  it.each([
    [9_900, ['0:00 A - B', '1:00 C - D'], 'The first track stands at 0:00; it begins at 0:09.'],
    [10_000, ['0:00 Intro', '0:10 A - B', '1:00 C - D'], '"Intro" stands at 0:00: the first track begins at 0:10.'],
  ])('begins at 0:00 where the first track begins at %i ms', (startMs, wanted, note) => {
    const { text, notes } = writeYoutube(list([row(startMs, 'A', 'B'), row(60_000, 'C', 'D')]));
    expect(lines(text)).toEqual(wanted);
    expect(notes).toContain(note);
  });

  it('merges what is shorter than 10 s, at the end of the video too', () => {
    const rows = [
      row(0, 'A', '1'),
      row(9_999, 'B', '2'),
      row(60_000, 'C', '3'),
      row(120_000, 'D', '4'),
      row(175_000, 'E', '5'),
    ];
    const { text, notes, rows: count } = writeYoutube(list(rows, { lengthMs: 180_000 }));
    expect(lines(text)).toEqual(['0:00 A - 1 / B - 2', '1:00 C - 3', '2:00 D - 4 / E - 5']);
    expect(notes).toEqual(['2 tracks shorter than 10 s stand with the track before.']);
    expect(count).toBe(5);
  });

  it.each([
    [0, 'YouTube makes chapters of three or more: there is none.'],
    [1, 'YouTube makes chapters of three or more: here are 1.'],
    [2, 'YouTube makes chapters of three or more: here are 2.'],
  ])('says that %i are too few', (count, note) => expect(writeYoutube(long(count)).notes).toEqual([note]));

  it('cuts titles, and says so', () => {
    const { text, notes } = writeYoutube(list([row(0, 'A', TITLE_400), row(60_000, 'A', 'B'), row(120_000, 'A', 'C')]));
    const title = lines(text)[0]?.replace('0:00 ', '') ?? '';
    expect(title.length).toBeLessThanOrEqual(100);
    expect(title.endsWith('…')).toBe(true);
    expect(notes).toEqual(['1 title cut to 100 characters.']);
  });

  it.each([
    ['Latin', (n: number) => `${TITLE_400} ${n}`],
    ['Japanese', (n: number) => `${n} ${'夜明け前のプラットフォーム'.repeat(5)}`],
    ['emoji', (n: number) => `${n} ${'👩‍👩‍👧🎛️'.repeat(20)}`],
  ])('fits 150 tracks with %s titles into 5,000 bytes, and says what that took', (_script, title) => {
    const made = writeYoutube(long(150, title));
    expect(bytes(made.text)).toBeLessThanOrEqual(5_000);
    expect(bytes(made.text)).toBeGreaterThan(4_500);
    expect(made.rows).toBe(lines(made.text).length);
    expect(made.notes[0]).toMatch(/^150 titles cut to \d+ characters\.$/);
    if (made.rows < 150) {
      expect(made.notes[1]).toBe(`${150 - made.rows} tracks at the end left out: a description holds 5,000 bytes.`);
    }
  });

  it('has no time before what has none', () => {
    const { text, notes } = writeYoutube(list([row(0, 'A', 'B'), row(0, 'C', 'D')], { untimed: true }));
    expect(text).toBe('A - B\nC - D\n');
    expect(notes).toEqual(['The list says no times.']);
  });

  it('keeps every rule for any list, and can be read back to the second', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 1_000, max: 900_000 }), name, name), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(rows, fc.nat(30_000), (given, first) => {
        let at = first;
        const made = given.map(([ms, artist, title]) => {
          const one = row(at, artist, title);
          at += ms;
          return one;
        });
        const written = writeYoutube(list(made));
        expect(bytes(written.text)).toBeLessThanOrEqual(5_000);
        expect(written.text).not.toMatch(/[<>]/);
        const times = lines(written.text).map((line) =>
          /^(?:(\d+):)?(\d+):(\d\d) \S/
            .exec(line)
            ?.slice(1)
            .map((n = '0') => Number(n)),
        );
        const seconds = times.map(([h = 0, m = 0, s = 0] = []) => h * 3600 + m * 60 + s);
        expect(seconds[0]).toBe(0);
        for (const [index, second] of seconds.entries()) {
          if (index > 0) expect(second - (seconds[index - 1] ?? 0)).toBeGreaterThanOrEqual(10);
        }
        expect(readText(written.text).rows.map(({ startMs }) => startMs)).toEqual(
          seconds.map((second) => second * 1000),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('leaves no markup of anybody in any name', () => {
    const { text } = writeYoutube(list(ODD_NAMES.map(([artist, title], index) => row(index * 60_000, artist, title))));
    expect(lines(text)).toHaveLength(ODD_NAMES.length);
    expect(text).not.toMatch(/[<>\r\t\0\u2028]/);
  });
});
