import { expect, test } from 'vitest';
import type { ObsState } from '#adapters/obs/link.ts';
import { lacksOf, type ObsViewParts, viewObs } from '#adapters/obs/obs-view.ts';

const item = (id: number, name: string) => ({ id, name, visible: true });
const STATE: ObsState = {
  ...{ version: '32.0.1', websocket: '5.6.0', platform: 'windows', collection: 'Show' },
  requests: new Set(['CreateRecordChapter', 'SplitRecordFile']),
  inputKinds: ['browser_source'],
  canvas: { width: 1920, height: 1080 },
  scenes: [
    { name: 'Main', uuid: 'a', items: [{ ...item(2, 'Title'), kind: 'text_gdiplus_v3', uuid: 't' }] },
    { name: '__proto__', uuid: 'b', items: [] },
  ],
  inputs: [],
  ...{ program: 'Main', preview: '__proto__', studioMode: true },
  ...{ recording: { active: false }, streaming: { active: false } },
};
const PARTS: ObsViewParts = {
  ...{ status: 'connected', state: STATE, dropped: undefined, sources: [], alarms: [] },
  ...{ recording: { active: true, durationMs: 5, at: 7 }, streaming: { active: false } },
};

test('scenes go by id, what is on air and in the preview too', () => {
  expect(viewObs(PARTS)).toEqual({
    ...{ status: 'connected', version: '32.0.1', studioMode: true, program: 'a', preview: 'b' },
    scenes: {
      order: ['a', 'b'],
      byId: { a: { name: 'Main', items: [item(2, 'Title')] }, b: { name: '__proto__', items: [] } },
    },
    ...{ recording: { active: true, durationMs: 5, at: 7 }, streaming: { active: false } },
    ...{ sources: [], lacks: [], alarms: [] },
  });
});

test('without UUIDs the name is the id; without studio mode there is no preview', () => {
  const scenes = STATE.scenes.map(({ name, items }) => ({ name, items }));
  const view = viewObs({ ...PARTS, state: { ...STATE, scenes, studioMode: false } });
  expect(view.scenes.order).toEqual(['name:Main', 'name:__proto__']);
  expect([view.program, 'preview' in view]).toEqual(['name:Main', false]);
});

test('away it shows no scenes; alarms and sources stay', () => {
  const alarms = [{ what: 'stream' as const, at: 1, message: 'It ended.' }];
  const sources = [{ what: 'text:title', name: 'My title', found: false }];
  const dropped = { frames: 3, of: 100 };
  expect(viewObs({ ...PARTS, status: 'away', state: undefined, alarms, sources, dropped })).toEqual({
    ...{ status: 'away', scenes: { order: [], byId: {} }, studioMode: false, lacks: [], alarms, sources, dropped },
    ...{ recording: PARTS.recording, streaming: PARTS.streaming },
  });
});

test('what a version lacks is said in sentences', () => {
  const old = { ...STATE, version: '29.0.2', requests: new Set<string>(), inputKinds: [] };
  const lacks = lacksOf({ ...old, scenes: [{ name: 'Main', items: [] }] });
  expect(lacks).toHaveLength(4);
  expect(lacks.join(' ')).toMatch(/chapters.*new file.*browser source.*by name only/);
  for (const sentence of lacks) expect(sentence).toMatch(/^[A-Z].*\.$/);
});
