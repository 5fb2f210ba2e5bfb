// An evening with a set: a real host with its real Discord bot, a made-up OBS that records, a webhook and a clipboard, and somebody
// who listens in every role. `heard` keeps what anybody but the DJ is given, `clear` what the DJ is given.

import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import sharp from 'sharp';
import type { NowPlaying, OperatorTopics, PublicTopics } from '../../shared/src/topics.ts';
import { connectSource } from './broadcast-source.ts';
import { ByteRecorder, type Secret } from './byte-recorder.ts';
import { type FakeDiscord, startFakeDiscord } from './discord.ts';
import { freePort } from './free-port.ts';
import { botToken, type Ears, listenAs, requesterToken } from './host-ears.ts';
import { FakeObs } from './obs.ts';
import { escaped, keyPattern, lengthPattern, tempoPattern } from './secret-patterns.ts';
import { type SmallEntry, writeSmallCollection } from './small-collection.ts';
import { type StartedHost, startedHost } from './started-host.ts';
import { FakeWebhookServer } from './webhook-server.ts';

/** `folder`: its name among those of the night's music. `cover`: two colours, the left and the right half of its picture. */
export type SetEntry = SmallEntry & { folder: string; file: string; cover?: [left: string, right: string] };

export type SetNight = {
  home: string;
  collection: string;
  deckPort: number;
  host: StartedHost;
  discord: FakeDiscord;
  obs: FakeObs;
  webhook: FakeWebhookServer;
  heard: ByteRecorder;
  clear: ByteRecorder;
  audience: Ears;
  requester: Ears;
  bot: Ears;
  operator: Ears;
  /** Until the DJ sees it. */
  play(entry: Pick<SetEntry, 'artist' | 'title'>): Promise<void>;
  topic<Name extends keyof OperatorTopics>(name: Name): Promise<OperatorTopics[Name]>;
  publicTopic<Name extends keyof PublicTopics>(name: Name): Promise<PublicTopics[Name]>;
  /** The play id of the newest row with this title. */
  playOf(title: string): Promise<string>;
  /** What Traktor calls its file. */
  keyOf(entry: SetEntry): string;
  /** What the clipboard holds. */
  clipboard(): string;
  settings(text: string): void;
  end(): Promise<void>;
};

const AUDIENCE_TOPICS = ['nowPlaying', 'live', 'host', 'requests', 'set', 'tempo'];
const BOT_TOPICS = [...AUDIENCE_TOPICS, 'cues', 'notices', 'posts', 'choices', 'memory', 'discord'];
const OPERATOR_TOPICS = ['nowPlaying', 'set', 'stats', 'notices', 'requests'];

export async function setNight(entries: SetEntry[], settings: (webhook: string) => string): Promise<SetNight> {
  const home = mkdtempSync(join(tmpdir(), 'tracord-set-'));
  const collection = join(home, 'traktor', 'collection.nml');
  mkdirSync(join(home, 'traktor'));
  mkdirSync(join(home, 'config'));
  const placed = entries.map((entry) => ({ ...entry, folder: join(home, 'music', entry.folder) }));
  for (const entry of placed) await writeMusic(entry);
  writeSmallCollection(collection, placed);
  const [discord, obs, webhook] = await Promise.all([startFakeDiscord(), FakeObs.start(), FakeWebhookServer.start()]);
  const write = (text: string) => writeFileSync(join(home, 'config', 'settings.yaml'), text);
  write(settings(webhook.url));
  const deckPort = await freePort();
  const host = await startedHost({
    ...{ home, args: ['--collection', collection, '--deck-port', String(deckPort)] },
    env: {
      ...{ TRACORD_OBS_URL: obs.url, TRACORD_OBS_PASSWORD: obs.password ?? '' },
      ...{ PATH: `${clipboardIn(home)}:${process.env.PATH}`, WAYLAND_DISPLAY: '' },
      ...{ TRACORD_DISCORD_TOKEN: discord.token, TRACORD_DISCORD_GUILD: discord.guildId },
      ...{ TRACORD_DISCORD_API: discord.api, TRACORD_DISCORD_GATEWAY: discord.gatewayUrl },
      TRACORD_DISCORD_REQUESTS_CHANNEL: discord.channel('requests').id,
      TRACORD_DISCORD_STAFF_CHANNEL: discord.channel('staff').id,
      TRACORD_DISCORD_NOW_PLAYING_CHANNEL: discord.channel('now-playing').id,
    },
  });
  await host.until(async () => {
    const library = await host.get<{ tracks: number; importing: unknown }>('/api/library');
    if (library.tracks === 0 || library.importing !== null) throw new Error('the library is not in yet');
  });
  await host.until(() => {
    if (!discord.commands.includes('setlist')) throw new Error(`the bot is not in yet:\n${host.output()}`);
  }, 20_000);

  const [heard, clear] = [new ByteRecorder(), new ByteRecorder()];
  heard.follow('Discord', () => discord.requests);
  heard.follow('Discord presence', () => discord.presences);
  heard.follow('OBS', () => obs.asked);
  heard.follow('a webhook', () => webhook.received);
  heard.followFolder('the files for OBS', join(host.data, 'obs'));
  const { address, token } = host;
  const requester = requesterToken(host);
  const ears = {
    audience: await listenAs('audience', { address }, AUDIENCE_TOPICS, heard),
    requester: await listenAs('requester', { address, token: requester }, AUDIENCE_TOPICS, heard),
    bot: await listenAs('bot', { address, token: botToken(host) }, BOT_TOPICS, heard),
    operator: await listenAs('operator', { address, token }, OPERATOR_TOPICS, clear),
  };
  const source = await connectSource({ port: host.broadcastPort });
  const topic = async <Name extends keyof OperatorTopics>(name: Name) =>
    (await host.get<{ value: OperatorTopics[Name] }>(`/api/topics/${name}`)).value;
  return {
    ...{ home, collection, deckPort, host, discord, obs, webhook, heard, clear, ...ears, topic },
    play: async ({ artist, title }) => {
      await source.sendTitle({ artist, title });
      await host.until(async () => {
        const { track } = await topic('nowPlaying');
        if (track?.title !== title) throw new Error(`"${track?.title}" is on air, not "${title}"`);
      });
    },
    publicTopic: async <Name extends keyof PublicTopics>(name: Name) =>
      (await host.get<{ value: PublicTopics[Name] }>(`/api/topics/${name}`, 'audience')).value,
    playOf: async (title) => {
      const { order, byId } = await topic('set');
      const found = order.findLast((id) => byId[id]?.title === title);
      if (found === undefined) throw new Error(`the set has no row "${title}"`);
      return found;
    },
    keyOf: ({ folder, file }) => [home.replaceAll('/', '/:'), 'music', folder, file].join('/:'),
    clipboard: () => readFileSync(join(home, 'bin', 'text'), 'utf8'),
    settings: write,
    end: async () => {
      heard.stop();
      for (const one of Object.values(ears)) one.close();
      await source.close();
      await host.stop();
      await Promise.all([discord.stop(), obs.stop(), webhook.stop()]);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** As if viewers had typed these words some time ago: what they type now is counted when they are done with it. */
export function searched({ data }: Pick<StartedHost, 'data'>, words: readonly string[]): void {
  const show = new Database(join(data, 'show.sqlite'));
  const add = show.prepare('insert into searches (at, words, found) values (?, ?, 1)');
  for (const one of words) add.run(Date.now(), one);
  show.close();
}

/** Everything that gives a track away. `now`: what the DJ sees while it is on air. A song that anybody may search for stands in
 * answers to searches, which say nothing of what is played. */
export async function secretsOf(
  entry: SetEntry,
  now: Pick<NowPlaying, 'track' | 'match' | 'playId'>,
  { searchable = false } = {},
): Promise<Secret[]> {
  const { artist, title, album, label, genre, file, folder, seconds, bpm, key, cover } = entry;
  const { track, match, playId } = now;
  const picture = cover === undefined ? undefined : await pictureOf(cover);
  const texts = {
    ...{ artist, title, album, label, genre, file, folder, id: track?.id },
    ...Object.fromEntries(match.alternatives.map((id, index) => [`id ${index + 1}`, id])),
    artwork: picture && createHash('sha256').update(picture).digest('hex').slice(0, 32),
    ...track?.artwork?.colors,
  };
  const patterns: [what: string, pattern: RegExp][] = [
    ...Object.entries(texts).flatMap(([what, text]): [string, RegExp][] =>
      text === undefined ? [] : [[what, new RegExp(escaped(text), 'i')]],
    ),
    ...(bpm === undefined ? [] : [['tempo', tempoPattern(bpm)] satisfies [string, RegExp]]),
    ...(seconds === undefined ? [] : [['length', lengthPattern(seconds)] satisfies [string, RegExp]]),
    ...(key === undefined ? [] : [['key', keyPattern(key)] satisfies [string, RegExp]]),
  ];
  const but = searchable ? /\/api\/tracks|tracks\.search|request-choices/ : undefined;
  return [
    ...patterns.map(([what, pattern]) => ({ of: title, what, pattern, but })),
    ...(picture === undefined ? [] : [{ of: title, what: 'cover', picture }]),
    // Anybody may read the ids of plays where plays are listed; no question of theirs takes one.
    ...(playId === undefined ? [] : [{ of: title, what: 'play', pattern: new RegExp(playId), but: /plays/ }]),
  ];
}

function pictureOf([left, right]: [string, string]): Promise<Buffer> {
  const half = (color: string) => ({ create: { width: 200, height: 400, channels: 3 as const, background: color } });
  return sharp({ create: { width: 400, height: 400, channels: 3, background: left } })
    .composite([{ input: half(right), left: 200, top: 0 }])
    .png()
    .toBuffer();
}

/** A file where the collection says it lies, with its cover beside it. */
async function writeMusic({ folder, file, cover }: SetEntry): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), 'no sound');
  if (cover !== undefined) writeFileSync(join(folder, 'cover.png'), await pictureOf(cover));
}

/** A folder for the PATH with the program that takes texts for the clipboard. */
function clipboardIn(home: string): string {
  const bin = join(home, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'xsel'), `#!/bin/sh\ncat > "${bin}/text"\n`);
  chmodSync(join(bin, 'xsel'), 0o755);
  return bin;
}
