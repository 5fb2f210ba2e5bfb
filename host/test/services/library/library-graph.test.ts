// The planner's graph after any changes of the library is the graph read anew.

import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ALL_BUCKETS } from '#domain/planner/key-buckets.ts';
import type { TrackGraph } from '#domain/planner/track-graph.ts';
import { applyRules } from '#services/library/apply-rules.ts';
import { LibraryGraph } from '#services/library/library-graph.ts';
import { changedTracks } from '#storage/library/track-changes.ts';
import { entryXml, LibraryForTest } from './library-for-test.ts';

let library: LibraryForTest;
let kept: LibraryGraph;
const ALL = ['One', 'Two', 'Three', 'Four'];
beforeEach(async () => {
  library = new LibraryForTest();
  await take(ALL);
  kept = new LibraryGraph();
  kept.renew(library.db);
});
afterEach(() => library.close());

const tagged = (title: string, bpm?: number) =>
  entryXml({
    file: `${title}.mp3`,
    title,
    artist: 'Mira',
    inner: bpm === undefined ? '' : `<TEMPO BPM="${bpm}"></TEMPO>`,
  });
const take = (titles: readonly string[], bpms: Record<string, number> = {}) =>
  library.take(titles.map((title) => tagged(title, bpms[title])).join(''));
const leaveOut = (...exclude: string[]) => {
  library.rules = { ...library.rules, exclude };
  applyRules(library.db, library.rules);
};
/** Far more often than is remembered. */
function changeOften(title: string): void {
  const note = changedTracks(library.db);
  const n = Number(library.db.prepare('select n from tracks where title = ?').pluck().get(title));
  library.db.transaction(() => {
    for (let at = 0; at < 20_100; at++) note(n);
  })();
}

function held(graph: TrackGraph) {
  const rows = ALL_BUCKETS.flatMap((key) => {
    const { tracks, bpms } = graph.bucket(key);
    return Array.from(tracks, (place, at) => [graph.idAt(place), key, bpms[at], graph.stars[place]].join(' '));
  });
  return rows.sort();
}

test.each<[string, number, () => unknown]>([
  ['nothing', 4, () => undefined],
  ['a tag', 4, () => take(ALL, { Two: 128 })],
  ['a track left out', 3, () => leaveOut('**/Two.mp3')],
  ['new tracks, and one gone', 4, () => take(['One', 'Three', 'Four', 'Five'])],
  [
    'a tag, and much else after it',
    4,
    async () => {
      await take(ALL, { Two: 128 });
      changeOften('Three');
    },
  ],
  [
    'a tag, and so much else that it is forgotten',
    4,
    async () => {
      await take(ALL, { Two: 128 });
      changeOften('Three');
      await take(ALL, { Two: 128, One: 130 });
    },
  ],
])('after a change of %s', async (what, tracks, work) => {
  const before = held(kept.graph);
  await work();
  kept.renew(library.db);
  const anew = new LibraryGraph();
  anew.renew(library.db);
  expect(kept.graph.size).toBe(tracks);
  expect(held(kept.graph)).toEqual(held(anew.graph));
  expect(isDeepStrictEqual(held(kept.graph), before)).toBe(what === 'nothing');
});

test('what was left out or gone comes back', async () => {
  leaveOut('**/Two.mp3');
  await take(['One', 'Two', 'Three']);
  kept.renew(library.db);
  expect(kept.graph.size).toBe(2);
  leaveOut();
  await take(ALL);
  kept.renew(library.db);
  expect(kept.graph.size).toBe(4);
});

test('what changed is remembered up to a bound', async () => {
  changeOften('Three');
  await take(ALL, { One: 130 });
  expect(library.db.prepare('select count(*) from track_changes').pluck().get()).toBe(20_000);
});

test('of a change, only what changed is read again', async () => {
  const { graph } = kept;
  await take(ALL, { Two: 128 });
  kept.renew(library.db);
  expect(kept.graph).toBe(graph);
});
