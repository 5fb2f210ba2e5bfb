// Sources that stand in a scene more than once, and names with spaces around them.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeObs } from '../../../../test/fakes/obs.ts';
import { until } from '../../../../test/fakes/until.ts';
import { type Driven, drive } from './control-for-test.ts';

let obs: FakeObs;
let driven: Driven;

beforeEach(async () => {
  obs = await FakeObs.start({ version: '5.1', collections: { Show: ['Main', '  spaced '] } });
  for (const inputName of ['Cam', ' Banner']) {
    await obs.do('CreateInput', { sceneName: 'Main', inputName, inputKind: 'color_source_v3', inputSettings: {} });
  }
  await obs.do('CreateSceneItem', { sceneName: 'Main', sourceName: 'Cam', sceneItemEnabled: false });
  driven = await drive(obs);
  await until(() => expect(driven.link.state?.scenes[0]?.items).toHaveLength(3));
});
afterEach(async () => {
  driven.stop();
  await obs.stop();
});

const cams = () =>
  obs.model.now.scenes[0]?.items.flatMap(({ source, enabled }) => (source.name === 'Cam' ? [enabled] : []));

describe('a source that stands twice', () => {
  it('counts as shown where one is, and only what differs is touched', async () => {
    const { control } = driven;
    expect(cams()).toEqual([true, false]);
    expect(await control.showSource({ source: 'Cam' })).toEqual({ ok: true, on: false, outcome: 'done' });
    expect(cams()).toEqual([false, false]);
    const sent = obs.asked.filter(({ type }) => type === 'SetSceneItemEnabled');
    expect(sent.map(({ data }) => data.sceneItemId)).toEqual([1]);
    expect(await control.showSource({ source: 'Cam', on: true, items: [{ id: 1 }] })).toMatchObject({
      outcome: 'done',
    });
    expect(cams()).toEqual([true, false]);
  });
});

describe('a name with spaces', () => {
  it('is found without them', async () => {
    const { control } = driven;
    expect(await control.setScene({ scene: 'spaced' })).toMatchObject({ ok: true, scene: '  spaced ' });
    expect(await control.showSource({ source: 'Banner', scene: 'Main', on: false })).toMatchObject({ ok: true });
    expect(await control.showSource({ source: 'Ban', scene: 'Main' })).toMatchObject({ code: 'source-unknown' });
  });
});
