// A rule of a source that stands in its scene more than once puts back what it changed, and nothing else.

import { FIRST_OBS, type ObsItemView } from '@tracord/shared/obs.ts';
import { describe, expect, it } from 'vitest';
import { type SceneRulesInput, step } from '#domain/scene-rules.ts';
import { firstSceneRules, type SceneCue } from '#domain/scene-rules-state.ts';
import { rules } from './scene-night.ts';

const NOW = 1_700_000_000_000;

/** The cues of a set that starts, up to ten seconds later; OBS does what they say. */
function cuesOf(items: ObsItemView[], hide: boolean): Extract<SceneCue, { do: 'source' }>[] {
  const given = rules({ when: 'set-start', source: 'Cam', hide, forSeconds: 8 });
  let state = firstSceneRules();
  const cues: SceneCue[] = [];
  const take = (input: SceneRulesInput, at: number) => {
    const next = step(state, input, given, NOW + at);
    state = next.state;
    cues.push(...next.cues);
  };
  const obs = (of: ObsItemView[]) => ({
    kind: 'obs' as const,
    obs: {
      ...FIRST_OBS,
      status: 'connected' as const,
      program: 'id',
      scenes: { order: ['id'], byId: { id: { name: 'Main', items: of } } },
    },
  });
  take(obs(items), 0);
  take({ kind: 'set', on: false }, 0);
  take({ kind: 'set', on: true }, 0);
  take(obs(items.map((item) => ({ ...item, visible: !hide }))), 50);
  take({ kind: 'tick' }, 8_000);
  return cues.filter((cue) => cue.do === 'source');
}

const item = (id: number, visible: boolean, group?: string): ObsItemView => ({
  ...{ id, name: 'Cam', visible },
  ...(group === undefined ? {} : { in: group }),
});

describe('a source that stands twice', () => {
  it.each([
    [
      'hidden: the one that was shown is shown again',
      [item(1, true), item(2, false)],
      true,
      [
        [false, [1]],
        [true, [1]],
      ],
    ],
    [
      'both shown',
      [item(1, true), item(2, true)],
      true,
      [
        [false, [1, 2]],
        [true, [1, 2]],
      ],
    ],
    ['one is shown already: nothing', [item(1, false), item(2, true)], false, []],
    [
      'both hidden',
      [item(1, false), item(2, false)],
      false,
      [
        [true, [1, 2]],
        [false, [1, 2]],
      ],
    ],
    [
      'once, in a group',
      [item(1, true, 'Box')],
      true,
      [
        [false, undefined],
        [true, undefined],
      ],
    ],
    [
      'beside a group: the one in the group is left',
      [item(1, true), item(1, true, 'Box')],
      true,
      [
        [false, undefined],
        [true, undefined],
      ],
    ],
  ])('%s', (_what, items, hide, expected) => {
    expect(cuesOf(items, hide).map(({ on, items: only }) => [on, only?.map(({ id }) => id)])).toEqual(expected);
  });
});
