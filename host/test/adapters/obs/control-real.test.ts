// The real OBS does what it is told: scenes, studio mode, sources, a recording.

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OBSWebSocket } from 'obs-websocket-js/json';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RealObs, realObsMissing, startRealObs } from '../../../../test/fakes/real-obs.ts';
import { until } from '../../../../test/fakes/until.ts';
import { type Driven, drive } from './control-for-test.ts';
import { secondClient } from './sources-for-test.ts';

describe.skipIf(realObsMissing !== undefined)('the real OBS is driven (needs obs-studio and Xvfb)', () => {
  let obs: RealObs;
  let driven: Driven;
  let dj: OBSWebSocket;

  beforeAll(async () => {
    const collections = { Show: ['Main', 'Break', 'End'], Grouped: ['Stage'] };
    obs = await startRealObs({ canvas: { width: 640, height: 360 }, collections });
    // Groups cannot be made from outside.
    const folder = join(obs.home, '.config/obs-studio/basic/scenes');
    writeFileSync(join(folder, 'Grouped.json'), JSON.stringify(GROUPED));
    driven = await drive(obs);
    dj = await secondClient(obs);
  });
  afterAll(async () => {
    driven?.stop();
    await dj?.disconnect();
    await obs?.stop();
  });

  const program = async () => (await dj.call('GetCurrentProgramScene')).currentProgramSceneName;
  const preview = async () => (await dj.call('GetCurrentPreviewScene')).currentPreviewSceneName;
  const setScene = (scene: string, more = {}) => driven.control.setScene({ scene, ...more });

  it('puts a scene on air, by name or id', async () => {
    expect(await setScene('Break')).toEqual({ ok: true, scene: 'Break', outcome: 'done' });
    expect(await program()).toBe('Break');
    expect(await setScene('name:End')).toEqual({ ok: true, scene: 'End', outcome: 'done' });
    expect(await setScene('End')).toEqual({ ok: true, scene: 'End', outcome: 'already' });
    expect(await setScene('Nowhere')).toMatchObject({ ok: false, code: 'scene-unknown' });
    expect(await setScene('Main', { preview: true })).toMatchObject({ ok: false, code: 'no-studio-mode' });
    expect(await program()).toBe('End');
  });

  it('leaves the last of many quick wishes on air, and says which were overtaken', async () => {
    const wishes = ['Main', 'Break', 'End', 'Main', 'Break'];
    const answers = await Promise.all(wishes.map((scene) => setScene(scene)));
    expect(answers.at(-1)).toEqual({ ok: true, scene: 'Break', outcome: 'done' });
    expect(answers[1]).toEqual({ ok: true, scene: 'Break', outcome: 'overtaken' });
    expect(await program()).toBe('Break');
    // The DJ chooses at the same moment: neither waits for the other, and later wishes are done as before.
    const [answer] = await Promise.all([
      setScene('Main'),
      ...['End', 'Break', 'End'].map((sceneName) => dj.call('SetCurrentProgramScene', { sceneName })),
    ]);
    expect(['done', 'overtaken']).toContain(answer.ok && answer.outcome);
    await setScene('Break');
    expect(await program()).toBe('Break');
  });

  it('drives studio mode: on air in one step, the preview as the DJ had it, or into the preview', async () => {
    await dj.call('SetStudioModeEnabled', { studioModeEnabled: true });
    await until(() => expect(driven.link.state?.studioMode).toBe(true));
    expect(await setScene('Main', { preview: true })).toMatchObject({ ok: true, scene: 'Main' });
    expect(await preview()).toBe('Main');
    const before = await program();
    const wanted = before === 'End' ? 'Break' : 'End';
    expect(await setScene(wanted, { keepPreview: true })).toEqual({ ok: true, scene: wanted, outcome: 'done' });
    expect(await program()).toBe(wanted);
    await until(async () => expect(await preview()).toBe('Main'));
    await Promise.all(['Main', 'Break', 'End', 'Break'].map((scene) => setScene(scene)));
    expect(await program()).toBe('Break');
    await dj.call('SetStudioModeEnabled', { studioModeEnabled: false });
    await until(() => expect(driven.link.state?.studioMode).toBe(false));
  });

  it('shows and hides sources, also where they stand twice and inside a group', async () => {
    await dj.call('SetCurrentSceneCollection', { sceneCollectionName: 'Grouped' });
    await until(() => expect(driven.link.state?.program).toBe('Stage'), 20_000);
    const visible = async (
      sceneName: string,
      request: 'GetSceneItemList' | 'GetGroupSceneItemList' = 'GetSceneItemList',
    ) =>
      (await dj.call(request, { sceneName })).sceneItems.map((item) => `${item.sourceName} ${item.sceneItemEnabled}`);
    const show = (source: string, more = {}) => driven.control.showSource({ source, ...more });

    const read = () =>
      driven.link.state?.scenes[0]?.items.map(({ id, name, visible, in: group }) => [id, name, visible, group]);
    expect(read()).toEqual([
      [3, 'Red', true, undefined],
      [2, 'Box', true, undefined],
      [1, 'Red', true, undefined],
      [1, 'Blue', true, 'Box'],
    ]);
    expect(await visible('Stage')).toEqual(['Red true', 'Box true', 'Red true']);
    expect(await show('Red', { on: false })).toEqual({ ok: true, on: false, outcome: 'done' });
    expect(await visible('Stage')).toEqual(['Red false', 'Box true', 'Red false']);
    expect(await show('Red', { scene: 'Stage' })).toEqual({ ok: true, on: true, outcome: 'done' });
    expect(await visible('Stage')).toEqual(['Red true', 'Box true', 'Red true']);
    expect(await show('Box', { on: true })).toEqual({ ok: true, on: true, outcome: 'already' });
    expect(await show('Blue', { on: false })).toEqual({ ok: true, on: false, outcome: 'done' });
    expect(await visible('Box', 'GetGroupSceneItemList')).toEqual(['Blue false']);
    await until(() => expect(read()?.at(-1)).toEqual([1, 'Blue', false, 'Box']));
    expect(await show('Red', { on: false, items: [{ id: 3 }] })).toMatchObject({ outcome: 'done' });
    expect(await visible('Stage')).toEqual(['Red true', 'Box true', 'Red false']);
    expect(await show('Green')).toEqual({
      ...{ ok: false, code: 'source-unknown' },
      message: 'The scene "Stage" has no source "Green".',
    });
    expect(await show('Red', { scene: 'Nowhere' })).toMatchObject({ ok: false, code: 'scene-unknown' });
  });

  it('records, says where, and counts what is so already as done', async () => {
    const { control, expectedStops } = driven;
    expect(await control.setRecording(true)).toEqual({ ok: true, on: true });
    const begun = Date.now();
    expect(await control.setRecording(true)).toEqual({ ok: true, on: true });
    expect(await control.chapter('Artist – Title')).toEqual({
      ...{ ok: false, code: 'no-chapters' },
      message: expect.stringMatching(/^OBS 29\.\S+ cannot mark chapters in a recording; from 30\.2 on it can/),
    });
    await pause(1_000);
    await dj.call('PauseRecord');
    const paused = Date.now();
    await pause(1_500);
    await dj.call('ResumeRecord');
    const resumed = Date.now();
    await pause(800);
    expect(expectedStops).toEqual([]);
    const asked = Date.now();
    const stopped = await control.setRecording(false);
    expect(stopped).toEqual({ ok: true, on: false, path: expect.stringMatching(/\.mkv$/) });
    expect(expectedStops).toEqual(['recording']);
    const { seconds, kinds } = probe(stopped.ok ? (stopped.path ?? '') : '');
    expect(kinds.sort()).toEqual(['audio', 'video']);
    expect(Math.abs(seconds - (paused - begun + asked - resumed) / 1_000)).toBeLessThan(1);
    expect(await control.setRecording(false)).toEqual({ ok: true, on: false });
  });

  it('does not take a stream for started that never began', async () => {
    expect(await driven.control.setStream(true)).toEqual({
      ...{ ok: false, code: 'obs-refused' },
      message: 'OBS did not start the stream: is a service set under Settings, Stream?',
    });
    expect(await driven.control.setStream(false)).toEqual({ ok: true, on: false });
  });

  it('says when OBS is not there', async () => {
    driven.stop();
    const { control } = driven;
    const answers = [
      ...[await control.setScene({ scene: 'Stage' }), await control.showSource({ source: 'Red' })],
      ...[await control.setRecording(true), await control.setStream(false), await control.chapter('X')],
    ];
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, code: 'obs-away' });
  });
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Seconds and kinds of streams by ffprobe. */
function probe(path: string): { seconds: number; kinds: string[] } {
  const args = ['-v', 'error', '-show_entries', 'format=duration:stream=codec_type', '-of', 'json', path];
  const { format, streams } = JSON.parse(execFileSync('ffprobe', args, { encoding: 'utf8' }));
  return {
    seconds: Number(format.duration),
    kinds: streams.map((stream: { codec_type: string }) => stream.codec_type),
  };
}

const color = (name: string) => ({ id: 'color_source_v3', name, settings: { width: 64, height: 64 } });
const item = (name: string, id: number) => ({ name, id, visible: true });
const stage = { id_counter: 3, items: [item('Red', 1), item('Box', 2), item('Red', 3)] };
const GROUPED = {
  ...{ name: 'Grouped', current_scene: 'Stage', current_program_scene: 'Stage', transitions: [] },
  scene_order: [{ name: 'Stage' }],
  sources: [color('Red'), color('Blue'), { id: 'scene', name: 'Stage', settings: stage }],
  groups: [{ id: 'group', name: 'Box', settings: { cx: 64, cy: 64, id_counter: 1, items: [item('Blue', 1)] } }],
};
