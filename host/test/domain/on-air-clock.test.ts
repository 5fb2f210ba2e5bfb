// The computer's clock is set back in the midst of a set; on-air-policies.test.ts does it to every policy.

import { describe, expect, it } from 'vitest';
import { evening } from './evening.ts';

const X_ON_A = ['0 A loads X', '0 B loads Y', '0 B fader 0', '1 A fader 1', '2 A plays'];

describe('the clock is set back an hour', () => {
  it.each<[string, string[], string[]]>([
    ['the next title is news', ['1 broadcast X', '60 clock back 3600', '61 broadcast Y'], ['1 X', '61 Y']],
    [
      'a track ends after its length; what went by since the last word is counted again',
      ['1 broadcast X', '1 length 300', '100 clock back 3600', '110 live off', '2000 wait'],
      ['1 X', '590 –'],
    ],
    [
      'a broadcast that is gone',
      ['0 live on', '0 connects', '1 broadcast X', '30 disconnects', '30 clock back 3600', '31 live on', '200 wait'],
      ['1 X', '91 –'],
    ],
    [
      'decks that fell silent give way to the broadcast',
      [...X_ON_A, '60 feed dies', '60 clock back 3600', '62 live off', '70 broadcast Y', '100 wait'],
      ['2.27 X', '70 Y'],
    ],
    [
      'after a restart',
      ['1 broadcast X', '1 length 300', '50 host stops', '50 clock back 3600', '60 host starts', '2000 wait'],
      ['1 X', '540 –'],
    ],
  ])('%s', (_what, lines, shown) => {
    expect(evening('dominant', lines)).toEqual(shown);
  });
});
