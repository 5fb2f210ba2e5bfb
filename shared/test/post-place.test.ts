import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PostPlace, placeOf, postName, postPlaces, writtenPlace } from '../src/post-place.ts';

const CHANNEL = '100000000000000001';
const time = fc.integer({ min: 0, max: 9_999_999_999_999 });
const snowflake = fc.bigInt({ min: 10n ** 14n, max: 10n ** 20n - 1n }).map(String);
const version = fc.stringMatching(/^[0-9a-f]{0,16}$/);
const place = fc.oneof<fc.Arbitrary<PostPlace>[]>(
  fc.record({ state: fc.constant('gone' as const), at: time }),
  fc.record({ state: fc.constant('sending' as const), at: time, channelId: snowflake, endedAt: time }),
  fc.record({ state: fc.constant('posted' as const), at: time, channelId: snowflake, messageId: snowflake, version }),
);

test('what is written is read as it was', () => {
  fc.assert(
    fc.property(place, (one) => {
      expect(placeOf(writtenPlace(one))).toEqual(one);
    }),
  );
});

describe('what is no place', () => {
  test.each([
    undefined,
    '',
    'gone',
    'gone|soon',
    'sending|1',
    `sending|1|${CHANNEL}`,
    `posted|1|${CHANNEL}|`,
    `posted|1|${CHANNEL}|12|ab`,
    `posted|1|${CHANNEL}|${CHANNEL}|xyz`,
    `read|1|${CHANNEL}|${CHANNEL}|`,
  ])('%s', (value) => {
    expect(placeOf(value)).toBeUndefined();
  });
});

test('of all that is remembered the posts, the newest first', () => {
  const memory = { board: '1/2', [postName('a')]: 'gone|5', 'post:c': 'nothing', [postName('b')]: 'gone|9' };
  expect(postPlaces(memory)).toEqual([
    { setId: 'b', place: { state: 'gone', at: 9 } },
    { setId: 'a', place: { state: 'gone', at: 5 } },
  ]);
});
