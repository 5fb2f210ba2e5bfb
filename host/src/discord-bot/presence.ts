// The bot's presence: "Listening to …" during a show, nothing out of it.

import { Output, wholly } from '@tracord/shared/output.ts';
import type { BotTopics } from '@tracord/shared/topics.ts';
import { ActivityType, type Client } from 'discord.js';
import type { BotModule } from './module.ts';
import { onAirSong } from './now-playing-post.ts';
import { songLabel } from './song-text.ts';
import type { SendParts } from './standing-message.ts';

/** The gateway takes 120 of all kinds in a minute, and drops a bot that sends more. */
const PRESENCE_PACE_MS = 20_000;
const LONGEST_NAME = 128;

/** What the bot listens to; '' for nothing. Pure. */
export function presenceName(topics: BotTopics): string {
  const song = topics.live.on && topics.discord.presence ? onAirSong(topics) : undefined;
  return song === undefined ? '' : songLabel(song, LONGEST_NAME);
}

export function makePresence({ client, host, clock }: SendParts): BotModule {
  let wasShown = false;
  const output = new Output({
    clock,
    // A host that is away may have ended the show: what is shown stays until it says so.
    project: (topics: BotTopics) => {
      const wanted = presenceName(topics);
      const isNothingNew = wanted === '' && !wasShown;
      return host.isConnected && !isNothingNew ? { wanted } : {};
    },
    diff: wholly<string>,
    send: async ({ wanted }) => {
      show(client, wanted);
      wasShown = wanted !== '';
    },
    minIntervalMs: PRESENCE_PACE_MS,
  });
  return {
    changed: () => output.update(host.topics),
    resumed: () => output.forget(),
    stop: () => output.close(),
  };
}

function show(client: Client<true>, name: string): void {
  client.user.setPresence({ activities: name === '' ? [] : [{ name, type: ActivityType.Listening }] });
}
