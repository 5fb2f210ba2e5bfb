import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OBSWebSocket } from 'obs-websocket-js/json';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RealObs, realObsMissing, startRealObs } from '../../../../test/fakes/real-obs.ts';
import { until } from '../../../../test/fakes/until.ts';
import {
  artwork,
  MASKED,
  type OurSources,
  playing,
  removeInputs,
  screenshot,
  secondClient,
  solid,
  startSources,
} from './sources-for-test.ts';

const TEXTS = ['text:title', 'text:artist', 'text:line', 'text:next', 'text:requests'];
const ALL = [...TEXTS, 'image:cover'];

describe.skipIf(realObsMissing !== undefined)('sources in the real OBS (needs obs-studio and Xvfb)', () => {
  let obs: RealObs;
  let ours: OurSources;
  let dj: OBSWebSocket;

  beforeAll(async () => {
    obs = await startRealObs({
      canvas: { width: 1920, height: 1080 },
      collections: { Show: ['Main'], Other: ['Main'] },
    });
  });
  afterAll(() => obs?.stop());

  beforeEach(async () => {
    ours = startSources(obs);
    dj = await secondClient(obs);
    await ours.connected();
  });
  afterEach(async () => {
    await removeInputs(dj);
    await until(async () => expect((await dj.call('GetInputList')).inputs).toEqual([]));
    await dj.disconnect();
    ours.stop();
  });

  const text = async (inputName: string) => (await dj.call('GetInputSettings', { inputName })).inputSettings.text;

  it('makes them in a scene, where texts and the cover are seen', async () => {
    const answer = await ours.sources.setup({ scene: 'Main', sources: [...ALL, 'overlay:now-playing'] });
    expect(answer).toMatchObject({
      ...{ ok: true, scene: 'Main' },
      sources: ALL.map((what) => ({ what, outcome: 'made' })),
      unavailable: [{ what: 'overlay:now-playing', why: expect.stringContaining('text:title') }],
    });
    expect(Object.keys(ours.found())).toEqual(expect.arrayContaining(ALL));
    const title = 'Кино "日本" & <b>Ångström</b>';
    ours.sources.update(playing('Björk & 久石譲', title, artwork('#C81E32')));
    await until(async () => expect(await text('TraCord title')).toBe(title));
    await until(async () => expect((await screenshot(dj, 'Main')).at(196, 926)).toEqual([0xc8, 0x1e, 0x32, 255]));
    await until(async () => {
      const shot = await screenshot(dj, 'Main');
      expect(shot.inked(324, 826, 1500, 104)).toBeGreaterThan(1_200);
      expect(shot.inked(324, 942, 1500, 72)).toBeGreaterThan(700);
      expect(shot.inked(96, 736, 1728, 72)).toBeGreaterThan(1_200);
      keep('made', shot.png);
    });
    expect(await ours.sources.setup({ sources: ALL })).toMatchObject({
      sources: ALL.map((what) => ({ what, outcome: 'kept' })),
    });
  });

  it('keeps a title of 120 characters within its box', async () => {
    await ours.sources.setup({ sources: ALL });
    const title = 'Wide Moments Make Long Words '.repeat(5).slice(0, 120).trim();
    ours.sources.update(playing('Artist', title, artwork('#1E50C8')));
    await until(async () => {
      const shot = await screenshot(dj, 'Main');
      expect(shot.inked(1_500, 826, 324, 104)).toBeGreaterThan(50);
      expect(shot.inked(1_826, 0, 94, 1_080)).toBe(0);
      keep('long', shot.png);
    });
  });

  it('shows a masked track as ID without a cover, and leaves no file of the cover before', async () => {
    await ours.sources.setup({ sources: ALL });
    ours.sources.update(playing('Somebody', 'Something', artwork('#00FF00')));
    await until(async () => expect((await screenshot(dj, 'Main')).at(196, 926)).toEqual([0, 255, 0, 255]));
    ours.sources.update(MASKED);
    await until(async () => expect((await screenshot(dj, 'Main')).at(196, 926)).toEqual([128, 128, 128, 255]));
    expect([await text('TraCord title'), await text('TraCord artist and title')]).toEqual(['ID', 'ID – ID']);
    // Whichever of the two OBS or another scene collection names.
    const neutral = await solid('#808080');
    await until(() => {
      const files = readdirSync(ours.covers).map((name) => readFileSync(join(ours.covers, name)));
      expect(files).toEqual([neutral, neutral]);
    });
  });

  it('finds them again after OBS was killed, and those that were renamed while nobody watched', async () => {
    await ours.sources.setup({ sources: ALL });
    ours.sources.update(playing('Before', 'Before'));
    await until(async () => expect(await text('TraCord title')).toBe('Before'));
    ours.link.stop();
    await dj.call('SetInputName', { inputName: 'TraCord title', newInputName: 'My headline' });
    // OBS writes its scene collection when another is opened.
    await dj.call('SetCurrentSceneCollection', { sceneCollectionName: 'Other' });
    await dj.call('SetCurrentSceneCollection', { sceneCollectionName: 'Show' });
    await obs.kill();
    await obs.start();
    dj = await secondClient(obs);
    ours.link.start();
    ours.sources.update(playing('After', 'After'));
    await until(async () => expect(await text('My headline')).toBe('After'));
    expect(ours.found()).toMatchObject({ 'text:title': 'My headline', 'text:artist': 'TraCord artist' });
  });

  it('follows renaming, and does not take a source of the DJ with the old name for its own', async () => {
    await ours.sources.setup({ sources: ['text:title'] });
    await dj.call('SetInputName', { inputName: 'TraCord title', newInputName: 'Renamed' });
    await dj.call('CreateInput', {
      ...{ sceneName: 'Main', inputName: 'TraCord title', inputKind: 'text_ft2_source_v2' },
      inputSettings: { text: 'mine' },
    });
    // This OBS goes by names alone: what is sent before it told of the new one reaches whoever has the old one.
    await until(() => expect(ours.found()).toEqual({ 'text:title': 'Renamed' }));
    ours.sources.update(playing('A', 'New title'));
    await until(async () => expect(await text('Renamed')).toBe('New title'));
    expect(await text('TraCord title')).toBe('mine');
  });

  it('looks at another scene collection afresh, and is back in the first', async () => {
    await ours.sources.setup({ sources: ['text:title'] });
    ours.sources.update(playing('A', 'One'));
    await until(async () => expect(await text('TraCord title')).toBe('One'));
    await dj.call('SetCurrentSceneCollection', { sceneCollectionName: 'Other' });
    await until(() => expect(ours.sources.bound).toEqual([]));
    ours.sources.update(playing('A', 'Two'));
    await dj.call('SetCurrentSceneCollection', { sceneCollectionName: 'Show' });
    await until(async () => expect(await text('TraCord title')).toBe('Two'));
    expect(ours.store.list('Show')).toMatchObject([{ what: 'text:title', name: 'TraCord title', scene: 'Main' }]);
    expect(ours.store.list('Show')[0]?.removedAt).toBeUndefined();
  });

  it('makes again at a connection what is missing, but not what the DJ deleted while it watched', async () => {
    await ours.sources.setup({ sources: ['text:title', 'text:artist', 'text:line'] });
    await dj.call('RemoveInput', { inputName: 'TraCord title' });
    await until(() => expect(ours.sources.bound.map(({ what }) => what).sort()).toEqual(['text:artist', 'text:line']));
    ours.link.stop();
    await dj.call('RemoveInput', { inputName: 'TraCord artist' });
    ours.sources.update(playing('Made again', 'x'));
    ours.link.start();
    await until(async () => expect(await text('TraCord artist')).toBe('Made again'));
    expect(ours.found()).toEqual({ 'text:artist': 'TraCord artist', 'text:line': 'TraCord artist and title' });
    expect(await ours.sources.setup({ sources: ['text:title'] })).toMatchObject({ sources: [{ outcome: 'made' }] });
  });

  it('places one that OBS saved as it was made, and crashed', async () => {
    await ours.sources.setup({ sources: ['text:title', 'image:cover'] });
    const item = async () => {
      const { sceneItems } = await dj.call('GetSceneItemList', { sceneName: 'Main' });
      const found = sceneItems.find(({ sourceName }) => sourceName === 'TraCord cover');
      return { isShown: found?.sceneItemEnabled, transform: found?.sceneItemTransform };
    };
    const before = await item();
    await dj.disconnect();
    await obs.kill();
    await obs.start();
    dj = await secondClient(obs);
    await until(async () => expect(await item()).toEqual(before));
    expect(before.isShown).toBe(true);
  });

  it('writes only the text into a source that the settings name', async () => {
    const settings = {
      text: 'x',
      font: { face: 'DejaVu Serif', size: 30, flags: 0, style: '' },
      color1: 4_278_190_335,
    };
    await dj.call('CreateInput', {
      ...{ sceneName: 'Main', inputName: 'My title', inputKind: 'text_ft2_source_v2', inputSettings: settings },
    });
    const before = await dj.call('GetInputSettings', { inputName: 'My title' });
    ours.settings.sources = ['text:title = My title'];
    await ours.sources.settingsChanged();
    ours.sources.update(playing('A', 'Hello'));
    await until(async () => expect(await text('My title')).toBe('Hello'));
    expect(await ours.sources.setup({ sources: ['text:title'] })).toMatchObject({
      sources: [{ what: 'text:title', name: 'My title', outcome: 'kept' }],
    });
    const after = await dj.call('GetInputSettings', { inputName: 'My title' });
    expect(after.inputSettings).toEqual({ ...before.inputSettings, text: 'Hello' });
    await dj.call('SetInputName', { inputName: 'My title', newInputName: 'Headline' });
    ours.sources.update(playing('A', 'Still'));
    await until(async () => expect(await text('Headline')).toBe('Still'));
    ours.settings.sources = [];
    await ours.sources.settingsChanged();
    expect(ours.sources.bound).toEqual([]);
  });

  it('refuses what it does not know in words', async () => {
    expect(await ours.sources.setup({ sources: ['text:foo'] })).toMatchObject({ ok: false, code: 'source-unknown' });
    expect(await ours.sources.setup({ scene: 'Nowhere', sources: ['text:title'] })).toMatchObject({
      ...{ ok: false, code: 'scene-unknown', message: expect.stringContaining('Main') },
    });
  });
});

/** For a look by eye: with TRACORD_KEEP_SHOTS=<folder> the pictures stay. */
function keep(name: string, png: Buffer): void {
  const folder = process.env.TRACORD_KEEP_SHOTS;
  if (folder !== undefined) writeFileSync(`${folder}/obs-sources-${name}.png`, png);
}
