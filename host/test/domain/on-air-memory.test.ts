// What the on-air machine still knows after the host was stopped and started: in the midst of a show, and much later.

import { describe, expect, it } from 'vitest';
import { type OnAirInput, step } from '#domain/on-air.ts';
import { memoryOf, type OnAirMemory, resumedOnAir } from '#domain/on-air-memory.ts';
import { firstOnAir, type OnAirState } from '#domain/on-air-state.ts';
import { evening } from './evening.ts';

const X_ON_A = ['0 A loads X', '0 B loads Y', '0 B fader 0', '1 A fader 1', '2 A plays'];
const HOURS = 3_600_000;

describe('after a restart in the midst of a show', () => {
  it.each<[string, string[], string[]]>([
    [
      'a mix of two hours, 20 minutes in, is still on air, and its repeated title no news',
      [
        '0 connects',
        '1 broadcast X',
        '1 length 7200',
        '1200 host stops',
        '1210 host starts',
        '1215 connects',
        '1216 broadcast X',
        '3000 wait',
      ],
      ['1 X'],
    ],
    [
      'its end is counted from where it began',
      ['0 connects', '1 broadcast X', '1 length 7200', '1200 host stops', '1210 host starts', '9000 wait'],
      ['1 X', '7381 –'],
    ],
    [
      'another title is news',
      ['1 broadcast X', '60 host stops', '70 host starts', '75 connects', '76 broadcast Y'],
      ['1 X', '76 Y'],
    ],
    [
      'a record named by hand stays, for hours',
      ['1 broadcast X', '60 set V', '1200 host stops', '1210 host starts', '9000 wait'],
      ['1 X', '60 V'],
    ],
    [
      "back to back: the other DJ's repeated last title does not take over",
      [
        '0 broadcast X one',
        '60 broadcast Y two',
        '400 host stops',
        '401 host starts',
        '405 connects two',
        '406 connects one',
        '407 broadcast X one',
        '408 broadcast Y two',
        '500 broadcast Z one',
      ],
      ['0 X', '60 Y', '500 Z'],
    ],
    [
      'the DJ goes back to the track before',
      ['0 broadcast X', '60 broadcast Y', '90 host stops', '95 host starts', '96 previous', '97 previous'],
      ['0 X', '60 Y', '96 X', '97 Y'],
    ],
    [
      'and to one that had gone off',
      ['0 broadcast X', '0 length 60', '300 host stops', '310 host starts', '320 previous'],
      ['0 X', '240 –', '320 X'],
    ],
    [
      'live, and the broadcast does not come back: off after 60 s',
      ['0 live on', '0 connects', '1 broadcast X', '30 host stops', '40 host starts', '200 wait'],
      ['1 X', '100 –'],
    ],
    [
      'the deck plays on without a name: its track is still on air',
      [...X_ON_A, '60 host stops', '70 host starts', '400 wait'],
      ['2.27 X'],
    ],
    [
      'the title that is repeated gives the deck its name again: brought back later, it is on air',
      [
        ...X_ON_A,
        '12 broadcast X',
        '60 host stops',
        '70 host starts',
        '75 connects',
        '76 broadcast X',
        '80 B loads Y',
        '81 B plays',
        '81 B fader 1',
        '90 A fader 0.1',
        '120 A fader 1',
        '120 B fader 0',
        '140 wait',
      ],
      ['2.27 X', '94 Y', '124 X'],
    ],
    [
      'a blend goes on',
      [
        ...X_ON_A,
        '60 host stops',
        '70 host starts',
        '75 B loads Y',
        '76 B plays',
        '80 B fader 1',
        '90 A fader 0',
        '99 wait',
      ],
      ['2.27 X', '94 Y'],
    ],
    [
      'the decks stopped meanwhile: off after 30 s',
      [...X_ON_A, '60 host stops', '65 A stops', '70 host starts', '72 B fader 0.5', '200 wait'],
      ['2.27 X', '100 –'],
    ],
    [
      'nobody at the decks speaks: off after 30 s',
      [...X_ON_A, '60 host stops', '60 feed dies', '70 host starts', '200 wait'],
      ['2.27 X', '100 –'],
    ],
    ['nothing was on air: nothing is', ['0 host stops', '10 host starts', '20 previous', '30 wait'], []],
  ])('%s', (_what, lines, shown) => {
    expect(evening('dominant', lines)).toEqual(shown);
  });
});

describe('after a restart much later', () => {
  it.each<[string, string[], string[]]>([
    [
      'a track of the broadcast has ended, and is the one to go back to',
      ['1 broadcast X', '1 length 300', '60 host stops', '9000 host starts', '9010 previous'],
      ['1 X', '9000 –', '9010 X'],
    ],
    [
      'a track of the decks too',
      [...X_ON_A, '9 length 300', '60 host stops', '60 feed dies', '9000 host starts', '9100 wait'],
      ['2.27 X', '9000 –'],
    ],
    [
      'a record named by hand the day before has ended',
      ['60 set V', '61 host stops', '80000 host starts', '80100 wait'],
      ['60 V', '80000 –'],
    ],
  ])('%s', (_what, lines, shown) => {
    expect(evening('dominant', lines)).toEqual(shown);
  });
});

it('nothing in the memory ticks: a deck that plays on changes nothing', () => {
  const playing = run([
    { kind: 'deck.loaded', deck: 'A', track: { artist: 'a', title: 'X' }, playing: true, positionMs: 0, at: 0 },
  ]);
  const later = step(playing, { kind: 'deck.updated', deck: 'A', positionMs: 60_000, at: 0 }, CONFIG, 60_000).state;
  expect(memoryOf(playing).current).toMatchObject({ deck: 'A', since: 0 });
  expect(JSON.stringify(memoryOf(later))).toBe(JSON.stringify(memoryOf(playing)));
});

it('what is stored of a resumed machine is what it was resumed from', () => {
  const memory = stored(
    memoryOf(
      run([
        { kind: 'broadcast.title', mount: '/a', artist: 'a', title: 'X', at: 0 },
        { kind: 'broadcast.title', mount: '/b', artist: 'a', title: 'Y', at: 0 },
        { kind: 'length', heard: { artist: 'a', title: 'Y' }, durationMs: 300_000 },
      ]),
    ),
  );
  expect(memory).toMatchObject({ current: { mount: '/b', lengthMs: 300_000 }, former: { heard: { title: 'X' } } });
  expect(Object.keys(memory.mounts)).toEqual(['/a', '/b']);
  expect(stored(memoryOf(resumedOnAir(memory, 9_000)))).toEqual(memory);
});

it('a track that began in the future, as the clock was set back, began now', () => {
  const current = { heard: { artist: 'a', title: 'X' }, source: 'manual', since: 5 * HOURS, stays: true } as const;
  expect(resumedOnAir({ current, mounts: {} }, 4 * HOURS).current).toEqual({ ...current, since: 4 * HOURS });
});

const CONFIG = { policy: 'dominant' } as const;

/** Inputs one second apart, under `dominant`. */
function run(inputs: OnAirInput[]): OnAirState {
  return inputs.reduce((state, input, index) => step(state, input, CONFIG, index * 1_000).state, firstOnAir());
}

function stored(memory: OnAirMemory): OnAirMemory {
  return JSON.parse(JSON.stringify(memory));
}
