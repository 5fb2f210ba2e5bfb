// The staff's side of the bot and its messages: everything that is sent without being asked for, and what staff press and type.

import { makeBoard } from './board.ts';
import { makeLiveAnnouncement } from './live-announcement.ts';
import type { BotModule, MakeModule } from './module.ts';
import { makeNoticeMessages } from './notice-messages.ts';
import { makeNowPlayingPost } from './now-playing-post.ts';
import { makePanel } from './panel.ts';
import { makePresence } from './presence.ts';
import { makeRequestMessages } from './request-messages.ts';
import { ChannelCalls } from './send-calls.ts';
import { Troubles } from './send-troubles.ts';
import { makeSetPosts } from './set-posts.ts';
import { makeStaffCommands } from './staff-commands.ts';
import type { SendParts } from './standing-message.ts';

/** In the order in which they are asked. */
export const STAFF_MODULES: MakeModule[] = [
  withSending(makeRequestMessages),
  withSending(makeBoard),
  withSending(makePanel),
  withSending(makeNowPlayingPost),
  withSending(makePresence),
  withSending(makeSetPosts),
  withSending(makeNoticeMessages),
  withSending(makeLiveAnnouncement),
  makeStaffCommands,
];

function withSending(make: (parts: SendParts) => BotModule): MakeModule {
  return (parts) => {
    const calls = new ChannelCalls(parts.client.rest);
    const troubles = new Troubles(calls, parts.log, (part, trouble) => parts.say?.(part, trouble));
    return make({ ...parts, calls, troubles });
  };
}
