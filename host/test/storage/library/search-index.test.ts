import { afterEach, beforeEach, expect, test } from 'vitest';
import { SearchLookup } from '#storage/library/search-index-lookup.ts';
import { SearchFixture } from '../../services/library/search-fixture.ts';

let fixture: SearchFixture;
beforeEach(() => {
  fixture = new SearchFixture();
  fixture.add({ artist: 'Anna', title: 'Night' }, { artist: 'Anna', title: 'Day', comment: 'late', comment2: 'promo' });
});
afterEach(() => fixture.remove());

const names = () => fixture.db.prepare('select song, artists, track from match_names order by track').raw().all();
const uses = (word: string) => fixture.db.prepare('select uses from search_words where word = ?').pluck().get(word);
const found = (match: string) => new SearchLookup(fixture.db, 'operator').find({ match, ranges: [] }, 'present', 10);

test('a track is found by each of its texts', () => {
  expect([found('"anna"'), found('"promo"'), found('{title} : "late"')]).toEqual([[1, 2], [2], []]);
  expect([uses('anna'), uses('night')]).toEqual([2, 1]);
  expect(names()).toEqual([
    ['night', 'anna', 1],
    ['day', 'anna', 2],
  ]);
});

test('a changed track leaves nothing of its old texts behind', () => {
  fixture.index.put(1, { artist: 'Ben', title: 'Noon' }, { artist: 'Anna', title: 'Night' });
  fixture.index.finish();
  expect([found('"night"'), found('"anna"'), found('"ben"')]).toEqual([[], [2], [1]]);
  expect([uses('anna'), uses('night'), uses('noon')]).toEqual([1, undefined, 1]);
  expect(names()[0]).toEqual(['noon', 'ben', 1]);
});

test('a removed track is gone from all of it', () => {
  fixture.index.remove(2, { artist: 'Anna', title: 'Day', comment: 'late', comment2: 'promo' });
  fixture.index.finish();
  expect([found('"anna"'), found('"late"'), uses('promo')]).toEqual([[1], [], undefined]);
  expect(names()).toEqual([['night', 'anna', 1]]);
});
