// An evening of requests: a real host with a small library, its real Discord bot against a made-up Discord, the built Stream
// Deck plugin in a made-up app, and a broadcast that plays what it is told.

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

export type NightOptions = {
  entries: SmallEntry[];
  playlists?: Record<string, number[]>;
  /** Settings as variables: { TRACORD_REQUESTS_MINUTES_BETWEEN: '0' }. */
  env?: Record<string, string>;
  /** The text of settings.yaml, for what has no variable. */
  settings?: string;
};

export type Night = {
  host: StartedHost;
  discord: FakeDiscord;
  app: StreamDeckApp;
  source: FakeSource;
  /** A track is put on a deck and stands still. */
  load(deck: string, track: { artist: string; title: string }): Promise<void>;
  requests(): Promise<RequestsView>;
  /** The one request that is not over with this title. */
  request(title: string): Promise<RequestView>;
  /** Asks by /request as a viewer would: types, takes the first choice, sends. Answers what they read. */
  ask(user: FakeUser, typed: string): Promise<string>;
  end(): Promise<void>;
};

/** Live, with an open queue, the bot in its channels, and no key on the deck yet. */
export async function requestNight({ entries, playlists, env, settings = '' }: NightOptions): Promise<Night> {
  const folder = mkdtempSync(join(tmpdir(), 'tracord-night-'));
  const collection = join(folder, 'collection.nml');
  writeSmallCollection(collection, entries, playlists);
  const plugin = join(folder, PLUGIN_FOLDER);
  await buildPlugin(plugin);
  const discord = await startFakeDiscord();
  const channels = {
    TRACORD_DISCORD_REQUESTS_CHANNEL: discord.channel('requests').id,
    TRACORD_DISCORD_PANEL_CHANNEL: discord.channel('panel').id,
    TRACORD_DISCORD_STAFF_CHANNEL: discord.channel('staff').id,
    TRACORD_DISCORD_NOW_PLAYING_CHANNEL: discord.channel('now-playing').id,
  };
  const deckPort = await freePort();
  mkdirSync(join(folder, 'config'), { recursive: true });
  writeFileSync(join(folder, 'config', 'settings.yaml'), settings);
  const host = await startedHost({
    home: folder,
    args: ['--collection', collection, '--deck-port', String(deckPort)],
    env: {
      TRACORD_DISCORD_TOKEN: discord.token,
      TRACORD_DISCORD_GUILD: discord.guildId,
      TRACORD_DISCORD_API: discord.api,
      TRACORD_DISCORD_GATEWAY: discord.gatewayUrl,
      ...channels,
      ...env,
    },
  });
  await host.until(async () => {
    const library = await host.get<{ tracks: number }>('/api/library');
    if (library.tracks !== entries.length) throw new Error('the library is not in yet');
  });
  await host.until(() => {
    if (!discord.commands.includes('request')) throw new Error(`the bot is not in yet:\n${host.output()}`);
  }, 20_000);
  await host.command('live.set', { on: true });
  const source = await connectSource({ port: host.broadcastPort });
  const app = await StreamDeckApp.start({
    plugin,
    node: appsNode(),
    env: { TRACORD_URL: host.address, TRACORD_TOKEN: host.token },
  });
  const requests = async () => (await host.get<{ value: RequestsView }>('/api/topics/requests')).value;
  return {
    ...{ host, discord, app, source, requests },
    load: async (deck, track) => {
      const decks = await connectDeckClient(deckPort);
      await decks.send(`deckLoaded/${deck}`, { ...track, isPlaying: false });
      decks.close();
    },
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
    end: async () => {
      await app.stop();
      await source.close();
      await host.stop();
      await discord.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
