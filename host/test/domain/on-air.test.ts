// Broadcast and deck feed together: who is believed, for how long, and why it ends.

import { describe, expect, it } from 'vitest';
import { type OnAirInput, step } from '#domain/on-air.ts';
import { decksView } from '#domain/on-air-decks.ts';
import { firstOnAir, type OnAirState } from '#domain/on-air-state.ts';
import { endings, evening } from './evening.ts';

const X_ON_A = ['0 A loads X', '0 B loads Y', '0 B fader 0', '1 A fader 1', '2 A plays'];

describe('with the broadcast alone', () => {
  it.each<[string, string[], string[]]>([
    ['each title is on air at once', ['0 connects', '1 broadcast X', '300 broadcast Y'], ['1 X', '300 Y']],
    ['the same title again is no change', ['1 broadcast X', '20 broadcast X'], ['1 X']],
    ['after another track it is', ['1 broadcast X', '20 broadcast Y', '40 broadcast X'], ['1 X', '20 Y', '40 X']],
    [
      'of several mounts the newest title wins',
      ['1 broadcast X one', '20 broadcast Y two', '40 broadcast Z one'],
      ['1 X', '20 Y', '40 Z'],
    ],
    ['idle: 12 minutes when the length is not known', ['1 broadcast X', '2000 wait'], ['1 X', '721 –']],
    ['idle: the tagged length and 3 minutes', ['1 broadcast X', '1 length 300', '2000 wait'], ['1 X', '481 –']],
    [
      'a length that comes late belongs to the track it names',
      ['1 broadcast X', '60 broadcast Y', '61 length 10 X', '2000 wait'],
      ['1 X', '60 Y', '780 –'],
    ],
    [
      'and counts when that track is brought back',
      ['1 broadcast X', '60 broadcast Y', '61 length 100 X', '70 previous', '2000 wait'],
      ['1 X', '60 Y', '70 X', '350 –'],
    ],
    ['a length that was not found changes nothing', ['1 broadcast X', '1 length', '2000 wait'], ['1 X', '721 –']],
    [
      'the same title again begins its length anew',
      ['1 broadcast X', '1 length 300', '201 broadcast X', '2000 wait'],
      ['1 X', '681 –'],
    ],
    [
      'the source gone while live: off after 60 s',
      ['0 live on', '0 connects', '1 broadcast X', '30 disconnects', '200 wait'],
      ['1 X', '90 –'],
    ],
    [
      'gone and back in time',
      ['0 live on', '0 connects', '1 broadcast X', '30 disconnects', '85 connects', '200 wait'],
      ['1 X'],
    ],
    ['gone in rehearsal: it may', ['0 connects', '1 broadcast X', '30 disconnects', '200 wait'], ['1 X']],
    [
      'gone in rehearsal, then live: 60 s from there',
      ['0 connects', '1 broadcast X', '30 disconnects', '200 live on', '400 wait'],
      ['1 X', '260 –'],
    ],
    [
      'gone, but another program says the same',
      ['0 live on', '0 connects two', '1 broadcast X two', '2 connects', '3 broadcast X', '30 disconnects', '200 wait'],
      ['1 X'],
    ],
    [
      'until that one is gone too, and 60 s',
      [
        '0 live on',
        '0 connects two',
        '1 broadcast X two',
        '2 connects',
        '3 broadcast X',
        '30 disconnects',
        '100 disconnects two',
        '200 wait',
      ],
      ['1 X', '160 –'],
    ],
    ['a length of more than a day is none', ['1 broadcast X', '1 length 100000', '2000 wait'], ['1 X', '721 –']],
    [
      'another mount that goes takes nothing with it',
      ['0 live on', '1 broadcast X one', '5 connects two', '30 disconnects two', '200 wait'],
      ['1 X'],
    ],
    [
      'a reconnect repeats the last title: the DJ went back meanwhile, so it is no news',
      [
        '0 connects',
        '1 broadcast X',
        '60 broadcast Y',
        '70 previous',
        '90 disconnects',
        '95 connects',
        '96 broadcast Y',
        '97 wait',
      ],
      ['1 X', '60 Y', '70 X'],
    ],
    [
      'loaded again without a reconnect it is',
      ['0 connects', '1 broadcast X', '60 broadcast Y', '70 previous', '200 broadcast Y'],
      ['1 X', '60 Y', '70 X', '200 Y'],
    ],
  ])('%s', (_what, lines, shown) => {
    expect(evening('dominant', lines)).toEqual(shown);
  });
});

describe('with a live deck feed', () => {
  it.each<[string, string[], string[]]>([
    ['the broadcast only confirms', [...X_ON_A, '12 broadcast X', '60 wait'], ['2.27 X (decks A)']],
    [
      'it does not bring a blend forward',
      [...X_ON_A, '10 B plays', '20 B fader 0.5', '30 broadcast Y', '50 A fader 0', '90 wait'],
      ['2.27 X (decks A)', '54 Y (decks B)'],
    ],
    [
      'nor does it bring back what was loaded over a moment ago',
      [...X_ON_A, '10 B plays', '12 B fader 0.3', '20 B loads Z', '22 broadcast Y', '60 wait'],
      ['2.27 X (decks A)'],
    ],
    [
      'all decks stopped and a late echo: nothing',
      [...X_ON_A, '20 A stops', '25 broadcast X', '40 broadcast X', '60 wait'],
      ['2.27 X (decks A)', '50 –'],
    ],
    [
      'decks that stood still for long, and a title: something plays unseen, the title is believed',
      [...X_ON_A, '20 A stops', '90 broadcast X', '100 broadcast Q', '110 wait'],
      ['2.27 X (decks A)', '50 –', '90 X (broadcast stream)', '100 Q (broadcast stream)'],
    ],
    [
      "the other DJ's title waits until these decks are silent for 4 s",
      ['0 connects other', ...X_ON_A, '50 broadcast V other', '70 A fader 0', '99 wait'],
      ['2.27 X (decks A)', '74 V (broadcast other)'],
    ],
    [
      "and is forgotten when these decks play on, or the other DJ's program goes",
      ['0 connects other', ...X_ON_A, '50 broadcast V other', '55 disconnects other', '70 A stops', '90 wait'],
      ['2.27 X (decks A)'],
    ],
    [
      'a deck that plays when we connect gets its name from the broadcast',
      ['0 A fader 1', '0.5 A plays 90', '11 broadcast X', '60 wait'],
      ['11 X (decks A)'],
    ],
    [
      'a title for one of two decks names the one that has no name',
      ['0 A fader 1', '0.5 A plays 90', '1 B loads Y', '1 B fader 0.3', '2 B plays', '11 broadcast X', '60 wait'],
      ['11 X (decks A)'],
    ],
  ])('%s', (_what, lines, shown) => {
    expect(evening('dominant', lines, { sources: true })).toEqual(shown);
  });

  it('once named, the deck that leads is on air at once', () => {
    const lines = [
      '0 A fader 1',
      '0.5 A plays 90',
      '1 B loads Y',
      '1 B fader 0.3',
      '2 B plays',
      '11 broadcast X',
      '60 wait',
    ];
    expect(evening('dominant', lines)).toEqual(['11 X']);
  });

  it('a late position of a stopped deck does not start it', () => {
    const late: OnAirInput[] = [
      { kind: 'deck.loaded', deck: 'A', track: { artist: 'a', title: 'X' }, playing: true, positionMs: 0, at: 0 },
      { kind: 'deck.updated', deck: 'A', playing: false, positionMs: 900, at: 0 },
      { kind: 'deck.updated', deck: 'A', positionMs: 890, at: 0 },
    ];
    expect(decksView(run(late).decks).byId.A).toMatchObject({ playing: false, onAir: false });
    const goesOn: OnAirInput[] = [...late, { kind: 'deck.updated', deck: 'A', positionMs: 1_890, at: 0 }];
    expect(decksView(run(goesOn).decks).byId.A).toMatchObject({ playing: true, onAir: true, positionMs: 1_890 });
  });
});

describe('a feed that falls silent', () => {
  it.each<[string, string[], string[]]>([
    [
      'for 5 s while a deck plays: the broadcast is believed',
      [...X_ON_A, '60 feed dies', '70 broadcast Y', '100 wait'],
      ['2.27 X (decks A)', '70 Y (broadcast stream)'],
    ],
    [
      'a title that came while nobody knew yet is believed after the 5 s',
      [...X_ON_A, '60 feed dies', '63 broadcast Q', '100 wait'],
      ['2.27 X (decks A)', '65 Q (broadcast stream)'],
    ],
    [
      'for less: the decks are believed',
      [...X_ON_A, '60 feed dies', '62 broadcast Y', '64 feed returns', '90 wait'],
      ['2.27 X (decks A)'],
    ],
    [
      'with all decks stopped: it is simply silent',
      [...X_ON_A, '20 A stops', '25 feed dies', '40 feed returns', '45 A plays', '46 wait'],
      ['2.27 X (decks A)'],
    ],
    [
      'it comes back: believed after 5 s of talk, and what is still current is no new play',
      [...X_ON_A, '60 feed dies', '75 feed returns', '78 B plays', '78 B fader 1', '78 A fader 0', '100 wait'],
      ['2.27 X (decks A)', '85 Y (decks B)'],
    ],
    [
      'it comes and goes: no flapping',
      [
        ...X_ON_A,
        '60 feed dies',
        '70 broadcast Y',
        '75 feed returns',
        '78 feed dies',
        '90 feed returns',
        '93 feed dies',
        '120 wait',
      ],
      ['2.27 X (decks A)', '70 Y (broadcast stream)'],
    ],
    [
      'it missed a load: the name of that deck is not believed when it is back',
      [
        ...X_ON_A,
        '60 feed dies',
        '62 B loads Z',
        '63 B plays',
        '63 B fader 1',
        '64 A stops',
        '75 broadcast Z',
        '80 feed returns',
        '99 wait',
      ],
      ['2.27 X (decks A)', '75 Z (broadcast stream)'],
    ],
    [
      'for good: the track ends 3 minutes after its length',
      [...X_ON_A, '3 length 300', '60 feed dies', '999 wait'],
      ['2.27 X (decks A)', '482.27 –'],
    ],
  ])('%s', (_what, lines, shown) => {
    expect(evening('dominant', lines, { sources: true })).toEqual(shown);
  });
});

it('what goes off the air says why', () => {
  expect(endings('dominant', [...X_ON_A, '20 A stops', '99 wait'])).toEqual(['No deck could be heard for 30 seconds.']);
  expect(endings('dominant', ['1 broadcast X', '999 wait'])).toEqual(['Nothing new was heard for 12 minutes.']);
  const gone = ['0 live on', '1 connects', '1 broadcast X', '9 disconnects', '99 wait'];
  expect(endings('dominant', gone)[0]).toMatch(/press the antenna/);
  expect(endings('dominant', ['1 broadcast X', '1 length 60', '999 wait'])[0]).toMatch(/should have ended/);
});

it('the topic of the decks holds finite numbers only', () => {
  const { decks } = run([
    {
      kind: 'deck.loaded',
      deck: 'A',
      track: { artist: 'a', title: 'X' },
      playing: true,
      positionMs: Number.NaN,
      at: 0,
    },
    { kind: 'deck.updated', deck: 'A', bpm: Number.POSITIVE_INFINITY, at: 0 },
    { kind: 'deck.channel', channel: 1, level: Number.NaN, at: 0 },
  ]);
  const { A } = decksView(decks).byId;
  expect(A).toMatchObject({ title: 'X', playing: true });
  expect([A?.level, A?.bpm, A?.positionMs]).toEqual([undefined, undefined, undefined]);
});

it('the state given in is left as it is', () => {
  const before = run([
    {
      kind: 'deck.loaded',
      deck: 'A',
      track: { artist: 'a', title: 'X', path: '/x' },
      playing: true,
      positionMs: 0,
      at: 0,
    },
  ]);
  const copy = structuredClone(before);
  step(before, { kind: 'deck.unloaded', deck: 'A', at: 0 }, { policy: 'dominant' }, 60_000);
  step(before, { kind: 'manual.set', artist: 'b', title: 'V' }, { policy: 'first-audible' }, 60_000);
  expect(before).toEqual(copy);
});

/** Inputs one second apart, under `dominant`. */
function run(inputs: OnAirInput[]): OnAirState {
  const config = { policy: 'dominant' } as const;
  return inputs.reduce((state, input, index) => step(state, input, config, index * 1_000).state, firstOnAir());
}
