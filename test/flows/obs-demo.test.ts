// A demo set beside the DJ's real OBS: what is his there stays as it is.

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FakeObs } from '../fakes/obs.ts';
import { type StartedHost, startedHost } from '../fakes/started-host.ts';
import { until } from '../fakes/until.ts';

let obs: FakeObs;
let host: StartedHost;
beforeEach(async () => {
  obs = await FakeObs.start({ password: undefined });
});
afterEach(async () => {
  await host.stop();
  host.clear();
  await obs.stop();
});

it('writes and switches nothing of it, but what it made when it was asked', async () => {
  const make = (inputName: string, inputSettings: object) =>
    obs.do('CreateInput', { sceneName: 'Main', inputName, inputKind: 'text_ft2_source_v2', inputSettings });
  await make('My title', { text: 'by hand' });
  await make('TraCord title', { text: 'real show', tracord: 'text:title' });
  const home = mkdtempSync(join(tmpdir(), 'tracord-obs-demo-'));
  mkdirSync(join(home, 'config'));
  writeFileSync(
    join(home, 'config/settings.yaml'),
    'obs:\n  sources: ["text:title = My title"]\n  rules:\n    - {when: live, scene: Break}\n',
  );
  host = await startedHost({ home, args: ['--demo', '--speed', '20'], env: { TRACORD_OBS_URL: obs.url } });
  await until(() => expect(obs.clients).toBe(1));
  const ours = await host.until(async () => {
    const answer = await host.command('obs.setup', { sources: ['text:title'] });
    expect(answer).toMatchObject({ ok: true, sources: [{ outcome: 'made', name: 'TraCord title 2' }] });
    return 'TraCord title 2';
  });
  await host.command('live.set', { on: true });
  const text = (inputName: string) => obs.model.now.inputs.find(({ name }) => name === inputName)?.settings.text;
  await until(() => expect(text(ours)).toMatch(/./), 20_000);
  expect([text('My title'), text('TraCord title')]).toEqual(['by hand', 'real show']);
  expect(obs.model.now.program).toBe('Main');
  expect(obs.asked.map(({ type }) => type)).not.toContain('CreateRecordChapter');
}, 40_000);
