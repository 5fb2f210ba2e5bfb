// What is put right without being asked, and what is left alone: after OBS crashed, in an OBS never set up, and on a full disk.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '#kernel/clock.ts';
import { FakeObs } from '../../../../test/fakes/obs.ts';
import { until } from '../../../../test/fakes/until.ts';
import { type OurSources, playing, startSources, WEB_PORT } from './sources-for-test.ts';

let obs: FakeObs;
let ours: OurSources;
beforeEach(async () => {
  obs = await FakeObs.start({ version: '5.1' });
  ours = startSources(obs);
  await ours.connected();
});
afterEach(async () => {
  ours.stop();
  await obs.stop();
});

const settings = async (inputName: string) => (await obs.do('GetInputSettings', { inputName })).inputSettings;
const item = { sceneName: 'Main', sceneItemId: 1 };
const transform = async () => (await obs.do('GetSceneItemTransform', item)).sceneItemTransform;
const isShown = async () => (await obs.do('GetSceneItemEnabled', item)).sceneItemEnabled;
const hide = () => obs.do('SetSceneItemEnabled', { ...item, sceneItemEnabled: false });
const move = (sceneItemTransform: object) => obs.do('SetSceneItemTransform', { ...item, sceneItemTransform });
const UNPLACED = { boundsType: 'OBS_BOUNDS_NONE', positionX: 0, positionY: 0 };
const reconnect = async (meanwhile: () => Promise<unknown> = async () => {}) => {
  ours.link.stop();
  ours.logged.length = 0;
  await meanwhile();
  ours.link.start();
  await until(() => expect(ours.logged.map(({ event }) => event)).toContain('sources.found'));
};

describe('at a new connection', () => {
  it('places what OBS had saved when it was made and before it was placed', async () => {
    await ours.sources.setup({ sources: ['text:title'] });
    const before = await transform();
    await reconnect(async () => {
      await move(UNPLACED);
      await hide();
    });
    expect(await transform()).toEqual(before);
    expect(await isShown()).toBe(true);
  });

  it('leaves hidden and moved what the DJ hid and moved', async () => {
    await ours.sources.setup({ sources: ['text:title'] });
    await reconnect(async () => {
      await move({ positionX: 9_000 });
      await hide();
    });
    expect(await transform()).toMatchObject({ positionX: 9_000 });
    expect(await isShown()).toBe(false);
  });

  it('makes what is missing only where something of ours stands', async () => {
    await ours.sources.setup({ sources: ['text:title', 'text:artist'] });
    await reconnect(() => obs.do('RemoveInput', { inputName: 'TraCord artist' }));
    expect(ours.found()).toEqual({ 'text:artist': 'TraCord artist', 'text:title': 'TraCord title' });
    await reconnect(async () => {
      for (const { name } of [...obs.model.now.inputs]) await obs.do('RemoveInput', { inputName: name });
    });
    expect(ours.found()).toEqual({});
    expect(obs.model.now.inputs).toEqual([]);
    expect(await ours.sources.setup({ sources: ['text:title'] })).toMatchObject({ sources: [{ outcome: 'made' }] });
    await reconnect();
    expect(obs.model.now.inputs.map(({ name }) => name)).toEqual(['TraCord title']);
  });

  const page = (port: number) => `http://127.0.0.1:${port}/overlays/now-playing`;
  it.each([
    ['of another computer', `http://192.168.1.10:${WEB_PORT}/overlays/now-playing?theme=neon`, undefined],
    ['of this computer under its name', `http://studio-pc:${WEB_PORT}/overlays/now-playing`, undefined],
    ['of another program here', 'http://localhost:8080/chat', undefined],
    ['that is none', 'my page', undefined],
    ['of ours at an earlier port', `${page(1)}?theme=bare`, `${page(WEB_PORT)}?theme=bare`],
    ['of ours at an earlier port, by name', 'http://localhost:1/overlays/now-playing', page(WEB_PORT)],
    ['that is empty', '', page(WEB_PORT)],
  ])('of an address %s', async (_name, url, repaired = url) => {
    await ours.sources.setup({ sources: ['overlay:now-playing'] });
    await reconnect(() => obs.do('SetInputSettings', { inputName: 'TraCord now playing', inputSettings: { url } }));
    expect(await settings('TraCord now playing')).toMatchObject({ url: repaired });
  });

  it('says which page could not be refreshed, and counts it as none', async () => {
    await ours.sources.setup({ sources: ['overlay:requests', 'overlay:bpm'] });
    obs.refuse('PressInputPropertiesButton', 702);
    await reconnect();
    await until(() =>
      expect(ours.logged.filter(({ event }) => event.startsWith('pages.'))).toMatchObject([
        { level: 'warn', event: 'pages.not-refreshed', fields: { names: [expect.stringMatching(/^TraCord/)] } },
        { event: 'pages.refreshed', fields: { pages: 1 } },
      ]),
    );
  });
});

it('puts a hidden source outside the canvas back into it, and leaves it hidden', async () => {
  await ours.sources.setup({ sources: ['text:title'] });
  await move({ positionX: 9_000 });
  await hide();
  expect(await ours.sources.setup({ sources: ['text:title'] })).toMatchObject({ sources: [{ outcome: 'repaired' }] });
  expect(await transform()).toMatchObject({ positionX: 216 });
  expect(await isShown()).toBe(false);
});

it('does not call kept what it could not read', async () => {
  await ours.sources.setup({ sources: ['text:title'] });
  obs.refuse('GetSceneItemTransform', 702);
  expect(await ours.sources.setup({ sources: ['text:title'] })).toMatchObject({
    ...{ sources: [], unavailable: [{ what: 'text:title', why: expect.stringContaining('OBS refused it') }] },
  });
});

it('writes texts though nothing can be kept', async () => {
  ours.stop();
  const full = () => {
    throw new Error('database or disk is full');
  };
  ours = startSources(obs, [], new ManualClock(), { store: { list: () => [], put: full, remove: full } });
  await ours.connected();
  expect(await ours.sources.setup({ sources: ['text:title'] })).toMatchObject({ ok: true });
  ours.sources.update(playing('A', 'B'));
  await until(async () => expect(await settings('TraCord title')).toHaveProperty('text', 'B'));
  expect(ours.logged.map(({ event }) => event)).toContain('sources.not-kept');
});
