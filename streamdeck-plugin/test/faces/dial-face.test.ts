import { describe, expect, it } from 'vitest';
import { drawDial } from '#faces/dial-face.ts';
import { dialCases } from './face-cases.ts';
import { shownIn } from './shown.ts';

const cases = new Map(dialCases().map(({ name, input }) => [name, input]));

describe('what a dial shows', () => {
  it.each([
    ['queue, votes', 'waiting', ['bubble', 'up'], 'fill', '2 of 7, Request 14'],
    ['queue, one between', 'waiting', ['bubble', 'up'], 'fill', 'one between'],
    ['queue, new', 'new', ['bubble'], 'fill', 'new'],
    ['queue, over 75 %', 'long', ['clock'], 'notched', 'waiting for long'],
    ['queue, masked', 'waiting', ['bubble', 'mask'], 'fill', 'hidden from viewers'],
    ['queue, doubtful', 'doubtful', ['q'], 'dashed', '3 files may be meant'],
    ['queue, accepted', 'accepted', ['tick'], 'solid', 'accepted'],
    ['queue, holding', 'hold', ['skip'], 'fill', 'Hold: Skip'],
    [
      'queue, choosing',
      'choosing',
      ['q'],
      'dashed',
      'choose 1 of 3, Perla M, Untitled Dub No. 4, 6:41 Side Doors, 2019',
    ],
    ['queue, empty', 'nothing', ['bubbleO'], undefined, 'No requests'],
    ['queue, closed', 'nothing', ['bubbleX'], undefined, 'Requests are closed'],
    ['queue, pressed', 'pressed', ['tick'], 'solid', 'Done'],
    ['queue, stale', 'stale', ['cross'], 'broken', 'Changed'],
    ['queue, too early', 'early', ['bubble'], 'fill', 'Too early'],
    [
      'planner',
      'suggestion',
      ['next'],
      'parts',
      '3 of 12, Ilse Vantar, Low Tide Arithmetic, 9A, one step on the wheel',
    ],
    ['planner, pinned', 'pinned', ['pin'], 'solid', 'on the clipboard'],
    ['planner, next in the plan', 'planned', ['pin'], 'hollow', 'in the plan'],
    ['planner, warning', 'suggestion', ['next', 'warn'], 'parts', 'played in your last 2 sets'],
    ['planner, masked, warning', 'suggestion', ['next', 'mask', 'warn'], 'parts', 'hidden from viewers'],
    ['planner, no key, no tempo', 'suggestion', ['next'], 'parts', 'you mixed it twice'],
    ['planner, holding', 'hold', ['block'], 'fill', 'Hold: Block, Low Tide Arithmetic'],
    ['planner, nothing', 'nothing', ['next'], undefined, 'Nothing is on air: play a track'],
    ['planner, too early', 'early', ['next'], 'parts', 'Too early'],
    ['host away', 'host-away', ['unplug'], 'broken', 'Host away'],
    ['starting', 'starting', ['unplug'], undefined, 'Looking for TraCord'],
    ['fix', 'fix', ['q'], 'dashed', 'turn to choose'],
    ['fix, choosing', 'choosing', ['q'], 'dashed', 'Choose 1 of 3'],
    ['fix, certain', 'now', ['play'], 'fill', 'On air, Mira Oldane, Glasshouse Signal'],
    ['fix, hidden', 'masked', ['mask'], 'fill', 'hidden from viewers'],
    ['fix, silence', 'nothing', ['play'], undefined, 'Nothing on air'],
  ])('%s', (name, state, glyphs, bar, words) => {
    const input = cases.get(name);
    if (input === undefined) throw new Error(`There is no case "${name}".`);
    const { svg, alt } = drawDial(input);
    const framed = state === 'early';
    expect(shownIn(svg)).toEqual({ state, glyphs, bars: bar === undefined ? [] : [bar], framed });
    expect(alt).toContain(words);
  });

  it('stays small', () => {
    for (const [name, input] of cases) expect(drawDial(input).svg.length, name).toBeLessThan(20_000);
  });
});
