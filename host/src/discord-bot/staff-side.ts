// The staff's side of the bot and its messages: everything that is sent without being asked for, and what staff press and type.

import { makeBoard } from './board.ts';
import { makeLiveAnnouncement } from './live-announcement.ts';
import type { BotModule, BotParts } from './module.ts';
import { makeNowPlayingPost } from './now-playing-post.ts';
import { makePresence } from './presence.ts';
import { makeRequestMessages } from './request-messages.ts';
import { ChannelCalls } from './send-calls.ts';
import type { Trouble } from './send-fault.ts';
import { Troubles } from './send-troubles.ts';
import { makeStaffCommands } from './staff-commands.ts';
import type { SendParts } from './standing-message.ts';

/** `say`: what is wrong with the sending of one part ("board", "requests" …), undefined when it is well again. */
export type StaffSideParts = BotParts & { say: (part: string, trouble: Trouble | undefined) => void };

/** The modules, in the order in which they are asked. They share their line to Discord. */
export function makeStaffSide(parts: StaffSideParts): BotModule[] {
  const calls = new ChannelCalls(parts.client.rest);
  const send: SendParts = { ...parts, calls, troubles: new Troubles(calls, parts.log, parts.say) };
  return [
    makeRequestMessages(send),
    makeBoard(send),
    makeNowPlayingPost(send),
    makePresence(send),
    makeStaffCommands(parts),
    makeLiveAnnouncement(send),
  ];
}
