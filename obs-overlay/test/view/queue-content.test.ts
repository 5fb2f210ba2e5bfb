import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PublicNowPlaying } from '#view/card-content.ts';
import { DEFAULT_PARAMS } from '#view/params.ts';
import { MOST_ROWS, queueBetween, queueContent } from '#view/queue-content.ts';
import { nameless, queue } from '../requests-for-test.ts';

const NOTHING: PublicNowPlaying = {
  source: 'none',
  match: { confidence: 0, by: 'none', reasons: [], alternatives: [] },
};
const contentOf = (requests: Parameters<typeof queueContent>[0]) =>
  queueContent(requests, NOTHING, DEFAULT_PARAMS, false);

function shown(requests: Parameters<typeof queueContent>[0]) {
  const content = contentOf(requests);
  if (content === undefined) throw new Error('there is nothing to show');
  return content;
}

describe('the list of taken requests', () => {
  it('is not there before the host has spoken, nor while it has nothing to say', () => {
    expect(contentOf(undefined)).toBeUndefined();
    expect(contentOf(queue([], { hint: ' ' }))).toBeUndefined();
  });

  it('is a head alone while nothing is taken, open or closed', () => {
    expect(shown(queue([]))).toMatchObject({ rows: [], hint: 'ask with /request' });
    expect(shown(queue([], { open: false, hint: 'closed, back next set' }))).toMatchObject({
      rows: [],
      hint: 'closed, back next set',
    });
  });

  it('holds five, in the order they were taken, without the one on air', () => {
    const rows = shown(queue([['a', { state: 'playing' }], 'b', 'c', ['d', { state: 'loaded' }], 'e', 'f', 'g'])).rows;
    expect(rows.map(({ id, place }) => [id, place])).toEqual([
      ['b', 0],
      ['c', 1],
      ['d', 2],
      ['e', 3],
      ['f', 4],
    ]);
  });

  it('calls each by the number it has everywhere, wherever it stands', () => {
    expect(shown(queue([['c', { number: 107 }], 'b'])).rows.map(({ number }) => number)).toEqual([107, 2]);
  });

  it('says who asked and how many more, and nobody where names are off', () => {
    const { rows } = shown({ ...queue([['a', { name: 'oskar', others: 8 }], 'b']), byId: queueOfTwo() });
    expect(rows[0]?.asker).toEqual({ name: 'oskar', others: 8 });
    expect(rows[1]).not.toHaveProperty('asker');
  });

  it('passes over an id that has no request', () => {
    expect(shown({ ...queue(['a']), order: ['ghost', 'a'] }).rows).toHaveLength(1);
  });

  it.each([
    ['the first cover', queue([['a', { artwork: 'x' }], 'b']), NOTHING, '#FF5468'],
    ['the track on air', queue(['a']), onAir(false), '#3FD08C'],
    ['neutral under a mask', queue(['a']), onAir(true), '#8A919D'],
  ])('has an edge in the colour of %s', (_name, requests, now, edge) => {
    expect(queueContent(requests, now, DEFAULT_PARAMS, false)?.edge).toBe(edge);
  });

  it('moves nothing when only words changed', () => {
    expect(
      queueBetween(shown(queue(['a', 'b'])), shown(queue(['a', ['b', { name: 'else', others: 3 }]]))),
    ).toBeUndefined();
  });

  it('keeps what leaves on the way, without its name', () => {
    const between = queueBetween(shown(queue(['a', 'b', 'c'])), shown(queue(['b', 'c', 'd'])));
    expect(between?.leaving).toEqual([{ id: 'a', place: 0, number: 1, title: 'Title a' }]);
    expect(between).toMatchObject({ slots: 3, rows: [{ id: 'b', place: 0 }, { id: 'c' }, { id: 'd', place: 2 }] });
  });

  it('has each row once and room for all of them on every way', () => {
    const ids = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 8 });
    fc.assert(
      fc.property(ids, ids, (before, after) => {
        const between = queueBetween(shown(queue(before)), shown(queue(after)));
        if (between === undefined) {
          expect(after.slice(0, MOST_ROWS)).toEqual(before.slice(0, MOST_ROWS));
          return;
        }
        const all = [...between.rows, ...between.leaving];
        expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
        expect(all.every(({ place }) => place < between.slots)).toBe(true);
        expect(between.slots).toBeLessThanOrEqual(MOST_ROWS);
      }),
    );
  });
});

function queueOfTwo() {
  return { ...queue([['a', { name: 'oskar', others: 8 }]]).byId, b: nameless('b', { others: 2 }) };
}

function onAir(masked: boolean): PublicNowPlaying {
  const artwork = { id: 'z', colors: { main: '#3FD08C', dark: '#0D3B2E' } };
  const track = { artist: 'A', title: 'T', display: { artist: 'A', title: 'T' }, artwork };
  return { ...NOTHING, track: masked ? { ...track, masked } : track };
}
