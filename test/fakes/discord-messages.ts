// Messages of the made-up Discord: sending, editing, pinning, and whom a message makes a sound for.

import {
  EPHEMERAL,
  type FakeMessage,
  type FakeWorld,
  type Json,
  list,
  number,
  object,
  type Pinged,
  type Posted,
  sentFiles,
  text,
  texts,
} from './discord-world.ts';

export type NewMessage = { channelId: string; body: Json; interaction?: Json; ephemeralFor?: string };

/** Keeps a message as sent with `body`, and answers it. The same nonce with `enforce_nonce` is the same message. */
export function postMessage(world: FakeWorld, { channelId, body, interaction, ephemeralFor }: NewMessage): Posted {
  const nonce = body.nonce === undefined ? undefined : String(body.nonce);
  if (body.enforce_nonce === true && nonce !== undefined) {
    const same = world.posted.find((posted) => posted.channelId === channelId && posted.message.nonce === nonce);
    if (same !== undefined) return same;
  }
  const pinged = pingsOf(world, body);
  const message: FakeMessage = {
    id: world.snowflake(),
    channel_id: channelId,
    type: interaction === undefined ? 0 : 20,
    author: world.botUser,
    content: text(body.content),
    embeds: list(body.embeds),
    components: list(body.components),
    attachments: attachmentsOf(world, body, []),
    mentions: pinged.users.flatMap((id) => {
      const user = world.users.get(id);
      return user === undefined ? [] : [world.userObject(user)];
    }),
    mention_roles: pinged.roles,
    mention_everyone: pinged.everyone,
    flags: number(body.flags),
    pinned: false,
    tts: false,
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    ...(nonce === undefined ? {} : { nonce }),
    ...(interaction === undefined
      ? {}
      : { interaction_metadata: interaction, webhook_id: world.applicationId, application_id: world.applicationId }),
    ...(body.message_reference === undefined ? {} : { message_reference: object(body.message_reference) }),
  };
  const posted: Posted = { message, channelId, at: Date.now(), edits: [], pinged, ephemeralFor };
  world.posted.push(posted);
  const channel = world.channels.get(channelId);
  if (channel !== undefined) channel.archived = false;
  return posted;
}

/** Takes what `body` names over; an edit pings nobody. */
export function editMessage(world: FakeWorld, posted: Posted, body: Json): void {
  const { message } = posted;
  if (body.content !== undefined) message.content = text(body.content);
  if (body.embeds !== undefined) message.embeds = list(body.embeds);
  if (body.components !== undefined) message.components = list(body.components);
  message.attachments = attachmentsOf(world, body, message.attachments);
  // Ephemeral stays what it was: only the answer's first flags count.
  message.edited_timestamp = new Date().toISOString();
  const { content, embeds, components } = message;
  posted.edits.push({ at: Date.now(), content, embeds, components });
  const channel = world.channels.get(posted.channelId);
  if (channel !== undefined) channel.archived = false;
}

/** What stands there after `body`: of `before` those it names, or all where it names none, and the files that came with it. */
function attachmentsOf(world: FakeWorld, body: Json, before: Json[]): Json[] {
  const named = body.attachments === undefined ? undefined : list(body.attachments);
  const kept = before.filter(({ id }) => named === undefined || named.some((one) => one.id === id));
  const files = sentFiles(body).filter(
    ({ number: n }) => named === undefined || named.some(({ id }) => Number(id) === n),
  );
  const added = files.map(({ filename, text: content }) => {
    const id = world.snowflake();
    world.files.set(id, content);
    return { id, filename, size: Buffer.byteLength(content), url: `https://cdn.test/${id}/${filename}` };
  });
  return [...kept, ...added];
}

/** Pins it; Discord says so in a message of its own. */
export function pinMessage(world: FakeWorld, posted: Posted): void {
  if (posted.message.pinned) return;
  posted.message.pinned = true;
  const said = postMessage(world, { channelId: posted.channelId, body: {} });
  said.message.type = 6;
}

export function pinsOf(world: FakeWorld, channelId: string): Posted[] {
  return world.posted.filter(
    (posted) => posted.channelId === channelId && posted.message.pinned && posted.deletedAt === undefined,
  );
}

/** What stands in a channel for all to see, oldest first; Discord's own "pinned a message" left out. */
export function messagesOf(world: FakeWorld, channelId: string, { withPinNotes = false } = {}): Posted[] {
  return world.posted.filter(
    ({ channelId: id, message, deletedAt }) =>
      id === channelId &&
      deletedAt === undefined &&
      (message.flags & EPHEMERAL) === 0 &&
      (withPinNotes || message.type !== 6),
  );
}

/** Whom the text mentions, as far as `allowed_mentions` lets it; without one everybody whom the text names. */
function pingsOf(world: FakeWorld, body: Json): Pinged {
  const written = text(body.content);
  const users = [...written.matchAll(/<@!?(\d+)>/g)].map((match) => match[1] ?? '');
  const roles = [...written.matchAll(/<@&(\d+)>/g)].map((match) => match[1] ?? '');
  const everyone = /@(everyone|here)\b/.test(written);
  if (body.allowed_mentions === undefined) return { users, roles, everyone };
  const allowed = object(body.allowed_mentions);
  const parse = texts(allowed.parse);
  const isAllowed = (kind: 'users' | 'roles') => (id: string) =>
    parse.includes(kind) || texts(allowed[kind]).includes(id);
  return {
    users: [...new Set(users)].filter(isAllowed('users')).filter((id) => world.users.has(id)),
    roles: [...new Set(roles)].filter(isAllowed('roles')),
    everyone: everyone && parse.includes('everyone'),
  };
}
