import type { NowPlaying } from '@tracord/shared/topics.ts';
import { expect, test } from 'vitest';
import { type OnAirDetails, OnAirFinder } from '#on-air-details.ts';

const colors = { main: '#fff', dark: '#000' };

function playing(title: string, artwork: string | undefined, alternatives: string[] = []): NowPlaying {
  return {
    track: {
      ...{ artist: 'Mirra Vale', title, display: { artist: 'Mirra Vale', title } },
      artwork: artwork === undefined ? undefined : { id: artwork, colors },
    },
    source: 'broadcast',
    match: { confidence: 0.5, by: 'text', reasons: [], alternatives },
  };
}

function finder() {
  const asked: string[] = [];
  const found: OnAirDetails[] = [];
  const covers = new Map<string, (cover: string | undefined) => void>();
  const made = new OnAirFinder(
    {
      cover: (id) => {
        asked.push(`cover ${id}`);
        return new Promise((resolve) => covers.set(id, resolve));
      },
      track: async (id) => {
        asked.push(`track ${id}`);
        return id === 'gone' ? undefined : { id, artist: 'Mirra Vale', title: id };
      },
    },
    (details) => found.push(details),
  );
  return { made, asked, found, covers };
}

test('a cover is fetched once, and again only when it is another', async () => {
  const { made, asked, found, covers } = finder();
  const first = made.hear(playing('One', 'art-1'));
  covers.get('art-1')?.('data:1');
  await first;
  await made.hear(playing('One', 'art-1'));
  expect(asked).toEqual(['cover art-1']);
  expect(found.at(-1)?.cover).toBe('data:1');
});

test('a cover that comes too late is dropped', async () => {
  const { made, found, covers } = finder();
  const first = made.hear(playing('One', 'art-1'));
  const second = made.hear(playing('Two', 'art-2'));
  covers.get('art-2')?.('data:2');
  covers.get('art-1')?.('data:1');
  await Promise.all([first, second]);
  expect(found.at(-1)?.cover).toBe('data:2');
});

test('alternatives that the library no longer has are left out', async () => {
  const { made, found } = finder();
  await made.hear(playing('One', undefined, ['a', 'gone', 'b']));
  expect(found.at(-1)?.alternatives.map(({ id }) => id)).toEqual(['a', 'b']);
});
