// Each policy's table: what happens at the decks and the mixer, and what is published when (seconds).

import { describe, expect, it } from 'vitest';
import type { OnAirPolicy } from '#domain/on-air-policies.ts';
import { evening } from './evening.ts';

type Row = [what: string, lines: string[], shown: string[]];

const TRACK_ON_A = ['0 A loads X', '0 B loads Y', '0 B fader 0', '1 A fader 1', '2 A plays'];

const TABLES: Record<OnAirPolicy, Row[]> = {
  dominant: [
    ['the first track is on air at once: nothing else runs', [...TRACK_ON_A, '9 wait'], ['2.27 X']],
    ['a track cued with its fader down is never on air', [...TRACK_ON_A, '10 B plays', '60 wait'], ['2.27 X']],
    [
      'a blend: the new one takes over 4 s after it became the louder',
      [...TRACK_ON_A, '10 B plays', '20 B fader 0.5', '25 B fader 0.9', '30 A fader 0.6', '40 A fader 0', '60 wait'],
      ['2.27 X', '34 Y'],
    ],
    [
      'both faders at the same height: the old one stays until it goes down',
      [...TRACK_ON_A, '10 B plays', '20 B fader 1', '60 A fader 0.9', '80 wait'],
      ['2.27 X', '64 Y'],
    ],
    [
      'a hair louder is not louder',
      [...TRACK_ON_A, '5 A fader 0.8', '10 B plays', '20 B fader 0.84', '60 wait'],
      ['2.27 X'],
    ],
    [
      'a tease of 3 s changes nothing',
      [...TRACK_ON_A, '10 B plays', '20 A fader 0.5', '20 B fader 1', '23 B fader 0', '23 A fader 1', '60 wait'],
      ['2.27 X'],
    ],
    [
      'the old one stopped by hand: 2 s later (was it a stutter?) the new one is on air',
      [...TRACK_ON_A, '10 B plays', '20 B fader 0.8', '30 A stops', '60 wait'],
      ['2.27 X', '32 Y'],
    ],
    [
      'hard cut to a deck that starts as the other stops',
      [...TRACK_ON_A, '5 B fader 1', '30 A stops', '30 B plays', '60 wait'],
      ['2.27 X', '32 Y'],
    ],
    [
      'a track loaded over the one on air ends it',
      [...TRACK_ON_A, '30 A loads Z', '31 A plays', '60 wait'],
      ['2.27 X', '31.27 Z'],
    ],
    [
      'a loop: the position jumps back and nothing happens',
      [...TRACK_ON_A, '10 A plays 4', '14 A plays 4', '18 A plays 4', '40 wait'],
      ['2.27 X'],
    ],
    [
      'stutters of the start button end nothing',
      [...TRACK_ON_A, '10 A stops', '11.5 A plays', '12 A stops', '13.9 A plays', '40 wait'],
      ['2.27 X'],
    ],
    [
      'going back to the old track is a new play',
      [...TRACK_ON_A, '10 B plays', '20 B fader 1', '20 A fader 0', '40 A fader 1', '40 B fader 0', '60 wait'],
      ['2.27 X', '24 Y', '44 X'],
    ],
    [
      'no levels are told: the one on air stays until its channel closes',
      ['0 A loads X', '0 B loads Y', '1 A on', '2 A plays', '10 B plays', '20 B on', '50 A off', '90 wait'],
      ['2.27 X', '54 Y'],
    ],
    [
      'a third deck under the mix is not on air',
      [...TRACK_ON_A, '5 C loads Z', '5 C fader 0.3', '6 C plays', '80 C stops', '90 wait'],
      ['2.27 X'],
    ],
  ],
  'first-audible': [
    ['at once, but for the quarter of a second in which a name may come', [...TRACK_ON_A, '9 wait'], ['2.27 X']],
    ['at once where it goes on', [...TRACK_ON_A, '30 A stops', '70 A plays', '79 wait'], ['2.27 X', '60 –', '70 X']],
    [
      'loaded twice before it starts: the first of the two is never shown',
      [...TRACK_ON_A, '5 B fader 1', '9.9 B loads W', '10 B plays', '10.15 B named Z', '60 wait'],
      ['2.27 X', '10.15 Z'],
    ],
    ['cueing with the fader down shows nothing', [...TRACK_ON_A, '10 B plays', '60 wait'], ['2.27 X']],
    ['the moment the fader opens', [...TRACK_ON_A, '10 B plays', '20 B fader 0.1', '60 wait'], ['2.27 X', '20 Y']],
    [
      'a tease: the old one comes back 2 s after the new one went away',
      [...TRACK_ON_A, '10 B plays', '20 B fader 1', '25 B fader 0', '60 wait'],
      ['2.27 X', '20 Y', '27 X'],
    ],
    [
      'cutting the old one in and out under the new one changes nothing',
      [...TRACK_ON_A, '10 B plays', '20 B fader 1', '30 A fader 0', '36 A fader 1', '60 wait'],
      ['2.27 X', '20 Y'],
    ],
    [
      'started somewhere else than it stood: the same quarter of a second',
      [...TRACK_ON_A, '5 B fader 1', '30 B plays 64', '60 wait'],
      ['2.27 X', '30.27 Y'],
    ],
    [
      'a fresh load started before it is named is not taken for the old track',
      [...TRACK_ON_A, '5 B fader 1', '6 B plays', '40 B stops', '100 B plays 0', '100.1 B named Z', '110 wait'],
      ['2.27 X', '6.27 Y', '42 X', '100.1 Z'],
    ],
  ],
  'full-over': [
    ['at once when nothing else is on air', [...TRACK_ON_A, '9 wait'], ['2.27 X']],
    [
      'a long blend: only when the old one is gone, and its stutter time',
      [...TRACK_ON_A, '10 B plays', '20 B fader 1', '60 A fader 0.2', '80 A fader 0', '99 wait'],
      ['2.27 X', '82 Y'],
    ],
    [
      'cut back within 2 s: not over',
      [...TRACK_ON_A, '10 B plays', '20 B fader 1', '60 A fader 0', '61.5 A fader 1', '99 wait'],
      ['2.27 X'],
    ],
    [
      'of two that remain the louder one follows',
      [
        ...TRACK_ON_A,
        '3 C loads Z',
        '10 B plays',
        '10 C plays',
        '20 C fader 0.4',
        '21 B fader 0.9',
        '50 A stops',
        '70 wait',
      ],
      ['2.27 X', '52 Y'],
    ],
  ],
  'others-stopped': [
    ['alone on the decks', [...TRACK_ON_A, '9 wait'], ['2.27 X']],
    [
      'the old one has to stop; its fader does not count',
      [...TRACK_ON_A, '10 B plays', '20 B fader 1', '40 A fader 0', '70 A stops', '99 wait'],
      ['2.27 X', '72 Y'],
    ],
    [
      'a track cued in the headphones holds back the first one too',
      ['0 A loads X', '0 B loads Y', '0 B fader 0', '0 A fader 1', '1 B plays', '2 A plays', '20 B stops', '30 wait'],
      ['22 X'],
    ],
  ],
  manual: [
    ['decks publish nothing', [...TRACK_ON_A, '10 B plays', '20 B fader 1', '40 A stops', '60 wait'], []],
    ['the broadcast publishes nothing', ['0 connects stream', '1 broadcast X', '60 wait'], []],
    [
      'only the hand does, and it stays',
      [...TRACK_ON_A, '5 set V', '900 previous', '1800 set W', '9000 wait'],
      ['5 V', '1800 W'],
    ],
    ['and it goes back', ['5 set V', '6 set W', '7 previous', '8 previous'], ['5 V', '6 W', '7 V', '8 W']],
  ],
};

describe.each(Object.entries(TABLES))('policy %s', (policy, rows) => {
  it.each(rows)('%s', (_what, lines, shown) => {
    expect(evening(policy as OnAirPolicy, lines)).toEqual(shown);
  });

  it.each(rows)('%s; also where the clock is set back an hour, at any time', (_what, lines, shown) => {
    for (const [index, line] of lines.entries()) {
      const second = line.split(' ')[0];
      const setBack = [`${second} live off`, `${second} clock back 3600`];
      expect(evening(policy as OnAirPolicy, lines.toSpliced(index, 0, ...setBack))).toEqual(shown);
    }
  });
});

describe.each(['dominant', 'first-audible', 'full-over', 'others-stopped'] as const)(
  'under every policy: %s',
  (policy) => {
    it('the same track on two decks is one play', () => {
      const lines = [...TRACK_ON_A, '10 C loads X', '20 C fader 1', '21 C plays', '40 A stops', '60 wait'];
      expect(evening(policy, lines)).toEqual(['2.27 X']);
    });

    it('the same track loaded again is no new play', () => {
      expect(evening(policy, [...TRACK_ON_A, '10 A loads X', '11 A plays', '30 wait'])).toEqual(['2.27 X']);
    });

    it('a load over the track on air ends it', () => {
      expect(evening(policy, [...TRACK_ON_A, '30 A loads Z', '31 A plays', '60 wait'])).toEqual(['2.27 X', '31.27 Z']);
    });

    it('30 s after the last deck could be heard nothing is on air, and the same track is then a new play', () => {
      const lines = [...TRACK_ON_A, '50 A stops', '100 A plays', '110 wait'];
      expect(evening(policy, lines)).toEqual(['2.27 X', '80 –', '100 X']);
    });

    it('a pause of less than 30 s is no new play', () => {
      expect(evening(policy, [...TRACK_ON_A, '50 A stops', '75 A plays', '200 wait'])).toEqual(['2.27 X']);
    });
  },
);
