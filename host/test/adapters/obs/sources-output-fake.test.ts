// That no text waits for another source, and that no copy of a source keeps what was masked.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '#kernel/clock.ts';
import { FakeObs } from '../../../../test/fakes/obs.ts';
import { until } from '../../../../test/fakes/until.ts';
import { artwork, MASKED, type OurSources, playing, startSources } from './sources-for-test.ts';

let obs: FakeObs;
let ours: OurSources;
beforeEach(async () => {
  obs = await FakeObs.start({ version: '5.1' });
  // Nothing is tried again by the passing of time.
  ours = startSources(obs, [], new ManualClock());
  await ours.connected();
});
afterEach(async () => {
  ours.stop();
  await obs.stop();
});

const text = (inputName: string) => obs.model.now.inputs.find(({ name }) => name === inputName)?.settings.text;
const file = (inputName: string) => obs.model.now.inputs.find(({ name }) => name === inputName)?.settings.file;
const paste = async (from: string, inputName: string, sceneName = 'End') => {
  const { inputKind, inputSettings } = await obs.do('GetInputSettings', { inputName: from });
  return obs.do('CreateInput', { sceneName, inputName, inputKind, inputSettings });
};

describe('a source that OBS refuses', () => {
  it('holds back no mask from the others', async () => {
    await ours.sources.setup({ sources: ['text:title', 'text:artist', 'image:cover'] });
    ours.sources.update(playing('Clear', 'Clear'));
    await until(() => expect(text('TraCord title')).toBe('Clear'));
    const answer = obs.do.bind(obs);
    obs.do = async (type, data = {}) => {
      if (type === 'SetInputSettings' && data.inputName === 'TraCord artist') return answer(type, {});
      return answer(type, data);
    };
    ours.sources.update(playing('Other', 'Other', artwork('#FF0000')));
    await until(() => expect(ours.logged.map(({ event }) => event)).toContain('sources.not-written'));
    ours.sources.update(MASKED);
    await until(() => expect(text('TraCord title')).toBe('ID'));
  });

  it('is asked again at once when it is to show something else', async () => {
    await ours.sources.setup({ sources: ['text:title'] });
    obs.refuse('SetInputSettings', 702, 1);
    ours.sources.update(playing('Clear', 'Clear'));
    await until(() => expect(ours.logged.map(({ event }) => event)).toContain('sources.not-written'));
    ours.sources.update(MASKED);
    await until(() => expect(text('TraCord title')).toBe('ID'));
  });
});

it('writes all texts that changed in one message', async () => {
  await ours.sources.setup({ sources: ['text:title', 'text:artist', 'text:line'] });
  const messages = obs.received.split('\n').length;
  ours.sources.update(playing('A', 'B'));
  await until(() => expect(text('TraCord artist and title')).toBe('A - B'));
  const sent = obs.received.split('\n').slice(messages - 1);
  expect(sent.filter((message) => message.includes('SetInputSettings'))).toHaveLength(1);
});

describe('a copy that the DJ makes of a source of ours', () => {
  it('shows the same, masks too', async () => {
    await ours.sources.setup({ sources: ['text:title', 'image:cover'] });
    ours.sources.update(playing('Artist', 'Secret', artwork('#FF0000')));
    await until(() => expect(text('TraCord title')).toBe('Secret'));
    await paste('TraCord title', 'Mine');
    await paste('TraCord cover', 'My cover');
    ours.sources.update(MASKED);
    await until(() => expect([text('TraCord title'), text('Mine')]).toEqual(['ID', 'ID']));
    await until(() => {
      expect(file('My cover')).toBe(ours.sources.coverFile);
      expect(file('TraCord cover')).toBe(file('My cover'));
    });
    expect(ours.sources.bound).toHaveLength(2);
  });

  it('is masked also where the settings name another source instead', async () => {
    await ours.sources.setup({ sources: ['text:title'] });
    await obs.do('CreateInput', {
      ...{ sceneName: 'Main', inputName: 'My title', inputKind: 'text_ft2_source_v2', inputSettings: {} },
    });
    ours.sources.update(playing('Artist', 'Secret'));
    await until(() => expect(text('TraCord title')).toBe('Secret'));
    ours.settings.sources = ['text:title = My title'];
    await ours.sources.settingsChanged();
    ours.sources.update(MASKED);
    await until(() => expect([text('My title'), text('TraCord title')]).toEqual(['ID', 'ID']));
  });
});

describe('a host that adopts nothing', () => {
  it('writes only into what it made itself, though others carry its mark', async () => {
    const theirs = { text: 'real show', tracord: 'text:title' };
    const real = { sceneName: 'Main', inputName: 'TraCord title', inputKind: 'text_ft2_source_v2' };
    await obs.do('CreateInput', { ...real, inputSettings: theirs });
    ours.stop();
    ours = startSources(obs, [], new ManualClock(), { adopts: false });
    await ours.connected();
    expect(await ours.sources.setup({ sources: ['text:title'] })).toMatchObject({
      sources: [{ name: 'TraCord title 2', outcome: 'made' }],
    });
    ours.sources.update(playing('A', 'Demo'));
    await until(() => expect(text('TraCord title 2')).toBe('Demo'));
    expect(text('TraCord title')).toBe('real show');
    ours.link.stop();
    await obs.do('RemoveInput', { inputName: 'TraCord title 2' });
    ours.logged.length = 0;
    ours.link.start();
    await until(() => expect(ours.logged.map(({ event }) => event)).toContain('sources.found'));
    ours.sources.update(playing('A', 'Demo again'));
    await ours.link.request('GetVersion');
    expect(text('TraCord title')).toBe('real show');
  });
});
