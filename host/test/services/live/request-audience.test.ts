// What others see of requests, on a real desk: in step with the queue, with what is on air to whom, and with masks and names.

import { DEFAULT_SETTINGS, type Settings } from '@tracord/shared/settings.ts';
import { FIRST_BOT_TOPICS, FIRST_PUBLIC_TOPICS } from '@tracord/shared/topics.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withTestSong } from '#domain/test-song.ts';
import { silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { Audience } from '#services/live/audience.ts';
import { RequestAudience } from '#services/live/request-audience.ts';
import { writeOldRequests } from '#storage/show/old-requests.ts';
import { RequestLists } from '#storage/show/request-lists.ts';
import { person, RequestStage } from './request-stage.ts';

const UNDO_MS = 20_000;

let stage: RequestStage;
let settings: Settings;
let isMarked: boolean;
/** How much later than the desk says the audience is told, ms. */
let lateMs: number;
const audienceTopics = () => new TopicStore(FIRST_PUBLIC_TOPICS, silentLogger);
const botTopics = () => new TopicStore({ ...FIRST_BOT_TOPICS, discord: DEFAULT_SETTINGS.discord }, silentLogger);
let audience: ReturnType<typeof audienceTopics>;
let bot: ReturnType<typeof botTopics>;
let views: RequestAudience;

beforeEach(async () => {
  stage = new RequestStage({ minutesBetween: 0, artistTracksApart: 0 });
  settings = { ...DEFAULT_SETTINGS };
  isMarked = true;
  lateMs = 0;
  audience = audienceTopics();
  bot = botTopics();
  const shown = new Audience(stage.topics, audience, stage.clock, () => stage.announceDelayMs + lateMs);
  views = new RequestAudience({
    ...{ operator: stage.topics, audience, bot, requests: stage.requests, clock: stage.clock },
    settings: () => settings,
    marksAreCurrent: () => isMarked,
    knowsOf: (at) => shown.knowsOf(at),
    followOnAir: (listener) => shown.followOnAir(listener),
    lists: new RequestLists(stage.db),
  });
  await stage.live();
});
afterEach(() => stage.close());

const shown = () => audience.get('requests');
const accepted = async (trackId: string, who: string) => {
  const id = await stage.added(trackId, who, { words: `typed by ${who}` });
  await stage.requests.accept({ id });
  stage.clock.advance(UNDO_MS);
  return id;
};

describe('the audience', () => {
  it('sees a request once its undo is over, with a name and a cover of its own', async () => {
    const id = await stage.added('a', 'ann');
    await stage.requests.accept({ id });
    await Promise.resolve();
    expect(shown().order).toEqual([]);
    expect(views.mayShowArtwork('/music/a.mp3')).toBe(false);
    stage.clock.advance(UNDO_MS);
    expect(shown()).toMatchObject({
      open: true,
      hint: 'ask with /request',
      order: [id],
      byId: { [id]: { number: 1, state: 'accepted', name: 'Name ann', others: 0, announcedAt: stage.clock.now() } },
    });
    expect(views.mayShowArtwork('/music/a.mp3')).toBe(true);
    expect(views.mayShowArtwork('/music/b.mp3')).toBe(false);
    const announcedAt = stage.clock.now();
    await stage.play('b');
    expect(shown().byId[id]?.announcedAt).toBe(announcedAt);
  });

  it('reads who asked for what is on air when it reads what that is, however late', async () => {
    const id = await accepted('a', 'ann');
    stage.announceDelayMs = 30_000;
    const { onAirSince } = await stage.play('a');
    expect(stage.stateOf(id)).toBe('playing');
    expect(shown().byId[id]?.state).toBe('accepted');
    expect(shown().onAir).toBeUndefined();
    expect(JSON.stringify(bot.get('cues'))).not.toContain('on-air-ping');
    expect(bot.get('requests').byId[id]).toMatchObject({ said: 'accepted', onAirSince: undefined });
    stage.clock.advance(30_000);
    expect(audience.get('nowPlaying').onAirSince).toBe(onAirSince);
    expect(shown()).toMatchObject({ byId: { [id]: { state: 'playing' } }, onAir: { onAirSince, name: 'Name ann' } });
    expect(Object.values(bot.get('cues').byId)).toContainEqual(
      expect.objectContaining({ kind: 'on-air-ping', requestId: id, mention: [person('ann')] }),
    );
    await stage.play('b');
    expect(stage.stateOf(id)).toBe('played');
    expect(shown().byId[id]?.state).toBe('playing');
    stage.clock.advance(30_000);
    expect(shown()).toMatchObject({ order: [], onAir: undefined });
    expect(bot.get('requests').byId[id]?.said).toBe('played');
  });

  it('learns nothing of a request whose song the DJ hides, then or later', async () => {
    const id = await accepted('a', 'ann');
    const now = await stage.play('a');
    expect(shown().onAir).toBeDefined();
    const { id: playId = '', artist, title } = { id: now.playId, artist: 'Artist a', title: 'Title a' };
    stage.plays.hide({ id: playId, artist, title }, true, 0);
    stage.topics.set('nowPlaying', { ...now, track: now.track && { ...now.track, masked: true } });
    for (const text of [shown(), bot.get('requests'), bot.get('cues')].map((value) => JSON.stringify(value))) {
      expect(text).not.toMatch(/Title a|Name ann/);
    }
    await stage.play('b');
    expect(stage.stateOf(id)).toBe('played');
    expect(JSON.stringify([shown(), bot.get('requests')])).not.toContain('Title a');
    expect(views.mine(person('ann'))).toEqual([]);
  });

  it('no more sees a request whose track a setting leaves out since, nor does the bot or who asked', async () => {
    const id = await accepted('a', 'ann');
    const other = await stage.added('b', 'bob');
    expect(shown().order).toEqual([id]);
    stage.tracks = stage.tracks.map((one) => (['a', 'b'].includes(one.id) ? { ...one, excluded: true } : one));
    await stage.requests.libraryRenewed();
    views.publish();
    expect(stage.view.byId[id]?.track.excluded).toBe(true);
    expect([shown().order, bot.get('requests').order, bot.get('requests').byId]).toEqual([[], [], {}]);
    expect(views.mine(person('bob'))).toEqual([]);
    expect(stage.stateOf(other)).toBe('new');
  });

  it('sees nothing while masks are being applied', async () => {
    const id = await accepted('a', 'ann');
    isMarked = false;
    views.publish();
    expect([shown().order, bot.get('requests').order, bot.get('requests').byId]).toEqual([[], [], {}]);
    isMarked = true;
    views.publish();
    expect(shown().order).toEqual([id]);
  });

  it('loses the name of a blocked person in one change, also of what plays', async () => {
    await accepted('a', 'ann');
    await accepted('b', 'ann');
    await stage.play('a');
    expect(JSON.stringify(shown()).match(/Name ann/g)).toHaveLength(3);
    const seen: string[] = [];
    audience.onChange(({ value }) => seen.push(JSON.stringify(value)));
    await stage.requests.block(person('ann'));
    expect(seen.length).toBeGreaterThan(0);
    for (const text of seen) expect(text).not.toContain('Name ann');
  });

  it('sees no name that may not be shown, and none where the DJ wants none', async () => {
    const id = await accepted('a', 'ass');
    expect(shown().byId[id]).toMatchObject({ number: 1, others: 0 });
    expect(shown().byId[id]?.name).toBeUndefined();
    const other = await accepted('b', 'bob');
    settings = { ...settings, requests: { ...settings.requests, showNames: false } };
    stage.topics.set('settings', settings);
    expect(shown().byId[other]?.name).toBeUndefined();
  });

  it('is told why requests are closed', async () => {
    await stage.requests.close({ reason: 'back at ten' });
    expect(shown()).toMatchObject({ open: false, hint: 'closed: back at ten' });
    stage.setLive(false);
    expect(shown().hint).toBe(DEFAULT_SETTINGS.requestTexts.rehearsal);
  });
});

describe('the bot', () => {
  it('gets what the audience hears, its settings, and no typed words', async () => {
    await accepted('a', 'ann');
    await stage.play('b');
    expect(bot.get('nowPlaying')).toEqual(audience.get('nowPlaying'));
    expect(bot.get('live')).toEqual({ on: true });
    expect(JSON.stringify(bot.get('requests'))).not.toContain('typed by');
    settings = { ...settings, discord: { ...settings.discord, threadPerSet: false } };
    stage.topics.set('settings', settings);
    expect(bot.get('discord').threadPerSet).toBe(false);
  });

  it('is offered a message cue, and has the message once it is sent', async () => {
    const id = await stage.added('a', 'ann');
    const [cue = ''] = bot.get('cues').order;
    expect(bot.get('cues').byId[cue]).toMatchObject({ kind: 'request-message', requestId: id });
    await stage.requests.takeCue(cue);
    expect(bot.get('cues').order).toEqual([]);
    await stage.requests.doneCue(cue, 'channel/message');
    expect(bot.get('requests').byId[id]?.message).toBe('channel/message');
  });

  it('pings nobody before the audience was told, whenever that is', async () => {
    const id = await accepted('a', 'ann');
    lateMs = 45_000;
    await stage.play('a');
    stage.clock.advance(40_000);
    expect(JSON.stringify(bot.get('cues'))).not.toContain('on-air-ping');
    stage.clock.advance(5_000);
    expect(Object.values(bot.get('cues').byId)).toContainEqual(
      expect.objectContaining({ kind: 'on-air-ping', requestId: id }),
    );
  });

  it('hears that its kept choices are out of date when they are', () => {
    const before = bot.get('choices').version;
    views.publish();
    expect(bot.get('choices').version).toBe(before);
    settings = { ...settings, library: { ...settings.library, exclude: ['*/Old/*'] } };
    stage.topics.set('settings', settings);
    expect(bot.get('choices').version).toBeGreaterThan(before);
  });
});

describe('requests of before', () => {
  it('are for the DJ alone: nobody can say whether they are masked', async () => {
    stage.close();
    stage = new RequestStage();
    writeOldRequests(stage.db, [
      { id: 'old', askedAt: 5, requester: person('ann'), artist: 'Old Artist', title: 'Old Title' },
    ]);
    const before = new RequestAudience({
      ...{ operator: stage.topics, audience, bot, requests: stage.requests, clock: stage.clock },
      ...{ settings: () => settings, marksAreCurrent: () => true, knowsOf: () => true },
      followOnAir: (listener) => audience.follow('nowPlaying', listener),
      lists: new RequestLists(stage.db),
    });
    await stage.requests.resume();
    before.publish();
    expect(JSON.stringify([shown(), bot.get('requests')])).not.toMatch(/Old|old/);
    expect(before.mine(person('ann'))).toEqual([]);
  });
});

describe('a change that can still be undone', () => {
  const order = () => bot.get('requests').order.map((id) => bot.get('requests').byId[id]?.track.title);
  const placesOf = (who: string) => views.mine(person(who)).map(({ place }) => place);

  it('moves nothing that others read, and comes through when its time is over', async () => {
    const ids = [];
    for (const [id, who] of [
      ['a', 'ann'],
      ['b', 'bob'],
      ['c', 'cid'],
      ['d', 'dan'],
    ] as const) {
      ids.push(await stage.added(id, who));
    }
    const [a = '', b = '', c = ''] = ids;
    const before = ['Title a', 'Title b', 'Title c', 'Title d'];
    expect(order()).toEqual(before);
    await stage.requests.decline({ id: a });
    await stage.requests.skip({ id: b });
    await stage.requests.accept({ id: c });
    expect(order()).toEqual(before);
    expect(['ann', 'bob', 'cid', 'dan'].map(placesOf)).toEqual([[1], [2], [3], [4]]);
    stage.clock.advance(UNDO_MS);
    expect(order()).toEqual(['Title c', 'Title d', 'Title b']);
    expect(['ann', 'bob', 'cid', 'dan'].map(placesOf)).toEqual([[undefined], [2], [undefined], [1]]);
  });

  it('takes no accepted request off the screen before its time', async () => {
    const id = await accepted('a', 'ann');
    const other = await accepted('b', 'bob');
    await stage.requests.decline({ id });
    expect(shown().order).toEqual([id, other]);
    stage.clock.advance(UNDO_MS);
    expect(shown().order).toEqual([other]);
  });
});

describe('mine', () => {
  it('says to them alone what became of it', async () => {
    const declined = await stage.added('a', 'ann');
    await stage.added('b', 'bob');
    await stage.add('b', 'ann');
    await stage.requests.decline({ id: declined });
    expect(views.mine(person('ann'))).toMatchObject([
      { number: 1, said: 'waiting', place: 2, isVote: false },
      { number: 2, said: 'waiting', place: 1, isVote: true, artist: 'Artist b', title: 'Title b' },
    ]);
    stage.clock.advance(UNDO_MS);
    expect(views.mine(person('ann'))[0]).toMatchObject({ said: 'not this time' });
    expect(bot.get('requests').byId[declined]?.said).toBe('over');
    expect(views.mine(person('eve'))).toEqual([]);
  });
});

it('reads a request as playing while the test song is shown over it, and hides it when it is hidden', async () => {
  const id = await accepted('a', 'ann');
  const now = await stage.play('a');
  expect(shown().byId[id]?.state).toBe('playing');
  stage.topics.set('nowPlaying', withTestSong(now, stage.clock.now()));
  expect(audience.get('nowPlaying').track?.title).toBe('Test song');
  // It is for screens; Discord goes on with what plays.
  expect(bot.get('nowPlaying').track?.title).toBe(now.track?.title);
  expect(shown().byId[id]?.state).toBe('playing');
  stage.plays.mask(now.playId ?? '', true);
  stage.topics.set('nowPlaying', withTestSong({ ...now, maskedPlays: [now.playId ?? ''] }, stage.clock.now()));
  expect(shown().byId[id]).toBeUndefined();
  expect(bot.get('nowPlaying').track?.title).toBe('ID');
});
