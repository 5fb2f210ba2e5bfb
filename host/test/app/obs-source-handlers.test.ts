import { commands } from '@tracord/shared/commands.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { obsSourceHandlers } from '#app/obs-source-handlers.ts';
import { FakeObs } from '../../../test/fakes/obs.ts';
import { type OurSources, startSources } from '../adapters/obs/sources-for-test.ts';

let obs: FakeObs;
let ours: OurSources;
beforeAll(async () => {
  obs = await FakeObs.start();
  ours = startSources(obs);
  await ours.connected();
});
afterAll(async () => {
  ours.stop();
  await obs.stop();
});

it('answers obs.setup as the table of commands says', async () => {
  const setup = obsSourceHandlers({ sources: ours.sources })['obs.setup'];
  const caller = { role: 'operator' as const, commandId: '1' };
  const answer = await setup({ scene: 'Break', sources: ['overlay:bpm', 'text:line', 'text:line'] }, caller);
  expect(answer).toMatchObject({ ok: true, scene: 'Break', sources: [{ what: 'overlay:bpm' }, { what: 'text:line' }] });
  expect(commands['obs.setup'].answer.safeParse(answer).success).toBe(true);
});
