// The commands that drive OBS, as they come from docks and keys, and the cues of scene rules.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { type AllHandlers, CommandDesk } from '#app/commands.ts';
import { obsControlHandlers, sceneCueDoer } from '#app/obs-control-handlers.ts';
import type { SceneCue } from '#domain/scene-rules-state.ts';
import { ManualClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { FakeObs } from '../../../test/fakes/obs.ts';
import { type Driven, drive } from '../adapters/obs/control-for-test.ts';

let obs: FakeObs;
let driven: Driven;
let byHand: string[];
let desk: CommandDesk;
let commands = 0;

beforeEach(async () => {
  obs = await FakeObs.start();
  driven = await drive(obs);
  byHand = [];
  const handlers = obsControlHandlers({
    control: driven.control,
    cues: { chosenByHand: (scene) => byHand.push(scene), sourceByHand: (source) => byHand.push(source) },
    chapters: { chapterNow: async (name = 'ID – ID') => ({ ok: true, name }) },
  });
  desk = new CommandDesk({ ...handlers } as AllHandlers, silentLogger);
});
afterEach(async () => {
  driven.stop();
  await obs.stop();
});

function run(name: string, args: Record<string, unknown> = {}) {
  commands += 1;
  return desk.run(name, args, `command-${commands}`, 'operator');
}

it('answer as the commands say', async () => {
  expect(await run('scene.set', { scene: 'Break' })).toEqual({ ok: true, scene: 'Break' });
  expect(obs.model.now.program).toBe('Break');
  expect(await run('scene.set', { scene: 'Nowhere' })).toMatchObject({ ok: false, code: 'scene-unknown' });
  await obs.do('CreateInput', { sceneName: 'Main', inputName: 'Red', inputKind: 'color_source_v3' });
  await driven.link.readAgain();
  expect(await run('source.show', { source: 'Red', scene: 'Main' })).toEqual({ ok: true, on: false });
  expect(await run('source.show', { source: 'Red' })).toMatchObject({ ok: false, code: 'source-unknown' });
  expect(await run('recording.set', { on: true })).toEqual({ ok: true, on: true });
  expect(await run('recording.chapter', { name: 'The drop' })).toEqual({ ok: true, name: 'The drop' });
  expect(await run('recording.chapter')).toEqual({ ok: true, name: 'ID – ID' });
  expect(await run('recording.set', { on: false })).toEqual({ ok: true, on: false, path: '/recordings/1.mkv' });
  expect(await run('stream.set', { on: true })).toEqual({ ok: true, on: true });
  expect(await run('stream.set', { on: false })).toEqual({ ok: true, on: false });
  expect(byHand).toEqual(['Break', 'Nowhere', 'Red', 'Red']);
});

it("a scene by command is the DJ's hand, one into the preview is not", async () => {
  await run('scene.set', { scene: 'Break' });
  expect(await run('scene.set', { scene: 'Main', preview: true })).toMatchObject({ ok: false, code: 'no-studio-mode' });
  await obs.do('SetStudioModeEnabled', { studioModeEnabled: true });
  await driven.link.readAgain();
  expect(await run('scene.set', { scene: 'Main', preview: true })).toEqual({ ok: true, scene: 'Main' });
  expect(byHand).toEqual(['Break']);
  expect(obs.model.now.program).toBe('Break');
});

it('cues of rules are done, unless they are too late', async () => {
  const clock = new ManualClock();
  const doCue = sceneCueDoer(driven.control, clock);
  const times = { dueAt: clock.now(), expiresAt: clock.now() + 5_000, why: 'a request is accepted' };
  const scene: SceneCue = { id: '1', do: 'scene', scene: 'End', ...times };
  expect(await doCue(scene)).toMatchObject({ ok: true, outcome: 'done' });
  expect(await doCue(scene)).toMatchObject({ ok: true, outcome: 'already' });
  const source: SceneCue = { id: '2', do: 'source', scene: 'End', source: 'Red', on: true, ...times };
  expect(await doCue(source)).toMatchObject({ ok: false, code: 'source-unknown' });
  clock.advance(5_001);
  expect(await doCue({ ...scene, scene: 'Main' })).toMatchObject({ ok: true, outcome: 'overtaken' });
  expect(obs.model.now.program).toBe('End');
});
