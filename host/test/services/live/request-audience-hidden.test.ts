import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { FIRST_BOT_TOPICS, FIRST_PUBLIC_TOPICS } from '@tracord/shared/topics.ts';
import { expect, it } from 'vitest';
import { UNDO_MS } from '#domain/request-record.ts';
import { silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { Audience } from '#services/live/audience.ts';
import { RequestAudience } from '#services/live/request-audience.ts';
import { RequestLists } from '#storage/show/request-lists.ts';
import { RequestStage } from './request-stage.ts';

it('learns nothing more of a request that was played long ago once the DJ hides it in the list', async () => {
  const stage = new RequestStage({ minutesBetween: 0, artistTracksApart: 0 });
  const audience = new TopicStore(FIRST_PUBLIC_TOPICS, silentLogger);
  const bot = new TopicStore({ ...FIRST_BOT_TOPICS, discord: DEFAULT_SETTINGS.discord }, silentLogger);
  const shown = new Audience(stage.topics, audience, stage.clock, () => 0);
  const views = new RequestAudience({
    ...{ operator: stage.topics, audience, bot, requests: stage.requests, clock: stage.clock },
    ...{ settings: () => DEFAULT_SETTINGS, marksAreCurrent: () => true, lists: new RequestLists(stage.db) },
    knowsOf: (at) => shown.knowsOf(at),
    followOnAir: (listener) => shown.followOnAir(listener),
  });
  await stage.live();
  await stage.requests.accept({ id: await stage.added('a', 'ann') });
  stage.clock.advance(UNDO_MS);
  const { playId: id = '' } = await stage.play('a');
  await stage.play('b');
  const told = () => JSON.stringify([audience.get('requests'), bot.get('requests')]);
  expect(told()).toContain('Title a');
  const mask = (on: boolean) => {
    stage.plays.setMasks(id, { hidden: on, masked: on });
    // The list of the set is published anew then.
    stage.topics.set('set', { ...stage.topics.get('set'), name: on ? 'hidden' : 'revealed' });
  };
  mask(true);
  expect(told()).not.toContain('Title a');
  mask(false);
  expect(told()).toContain('Title a');
  views.stop();
  mask(true);
  expect(told()).toContain('Title a');
  stage.close();
});
