// Scene rules on a real request desk: what is undone in time, masked or told late changes no scene too early, or none at all.

import { FIRST_OBS } from '@tracord/shared/obs.ts';
import { obsSettings } from '@tracord/shared/obs-settings.ts';
import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { FIRST_BOT_TOPICS, FIRST_PUBLIC_TOPICS } from '@tracord/shared/topics.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { Audience } from '#services/live/audience.ts';
import { RequestAudience } from '#services/live/request-audience.ts';
import { SceneCues } from '#services/live/scene-cues.ts';
import { RequestLists } from '#storage/show/request-lists.ts';
import { RequestStage } from './request-stage.ts';

const UNDO_MS = 20_000;
const SCENES = ['Main', 'Requests', 'Wanted'];

let stage: RequestStage;
let asked: string[];
let cues: SceneCues;

beforeEach(async () => {
  stage = new RequestStage({ minutesBetween: 0, artistTracksApart: 0 });
  asked = [];
  const { topics: operator, clock } = stage;
  const audience = new TopicStore(FIRST_PUBLIC_TOPICS, silentLogger);
  const shown = new Audience(operator, audience, clock, () => stage.announceDelayMs);
  const followOnAir: Audience['followOnAir'] = (listener) => shown.followOnAir(listener);
  new RequestAudience({
    ...{ operator, audience, clock, followOnAir, requests: stage.requests },
    bot: new TopicStore({ ...FIRST_BOT_TOPICS, discord: DEFAULT_SETTINGS.discord }, silentLogger),
    settings: () => DEFAULT_SETTINGS,
    marksAreCurrent: () => true,
    knowsOf: (at) => shown.knowsOf(at),
    lists: new RequestLists(stage.db),
  });
  const byId = Object.fromEntries(SCENES.map((name) => [name, { name, items: [] }]));
  const obs = { ...FIRST_OBS, status: 'connected', scenes: { order: SCENES, byId }, program: 'Main' } as const;
  operator.set('obs', obs);
  const { rules } = obsSettings.parse({
    rules: [
      { when: 'request-accepted', scene: 'Requests', forSeconds: 8 },
      { when: 'request-playing', scene: 'Wanted', forSeconds: 8 },
    ],
  });
  await stage.live();
  cues = new SceneCues({
    ...{ operator, audience, followOnAir, clock, log: silentLogger, rules: () => rules, report: () => {} },
    do: async (cue) => {
      asked.push(cue.scene);
      operator.set('obs', { ...obs, program: cue.scene });
      return { ok: true, outcome: 'done' };
    },
  });
});
afterEach(() => {
  cues.stop();
  stage.close();
});

async function goOn(ms: number): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  stage.clock.advance(ms);
  await new Promise((resolve) => setImmediate(resolve));
}

it('an accept changes the scene when it can no longer be undone, and never when it was undone', async () => {
  const id = await stage.added('a', 'ann');
  await stage.requests.accept({ id });
  await goOn(UNDO_MS - 1);
  await stage.requests.undo({});
  await goOn(60_000);
  expect(asked).toEqual([]);
  await stage.requests.accept({ id });
  await goOn(UNDO_MS - 1);
  expect(asked).toEqual([]);
  await goOn(1);
  expect(asked).toEqual(['Requests']);
  await goOn(8_000);
  expect(asked).toEqual(['Requests', 'Main']);
});

it('a request on air changes the scene when the audience is told of it', async () => {
  const id = await stage.added('a', 'ann');
  await stage.requests.accept({ id });
  await goOn(UNDO_MS + 10_000);
  asked.length = 0;
  stage.announceDelayMs = 30_000;
  await stage.play('a');
  await goOn(29_000);
  expect(asked).toEqual([]);
  await goOn(1_000);
  expect(asked).toEqual(['Wanted']);
  await goOn(8_000);
  expect(asked).toEqual(['Wanted', 'Main']);
  await stage.play('b');
  await goOn(60_000);
  expect(asked).toEqual(['Wanted', 'Main']);
});
