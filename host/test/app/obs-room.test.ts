// What outlives a change of the settings, and what is answered before OBS is looked after.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { obsSettings } from '@tracord/shared/obs-settings.ts';
import { FIRST_OPERATOR_TOPICS, FIRST_PUBLIC_TOPICS } from '@tracord/shared/topics.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type AllHandlers, CommandDesk } from '#app/commands.ts';
import { ObsRoom } from '#app/obs-room.ts';
import { systemClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { openShowDatabase } from '#storage/show/database.ts';
import { ObsSourceRows } from '#storage/show/obs-sources.ts';
import { FakeObs } from '../../../test/fakes/obs.ts';
import { until } from '../../../test/fakes/until.ts';

let folder: string;
let database: ReturnType<typeof openShowDatabase>;
let obs: FakeObs;
let room: ObsRoom;
let settings: ReturnType<typeof obsSettings.parse>;
let operator: TopicStore<typeof FIRST_OPERATOR_TOPICS>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'obs-room-'));
  database = openShowDatabase(folder);
  obs = await FakeObs.start();
  settings = obsSettings.parse({ url: obs.url });
  operator = new TopicStore(FIRST_OPERATOR_TOPICS, silentLogger);
  const audience = new TopicStore(FIRST_PUBLIC_TOPICS, silentLogger);
  room = new ObsRoom({
    ...{ operator, audience, clock: systemClock, log: silentLogger },
    seen: { followOnAir: (listener) => audience.follow('nowPlaying', listener) },
    settings: () => settings,
    password: () => ({ known: true, password: obs.password }),
    onSighting: () => {},
    sources: {
      ...{ store: new ObsSourceRows(database), webPort: 47123, cover: async () => undefined, folder },
      ...{ report: () => {}, adopts: true },
    },
    ...{ report: () => {}, reportRules: () => {} },
  });
});
afterEach(async () => {
  room.stop();
  database.close();
  await obs.stop();
  rmSync(folder, { recursive: true, force: true });
});

const connected = () =>
  until(() => expect(operator.get('obs')).toMatchObject({ status: 'connected', program: expect.anything() }));
const alarms = () => operator.get('obs').alarms.map(({ what }) => what);

async function thrownOut(): Promise<void> {
  room.start();
  await connected();
  obs.kick();
  await until(() => expect(operator.get('obs').status).toBe('refused'));
}

it('an alarm stays through another password, until it is acknowledged', async () => {
  room.start();
  await connected();
  obs.recording.start();
  await until(() => expect(operator.get('obs').recording.active).toBe(true));
  obs.recording.stop({ quiet: true });
  await until(() => expect(alarms()).toEqual(['recording']));
  room.restart();
  await connected();
  expect(alarms()).toEqual(['recording']);
  expect(room.acknowledge()).toBe(1);
  expect(alarms()).toEqual([]);
});

it('thrown out by hand, it comes back when anything of OBS is set otherwise', async () => {
  await thrownOut();
  settings = { ...settings, chapters: false };
  room.settingsChanged();
  await connected();
});

it('thrown out by hand, it comes back when the DJ takes note', async () => {
  await thrownOut();
  expect(room.acknowledge()).toBe(0);
  await connected();
});

it('before OBS is looked after, commands say that it is away', async () => {
  const desk = new CommandDesk({ ...room.handlers } as AllHandlers, silentLogger);
  const run = (name: string, args = {}) => desk.run(name, args, name, 'operator');
  expect(await run('scene.set', { scene: 'Break' })).toMatchObject({ ok: false, code: 'obs-away' });
  expect(await run('obs.setup', { sources: ['text:title'] })).toMatchObject({ ok: false, code: 'obs-away' });
  expect(await run('obs.acknowledge')).toEqual({ ok: true, acknowledged: 0 });
});
