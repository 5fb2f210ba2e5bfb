// What is on air, as a message of its own and as the bot's presence. Both during a show only.

import type { BotTopics } from '@tracord/shared/topics.ts';
import type { BotModule } from './module.ts';
import type { MessageBody } from './send-calls.ts';
import { songLine } from './song-text.ts';
import { type SendParts, StandingMessage } from './standing-message.ts';
import { timeAgo } from './text.ts';

const POST_PACE_MS = 5_000;

/** What may be said of what is on air; undefined while nothing is. Pure. */
export function onAirSong({ nowPlaying: { track } }: Pick<BotTopics, 'nowPlaying'>) {
  if (track === undefined) return undefined;
  if (track.masked === true) return { title: 'ID', artist: 'ID' };
  return { title: track.display.title, artist: track.display.artist };
}

export function nowPlayingBody(topics: BotTopics): MessageBody {
  const song = onAirSong(topics);
  if (song === undefined) return { content: 'Nothing is on air right now.' };
  const { onAirSince } = topics.nowPlaying;
  const since = onAirSince === undefined ? '' : `\n-# since ${timeAgo(onAirSince)}`;
  return { content: `**On air:** ${songLine(song)}${since}` };
}

export function makeNowPlayingPost(parts: SendParts): BotModule {
  const message = new StandingMessage(parts, {
    name: 'now-playing',
    setting: 'nowPlayingChannel',
    isPinned: false,
    minIntervalMs: POST_PACE_MS,
    body: nowPlayingBody,
    rest: () => ({ content: 'The show is over.' }),
  });
  return {
    changed: (what) => message.changed(what),
    resumed: () => message.resumed(),
    stop: () => message.stop(),
  };
}
