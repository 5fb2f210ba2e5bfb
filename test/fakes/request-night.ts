// An evening of requests: a real host, its real Discord bot against a made-up Discord, and the built Stream Deck plugin in a
// made-up app. Either with a small library and a broadcast that plays what it is told, or with the demo set and its DJ.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RequestsView, RequestView } from '@tracord/shared/requests.ts';
import { buildPlugin, PLUGIN_FOLDER } from '../../scripts/plugin/build.ts';
import { appsNode } from './apps-node.ts';
import { connectSource, type FakeSource } from './broadcast-source.ts';
import { connectDeckClient } from './deck-client.ts';
import { type FakeDiscord, type FakeUser, startFakeDiscord } from './discord.ts';
import { freePort } from './free-port.ts';
import { type SmallEntry, writeSmallCollection } from './small-collection.ts';
import { type StartedHost, startedHost } from './started-host.ts';
import { StreamDeckApp } from './stream-deck-app.ts';

type EveningOptions = {
  /** Settings as variables: { TRACORD_REQUESTS_MINUTES_BETWEEN: '0' }. */
  env?: Record<string, string>;
  /** The text of settings.yaml, for what has no variable. */
  settings?: string;
};

export type NightOptions = EveningOptions & { entries: SmallEntry[]; playlists?: Record<string, number[]> };

export type Evening = {
  host: StartedHost;
  discord: FakeDiscord;
  app: StreamDeckApp;
  requests(): Promise<RequestsView>;
  /** The one request that is not over with this title. */
  request(title: string): Promise<RequestView>;
  /** Asks by /request as a viewer would: types, takes the first choice, sends. Answers what they read. */
  ask(user: FakeUser, typed: string): Promise<string>;
  /** The state a request has now, also once it is over; "lost" where the host knows none. */
  stateOf(request: RequestView): Promise<string>;
  /** Until the request has this state. */
  become(request: RequestView, state: string, withinMs?: number): Promise<void>;
  end(): Promise<void>;
};

export type Night = Evening & {
  source: FakeSource;
  /** A track is put on a deck and stands still. */
  load(deck: string, track: { artist: string; title: string }): Promise<void>;
};

/** With a library of `entries`. */
export async function requestNight({ entries, playlists, ...options }: NightOptions): Promise<Night> {
  const home = mkdtempSync(join(tmpdir(), 'tracord-night-'));
  const collection = join(home, 'collection.nml');
  writeSmallCollection(collection, entries, playlists);
  const deckPort = await freePort();
  const evening = await opened(home, ['--collection', collection, '--deck-port', String(deckPort)], options);
  const source = await connectSource({ port: evening.host.broadcastPort });
  return {
    ...evening,
    source,
    load: async (deck, track) => {
      const decks = await connectDeckClient(deckPort);
      await decks.send(`deckLoaded/${deck}`, { ...track, isPlaying: false });
      decks.close();
    },
    end: async () => {
      await source.close();
      await evening.end();
    },
  };
}

/** With the demo set, played `speed` times as fast as it is. */
export function demoEvening(speed: number, options: EveningOptions = {}): Promise<Evening> {
  const home = mkdtempSync(join(tmpdir(), 'tracord-night-'));
  return opened(home, ['--demo', '--speed', String(speed)], options);
}

/** Live, with an open queue, the bot in its channels, and no key on the deck yet. */
async function opened(home: string, args: string[], { env, settings = '' }: EveningOptions): Promise<Evening> {
  const plugin = join(home, PLUGIN_FOLDER);
  await buildPlugin(plugin);
  const discord = await startFakeDiscord();
  mkdirSync(join(home, 'config'), { recursive: true });
  writeFileSync(join(home, 'config', 'settings.yaml'), settings);
  const host = await startedHost({
    ...{ home, args },
    env: {
      TRACORD_DISCORD_TOKEN: discord.token,
      TRACORD_DISCORD_GUILD: discord.guildId,
      TRACORD_DISCORD_API: discord.api,
      TRACORD_DISCORD_GATEWAY: discord.gatewayUrl,
      TRACORD_DISCORD_REQUESTS_CHANNEL: discord.channel('requests').id,
      TRACORD_DISCORD_PANEL_CHANNEL: discord.channel('panel').id,
      TRACORD_DISCORD_STAFF_CHANNEL: discord.channel('staff').id,
      TRACORD_DISCORD_NOW_PLAYING_CHANNEL: discord.channel('now-playing').id,
      ...env,
    },
  });
  await host.until(async () => {
    const library = await host.get<{ tracks: number; importing: unknown }>('/api/library');
    if (library.tracks === 0 || library.importing !== null) throw new Error('the library is not in yet');
  });
  await host.until(() => {
    if (!discord.commands.includes('request')) throw new Error(`the bot is not in yet:\n${host.output()}`);
  }, 20_000);
  await host.command('live.set', { on: true });
  const app = await StreamDeckApp.start({
    plugin,
    node: appsNode(),
    env: { TRACORD_URL: host.address, TRACORD_TOKEN: host.token },
  });
  const requests = async () => (await host.get<{ value: RequestsView }>('/api/topics/requests')).value;
  const stateOf = async ({ id }: RequestView) => {
    const listed = await host.get<{ requests: { id: string; state: string }[] }>('/api/requests');
    return listed.requests.find((one) => one.id === id)?.state ?? 'lost';
  };
  return {
    ...{ host, discord, app, requests, stateOf },
    request: async (title) => {
      const found = Object.values((await requests()).byId).find(({ track }) => track.title === title);
      if (found === undefined) throw new Error(`nobody asks for "${title}"`);
      return found;
    },
    ask: async (user, typed) => {
      const { choices } = await discord.autocomplete(user, 'request', { song: typed });
      const answer = await discord.command(user, 'request', { song: choices[0]?.value ?? typed });
      return answer.content;
    },
    become: (request, state, withinMs) =>
      host.until(async () => {
        const now = await stateOf(request);
        if (now !== state) throw new Error(`"${request.track.title}" is ${now}, not ${state}`);
      }, withinMs),
    end: async () => {
      await app.stop();
      await host.stop();
      await discord.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
