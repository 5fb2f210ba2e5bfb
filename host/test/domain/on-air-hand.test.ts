// What the DJ says by hand: a record that no deck holds, the track before, another policy.

import { describe, expect, it } from 'vitest';
import { evening } from './evening.ts';

const X_ON_A = ['0 A loads X', '0 B loads Y', '0 B fader 0', '1 A fader 1', '2 A plays'];

describe("the DJ's hand", () => {
  it.each<[string, string[], string[]]>([
    [
      'names a record: it stays while the deck before it plays on',
      [...X_ON_A, '60 set V', '400 wait'],
      ['2.27 X', '60 V'],
    ],
    [
      'until the next change that is believed',
      [...X_ON_A, '60 set V', '70 A stops', '900 B fader 1', '901 B plays', '902 wait'],
      ['2.27 X', '60 V', '901.27 Y'],
    ],
    [
      'also the former deck, when it comes again',
      [...X_ON_A, '60 set V', '70 A stops', '200 A plays', '202 wait'],
      ['2.27 X', '60 V', '200 X'],
    ],
    ['or a title of the broadcast', ['0 broadcast X', '60 set V', '400 broadcast Y'], ['0 X', '60 V', '400 Y']],
    [
      'goes back and forth',
      ['0 broadcast X', '60 broadcast Y', '70 previous', '80 previous'],
      ['0 X', '60 Y', '70 X', '80 Y'],
    ],
    ['has nothing to go back to', ['0 previous', '1 broadcast X', '2 previous'], ['1 X']],
    ['goes back after the end', ['0 broadcast X', '0 length 60', '300 previous'], ['0 X', '240 –', '300 X']],
    [
      'what it went back to ends like the broadcast',
      ['0 broadcast X', '0 length 60', '9 broadcast Y', '10 previous', '900 wait'],
      ['0 X', '9 Y', '10 X', '250 –'],
    ],
    [
      'changes the policy: the new one chooses afresh',
      [...X_ON_A, '9 policy manual', '10 set V', '20 policy dominant', '30 wait'],
      ['2.27 X', '10 V', '20 X'],
    ],
  ])('%s', (_what, lines, shown) => {
    expect(evening('dominant', lines)).toEqual(shown);
  });
});
