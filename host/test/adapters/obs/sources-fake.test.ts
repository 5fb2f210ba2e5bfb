import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '#kernel/clock.ts';
import { FakeObs, type FakeObsOptions } from '../../../../test/fakes/obs.ts';
import { until } from '../../../../test/fakes/until.ts';
import { artwork, type OurSources, playing, startSources, WEB_PORT } from './sources-for-test.ts';

const OURS_HERE = `http://127.0.0.1:${WEB_PORT}`;

describe('sources in an OBS of any version', () => {
  let obs: FakeObs;
  let ours: OurSources;
  const begin = async (options: FakeObsOptions = {}, prepare: (fake: FakeObs) => Promise<void> = async () => {}) => {
    obs = await FakeObs.start(options);
    await prepare(obs);
    ours = startSources(obs);
    await ours.connected();
  };
  beforeEach(() => begin());
  afterEach(async () => {
    ours.stop();
    await obs.stop();
  });
  const anew: typeof begin = async (...args) => {
    ours.stop();
    await obs.stop();
    await begin(...args);
  };

  const settings = async (inputName: string) => (await obs.do('GetInputSettings', { inputName })).inputSettings;
  const make = (inputName: string, inputKind: string, inputSettings: object, fake = obs) =>
    fake.do('CreateInput', { sceneName: 'Main', inputName, inputKind, inputSettings });
  const rename = (inputName: string, newInputName: string) => obs.do('SetInputName', { inputName, newInputName });
  const writes = () => obs.asked.filter(({ type }) => type === 'SetInputSettings');

  it('makes a page of the size that the look has, where nothing of OBS is its to drive', async () => {
    const answer = await ours.sources.setup({ scene: 'Break', sources: ['overlay:now-playing', 'overlay:requests'] });
    expect(answer).toEqual({
      ...{ ok: true, scene: 'Break', unavailable: [] },
      sources: [
        { what: 'overlay:now-playing', name: 'TraCord now playing', outcome: 'made' },
        { what: 'overlay:requests', name: 'TraCord requests', outcome: 'made' },
      ],
    });
    expect(await settings('TraCord now playing')).toMatchObject({
      ...{ url: `${OURS_HERE}/overlays/now-playing`, width: 640, height: 155, webpage_control_level: 0 },
    });
    const item = { sceneName: 'Break', sceneItemId: 1 };
    const { sceneItemTransform } = await obs.do('GetSceneItemTransform', item);
    expect(sceneItemTransform).toMatchObject({ positionX: 64, positionY: 529, boundsWidth: 640, boundsHeight: 155 });
    expect(await obs.do('GetSceneItemEnabled', item)).toEqual({ sceneItemEnabled: true });
  });

  it('repairs what leads nowhere and leaves what the DJ chose', async () => {
    await ours.sources.setup({ sources: ['overlay:now-playing', 'text:title'] });
    const now = { inputName: 'TraCord now playing' };
    const old = { url: 'http://127.0.0.1:1/overlays/now-playing?theme=bare', width: 700, height: 300 };
    await obs.do('SetInputSettings', { ...now, inputSettings: old });
    await obs.do('SetInputSettings', { inputName: 'TraCord title', inputSettings: { from_file: true, color1: 1 } });
    const moved = { positionX: 5, positionY: 5, rotation: 3 };
    await obs.do('SetSceneItemTransform', { sceneName: 'Main', sceneItemId: 1, sceneItemTransform: moved });
    expect(await ours.sources.setup({ sources: ['overlay:now-playing', 'text:title'] })).toMatchObject({
      sources: [{ outcome: 'repaired' }, { outcome: 'repaired' }],
    });
    expect(await settings('TraCord now playing')).toMatchObject({
      ...{ url: `${OURS_HERE}/overlays/now-playing?theme=bare`, width: 700, height: 300 },
    });
    expect(await settings('TraCord title')).toMatchObject({ from_file: false, color1: 1 });
    const { sceneItemTransform } = await obs.do('GetSceneItemTransform', { sceneName: 'Main', sceneItemId: 1 });
    expect(sceneItemTransform).toMatchObject(moved);
  });

  it('puts one that nobody can see in its place again, and one that another scene lacks into that too', async () => {
    await ours.sources.setup({ scene: 'Main', sources: ['text:title'] });
    const item = { sceneName: 'Main', sceneItemId: 1 };
    await obs.do('SetSceneItemTransform', { ...item, sceneItemTransform: { positionX: 9_000 } });
    expect(await ours.sources.setup({ sources: ['text:title'] })).toMatchObject({ sources: [{ outcome: 'repaired' }] });
    expect((await obs.do('GetSceneItemTransform', item)).sceneItemTransform).toMatchObject({ positionX: 216 });
    const inBreak = { scene: 'Break', sources: ['text:title'] };
    expect(await ours.sources.setup(inBreak)).toMatchObject({ sources: [{ outcome: 'repaired' }] });
    expect(await ours.sources.setup(inBreak)).toMatchObject({ sources: [{ outcome: 'kept' }] });
    expect((await obs.do('GetInputList')).inputs).toHaveLength(1);
  });

  it('refreshes pages with our address once per connection, and no others', async () => {
    await anew({}, async (fake) => {
      await make('By hand', 'browser_source', { url: `http://localhost:${WEB_PORT}/overlays/requests` }, fake);
      await make('Chat', 'browser_source', { url: 'https://example.com/chat' }, fake);
      await make('Other port', 'browser_source', { url: 'http://127.0.0.1:9/overlays/requests' }, fake);
    });
    const once = { input: 'By hand', button: 'refreshnocache' };
    await until(() => expect(obs.pressed).toEqual([once]));
    await make('Later', 'browser_source', { url: `${OURS_HERE}/overlays/requests` });
    await ours.sources.setup({ sources: ['text:title', 'overlay:requests'] });
    expect(obs.pressed).toEqual([once]);
    ours.link.stop();
    ours.link.start();
    await until(() =>
      expect(obs.pressed.slice(1).map(({ input }) => input)).toEqual(['By hand', 'Later', 'TraCord requests']),
    );
  });

  it('sends all texts at once, nothing where nothing changed, and everything again after a lost connection', async () => {
    await ours.sources.setup({ sources: ['text:title', 'text:artist', 'image:cover'] });
    ours.sources.update(playing('A', 'B', artwork('#FF0000')));
    await until(async () =>
      expect((await settings('TraCord cover')) as object).toHaveProperty('file', ours.sources.coverFile),
    );
    const { length } = obs.asked;
    ours.sources.update(playing('A', 'B', artwork('#FF0000')));
    ours.sources.update(playing('A', 'B', artwork('#FF0000')));
    await ours.link.request('GetVersion');
    // The connection itself may read what was made a moment ago.
    const sent = obs.asked.slice(length).map(({ type }) => type);
    expect(sent.filter((type) => !type.startsWith('Get') || type === 'GetInputSettings')).toEqual([]);
    const before = writes().length;
    ours.link.stop();
    ours.link.start();
    await until(() => expect(writes().length).toBe(before + 3));
  });

  it('writes the others where OBS refused one, and tries again', async () => {
    await ours.sources.setup({ sources: ['text:title', 'text:artist'] });
    const texts = async () => [await settings('TraCord artist'), await settings('TraCord title')];
    for (const [artist, code] of Object.entries({ A: 600, B: 702 })) {
      obs.refuse('SetInputSettings', code);
      ours.sources.update(playing(artist, 'T'));
      await until(async () => expect(await texts()).toMatchObject([{ text: artist }, { text: 'T' }]));
    }
  });

  it.each(['5.1', '5.6'] as const)('follows a renaming while it is away, with obs-websocket %s', async (version) => {
    await anew({ version });
    await ours.sources.setup({ sources: ['text:title'] });
    ours.link.stop();
    await rename('TraCord title', 'Headline');
    await make('TraCord title', 'text_ft2_source_v2', { text: 'mine' });
    ours.sources.update(playing('A', 'B'));
    ours.link.start();
    await until(async () => expect(await settings('Headline')).toHaveProperty('text', 'B'));
    expect(await settings('TraCord title')).toEqual({ text: 'mine' });
  });

  it('knows a source by its UUID where its mark was taken away, and marks it again', async () => {
    await ours.sources.setup({ sources: ['text:title'] });
    ours.link.stop();
    await obs.do('SetInputSettings', { inputName: 'TraCord title', inputSettings: { text: '' }, overlay: false });
    await rename('TraCord title', 'Headline');
    ours.link.start();
    await until(async () => expect(await settings('Headline')).toHaveProperty('tracord', 'text:title'));
  });

  it('says what this OBS cannot do, and makes the rest', async () => {
    await anew({ inputKinds: ['image_source'] });
    expect(await ours.sources.setup({ sources: ['overlay:now-playing', 'text:title', 'image:cover'] })).toMatchObject({
      sources: [{ what: 'image:cover', outcome: 'made' }],
      unavailable: [
        { what: 'overlay:now-playing', why: expect.stringContaining('image:cover') },
        { what: 'text:title', why: expect.stringContaining('no source of that kind') },
      ],
    });
  });

  it('takes another name where its own is taken by a scene', async () => {
    await anew({ collections: { Show: ['TraCord title', 'TraCord title 2'] } });
    expect(await ours.sources.setup({ sources: ['text:title'] })).toMatchObject({
      ...{ scene: 'TraCord title', sources: [{ name: 'TraCord title 3' }] },
    });
  });

  it('shows a new source only in its place, and one that a lost connection left halfway at the next setup', async () => {
    obs.refuse('SetSceneItemTransform', 702);
    expect(await ours.sources.setup({ sources: ['text:title'] })).toMatchObject({
      unavailable: [{ what: 'text:title', why: expect.stringContaining('OBS refused it') }],
    });
    const order = obs.asked.filter(({ type }) => type === 'CreateInput');
    expect(order).toMatchObject([{ data: { sceneItemEnabled: false } }]);
    expect(await ours.sources.setup({ sources: ['text:title'] })).toMatchObject({ unavailable: [] });
    const item = { sceneName: 'Main', sceneItemId: 1 };
    expect((await obs.do('GetSceneItemTransform', item)).sceneItemTransform).toMatchObject({ positionX: 216 });
    expect(await obs.do('GetSceneItemEnabled', item)).toEqual({ sceneItemEnabled: true });
    expect((await obs.do('GetInputList')).inputs).toHaveLength(1);
  });

  describe('with time in our hands', () => {
    let clock: ManualClock;
    beforeEach(async () => {
      ours.stop();
      clock = new ManualClock();
      ours = startSources(obs, [], clock);
      await ours.connected();
      await ours.sources.setup({ sources: ['text:title', 'text:artist'] });
    });
    const names = () => ours.sources.bound.map(({ what, found }) => [what, found]);

    it('takes what was deleted while it watched as deleted, and as ours again when that is undone', async () => {
      await obs.do('RemoveInput', { inputName: 'TraCord title' });
      await until(() => expect(names()).toContainEqual(['text:title', false]));
      clock.advance(2_000);
      expect(names()).toEqual([['text:artist', true]]);
      ours.link.stop();
      ours.link.start();
      await ours.connected();
      ours.sources.update(playing('A', 'B'));
      await until(async () => expect(await settings('TraCord artist')).toHaveProperty('text', 'A'));
      expect(names()).toEqual([['text:artist', true]]);
      await make('Title again', 'text_ft2_source_v2', { tracord: 'text:title' });
      await until(async () => expect(await settings('Title again')).toHaveProperty('text', 'B'));
    });

    it('does not take sources as deleted that go with their scene collection, or as OBS ends', async () => {
      obs.emit('ExitStarted');
      await obs.do('RemoveInput', { inputName: 'TraCord title' });
      await until(() => expect(names()).toContainEqual(['text:title', false]));
      clock.advance(5_000);
      ours.link.stop();
      ours.link.start();
      await until(() =>
        expect(names()).toEqual([
          ['text:artist', true],
          ['text:title', true],
        ]),
      );
    });

    it('makes again what is missing though nobody was seen deleting it, once', async () => {
      const lose = () => {
        obs.model.now.inputs = obs.model.now.inputs.filter(({ name }) => name !== 'TraCord title');
        for (const scene of obs.model.now.scenes) scene.items = [];
        ours.sources.update(playing('A', String(obs.asked.length)));
      };
      lose();
      await until(() => expect(names()).toContainEqual(['text:title', false]));
      clock.advance(2_000);
      await until(() => expect(names()).toContainEqual(['text:title', true]));
      lose();
      await until(() => expect(names()).toContainEqual(['text:title', false]));
      const { length } = obs.asked.filter(({ type }) => type === 'CreateInput');
      clock.advance(10_000);
      await ours.link.request('GetVersion');
      expect(obs.asked.filter(({ type }) => type === 'CreateInput')).toHaveLength(length);
    });
  });

  it('is refused while OBS is away', async () => {
    await obs.kill();
    await until(() => expect(ours.link.state).toBeUndefined());
    expect(await ours.sources.setup({ sources: ['text:title'] })).toMatchObject({ ok: false, code: 'obs-away' });
    await obs.start();
  });
});
