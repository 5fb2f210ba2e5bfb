// What Debian's OBS cannot show: chapters, a stream that runs, UUIDs, older and newer versions, refusals.

import { afterEach, describe, expect, it } from 'vitest';
import { FakeObs, type FakeObsOptions } from '../../../../test/fakes/obs.ts';
import { until } from '../../../../test/fakes/until.ts';
import { type Driven, drive } from './control-for-test.ts';

let obs: FakeObs | undefined;
let driven: Driven | undefined;

afterEach(async () => {
  driven?.stop();
  await obs?.stop();
});

async function started(options: FakeObsOptions = {}): Promise<Driven & { obs: FakeObs }> {
  obs = await FakeObs.start(options);
  driven = await drive(obs);
  return { ...driven, obs };
}

const names = (fake: FakeObs) => fake.recording.files.flatMap(({ chapters }) => chapters.map(({ name }) => name));

describe('a chapter', () => {
  it('is marked in a recording that has them', async () => {
    const { control, obs } = await started({ version: '5.5' });
    expect(await control.chapter('Early')).toEqual({
      ...{ ok: false, code: 'no-recording' },
      message: 'OBS does not record: there is nothing to mark.',
    });
    expect(await control.setRecording(true)).toEqual({ ok: true, on: true });
    expect(await control.chapter('Björk – Jóga "live"')).toEqual({ ok: true });
    expect(names(obs)).toEqual(['Björk – Jóga "live"']);
    expect(await control.setRecording(false)).toEqual({ ok: true, on: false, path: '/recordings/1.mkv' });
  });

  it.each<[string, FakeObsOptions, string]>([
    [
      'this format',
      { version: '5.6', recordingFormat: 'mkv' },
      'This recording has no chapters: choose the format Hybrid MP4 in OBS under Settings, Output, Recording.',
    ],
    [
      'OBS 30.1',
      { version: '5.4' },
      'OBS 30.1.2 cannot mark chapters in a recording; from 30.2 on it can, with the format Hybrid MP4.',
    ],
    [
      'OBS 28',
      { version: '5.0' },
      'OBS 28.0.3 cannot mark chapters in a recording; from 30.2 on it can, with the format Hybrid MP4.',
    ],
  ])('is refused by %s', async (_what, options, message) => {
    const { control, obs } = await started(options);
    await control.setRecording(true);
    expect(await control.chapter('X')).toEqual({ ok: false, code: 'no-chapters', message });
    expect(names(obs)).toEqual([]);
  });

  it('waits for a paused recording', async () => {
    const { control, obs } = await started();
    await control.setRecording(true);
    obs.refuse('CreateRecordChapter', 502);
    expect(await control.chapter('X')).toEqual({
      ...{ ok: false, code: 'obs-refused' },
      message: 'The recording is paused: mark the chapter when it goes on.',
    });
  });
});

describe('the stream', () => {
  it('is started and stopped when it is said, and what is so already is done', async () => {
    const { control, obs, expectedStops } = await started();
    expect(await control.setStream(true)).toEqual({ ok: true, on: true });
    expect(obs.stream.isActive).toBe(true);
    expect(await control.setStream(true)).toEqual({ ok: true, on: true });
    expect(expectedStops).toEqual([]);
    expect(await control.setStream(false)).toEqual({ ok: true, on: false });
    expect(obs.stream.isActive).toBe(false);
    expect(expectedStops).toEqual(['stream']);
    expect(await control.setStream(false)).toEqual({ ok: true, on: false });
    const ours = obs.asked.filter(({ type }) => /Stream$/.test(type)).map(({ type }) => type);
    expect(ours).toEqual(['StartStream', 'StartStream', 'StopStream', 'StopStream']);
  });

  it('is waited for while the service answers slowly', async () => {
    const { control, obs } = await started();
    const tell = (state: string, outputActive: boolean) =>
      obs.emit('StreamStateChanged', { outputActive, outputState: `OBS_WEBSOCKET_OUTPUT_${state}` });
    obs.stream.start = () => {
      tell('STARTING', false);
      setTimeout(() => tell('STARTED', true), 100);
    };
    expect(await control.setStream(true)).toEqual({ ok: true, on: true });
    obs.stream.start = () => {
      tell('STARTING', false);
      setTimeout(() => tell('STOPPED', false), 100);
    };
    expect(await control.setStream(true)).toMatchObject({ ok: false, code: 'obs-refused' });
  });

  it('is refused in words', async () => {
    const { control, obs } = await started();
    obs.state.canStream = false;
    expect(await control.setStream(true)).toEqual({
      ...{ ok: false, code: 'obs-refused' },
      message: 'OBS did not start the stream: is a service set under Settings, Stream?',
    });
    obs.refuse('StartRecord', 702);
    expect(await control.setRecording(true)).toEqual({
      ...{ ok: false, code: 'obs-refused' },
      message: 'OBS did not do it (702): Refused by the test.',
    });
  });

  it('is never touched unasked', async () => {
    const { control, obs } = await started();
    await control.setScene({ scene: 'Break' });
    await control.setRecording(true);
    await control.setRecording(false);
    expect(obs.asked.filter(({ type }) => /^(Start|Stop|Toggle)Stream$/.test(type))).toEqual([]);
  });
});

describe('scenes of other versions', () => {
  it.each(['5.0', '5.1', '5.6'] as const)('obs-websocket %s', async (version) => {
    const { control, link, obs } = await started({ version });
    const scene = link.state?.scenes.find(({ name }) => name === 'End');
    expect(scene?.uuid === undefined).toBe(version < '5.4');
    const id = scene?.uuid ?? 'name:End';
    expect(await control.setScene({ scene: id })).toEqual({ ok: true, scene: 'End', outcome: 'done' });
    // Renamed: its id, where it has one, is still that of the scene.
    await control.setScene({ scene: 'Main' });
    await obs.do('SetSceneName', { sceneName: 'End', newSceneName: 'Good night' });
    await until(() => expect(link.state?.scenes.map(({ name }) => name)).toContain('Good night'));
    const answer = await control.setScene({ scene: id });
    if (version < '5.4') expect(answer).toMatchObject({ ok: false, code: 'scene-unknown' });
    else expect(answer).toEqual({ ok: true, scene: 'Good night', outcome: 'done' });
  });

  it('says what OBS says, and what went away meanwhile', async () => {
    const { control, obs } = await started();
    obs.refuse('SetCurrentProgramScene', 600);
    expect(await control.setScene({ scene: 'End' })).toMatchObject({ ok: false, code: 'scene-unknown' });
    obs.refuse('SetCurrentProgramScene', 703);
    expect(await control.setScene({ scene: 'End' })).toMatchObject({ ok: false, code: 'obs-refused' });
    obs.refuse('SetSceneItemEnabled', 703);
    await obs.do('CreateInput', { sceneName: 'Main', inputName: 'Red', inputKind: 'color_source_v3' });
    await until(() => expect(driven?.link.state?.scenes.flatMap(({ items }) => items)).toHaveLength(1));
    expect(await control.showSource({ source: 'Red' })).toMatchObject({ ok: false, code: 'obs-refused' });
    expect(await control.showSource({ source: 'Red' })).toEqual({ ok: true, on: false, outcome: 'done' });
    obs.answerDelayMs = 50;
    const lost = control.setScene({ scene: 'End' });
    obs.drop();
    expect(await lost).toMatchObject({ ok: false, code: 'obs-away' });
  });

  it('does not begin what is too late when its turn comes', async () => {
    const { control, obs } = await started();
    const first = control.setScene({ scene: 'Break' });
    const late = control.setScene({ scene: 'End', isStillWanted: () => false });
    expect(await first).toMatchObject({ ok: true, outcome: 'overtaken' });
    expect(await late).toMatchObject({ ok: true, outcome: 'overtaken' });
    expect(obs.asked.filter(({ type }) => type.startsWith('Set'))).toEqual([]);
  });
});
