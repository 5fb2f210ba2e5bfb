import { describe, expect, test } from 'vitest';
import { judge } from '#domain/matching.ts';
import { readHeard } from '#domain/matching-penalties.ts';
import type { HeardTrack } from '#domain/sighting.ts';
import type { TrackSummary } from '#domain/track.ts';

const track = (id: string, artist: string, title: string, more: Partial<TrackSummary> = {}): TrackSummary => ({
  ...{ id, song: id, artist, title, excluded: false },
  ...more,
});
const heard = (artist: string, title: string, more: Partial<HeardTrack> = {}): HeardTrack => ({
  artist,
  title,
  ...more,
});
/** "certain x", "doubtful x y" or "none". */
const verdict = (text: HeardTrack, ...tracks: TrackSummary[]) => {
  const { by, track: sure, alternatives } = judge(readHeard(text), tracks);
  if (by === 'none') return 'none';
  return sure === undefined ? `doubtful ${alternatives.map(({ id }) => id).join(' ')}` : `certain ${sure.id}`;
};

describe('one candidate', () => {
  test.each<[string, HeardTrack, TrackSummary]>([
    ['certain', heard('A', 'Foo'), track('x', 'A', 'Foo')],
    ['certain', heard('a', 'FOO'), track('x', 'A', 'Foo')],
    ['certain', heard('Beyonce', 'Halo'), track('x', 'Beyoncé', 'Halo')],
    ['certain', heard('A', 'Foo'), track('x', 'A', 'Foo (Original Mix)')],
    ['certain', heard('A', 'Foo (Original Mix)'), track('x', 'A', 'Foo')],
    ['certain', heard('A', 'Foo (Bar Remix)'), track('x', 'A', 'Foo', { mix: 'Bar Remix' })],
    ['certain', heard('A', 'Foo'), track('x', 'A', 'Foo', { mix: 'Bar Remix' })],
    ['certain', heard('A', 'Foo (Bar Remix)'), track('x', 'A', 'Foo', { remixer: 'Bar' })],
    ['certain', heard('A feat. B', 'Foo'), track('x', 'A', 'Foo (feat. B)')],
    ['certain', heard('A', 'Foo'), track('x', 'A', 'Foo (feat. B)')],
    ['certain', heard('A & B', 'Foo'), track('x', 'B, A', 'Foo')],
    ['certain', heard('A & B', 'Foo'), track('x', 'A feat. B', 'Foo')],
    ['certain', heard('', 'A - Foo'), track('x', 'A', 'Foo')],
    ['certain', heard('A', 'Foo [Free DL]'), track('x', 'A', 'Foo')],
    ['certain', heard('A', 'Foo', { durationMs: 200_000 }), track('x', 'A', 'Foo', { durationMs: 203_000 })],
    ['doubtful', heard('A', 'Foo', { durationMs: 200_000 }), track('x', 'A', 'Foo', { durationMs: 260_000 })],
    ['doubtful', heard('A', 'Foo'), track('x', 'A', 'Foo (Bar Remix)')],
    ['doubtful', heard('A', 'Foo (Extended Mix)'), track('x', 'A', 'Foo')],
    ['doubtful', heard('A', 'Foo'), track('x', 'A & B', 'Foo')],
    ['doubtful', heard('', 'Foo'), track('x', 'A', 'Foo')],
    ['doubtful', heard('A', '01 Foo'), track('x', 'A', '02 Foo')],
    ['none', heard('A', 'Foo (Zed Remix)'), track('x', 'A', 'Foo')],
    ['none', heard('A', 'Foo (Zed Remix)'), track('x', 'A', 'Foo (Bar Remix)')],
    ['none', heard('A', 'Foo (Original Mix)'), track('x', 'A', 'Foo (Bar Remix)')],
    ['none', heard('A', 'Foo', { mix: 'Dub' }), track('x', 'A', 'Foo', { mix: 'Bar Remix' })],
    ['none', heard('B', 'Foo'), track('x', 'A', 'Foo')],
    ['none', heard('A', 'Bar'), track('x', 'A', 'Foo')],
  ])('%s: %j, %j', (wanted, text, candidate) => expect(verdict(text, candidate).split(' ')[0]).toBe(wanted));
});

describe('several candidates', () => {
  const a = track('a', 'A', 'Foo', { durationMs: 200_000 });
  const b = track('b', 'A', 'Foo', { durationMs: 260_000 });
  const near = track('c', 'A', 'Foo', { durationMs: 203_000 });
  const gone = track('d', 'A', 'Foo', { missingSince: 1 });
  const remix = track('e', 'A', 'Foo (Bar Remix)');
  const original = track('f', 'A', 'Foo (Original Mix)');
  const dub = track('g', 'A', 'Foo', { mix: 'Dub' });

  test.each<[string, HeardTrack, TrackSummary[]]>([
    ['doubtful a b', heard('A', 'Foo'), [a, b]],
    ['certain a', heard('A', 'Foo', { durationMs: 200_400 }), [b, a]],
    ['certain b', heard('A', 'Foo', { durationMs: 260_000 }), [a, b]],
    ['doubtful a c', heard('A', 'Foo', { durationMs: 200_000 }), [near, a]],
    ['certain a', heard('A', 'Foo'), [gone, a]],
    ['certain d', heard('A', 'Foo'), [gone]],
    ['certain a', heard('A', 'Foo'), [a, original]],
    ['certain f', heard('A', 'Foo (Original Mix)'), [a, original]],
    ['certain e', heard('A', 'Foo (Bar Remix)'), [a, remix, original]],
    ['doubtful a g', heard('A', 'Foo'), [a, dub]],
    ['certain g', heard('A', 'Foo', { mix: 'Dub' }), [a, dub]],
    ['doubtful y x', heard('A', 'Foo'), [track('x', 'A', 'Foo', { excluded: true }), track('y', 'A', 'Foo')]],
  ])('%s', (wanted, text, candidates) => expect(verdict(text, ...candidates)).toBe(wanted));

  test('the reasons say why', () => {
    const { reasons, confidence } = judge(readHeard(heard('A', 'Foo')), [a, b, near]);
    expect(reasons[0]).toBe('Three files of the library are called “A – Foo”.');
    expect(confidence).toBeCloseTo(1 / 3, 2);
    expect(judge(readHeard(heard('B', 'Foo')), [a]).reasons).toEqual([
      'The library has this title only by others, such as A.',
    ]);
    expect(judge(readHeard(heard('A', 'Foo (Zed Remix)')), [remix]).reasons[0]).toContain('only in other versions');
  });
});
