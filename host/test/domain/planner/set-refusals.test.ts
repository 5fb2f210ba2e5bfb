import { describe, expect, it, test } from 'vitest';
import { musicalKey } from '#domain/musical-key.ts';
import { type Built, buildSet } from '#domain/planner/set-builder.ts';
import { FIRST_WISH, type SetWish } from '#domain/planner/set-wish.ts';
import { type PlannerTrack, TrackGraph } from '#domain/planner/track-graph.ts';

function graphOf(tracks: Partial<PlannerTrack>[]): TrackGraph {
  const graph = new TrackGraph();
  const base = { key: musicalKey(21), bpm: 124, energy: 0.6, durationMs: 300_000 };
  graph.put(tracks.map((track, at) => ({ ...base, id: `${at}`, song: `${at}`, artist: `${at}`, ...track })));
  return graph;
}

const hour: SetWish = { ...FIRST_WISH, minutes: 60 };
const tracksOf = (built: Built): number[] => (built.ok ? built.tracks : expect.unreachable(built.message));

const names = { nameOf: (place: number) => `Track ${place}` };
describe('what cannot be', () => {
  const odd = graphOf([
    { bpm: 124 },
    { bpm: 140 },
    { bpm: 142 },
    { key: undefined },
    { key: musicalKey(20) },
    { song: '0' },
  ]);
  test.each<[string, TrackGraph, Partial<SetWish>, string, string[]]>([
    [
      'an empty library',
      new TrackGraph(),
      {},
      'Your library is empty: let TraCord read your collection first.',
      ['library'],
    ],
    [
      'a library of which all is left out',
      graphOf([{ isOffered: false }]),
      {},
      'All of your library is left out: see library.exclude in the settings.',
      ['library'],
    ],
    [
      'tempos the wrong way round',
      odd,
      { bpmFrom: 128, bpmTo: 120 },
      'No tempo is from 128 to 120 BPM: swap the two.',
      ['tempo'],
    ],
    [
      'must-haves of another tempo',
      odd,
      { must: [1, 2], bpmFrom: 120, bpmTo: 128 },
      '2 must-haves lie outside 120–128 BPM: widen the tempo, or take them out: Track 1, Track 2.',
      ['tempo', 'must'],
    ],
    [
      'a first track that is ruled out',
      odd,
      { first: 1, never: [1] },
      'The first track is ruled out at the same time: take it out of one of the two lists: Track 1.',
      ['never', 'first'],
    ],
    [
      'a must-have without a key',
      odd,
      { must: [3], keys: 'strict' },
      '1 must-have has no key, which strict keys need: allow clashes, or take it out: Track 3.',
      ['keys', 'must'],
    ],
    ['what is gone', odd, { must: [99] }, '1 must-have is no longer in the library: take it out: Track 99.', ['must']],
    [
      'two at one place',
      odd,
      { first: 0, locked: [{ at: 0, place: 1 }] },
      'Two tracks are to stand at place 1: Track 0, Track 1. Unlock one of them.',
      ['locked', 'first'],
    ],
    [
      'first and last alike',
      odd,
      { first: 0, last: 5 },
      'The last track is also to stand at place 1: Track 5. Choose another last track, or unlock it there.',
      ['last', 'first', 'locked'],
    ],
    [
      'a last track that was played',
      odd,
      { played: [0], last: 5 },
      'The last track was played already: Track 5. Choose another one, or none.',
      ['last'],
    ],
    [
      'more than the time',
      odd,
      { must: [0, 1, 2, 4], minutes: 10 },
      '4 must-haves take about 18 of 10 minutes: make the set longer, or take some out: Track 0, Track 1, Track 2 and 1 more.',
      ['minutes', 'must'],
    ],
    [
      'locked neighbours that clash',
      odd,
      {
        locked: [
          { at: 0, place: 0 },
          { at: 1, place: 4 },
        ],
        keys: 'strict',
      },
      'The tracks at places 1 and 2 clash: allow clashes, or unlock one of them: Track 0, Track 4.',
      ['keys', 'locked'],
    ],
    [
      'must-haves that no order fits',
      graphOf([{}, { key: musicalKey(15) }]),
      { must: [0, 1], keys: 'strict' },
      'No order was found in which every key goes with the next: allow clashes, or take out one of those that do not fit: Track 0, Track 1.',
      ['keys', 'must'],
    ],
    [
      'a place beyond what there is',
      odd,
      { locked: [{ at: 30, place: 0 }] },
      'Place 31 is locked, but only 5 tracks are left by what is asked for: unlock it, or ask for less.',
      ['locked'],
    ],
    [
      'no track of such a tempo',
      odd,
      { bpmFrom: 300 },
      'No track is left by what is asked for: widen the tempo.',
      ['tempo'],
    ],
    [
      'no track of such lists',
      odd,
      { allowed: () => false },
      'No track is left by what is asked for: choose more lists or genres.',
      ['sources'],
    ],
    [
      'no keys at all',
      graphOf([{ key: undefined }]),
      { keys: 'strict' },
      'No track of the library has a key, which strict keys need: allow clashes, or have Traktor analyse them.',
      ['keys'],
    ],
  ])('%s', (_, graph, wish, message, relax) => {
    const answer = buildSet(graph, { ...hour, ...wish }, names);
    expect(answer).toMatchObject({ ok: false, message, relax });
    expect(answer.ok || answer.code).toBe(graph.size === 0 ? 'library-empty' : 'impossible');
  });

  it('a request gives way where strict keys find no place for it', () => {
    const graph = graphOf([{}, {}, {}, { key: musicalKey(15) }]);
    const set = buildSet(graph, { ...hour, minutes: 20, keys: 'strict', must: [0], requests: [3] }, names);
    expect(tracksOf(set)).not.toContain(3);
    expect(set).toMatchObject({
      notes: expect.arrayContaining(['A request is left out: strict keys find no place for it: Track 3.']),
    });
  });

  it('ten thousand must-haves are too many, and that is said at once', () => {
    const graph = graphOf(Array.from({ length: 10_000 }, () => ({})));
    const all = Array.from({ length: 10_000 }, (_, place) => place);
    expect(buildSet(graph, { ...hour, minutes: 1_440, must: all }, names)).toMatchObject({
      ok: false,
      message:
        '10,000 must-haves take about 45,000 of 1440 minutes: make the set longer, or take some out: Track 0, Track 1, Track 2 and 9,997 more.',
    });
  });

  it('ten thousand samples of a few seconds fit into a day', () => {
    const graph = graphOf(Array.from({ length: 10_000 }, (_, at) => ({ durationMs: 7_000, bpm: 100 + (at % 60) })));
    const must = Array.from({ length: 10_000 }, (_, place) => place);
    const wish = { ...hour, minutes: 1_440, must };
    const tracks = tracksOf(buildSet(graph, wish, { steps: 0 }));
    expect(new Set(tracks).size).toBe(10_000);
  });
});
