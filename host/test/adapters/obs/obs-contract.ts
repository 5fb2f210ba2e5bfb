// What TraCord relies on in OBS, asserted of the real one and of the fake alike.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ObsAnswer } from '#adapters/obs/link.ts';
import { until } from '../../../../test/fakes/until.ts';
import { bridgeContract } from './bridge-contract.ts';
import { connectTo, type Listening } from './listening.ts';

export type ContractObs = {
  url: string;
  password: string | undefined;
  hasUuids: boolean;
  /** A folder for pictures. */
  folder: string;
  /** How much of the time that the real one needs is waited: 1 for that one. */
  pace: number;
  /** How long the recording in this file is. */
  fileMs(path: string): number | Promise<number>;
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** What it has to be started with. */
export const CONTRACT_COLLECTIONS = { Show: ['Main', 'Break', 'End'], Other: ['Elsewhere'] };

const TEXT = 'text_ft2_source_v2';
const RED_DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
  'base64',
);

export function obsContract(start: () => Promise<ContractObs>): void {
  let obs: ContractObs;
  let ours: Listening;
  /** The DJ, or another program. */
  let other: Listening;

  const done = async (type: string, data?: Record<string, unknown>) => dataOf(await ours.link.request(type, data));
  const codeOf = async (type: string, data?: Record<string, unknown>) => {
    const answer = await ours.link.request(type, data);
    return answer.ok ? 100 : answer.code;
  };

  beforeAll(async () => {
    obs = await start();
    ours = connectTo(obs.url, obs.password);
    other = connectTo(obs.url, obs.password);
    await ours.stateThat(() => true);
    await other.stateThat(() => true);
  });

  afterAll(async () => {
    ours?.link.stop();
    other?.link.stop();
    await obs?.stop();
  });

  test('a wrong password and none at all are told apart', async () => {
    const wrong = connectTo(obs.url, 'wrong');
    const none = connectTo(obs.url, undefined);
    await until(() => expect(wrong.phases[0]).toEqual({ phase: 'away', refusal: { why: 'password-wrong' } }));
    await until(() => expect(none.phases[0]).toEqual({ phase: 'away', refusal: { why: 'password-missing' } }));
    wrong.link.stop();
    none.link.stop();
  });

  test('it is read whole: scenes from the top, what is on air, the size of the picture', async () => {
    const { state } = ours.link;
    expect(state?.scenes.map(({ name }) => name)).toEqual(CONTRACT_COLLECTIONS.Show);
    expect(state).toMatchObject({
      ...{ collection: 'Show', program: 'Main', studioMode: false, canvas: { width: 1280, height: 720 } },
      ...{ recording: { active: false }, streaming: { active: false } },
    });
    expect(state?.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(state?.inputKinds).toContain(TEXT);
    expect(state?.requests.has('SetInputSettings')).toBe(true);
    expect(ours.phases.map(({ phase }) => phase)).toEqual(['loading', 'connected']);
  });

  test('what cannot be done is refused with a code of its own', async () => {
    const cases: [type: string, data: Record<string, unknown> | undefined, code: number][] = [
      ['NoSuchRequest', undefined, 204],
      ['GetInputSettings', {}, 300],
      ['SetSceneItemEnabled', { sceneName: 'Main', sceneItemId: 'one', sceneItemEnabled: true }, 401],
      // A pause of nothing is nothing.
      ['PauseRecord', undefined, 100],
      ['ResumeRecord', undefined, 503],
      ['StopRecord', undefined, 501],
      ['StopStream', undefined, 501],
      ['SetCurrentPreviewScene', { sceneName: 'Break' }, 506],
      ['GetSceneItemList', { sceneName: 'Nowhere' }, 600],
      ['SetSceneItemEnabled', { sceneName: 'Main', sceneItemId: 99, sceneItemEnabled: true }, 600],
      ['CreateScene', { sceneName: 'Main' }, 601],
      ['GetInputSettings', { inputName: 'Main' }, 602],
      ['CreateInput', { sceneName: 'Main', inputName: 'New', inputKind: 'no_such_source' }, 605],
    ];
    for (const [type, data, code] of cases) expect([type, await codeOf(type, data)]).toEqual([type, code]);
  });

  test('inputs and items are made, read, named anew by somebody else, shown, and removed', async () => {
    const make = (inputName: string) =>
      done('CreateInput', { sceneName: 'Main', inputName, inputKind: TEXT, inputSettings: { text: 'One' } });
    const { sceneItemId } = await make('Lower');
    await make('Upper');
    const made = await ours.stateThat(({ inputs, scenes }) => inputs.length === 2 && scenes[0]?.items.length === 2);
    const items = made.scenes[0]?.items;
    expect(items?.map(({ name, kind, visible }) => ({ name, kind, visible }))).toEqual([
      { name: 'Upper', kind: TEXT, visible: true },
      { name: 'Lower', kind: TEXT, visible: true },
    ]);
    const all = [...made.scenes, ...made.inputs, ...(items ?? [])];
    expect(all.map(({ uuid }) => uuid !== undefined)).toEqual(all.map(() => obs.hasUuids));
    expect(items?.[1]?.uuid).toBe(made.inputs.find(({ name }) => name === 'Lower')?.uuid);

    dataOf(await other.link.request('SetInputName', { inputName: 'Lower', newInputName: 'Renamed' }));
    await ours.stateThat(({ inputs }) => inputs.some(({ name }) => name === 'Renamed'));
    await done('SetSceneItemEnabled', { sceneName: 'Main', sceneItemId, sceneItemEnabled: false });
    await ours.stateThat(({ scenes }) => scenes[0]?.items.some(({ visible }) => !visible) === true);
    expect(await codeOf('CreateInput', { sceneName: 'Main', inputName: 'Upper', inputKind: TEXT })).toBe(601);
    dataOf(await other.link.request('RemoveInput', { inputName: 'Upper' }));
    await ours.stateThat(({ scenes, inputs }) => inputs.length === 1 && scenes[0]?.items.length === 1);
  });

  test('a text is changed, and its other settings stay', async () => {
    await done('SetInputSettings', { inputName: 'Renamed', inputSettings: { outline: true } });
    await done('SetInputSettings', { inputName: 'Renamed', inputSettings: { text: 'Zwölf – 十二' } });
    const { inputSettings } = await done('GetInputSettings', { inputName: 'Renamed' });
    expect(inputSettings).toMatchObject({ text: 'Zwölf – 十二', outline: true });
  });

  test('a picture is put where it is wanted', async () => {
    const file = join(obs.folder, 'dot.png');
    writeFileSync(file, RED_DOT);
    const made = await done('CreateInput', {
      ...{ sceneName: 'Break', inputName: 'Cover', inputKind: 'image_source', inputSettings: { file } },
    });
    const which = { sceneName: 'Break', sceneItemId: made.sceneItemId };
    const wanted = { positionX: 40, positionY: 30, boundsType: 'OBS_BOUNDS_SCALE_INNER', boundsWidth: 200 };
    await done('SetSceneItemTransform', { ...which, sceneItemTransform: { ...wanted, boundsHeight: 100 } });
    const { sceneItemTransform } = await done('GetSceneItemTransform', which);
    expect(sceneItemTransform).toMatchObject({ ...wanted, boundsHeight: 100 });
    expect(await codeOf('SetSceneItemTransform', { ...which, sceneItemTransform: { boundsWidth: 0 } })).toBe(402);
  });

  test('a batch goes on after a failure, or stops there, and says of each what became of it', async () => {
    const requests = [
      { type: 'SetInputSettings', data: { inputName: 'Renamed', inputSettings: { text: 'First' } } },
      { type: 'SetInputSettings', data: { inputName: 'Gone', inputSettings: { text: 'Never' } } },
      { type: 'GetInputSettings', data: { inputName: 'Renamed' } },
    ];
    const codes = (answers: ObsAnswer[]) => answers.map((answer) => (answer.ok ? 100 : answer.code));
    expect(codes(await ours.link.batch(requests))).toEqual([100, 600, 100]);
    expect(codes(await ours.link.batch(requests, { halt: true }))).toEqual([100, 600, -2]);
  });

  test('studio mode: each step is over when its event came', async () => {
    const step = (event: string, fits: (data: Record<string, unknown>) => boolean, type: string, data?: object) =>
      ours.link.waitFor(event, fits, () => ours.link.request(type, { ...data }));
    const isBreak = ({ sceneName }: Record<string, unknown>) => sceneName === 'Break';
    dataOf(
      await step('StudioModeStateChanged', (data) => data.studioModeEnabled === true, 'SetStudioModeEnabled', {
        studioModeEnabled: true,
      }),
    );
    dataOf(await step('CurrentPreviewSceneChanged', isBreak, 'SetCurrentPreviewScene', { sceneName: 'Break' }));
    expect((await ours.stateThat(({ preview }) => preview === 'Break')).program).toBe('Main');
    dataOf(await step('CurrentProgramSceneChanged', isBreak, 'TriggerStudioModeTransition'));
    await ours.stateThat(({ program, preview }) => program === 'Break' && preview === 'Main');
    await done('SetStudioModeEnabled', { studioModeEnabled: false });
    await ours.stateThat(({ studioMode, preview }) => !studioMode && preview === undefined);
    await done('SetCurrentProgramScene', { sceneName: 'Main' });
    await ours.stateThat(({ program }) => program === 'Main');
    const never = await ours.link.waitFor(
      'NoSuchEvent',
      () => true,
      () => ours.link.request('GetStats'),
      50,
    );
    expect(never).toMatchObject({ ok: false, code: -3 });
  });

  test('a recording: begun, paused, resumed, ended, with its file', async () => {
    const said: unknown[] = [];
    const off = ours.link.on('RecordStateChanged', ({ outputState }) => said.push(outputState));
    const saying = (state: string) => until(() => expect(said.at(-1)).toBe(`OBS_WEBSOCKET_OUTPUT_${state}`));
    await done('StartRecord');
    await saying('STARTED');
    await ours.stateThat(({ recording }) => recording.active);
    // Too early a pause keeps the real one's count at 0.
    await new Promise((resolve) => setTimeout(resolve, 1_000 * obs.pace));
    expect(await codeOf('ResumeRecord')).toBe(503);
    await done('PauseRecord');
    await saying('PAUSED');
    await ours.stateThat(({ recording }) => recording.paused === true);
    expect(await codeOf('PauseRecord')).toBe(502);
    await done('ResumeRecord');
    await saying('RESUMED');
    const { outputDuration } = await done('GetRecordStatus');
    expect(outputDuration).toBeGreaterThan(100 * obs.pace);
    expect(outputDuration).toBeLessThan(2_000);
    const { outputPath } = await done('StopRecord');
    expect(outputPath).toMatch(/\.mkv$/);
    await saying('STOPPED');
    off();
    expect(said.map((state) => String(state).split('_').at(-1))).toEqual(
      'STARTING STARTED PAUSED RESUMED STOPPING STOPPED'.split(' '),
    );
    await ours.stateThat(({ recording }) => !recording.active);
    expect(await codeOf('StopRecord')).toBe(501);
  });

  test('five hundred events make a few readings', async () => {
    const rename = (from: string, to: string) => ({
      type: 'SetInputName',
      data: { inputName: from, newInputName: to },
    });
    const before = ours.states.length;
    const steps = Array.from({ length: 500 }, (_, step) => rename(nameAt(step), nameAt(step + 1)));
    const answers = await other.link.batch(steps);
    expect(answers.every(({ ok }) => ok)).toBe(true);
    await ours.stateThat(({ inputs }) => inputs.some(({ name }) => name === nameAt(500)));
    expect(ours.states.length - before).toBeLessThan(60);
  });

  test('the scene collection is switched under us: unknown in between, then the other one', async () => {
    const before = ours.states.length;
    const switching = other.link.request('SetCurrentSceneCollection', { sceneCollectionName: 'Other' });
    await until(() => expect(ours.states.slice(before)).toContain(undefined));
    // Asked in the middle of it, it waits.
    expect(await codeOf('GetStats')).toBe(100);
    const state = await ours.stateThat(({ collection }) => collection === 'Other');
    expect(state.scenes.map(({ name }) => name)).toEqual(['Elsewhere']);
    expect(ours.epoch).toBe(1);
    dataOf(await switching);
    await done('SetCurrentSceneCollection', { sceneCollectionName: 'Show' });
    await ours.stateThat(({ collection, program }) => collection === 'Show' && program === 'Main');
  });

  test('it is killed and started again: what was asked is answered, and the connection comes back', async () => {
    const waiting = Promise.all(Array.from({ length: 20 }, () => ours.link.request('GetSceneList')));
    await obs.kill();
    for (const answer of await waiting) expect(answer.ok ? 100 : answer.code).toBeOneOf([100, -1]);
    await until(() => expect(ours.link.state).toBeUndefined());
    expect(await codeOf('GetStats')).toBe(-1);
    await obs.start();
    const state = await ours.stateThat(() => true);
    expect(state.scenes.map(({ name }) => name)).toEqual(CONTRACT_COLLECTIONS.Show);
    expect(ours.epoch).toBe(2);
  });

  describe('and the bridge on it', () => bridgeContract(() => obs));
}

export function describeObs(name: string, isMissing: boolean, start: () => Promise<ContractObs>): void {
  describe.skipIf(isMissing)(name, () => obsContract(start));
}

function nameAt(step: number): string {
  return step === 0 ? 'Renamed' : `Renamed ${step}`;
}

function dataOf(answer: ObsAnswer | { ok: false; code: number; message: string }): Record<string, unknown> {
  if (!answer.ok) throw new Error(`OBS refused it: ${answer.code} ${answer.message}`);
  return answer.data;
}
