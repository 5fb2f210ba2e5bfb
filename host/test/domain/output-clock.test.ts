import { describe, expect, it } from 'vitest';
import { filesOf, lagOf, lengthOf, type OutputClock, type OutputMark, placeOn } from '#domain/output-clock.ts';

const AT = 1_700_000_000_000;
const at = (seconds: number) => AT + seconds * 1000;

function recording(
  marks: [seconds: number, what: OutputMark['what'], durationMs?: number, path?: string][],
  endS?: number,
) {
  const clock: OutputClock = {
    id: 'o1',
    kind: 'recording',
    startedAt: AT,
    marks: marks.map(([seconds, what, durationMs, path]) => ({
      at: at(seconds),
      what,
      ...(durationMs === undefined ? {} : { durationMs }),
      ...(path === undefined ? {} : { path }),
    })),
  };
  return endS === undefined ? clock : { ...clock, endedAt: at(endS) };
}

/** As the real OBS 29 tells it: 640 ms behind what its file holds. */
const plain = recording([
  [0, 'started', undefined, '/rec/a.mkv'],
  [5, 'seen', 4_360],
  [65, 'seen', 64_360],
]);

describe('a moment on a recording', () => {
  it.each([
    [0, { file: 1, ms: 0 }],
    [2, { file: 1, ms: 2_000 }],
    [60, { file: 1, ms: 60_000 }],
    [100, { file: 1, ms: 100_000 }],
    [-1, undefined],
  ])('%i s after it began', (seconds, place) => {
    expect(placeOn(plain, at(seconds))).toEqual(place);
  });

  it('stays behind by what the encoder held back from the start on', () => {
    expect(lagOf(plain)).toBe(640);
    expect(lagOf(recording([[5, 'seen', 4_360]]))).toBe(600);
    // Something else happened than that.
    expect(
      lagOf(
        recording([
          [0, 'started'],
          [60, 'seen', 5_000],
        ]),
      ),
    ).toBe(600);
  });

  it('does not go on in a pause', () => {
    const paused = recording([
      [0, 'started'],
      [5, 'seen', 4_400],
      [20, 'paused'],
      [50, 'resumed'],
      [60, 'seen', 29_400],
    ]);
    expect([10, 20, 35, 50, 55].map((seconds) => placeOn(paused, at(seconds))?.ms)).toEqual([
      10_000, 20_000, 20_000, 20_000, 25_000,
    ]);
  });

  it('begins anew in each file', () => {
    const split = recording(
      [
        [0, 'started', undefined, '/a'],
        [5, 'seen', 4_400],
        [30, 'split', undefined, '/b'],
        [65, 'seen', 64_400],
      ],
      90,
    );
    // The file changed when what was recorded 0.6 s before had left the encoder.
    expect(placeOn(split, at(29))).toEqual({ file: 1, ms: 29_000 });
    expect(placeOn(split, at(40))).toEqual({ file: 2, ms: 10_600 });
    expect(filesOf(split)).toEqual([
      { number: 1, path: '/a' },
      { number: 2, path: '/b' },
    ]);
    expect([lengthOf(split, 1), lengthOf(split, 2), lengthOf(split, 3), lengthOf(split)]).toEqual([
      29_400, 60_600, 0, 90_000,
    ]);
  });

  it('is rough where nobody looked and something happened', () => {
    const hidden = recording([
      [0, 'started'],
      [5, 'seen', 4_400],
      [65, 'seen', 64_400],
      [70, 'away'],
      [370, 'seen', 249_400],
      [430, 'seen', 309_400],
    ]);
    expect(placeOn(hidden, at(60))?.rough).toBeUndefined();
    expect(placeOn(hidden, at(200))).toMatchObject({ rough: true });
    expect(placeOn(hidden, at(400))).toEqual({ file: 1, ms: 280_000 });
  });

  it('is sure where nobody looked and nothing happened', () => {
    const away = recording([
      [0, 'started'],
      [5, 'seen', 4_400],
      [70, 'away'],
      [370, 'seen', 369_420],
    ]);
    expect(placeOn(away, at(200))).toEqual({ file: 1, ms: 200_009 });
  });

  it('is rough as long as nobody has looked again', () => {
    const gone = recording([
      [0, 'started'],
      [5, 'seen', 4_400],
      [70, 'away'],
    ]);
    expect(placeOn(gone, at(60))).toEqual({ file: 1, ms: 60_000 });
    expect(placeOn(gone, at(80))).toEqual({ file: 1, ms: 80_000, rough: true });
  });

  it('follows the recorder where the wall clock was set', () => {
    // Set forward by 10 s at 100 s: the recorder knows nothing of it.
    const stepped = recording([
      [0, 'started'],
      [5, 'seen', 4_400],
      [95, 'seen', 94_400],
      [155, 'seen', 144_400],
      [215, 'seen', 204_400],
    ]);
    expect(placeOn(stepped, at(200))).toEqual({ file: 1, ms: 190_000 });
    expect(placeOn(stepped, at(120))?.rough).toBe(true);
  });

  it('is nowhere after the end', () => {
    expect(
      placeOn(
        recording(
          [
            [0, 'started'],
            [5, 'seen', 4_400],
          ],
          60,
        ),
        at(61),
      ),
    ).toBeUndefined();
  });
});

it('is as long as its file, which ends before OBS says so', () => {
  const marks: Parameters<typeof recording>[0] = [
    [0, 'started'],
    [5, 'seen', 4_400],
  ];
  expect(lengthOf(recording([...marks, [60, 'stopped']], 60))).toBe(59_400);
});

it('keeps the gaps of a stream', () => {
  const stream: OutputClock = {
    ...plain,
    kind: 'stream',
    marks: [...plain.marks, { at: at(200), what: 'seen', durationMs: 150_000 }],
  };
  expect(placeOn(stream, at(190))).toEqual({ file: 1, ms: 190_000 });
  expect(filesOf({ ...stream, marks: [] })).toEqual([{ number: 1 }]);
});

it('names a file that was only told at the end', () => {
  expect(
    filesOf(
      recording(
        [
          [0, 'started'],
          [60, 'stopped', undefined, '/rec/a.mkv'],
        ],
        60,
      ),
    ),
  ).toEqual([{ number: 1, path: '/rec/a.mkv' }]);
});
