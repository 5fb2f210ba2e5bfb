// Whatever people are called and songs are named, Discord takes every message, and none of them pings or marks up anything.

import type { BotRequest, Person } from '@tracord/shared/requests.ts';
import { FIRST_BOT_TOPICS } from '@tracord/shared/topics.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boardBody, boardRest } from '#discord-bot/board-body.ts';
import { readPress, shownRequest } from '#discord-bot/board-press.ts';
import { announcement } from '#discord-bot/live-announcement.ts';
import { nowPlayingBody } from '#discord-bot/now-playing-post.ts';
import { askModal, offer, panelBody, panelRest, readPanelPress } from '#discord-bot/panel-body.ts';
import { pingAsOf, pingBody, pingNumberOf } from '#discord-bot/pings.ts';
import { neutralMessage, numberOf, requestMessage } from '#discord-bot/request-message-text.ts';
import { messageProblems, modalProblems } from '../../../test/fakes/discord-limits.ts';
import type { Json } from '../../../test/fakes/discord-world.ts';
import { NOW } from './staff-stage.ts';

const words = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  {
    weight: 2,
    arbitrary: fc.string({
      unit: fc.constantFrom('*', '\\', '👩‍👩‍👧', '\u0301', '夜', ' ', '`', '<@1>'),
      maxLength: 200,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', ' ', '\u200b', '@everyone', '<@200000000000000001>', 'x'.repeat(10_000)),
  },
);
const people = fc.record({
  platform: fc.constantFrom('discord', 'twitch'),
  id: fc.stringMatching(/^2\d{17}$/),
  name: words,
  shownAs: fc.option(words, { nil: undefined }),
});
const track = fc
  .record({
    id: fc.option(fc.string({ minLength: 1, maxLength: 100 }), { nil: undefined }),
    artist: words,
    title: words,
    mix: fc.option(words, { nil: undefined }),
  })
  .map((one) => ({ ...one, display: { artist: one.artist, title: one.title } }));
const requests: fc.Arbitrary<BotRequest> = fc.record({
  id: fc.string({ minLength: 1, maxLength: 100 }),
  number: fc.integer({ min: 1, max: 99_999 }),
  revision: fc.integer({ min: 0, max: 9_999 }),
  state: fc.constantFrom('new', 'skipped', 'accepted', 'loaded', 'playing', 'declined', 'withdrawn'),
  said: fc.constantFrom('waiting', 'accepted', 'playing', 'played', 'withdrawn', 'over'),
  track,
  candidates: fc.option(
    fc.uniqueArray(fc.record({ id: fc.string({ minLength: 1, maxLength: 110 }), artist: words, title: words }), {
      selector: ({ id }) => id,
      maxLength: 30,
    }),
    { nil: undefined },
  ),
  requester: people,
  voters: fc.array(people, { maxLength: 12 }),
  votes: fc.integer({ min: 1, max: 500 }),
  askedAt: fc.constant(NOW),
  changedAt: fc.constant(NOW),
  by: fc.option(people, { nil: undefined }),
});

function problems(body: object | undefined): unknown {
  return body === undefined ? [] : messageProblems(body as Json);
}

/** What is left when everything that is escaped, and the bot's own marks, are taken out. */
function unescaped(content: string): string {
  return content
    .replace(/\\[^0-9A-Za-z\s]/g, '')
    .replace(/<t:\d+:R>/g, '')
    .replace(/^(## |-# )/gm, '')
    .replace(/\*\*(On air|(\d+)( accepted| waiting)?)\*\*/g, '');
}

test('the board', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(requests, { selector: ({ id }) => id, maxLength: 60 }),
      words,
      fc.boolean(),
      (all, reason, open) => {
        const byId = Object.fromEntries(all.map((one) => [one.id, one]));
        const topics = { ...FIRST_BOT_TOPICS, requests: { open, reason, order: all.map(({ id }) => id), byId } };
        const body = boardBody({ ...topics, discord: DISCORD });
        expect(problems(body)).toEqual([]);
        expect(unescaped(body.content ?? '')).not.toMatch(/[<@*_`|[\]]/);
      },
    ),
    { numRuns: 100 },
  );
  expect(problems(boardRest())).toEqual([]);
});

test('a request, its ping, and what staff see of it', () => {
  fc.assert(
    fc.property(requests, fc.array(people, { maxLength: 20 }), (request, mention) => {
      const body = requestMessage(request);
      expect(problems(body)).toEqual([]);
      expect(unescaped(body?.content ?? '')).not.toMatch(/[<@*_`|[\]]/);
      if (body !== undefined) expect(numberOf(body.content ?? '')).toBe(request.number);
      const ping = pingBody({ mention }, request);
      expect(problems(ping)).toEqual([]);
      expect(ping?.allowed_mentions?.users?.length ?? 0).toBeLessThanOrEqual(5);
      if (ping !== undefined) {
        expect(pingNumberOf(ping.content ?? '')).toBe(request.number);
        const [first = request.requester, ...others] = mention;
        expect(pingAsOf(ping.content ?? '', { requester: ANYBODY, voters: mention.map(named) })).toBe(ping.content);
        const content = pingAsOf(ping.content ?? '', { requester: first, voters: others });
        expect(problems({ content })).toEqual([]);
        expect(pingNumberOf(content)).toBe(request.number);
        for (const { id, shownAs, platform } of mention) {
          if (shownAs === undefined && platform === 'discord') expect(content).not.toContain(id);
        }
      }
      const over = requestMessage({ ...request, said: 'over' }, false);
      expect(problems(over)).toEqual([]);
      expect(over?.content).toMatch(/ · the show is over$/);
      if (request.id.length <= 75) expect(problems(shownRequest(request))).toEqual([]);
    }),
    { numRuns: 200 },
  );
  expect(problems(neutralMessage(99_999))).toEqual([]);
});

test('what is on air, announcements, the panel and what it offers', () => {
  fc.assert(
    fc.property(
      track,
      words,
      fc.array(fc.record({ id: fc.stringMatching(/^[\w-]{12}$/), artist: words, title: words }), {
        minLength: 1,
        maxLength: 8,
      }),
      (played, said, found) => {
        const nowPlaying = { ...FIRST_BOT_TOPICS.nowPlaying, track: played, onAirSince: NOW };
        expect(problems(nowPlayingBody({ ...FIRST_BOT_TOPICS, nowPlaying, discord: DISCORD }))).toEqual([]);
        expect(problems(announcement(`.${said}`, ['300000000000000001']))).toEqual([]);
        const topics = {
          ...FIRST_BOT_TOPICS,
          requests: { ...FIRST_BOT_TOPICS.requests, reason: said },
          discord: DISCORD,
        };
        expect(problems(panelBody(topics))).toEqual([]);
        const unique = [...new Map(found.map((one) => [one.id, one])).values()];
        expect(problems(offer(unique, said))).toEqual([]);
      },
    ),
    { numRuns: 200 },
  );
  expect(problems(panelRest())).toEqual([]);
  expect(modalProblems(askModal() as object as Json)).toEqual([]);
});

test('whatever comes back in a custom id is read or refused, and never throws', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        words,
        words.map((one) => `board:${one}`),
        words.map((one) => `panel:take:${one}`),
      ),
      words,
      (id, value) => {
        expect(() => [readPress(id), readPress(id, value), readPanelPress(id)]).not.toThrow();
      },
    ),
    { numRuns: 500 },
  );
});

const ANYBODY = { platform: 'twitch', id: '1', name: 'Bo' };
const named = (person: Person) => ({ ...person, shownAs: person.name });

const DISCORD = {
  ...{
    server: '',
    requestsChannel: '',
    panelChannel: '',
    staffChannel: '',
    nowPlayingChannel: '',
    announceChannel: '',
  },
  ...{
    staffRoles: [],
    subscriberRoles: [],
    liveRoles: [],
    threadPerSet: true,
    presence: true,
    oldNames: false,
    newTracks: '',
  },
};
