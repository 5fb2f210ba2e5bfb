import { afterEach, beforeEach, expect, it } from 'vitest';
import { MINUTE, person, RequestStage } from './request-stage.ts';

let stage: RequestStage;
beforeEach(async () => {
  stage = await new RequestStage({ minutesBetween: 0 }).live();
});
afterEach(() => stage.close());

const kinds = () => stage.requests.pendingCues().map(({ kind }) => kind);
const cue = (kind: string) => stage.requests.pendingCues().find((one) => one.kind === kind);

it('asks for one message per request, at once, for two minutes', async () => {
  const id = await stage.added('a', 'ann');
  const now = stage.clock.now();
  expect(stage.requests.pendingCues()).toMatchObject([
    { kind: 'request-message', requestId: id, mention: [], dueAt: now, expiresAt: now + 2 * MINUTE },
  ]);
  await stage.add('a', 'bob');
  expect(kinds()).toHaveLength(1);
  stage.clock.advance(2 * MINUTE - 1_000);
  expect(kinds()).toEqual([]);
});

it('hands a cue out once, and keeps what came of it', async () => {
  const id = await stage.added('a', 'ann');
  const { id: one = '' } = cue('request-message') ?? {};
  expect(await stage.requests.doneCue(one, '1/2')).toMatchObject({ ok: false, code: 'cue-gone' });
  expect(await Promise.all([stage.requests.takeCue(one), stage.requests.takeCue(one)])).toMatchObject([
    { ok: true },
    { ok: false, code: 'cue-gone' },
  ]);
  expect(kinds()).toEqual([]);
  await stage.restart();
  expect(kinds()).toEqual([]);
  expect(await stage.requests.takeCue(one)).toMatchObject({ ok: false, code: 'cue-gone' });
  expect(await stage.requests.doneCue(one, '1/2')).toEqual({ ok: true });
  expect(stage.requests.messageOf(id)).toBe('1/2');
  await stage.restart();
  expect(stage.requests.messageOf(id)).toBe('1/2');
});

it('pings once, those of Discord who want it', async () => {
  const id = await stage.added('a', 'ann');
  await stage.add('a', 'bob');
  await stage.add('a', 'cid', { requester: person('cid', 'twitch') });
  await stage.add('a', 'dan');
  expect(await stage.requests.ping({ requester: person('dan'), on: false })).toEqual({ ok: true, on: false });
  expect(stage.requests.pings(person('dan'))).toBe(false);
  await stage.play('a');
  const ping = cue('on-air-ping');
  expect(ping).toMatchObject({ requestId: id, mention: [person('ann'), person('bob')], dueAt: stage.clock.now() });
  expect(await stage.requests.takeCue(ping?.id ?? '')).toEqual({ ok: true });
  await stage.onAir('play-1', stage.clock.now(), ['b']);
  await stage.onAir('play-1', stage.clock.now(), ['a']);
  expect(stage.stateOf(id)).toBe('playing');
  expect(cue('on-air-ping')).toBeUndefined();
});

it('pings nobody for a match that was corrected before anybody was pinged, and once it is right', async () => {
  const id = await stage.added('a', 'ann');
  await stage.play('a');
  await stage.onAir('play-1', stage.clock.now(), ['b']);
  expect(cue('on-air-ping')).toBeUndefined();
  await stage.play('a');
  expect(cue('on-air-ping')?.requestId).toBe(id);
});

it('waits until the audience is told', async () => {
  stage.announceDelayMs = 30_000;
  await stage.added('a', 'ann');
  const told: number[] = [];
  stage.requests.onBotChange(() => {
    if (cue('on-air-ping')) told.push(stage.clock.now());
  });
  await stage.play('a');
  const began = stage.clock.now();
  stage.clock.advance(29_999);
  expect(told).toEqual([]);
  stage.clock.advance(1);
  expect(told[0]).toBe(began + 30_000);
});

it('says nothing of what is masked', async () => {
  await stage.added('a', 'ann');
  await stage.play('a');
  expect(kinds()).toHaveLength(2);
  const taken = stage.requests.pendingCues().map(({ id }) => id);
  stage.tracks = stage.tracks.map((one) => ({ ...one, maskedBecause: 'tagged' }));
  await stage.requests.libraryRenewed();
  expect(kinds()).toEqual([]);
  for (const id of taken) expect(await stage.requests.takeCue(id)).toMatchObject({ ok: false, code: 'cue-gone' });
});

it('says nothing of a play that the DJ hides', async () => {
  await stage.added('a', 'ann');
  const now = await stage.play('a');
  const { id = '' } = cue('on-air-ping') ?? {};
  const hidden = now.track && { ...now.track, masked: true };
  await stage.requests.onAirChanged({ ...now, track: hidden, maskedPlays: ['play-1'] });
  expect(cue('on-air-ping')).toBeUndefined();
  expect(await stage.requests.takeCue(id)).toMatchObject({ ok: false, code: 'cue-gone' });
  await stage.requests.onAirChanged(now);
  expect(cue('on-air-ping')?.id).toBe(id);
  await stage.restart();
  expect(cue('on-air-ping')).toBeUndefined();
  await stage.requests.onAirChanged(now);
  expect(cue('on-air-ping')?.id).toBe(id);
});

it('says nothing of a request that is over before anybody heard of it', async () => {
  const id = await stage.added('a', 'ann');
  await stage.requests.withdraw({ id, requester: person('ann') });
  expect(kinds()).toEqual([]);
});

it('says nothing outside a show', async () => {
  const id = await stage.added('a', 'ann');
  await stage.play('b');
  stage.setLive(false);
  expect(kinds()).toEqual([]);
  await stage.play('a');
  expect(stage.stateOf(id)).toBe('expired');
  expect(kinds()).toEqual([]);
});
