import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Play } from '#domain/play.ts';
import { cutBefore, type PlayFactsBy, placedPlays, startsInOrder } from '#domain/set-rows.ts';

const WINDOW = { fromAt: 0, lagMs: 10_000 };

function play(id: string, at: number, more: Partial<Play> = {}): Play {
  return {
    ...{ id, at, artist: 'A', title: id, source: 'decks', live: true, hidden: false, masked: false },
    ...{ confidence: 0, matchedBy: 'none', ...more },
  };
}

const line = (plays: Play[], facts: Record<string, PlayFactsBy> = {}, window = WINDOW) =>
  placedPlays(plays, new Map(Object.entries(facts)), window).map(
    ({ place, play: { id }, startsAt, by, rough }) => `${place} ${id} ${startsAt / 1000} ${by}${rough ? ' rough' : ''}`,
  );

const broadcast = { source: 'broadcast' as const, mount: '/a' };

describe('rows', () => {
  it.each<[string, Play[], Record<string, PlayFactsBy>, string[]]>([
    ['start where decks said so', [play('a', 5_000), play('b', 9_000)], {}, ['1 a 5 heard', '2 b 9 heard']],
    [
      'start earlier by the lag of the broadcast',
      [play('a', 5_000), play('b', 65_000, broadcast)],
      {},
      ['1 a 5 heard', '2 b 55 heard rough'],
    ],
    [
      'never start before what was heard before them',
      [play('a', 5_000), play('b', 9_000, broadcast)],
      {},
      ['1 a 5 heard', '2 b 5 heard rough'],
    ],
    ['never start before the set', [play('a', 5_000, broadcast)], {}, ['1 a 0 heard rough']],
    ['by hand are exact', [play('a', 5_000, { source: 'manual' })], {}, ['1 a 5 heard']],
    [
      'follow the history, which is exact',
      [play('a', 65_000, broadcast)],
      { a: { history: { at: 61_000 } } },
      ['1 a 61 history'],
    ],
    ['that only the history knows say so', [play('a', 5_000, { source: 'history' })], {}, ['1 a 5 history']],
    [
      'follow the DJ over the history',
      [play('a', 65_000, broadcast)],
      { a: { history: { at: 61_000 }, dj: { at: 70_000 } } },
      ['1 a 70 dj'],
    ],
    [
      'stand in the order of their starts',
      [play('a', 5_000), play('b', 9_000)],
      { a: { dj: { at: 12_000 } } },
      ['1 b 9 heard', '2 a 12 dj'],
    ],
    [
      'leave out what was removed',
      [play('a', 5_000), play('b', 9_000)],
      { a: { dj: { removed: true } } },
      ['1 b 9 heard'],
    ],
    [
      'keep what the DJ wants, whatever the history says',
      [play('a', 5_000), play('b', 9_000)],
      { a: { history: { removed: true }, dj: { removed: false } }, b: { history: { removed: true } } },
      ['1 a 5 heard'],
    ],
  ])('%s', (_name, plays, facts, wanted) => {
    expect(line(plays, facts)).toEqual(wanted);
  });

  it('end where the next begins, or before', () => {
    const plays = [play('a', 1_000, { endedAt: 4_000 }), play('b', 5_000, { endedAt: 9_000 }), play('c', 8_000)];
    expect(placedPlays(plays, new Map(), WINDOW).map(({ endsAt }) => endsAt)).toEqual([4_000, 8_000, undefined]);
  });

  it('say whose words they have', () => {
    const facts = new Map([['a', { history: { artist: 'H', title: 'h', deck: 'B' }, dj: { title: 'd' } }]]);
    expect(placedPlays([play('a', 1)], facts, WINDOW)[0]).toMatchObject({
      written: { artist: undefined, title: 'd' },
      heard: { artist: 'H', title: 'h' },
      deck: 'B',
    });
  });
});

const at = fc.integer({ min: 0, max: 600_000 });
const fact = fc.record({ at, removed: fc.boolean() }, { requiredKeys: [] });
const evening = fc
  .array(
    fc.record({
      at,
      source: fc.constantFrom('decks', 'broadcast', 'manual', 'history' as const),
      facts: fc.record({ history: fact, dj: fact }, { requiredKeys: [] }),
    }),
    { maxLength: 20 },
  )
  .map((heard) =>
    [...heard]
      .sort((a, b) => a.at - b.at)
      .map(({ at, source, facts }, index) => ({ play: play(`p${index}`, at, { source }), facts })),
  );

it('places rows 1 to n with ascending starts, and shows every play that was not removed once', () => {
  fc.assert(
    fc.property(evening, (heard) => {
      const facts = new Map(heard.map(({ play: { id }, facts: one }) => [id, one]));
      const rows = placedPlays(
        heard.map((one) => one.play),
        facts,
        WINDOW,
      );
      expect(rows.map(({ place }) => place)).toEqual(rows.map((_, index) => index + 1));
      for (const [index, row] of rows.entries()) {
        expect(row.startsAt).toBeGreaterThanOrEqual(rows[index - 1]?.startsAt ?? 0);
        expect(row.endsAt ?? Infinity).toBeGreaterThanOrEqual(row.startsAt);
        expect(row.endsAt ?? 0).toBeLessThanOrEqual(rows[index + 1]?.startsAt ?? Infinity);
        const said = row.play.source !== 'broadcast' || facts.get(row.play.id)?.dj?.at !== undefined;
        if (!said && facts.get(row.play.id)?.history?.at === undefined) {
          expect(row.rough).toBe(true);
          expect(row.startsAt).toBeLessThanOrEqual(row.play.at);
          expect(row.startsAt).toBeGreaterThanOrEqual(Math.max(0, row.play.at - WINDOW.lagMs));
        }
      }
      const kept = heard.filter(({ facts: { dj, history } }) => !(dj?.removed ?? history?.removed));
      expect(rows.map(({ play: { id } }) => id).sort()).toEqual(kept.map((one) => one.play.id).sort());
    }),
  );
});

it('keeps the starts of the places when a row moves', () => {
  const rows = [0, 10, 10, 10, 30].map((startsAt, index) => ({ id: `r${index}`, startsAt }));
  const starts = rows.map(({ startsAt }) => startsAt);
  const order = [rows[0], rows[3], rows[1], rows[2], rows[4]].flatMap((row) => row ?? []);
  // Three start at once: the order among them needs starts of their own.
  expect([...startsInOrder(order, starts, 1, 3)]).toEqual([
    ['r1', 11],
    ['r2', 12],
  ]);
});

it.each([
  ['as they were heard', [1, 2, 3, 4], 3, 3],
  ['rows behind it change places', [1, 2, 4, 3], 3, 3],
  ['rows before it change places', [2, 1, 3, 4], 3, 3],
  ['a row of behind was moved before it', [1, 3, 2, 4], 3, undefined],
  ['two were heard at once', [1, 2, 2, 3], 3, undefined],
])('finds where to cut a list: %s', (_, heardAt, place, cut) => {
  const rows = heardAt.map((at) => ({ play: play('heard', at) }));
  expect(cutBefore(rows, place)).toBe(cut);
});
