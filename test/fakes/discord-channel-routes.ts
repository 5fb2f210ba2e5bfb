// Routes of the made-up Discord around channels: messages, pins, threads.
// https://discord.com/developers/docs/resources/message, …/resources/channel

import type { FakeGateway } from './discord-gateway.ts';
import { messageProblems } from './discord-limits.ts';
import { editMessage, messagesOf, pinMessage, pinsOf, postMessage } from './discord-messages.ts';
import {
  type Call,
  fault,
  MISSING_ACCESS,
  NOTHING,
  ok,
  type Reply,
  type Route,
  refuse,
  route,
} from './discord-route.ts';
import { type FakeChannel, type FakeWorld, type Json, type Posted, sentFiles, text } from './discord-world.ts';

const UNKNOWN_CHANNEL = fault(404, 10003, 'Unknown Channel');
const UNKNOWN_MESSAGE = fault(404, 10008, 'Unknown Message');

/** Messages and threads. */
export function channelRoutes(world: FakeWorld, gateway: FakeGateway): Route[] {
  const inChannel = (id: string | undefined, answer: (channel: FakeChannel) => Reply) => {
    const channel = world.channels.get(id ?? '');
    if (channel === undefined) return UNKNOWN_CHANNEL;
    return world.isInGuild ? answer(channel) : MISSING_ACCESS;
  };
  const onMessage = (id: string | undefined, answer: (posted: Posted) => Reply) => {
    const posted = world.find(id ?? '');
    if (posted === undefined || posted.ephemeralFor !== undefined) return UNKNOWN_MESSAGE;
    return world.unseen.has(posted.channelId) ? MISSING_ACCESS : answer(posted);
  };
  const message = '/channels/:channel/messages/:message';
  const startThread = (parentId: string, body: Json) => {
    const name = text(body.name);
    if (name.length < 1 || name.length > 100) {
      return refuse(world, [
        { at: 'name', code: 'BASE_TYPE_BAD_LENGTH', message: 'Must be between 1 and 100 in length.' },
      ]);
    }
    const thread = world.channelObject(world.channel(name, parentId));
    gateway.dispatchToGuilds('THREAD_CREATE', { ...thread, newly_created: true });
    return { status: 201, body: thread };
  };
  return [
    route('GET', '/channels/:channel', ({ params: [id] }) =>
      inChannel(id, (channel) => ok(world.channelObject(channel))),
    ),
    route('PATCH', '/channels/:channel', ({ params: [id], body }) =>
      inChannel(id, (channel) => {
        if (typeof body.archived === 'boolean') channel.archived = body.archived;
        if (typeof body.name === 'string') channel.name = body.name;
        gateway.dispatchToGuilds(
          channel.type === 11 ? 'THREAD_UPDATE' : 'CHANNEL_UPDATE',
          world.channelObject(channel),
        );
        return ok(world.channelObject(channel));
      }),
    ),
    route('GET', '/channels/:channel/messages', ({ params: [id], query }) =>
      inChannel(id, (channel) => {
        const all = messagesOf(world, channel.id, { withPinNotes: true }).map((posted) => posted.message);
        return ok(all.reverse().slice(0, Number(query.get('limit') ?? 50)));
      }),
    ),
    route('POST', '/channels/:channel/messages', ({ params: [id], body }) =>
      inChannel(id, (channel) => {
        const problems = messageProblems(body);
        if (problems.length > 0) return refuse(world, problems);
        if (sentFiles(body).length > 0 && !world.mayAttachFiles) return fault(403, 50013, 'Missing Permissions');
        return ok(postMessage(world, { channelId: channel.id, body }).message);
      }),
    ),
    route('GET', message, ({ params: [, id] }) => onMessage(id, (posted) => ok(posted.message))),
    route('PATCH', message, ({ params: [, id], body }) =>
      onMessage(id, (posted) => {
        const problems = messageProblems(body, { isEdit: true });
        if (problems.length > 0) return refuse(world, problems);
        if (sentFiles(body).length > 0 && !world.mayAttachFiles) return fault(403, 50013, 'Missing Permissions');
        if (world.channels.get(posted.channelId)?.archived) return fault(400, 50083, 'Thread is archived');
        editMessage(world, posted, body);
        return ok(posted.message);
      }),
    ),
    route('DELETE', message, ({ params: [, id] }) =>
      onMessage(id, (posted) => {
        posted.deletedAt = Date.now();
        return NOTHING;
      }),
    ),
    route('POST', '/channels/:channel/threads', ({ params: [id], body }) =>
      inChannel(id, (channel) => startThread(channel.id, body)),
    ),
    route('POST', `${message}/threads`, ({ params: [id, messageId], body }) =>
      inChannel(id, (channel) => onMessage(messageId, () => startThread(channel.id, body))),
    ),
    route('PUT', '/channels/:channel/thread-members/@me', ({ params: [id] }) => inChannel(id, () => NOTHING)),
    route('POST', '/channels/:channel/typing', ({ params: [id] }) => inChannel(id, () => NOTHING)),
    route('PUT', `${message}/reactions/:emoji/@me`, ({ params: [, id] }) => onMessage(id, () => NOTHING)),
  ];
}

/** Pins, by their old address and their new one. They stand before the messages, whose address would fit them too. */
export function pinRoutes(world: FakeWorld, gateway: FakeGateway): Route[] {
  const pin = ({ params: [, id] }: Call): Reply => {
    const posted = world.find(id ?? '');
    if (posted === undefined) return UNKNOWN_MESSAGE;
    if (pinsOf(world, posted.channelId).length >= 50) return fault(400, 30003, 'Maximum number of pins reached (50)');
    pinMessage(world, posted);
    gateway.dispatchToGuilds('CHANNEL_PINS_UPDATE', {
      guild_id: world.guildId,
      channel_id: posted.channelId,
      last_pin_timestamp: new Date().toISOString(),
    });
    return NOTHING;
  };
  const unpin = ({ params: [, id] }: Call): Reply => {
    const posted = world.find(id ?? '');
    if (posted === undefined) return UNKNOWN_MESSAGE;
    posted.message.pinned = false;
    return NOTHING;
  };
  const pins = (channelId: string) => pinsOf(world, channelId).map(({ message }) => message);
  return [
    route('GET', '/channels/:channel/pins', ({ params: [id = ''] }) => ok(pins(id).reverse())),
    route('PUT', '/channels/:channel/pins/:message', pin),
    route('DELETE', '/channels/:channel/pins/:message', unpin),
    route('GET', '/channels/:channel/messages/pins', ({ params: [id = ''] }) =>
      ok({
        items: pins(id).map((message) => ({ pinned_at: message.timestamp, message })),
        has_more: false,
      }),
    ),
    route('PUT', '/channels/:channel/messages/pins/:message', pin),
    route('DELETE', '/channels/:channel/messages/pins/:message', unpin),
  ];
}
