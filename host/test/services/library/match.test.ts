import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HeardTrack } from '#domain/sighting.ts';
import { matchTrack } from '#services/library/match.ts';
import { NameLookup } from '#storage/library/search-index-names.ts';
import { SearchFixture } from './search-fixture.ts';

const fixture = new SearchFixture();

beforeAll(() =>
  fixture.add(
    {
      id: 'a',
      artist: 'Anna & Ben',
      title: 'Night Drive',
      path: '/Volumes/Archive/Café/Night.mp3',
      durationMs: 200_000,
    },
    { id: 'a2', artist: 'Anna & Ben', title: 'Night Drive', path: 'D:\\Music\\Night.mp3', durationMs: 300_000 },
    { id: 'b', artist: 'Anna', title: 'Day (Zoe Remix)' },
    { id: 'c', artist: 'Carla feat. Max', title: 'Morning', mix: 'Extended Mix' },
    { id: 'd', artist: '', title: 'Dora - Evening (Original Mix)' },
    { id: 'e', artist: 'Ella', title: 'Gone', missingSince: 4 },
    { id: 'f', artist: '!!!', title: '???' },
  ),
);
afterAll(() => fixture.remove());

const match = (heard: Partial<HeardTrack>) =>
  matchTrack(new NameLookup(fixture.db), { artist: '', title: '', ...heard });

test.each<[Partial<HeardTrack>, string, string | undefined, string[]]>([
  [{ artist: 'wrong', title: 'wrong', path: 'd:/music/NIGHT.mp3' }, 'path', 'a2', []],
  [{ artist: 'x', title: 'x', path: '/Volumes/Archive/Cafe\u0301/Night.mp3' }, 'path', 'a', []],
  [{ artist: 'Anna', title: 'Day (Zoe Remix)', path: '/not/there.mp3' }, 'text', 'b', []],
  [{ artist: 'Ben, Anna', title: 'Night Drive', durationMs: 300_500 }, 'text', 'a2', []],
  [{ artist: 'Anna & Ben', title: 'Night Drive' }, 'text', undefined, ['a', 'a2']],
  [{ artist: 'Anna & Ben', title: 'Night Drive', durationMs: 250_000 }, 'text', undefined, ['a', 'a2']],
  [{ artist: 'Anna', title: 'Night Drive' }, 'text', undefined, ['a', 'a2']],
  [{ artist: 'Carla & Max', title: 'Morning (Extended Mix)' }, 'text', 'c', []],
  [{ artist: '', title: '8A - 126 - Carla - Morning.mp3' }, 'text', 'c', []],
  [{ artist: 'Dora', title: 'Evening' }, 'text', 'd', []],
  [{ artist: 'Ella', title: 'Gone' }, 'text', 'e', []],
  [{ artist: '!!!', title: '???' }, 'text', 'f', []],
  [{ artist: 'Morning', title: 'Carla feat. Max' }, 'text', undefined, ['c']],
  [{ artist: 'Anna', title: 'Day (Max Remix)' }, 'none', undefined, []],
  [{ artist: 'Zed', title: 'Day (Zoe Remix)' }, 'none', undefined, []],
  [{ artist: 'Anna', title: 'Days (Zoe Remix)' }, 'none', undefined, []],
  [{}, 'none', undefined, []],
])('%j: %s %s %j', (heard, by, id, alternatives) => {
  const result = match(heard);
  expect([result.by, result.track?.id, result.alternatives.map((one) => one.id)]).toEqual([by, id, alternatives]);
  expect(result.reasons[0]).toMatch(/\.$/);
  expect(result.confidence >= 0.75).toBe(id !== undefined);
});

test('a file that is listed again is found by name only once its index is written', () => {
  const before = { artist: 'Ella', title: 'Gone' };
  fixture.index.put(6, { artist: 'Ella', title: 'Back' }, before);
  fixture.index.finish();
  fixture.db.prepare("update tracks set title = 'Back', missing_since = null where n = 6").run();
  expect(match(before).by).toBe('none');
  expect(match({ artist: 'Ella', title: 'Back' }).track?.id).toBe('e');
});
