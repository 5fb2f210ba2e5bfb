import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PastPlay } from '#domain/history-match.ts';
import { PastPlayStore, type PastPlayToWrite } from '#storage/library/past-play-store.ts';
import { pastPlaysBetween } from '#storage/library/past-plays.ts';
import { entryXml, keyOf, LibraryForTest } from '../../services/library/library-for-test.ts';

const zone = process.env.TZ;
let library: LibraryForTest;

beforeEach(() => {
  process.env.TZ = 'Europe/Berlin';
  library = new LibraryForTest();
});
afterEach(() => {
  library.close();
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

/** File and position. */
const places = (plays: readonly PastPlay[]) => plays.map(({ key }) => key.split(':').slice(0, 2).join(':'));
const between = (from = 0, to = Number.MAX_SAFE_INTEGER) => pastPlaysBetween(library.db, from, to);

function write(file: string, ...plays: Partial<PastPlayToWrite>[]): void {
  const whole = plays.map((play) => ({ key: keyOf('x'), artist: 'A', title: 'T', ...play }));
  new PastPlayStore(library.db).write(file, file, whole, 'traktor');
}

describe('plays of history files', () => {
  it('say what the file and the library say', async () => {
    await library.take(entryXml({ file: 'a.mp3', title: 'One' }));
    write('h.nml', { key: keyOf('a.mp3'), at: 5_000, durationMs: 9_000, deck: 'B', public: true }, { at: 6_000 });
    const trackId = library.ids().One;
    expect(between()).toEqual([
      {
        ...{
          key: `h.nml:0:${keyOf('a.mp3')}`,
          file: 'h.nml',
          artist: 'A',
          title: 'T',
          at: 5_000,
          durationMs: 9_000,
          deck: 'B',
          public: true,
        },
        ...{ trackId, song: expect.any(String) },
      },
      { key: `h.nml:1:${keyOf('x')}`, file: 'h.nml', artist: 'A', title: 'T', at: 6_000 },
    ]);
  });

  it('are of a time, oldest first, over files; those without a time are none', () => {
    write('b.nml', { at: 10 }, { at: 30 });
    write('a.nml', { at: 20 }, {}, { at: 40 });
    expect(places(between(10, 40))).toEqual(['b.nml:0', 'a.nml:0', 'b.nml:1']);
  });

  it('follow one another in the hour that comes twice when summer time ends', () => {
    // 2023-10-29 in Berlin: 03:00 summer time is 02:00 winter time. A file says 02:50, then 02:10.
    const local = (hour: number, minute: number) => new Date(2023, 9, 29, hour, minute).getTime();
    write('h.nml', { at: local(2, 50) }, { at: local(2, 10) }, { at: local(3, 5) });
    const plays = between();
    expect(plays.map(({ at }) => (at - local(2, 50)) / 60_000)).toEqual([0, 20, 75]);
    expect(places(between(local(2, 50) + 1, local(3, 0)))).toEqual(['h.nml:1']);
  });

  it('that go back in any other hour are left as they are', () => {
    write('h.nml', { at: 9_000_000 }, { at: 8_000_000 });
    expect(between().map(({ at }) => at)).toEqual([8_000_000, 9_000_000]);
  });

  it('keep their key when their file says another time, and lose it when another track stands at their place', () => {
    const keys = () => between().map(({ key }) => key);
    write('h.nml', { key: keyOf('a'), at: 5_000 }, { key: keyOf('b'), at: 6_000 });
    const before = keys();
    write('h.nml', { key: keyOf('a'), at: 3_605_000 }, { key: keyOf('b'), at: 3_606_000 });
    expect(keys()).toEqual(before);
    write('h.nml', { key: keyOf('b'), at: 6_000 });
    expect(before).not.toContain(keys()[0]);
  });
});
