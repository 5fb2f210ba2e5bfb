import type { NowTrack } from '@tracord/shared/topics.ts';
import { afterEach, describe, expect, test } from 'vitest';
import { nowPlayingBody, onAirSong } from '#discord-bot/now-playing-post.ts';
import { presenceName } from '#discord-bot/presence.ts';
import { STAFF_MODULES } from '#discord-bot/staff-side.ts';
import { until } from '../../../test/fakes/until.ts';
import { NOW, type Stage, stage } from './staff-stage.ts';

let at: Stage | undefined;
afterEach(async () => {
  await at?.stop();
  at = undefined;
});

const track = (title: string, more: Partial<NowTrack> = {}): NowTrack => ({
  ...{ artist: 'Mirelle Okafor', title, display: { artist: 'Mirelle Okafor', title } },
  ...more,
});

function plays(title: string, more: Partial<NowTrack> = {}): void {
  const { nowPlaying } = staged().host.topics;
  staged().host.set('nowPlaying', { ...nowPlaying, track: track(title, more), onAirSince: NOW });
}

function staged(): Stage {
  if (at === undefined) throw new Error('no stage');
  return at;
}

async function withChannel(): Promise<Stage> {
  at = await stage(STAFF_MODULES);
  at.host.set('discord', { ...at.host.topics.discord, nowPlayingChannel: at.discord.channel('now-playing').id });
  return at;
}

const post = () => staged().in('now-playing')[0];
const listening = () =>
  staged().discord.presences.map(({ activities }) => activities.map(({ name, type }) => `${type} ${name}`).join());

/** Each second plays another track, so that what was sent says when that was. */
const secondsOf = (sent: string[] = []) => sent.map((text) => Number(/Track (\d+)/.exec(text)?.[1]));

function expectApart(seconds: number[], least: number): void {
  for (const [index, second] of seconds.entries()) {
    if (index > 0) expect(second - (seconds[index - 1] ?? 0)).toBeGreaterThanOrEqual(least);
  }
}

async function step(check: () => void, byMs = 500): Promise<void> {
  await until(() => {
    staged().clock.advance(byMs);
    check();
  });
}

describe('the message', () => {
  test('is one, edited at most every 5 s, the newest wins', async () => {
    const { clock } = await withChannel();
    await step(() => expect(post()?.message.content).toBe('Nothing is on air right now.'));
    let second = 0;
    await until(() => {
      second += 1;
      plays(`Track ${second}`);
      clock.advance(1_000);
      expect(post()?.edits.length).toBeGreaterThan(3);
    });
    expectApart(secondsOf(post()?.edits.map(({ content }) => content)), 5);
    await step(() =>
      expect(post()?.message.content).toBe(
        `**On air:** Track ${second} – Mirelle Okafor\n-# since <t:${Math.floor(NOW / 1000)}:R>`,
      ),
    );
    expect(staged().in('now-playing')).toHaveLength(1);
  });

  test('ends with the show, and not before', async () => {
    const { host } = await withChannel();
    plays('Halogen Garden');
    await step(() => expect(post()?.message.content).toContain('Halogen Garden'));
    host.set('live', { on: false });
    await step(() => expect(post()?.message.content).toBe('The show is over.'));
    plays('In rehearsal');
    staged().clock.advance(60_000);
    await staged().quiet();
    expect(post()?.message.content).toBe('The show is over.');
    expect(listening().join()).not.toContain('In rehearsal');
  });

  test('left by a bot that crashed is ended by the next one', async () => {
    const { host } = await withChannel();
    plays('Halogen Garden');
    await step(() => expect(post()?.message.content).toContain('Halogen Garden'));
    host.changed = () => {};
    host.set('live', { on: false });
    await staged().restart();
    await step(() => expect(post()?.message.content).toBe('The show is over.'));
  });

  test('goes to the new channel when the setting changes', async () => {
    const { host, discord } = await withChannel();
    plays('Halogen Garden');
    await step(() => expect(post()?.message.content).toContain('Halogen Garden'));
    host.set('discord', { ...host.topics.discord, nowPlayingChannel: discord.channel('general').id });
    await step(() => expect(staged().in('general')[0]?.message.content).toContain('Halogen Garden'));
    await step(() => expect(post()).toBeUndefined());
  });
});

describe('the presence', () => {
  test('says what is on air, at most every 20 s, and ends with the show', async () => {
    const { clock, host, discord } = await withChannel();
    const first = discord.presences.length;
    let second = 0;
    await until(() => {
      second += 1;
      plays(`Track ${second}`);
      clock.advance(1_000);
      expect(discord.presences.length).toBeGreaterThan(first + 3);
    });
    const seconds = secondsOf(listening().slice(first));
    expect(seconds[0]).toBe(1);
    expectApart(seconds, 20);
    host.set('live', { on: false });
    await step(() => expect(listening().at(-1)).toBe(''), 1_000);
  });

  test('is said again after Discord was away', async () => {
    const { discord } = await withChannel();
    plays('Halogen Garden');
    await step(() => expect(listening().at(-1)).toContain('Halogen Garden'));
    for (const module of staged().modules) module.resumed?.();
    const before = discord.presences.length;
    await step(() => expect(discord.presences.length).toBeGreaterThan(before), 1_000);
    expect(listening().at(-1)).toContain('Halogen Garden');
  });
});

describe('what is masked', () => {
  test('is "ID – ID", and no byte that is sent holds its title', async () => {
    await withChannel();
    // As the host would never send it: the bot holds back by itself, too.
    plays('SecretTitle', {
      artist: 'SecretArtist',
      masked: true,
      display: { artist: 'SecretArtist', title: 'SecretTitle' },
    });
    await step(() => expect(post()?.message.content).toContain('ID – ID'));
    await step(() => expect(listening().at(-1)).toBe('2 ID – ID'), 1_000);
    const everything = JSON.stringify([staged().discord.requests, staged().discord.presences, staged().discord.posted]);
    expect(everything).toContain('ID – ID');
    expect(everything).not.toContain('Secret');
    expect(staged().logged.join()).not.toContain('Secret');
  });

  test.each([
    ['nothing on air', undefined, undefined],
    ['a track', track('Halogen Garden'), { artist: 'Mirelle Okafor', title: 'Halogen Garden' }],
    ['a masked one', track('x', { masked: true }), { artist: 'ID', title: 'ID' }],
  ])('%s', (_, shown, song) => {
    expect(onAirSong({ nowPlaying: { source: 'decks', match: NO_MATCH, track: shown } })).toEqual(song);
  });
});

const NO_MATCH = { confidence: 1, by: 'path' as const, reasons: [], alternatives: [] };

test('titles are no markup in the message, and short enough for the presence', async () => {
  const { host } = await withChannel();
  plays(`**@everyone** ${'long '.repeat(100)}`);
  const body = nowPlayingBody(host.topics).content ?? '';
  expect(body).toContain('\\*\\*\\@everyone\\*\\*');
  expect(body.length).toBeLessThan(500);
  expect(presenceName(host.topics).length).toBeLessThanOrEqual(128);
  expect(presenceName({ ...host.topics, discord: { ...host.topics.discord, presence: false } })).toBe('');
});
