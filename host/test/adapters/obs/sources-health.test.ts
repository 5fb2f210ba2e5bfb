import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '#kernel/clock.ts';
import { FakeObs } from '../../../../test/fakes/obs.ts';
import { until } from '../../../../test/fakes/until.ts';
import { type OurSources, startSources } from './sources-for-test.ts';

describe('what is said of the sources that the settings name', () => {
  let obs: FakeObs;
  let ours: OurSources;
  let clock: ManualClock;
  beforeEach(async () => {
    obs = await FakeObs.start({ version: '5.1' });
    clock = new ManualClock();
  });
  afterEach(async () => {
    ours.stop();
    await obs.stop();
  });
  const begin = async (...lines: string[]) => {
    ours = startSources(obs, lines, clock);
    await ours.connected();
  };
  const make = (inputName: string, inputKind = 'text_ft2_source_v2', inputSettings: object = {}) =>
    obs.do('CreateInput', { sceneName: 'Main', inputName, inputKind, inputSettings });
  const says = (health: object) => until(() => expect(ours.health.at(-1)).toMatchObject(health));

  it('is nothing where none is named', async () => {
    await begin();
    await says({ status: 'off' });
  });

  it('is which is missing, until it is there', async () => {
    await begin('text:title = My title', 'image:cover = My cover');
    await says({ status: 'warn', message: expect.stringMatching(/"My title".*"My cover"/) });
    expect(ours.health.at(-1)?.remedy).toContain('obs.sources');
    await make('My title');
    await says({ status: 'warn', message: expect.not.stringContaining('"My title"') });
    await make('My cover', 'image_source');
    await says({ status: 'ok' });
  });

  it('is that it is of a kind that shows no text', async () => {
    await make('My title', 'color_source_v3');
    await begin('text:title = My title');
    await says({ status: 'warn', message: expect.stringContaining('"My title"') });
  });

  it('is that it shows a file, until the DJ unticks it', async () => {
    await make('My title', 'text_ft2_source_v2', { from_file: true });
    await begin('text:title = My title');
    await says({ status: 'warn', message: expect.stringContaining('file') });
    expect(ours.health.at(-1)?.remedy).toContain('"My title"');
    await obs.do('SetInputSettings', { inputName: 'My title', inputSettings: { from_file: false } });
    await until(() => {
      // Over and over: it may have been looking just now, and looks again only later.
      clock.advance(10_000);
      expect(ours.health.at(-1)).toMatchObject({ status: 'ok' });
    });
  });

  it('is no warning while OBS is away', async () => {
    await begin('text:title = My title');
    await says({ status: 'warn' });
    ours.link.stop();
    await says({ status: 'off' });
  });
});
