// A small Discord on loopback: one server, its people, and the application under test. It speaks the real protocol (REST v10,
// gateway v10 in JSON), keeps its limits, and lets a test do what members do. `node test/fakes/discord.ts [port]` runs it alone.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FakeGateway, type Presence } from './discord-gateway.ts';
import { type Answered, FakeInteractions, optionsOf } from './discord-interactions.ts';
import { modalInputs } from './discord-limits.ts';
import { messagesOf, pinsOf } from './discord-messages.ts';
import { type Asked, FakeRest } from './discord-rest.ts';
import {
  type FakeChannel,
  type FakeUser,
  FakeWorld,
  type Json,
  list,
  number,
  object,
  type Posted,
  text,
  texts,
} from './discord-world.ts';

export type { Answered } from './discord-interactions.ts';
export { type FakeUser, MANAGE_GUILD, type Posted } from './discord-world.ts';

/** Where it is done: the channel "general" unless given. `expired`: the token is dead before it arrives, nobody sees an answer. */
export type Where = { channelId?: string; expired?: boolean };

export class FakeDiscord {
  readonly world = new FakeWorld();
  readonly gateway = new FakeGateway(this.world);
  readonly interactions = new FakeInteractions(this.world, this.gateway);
  readonly rest = new FakeRest(this.world, this.gateway, this.interactions, () => this.gatewayUrl);
  #server: Server | undefined;
  #port = 0;

  /** For TRACORD_DISCORD_API, …_GATEWAY, …_TOKEN and …_GUILD. */
  get api(): string {
    return `http://127.0.0.1:${this.#port}/api`;
  }
  get gatewayUrl(): string {
    return `ws://127.0.0.1:${this.#port}`;
  }
  get token(): string {
    return this.world.token;
  }
  get guildId(): string {
    return this.world.guildId;
  }

  /** Everything ever posted, answers only one person sees included. */
  get posted(): Posted[] {
    return this.world.posted;
  }
  get presences(): Presence[] {
    return this.gateway.presences;
  }
  get requests(): Asked[] {
    return this.rest.asked;
  }
  /** Requests that break one of Discord's limits. */
  get violations(): string[] {
    return this.world.violations;
  }
  /** Names of the commands that are registered. */
  get commands(): string[] {
    return this.world.commands.map(({ name }) => text(name));
  }

  user(name: string, more: Partial<FakeUser> & { createdAt?: number } = {}): FakeUser {
    return this.world.user(name, more);
  }

  /** A channel by name ("general", "requests", "panel", "staff", "now-playing"), made where there is none. */
  channel(name: string): FakeChannel {
    return [...this.world.channels.values()].find((one) => one.name === name) ?? this.world.channel(name);
  }

  role(name: string): string {
    return this.world.role(name);
  }

  /** What stands in a channel or thread, oldest first, deleted and ephemeral messages left out. */
  messages(channelId: string): Posted[] {
    return messagesOf(this.world, channelId);
  }

  pins(channelId: string): Posted[] {
    return pinsOf(this.world, channelId);
  }

  threads(parentId: string): FakeChannel[] {
    return [...this.world.channels.values()].filter((channel) => channel.parentId === parentId);
  }

  /** Typing into an option of a slash command: the last one of `options` has the focus. */
  autocomplete(user: FakeUser, name: string, options: Json, where: Where = {}): Promise<Answered> {
    return this.#command(user, name, options, { ...where, focused: focusedOf(options) });
  }

  /** A slash command; "name sub" for a subcommand. */
  command(user: FakeUser, name: string, options: Json = {}, where: Where = {}): Promise<Answered> {
    return this.#command(user, name, options, where);
  }

  /** A command of a member's context menu, used on `target`. */
  userCommand(user: FakeUser, name: string, target: FakeUser, where: Where = {}): Promise<Answered> {
    const command = this.#registered(user, name, 2);
    const { joined_at, permissions, ...member } = this.world.memberObject(target, { withUser: false });
    const resolved = {
      users: { [target.id]: this.world.userObject(target) },
      members: { [target.id]: { ...member, joined_at, permissions } },
    };
    const data = { id: command.id, name, type: 2, guild_id: this.guildId, target_id: target.id, resolved };
    return this.#happen(user, 2, data, name, where);
  }

  /** A press on a button of a message the member can see. */
  press(user: FakeUser, messageId: string, customId: string, where: Where = {}): Promise<Answered> {
    const { posted, component } = this.#component(user, messageId, customId);
    if (component.type !== 2) throw new Error(`"${customId}" is no button`);
    const data = { component_type: 2, custom_id: customId, id: 1 };
    return this.#happen(user, 3, data, `button "${customId}"`, { channelId: posted.channelId, ...where }, posted);
  }

  select(user: FakeUser, messageId: string, customId: string, values: string[], where: Where = {}): Promise<Answered> {
    const { posted, component } = this.#component(user, messageId, customId);
    const known = list(component.options).map(({ value }) => text(value));
    const unknown = values.find((value) => !known.includes(value));
    if (component.type === 3 && unknown !== undefined) throw new Error(`"${customId}" has no option "${unknown}"`);
    const data = { component_type: number(component.type), custom_id: customId, values, id: 1 };
    return this.#happen(user, 3, data, `select "${customId}"`, { channelId: posted.channelId, ...where }, posted);
  }

  /** Sends the modal that `shown` brought up, with a text per field. */
  submitModal(user: FakeUser, shown: Answered, values: Record<string, string>, where: Where = {}): Promise<Answered> {
    const { modal } = shown;
    if (modal === undefined) throw new Error('no modal was shown');
    for (const input of modalInputs(modal)) {
      const value = values[text(input.custom_id)] ?? '';
      const least = input.required === false ? 0 : Math.max(1, number(input.min_length));
      const most = input.max_length === undefined ? 4000 : number(input.max_length);
      if (value.length < least || value.length > most) throw new Error(`"${text(input.custom_id)}" refuses "${value}"`);
    }
    const filled = (input: Json) => ({
      ...{ type: 4, id: 2, custom_id: input.custom_id, value: values[text(input.custom_id)] ?? '' },
    });
    const components = list(modal.components).map((row) =>
      row.type === 18
        ? { type: 18, id: 1, component: filled(object(row.component)) }
        : { type: 1, id: 1, components: list(row.components).map(filled) },
    );
    const data = { custom_id: modal.custom_id, components };
    return this.#happen(user, 5, data, `modal "${text(modal.custom_id)}"`, { channelId: shown.channelId, ...where });
  }

  /** The next `times` requests to a route, as "POST /channels/:channel/messages", are answered 429. */
  limitNext(route: string, times: number, options?: { retryAfterS?: number; isGlobal?: boolean }): void {
    this.rest.limitNext(route, times, options);
  }

  /** The bot's sockets fall away; it may resume. */
  drop(code = 4000): void {
    this.gateway.drop(code);
  }

  sendRaw(frame: Json | string): void {
    this.gateway.sendRaw(frame);
  }

  /** The token is revoked: sockets close with 4004, requests are answered 401. */
  refuseToken(): void {
    this.world.isTokenValid = false;
    this.gateway.drop(4004);
  }

  acceptToken(): void {
    this.world.isTokenValid = true;
  }

  /** The bot is thrown out of the server, or was never in it. */
  leaveGuild(): void {
    this.world.isInGuild = false;
    this.gateway.dispatchToGuilds('GUILD_DELETE', { id: this.guildId });
  }

  /** Nothing listens any more. */
  async goAway(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    this.gateway.stop();
    server?.closeAllConnections();
    await new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(() => resolve())));
  }

  /** Listens again, where it did before. */
  async comeBack(): Promise<void> {
    await this.listen(this.#port);
  }

  async listen(port: number): Promise<void> {
    const server = createServer((request, response) => {
      this.rest.serve(request, response).catch((error: unknown) => {
        this.violations.push(`${request.method} ${request.url}: ${String(error)}`);
        response.writeHead(500).end();
      });
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
    this.gateway.attach(server, this.gatewayUrl);
  }

  stop(): Promise<void> {
    return this.goAway();
  }

  #command(user: FakeUser, line: string, options: Json, where: Where & { focused?: string }): Promise<Answered> {
    const [name = '', ...sub] = line.split(' ');
    const command = this.#registered(user, name, 1);
    const given = sub.reduceRight<Json>((inside, one) => ({ [one]: inside }), options);
    const { id, guild_id } = command;
    const data = { id, guild_id, name, type: 1, options: optionsOf(command, given, where.focused) };
    return this.#happen(user, where.focused === undefined ? 2 : 4, data, `/${line}`, where);
  }

  /** A command as the member's client shows it; throws where it shows none. */
  #registered(user: FakeUser, name: string, type: number): Json {
    const command = this.world.commands.find((one) => one.name === name && one.type === type);
    if (command === undefined) throw new Error(`there is no command "${name}": ${this.commands.join(', ')}`);
    const needed = command.default_member_permissions;
    if (typeof needed === 'string' && (user.permissions & BigInt(needed)) !== BigInt(needed)) {
      throw new Error(`"${name}" is hidden from ${user.global_name}`);
    }
    return command;
  }

  #component(user: FakeUser, messageId: string, customId: string): { posted: Posted; component: Json } {
    const posted = this.world.find(messageId);
    if (posted === undefined) throw new Error(`there is no message ${messageId}`);
    if (posted.ephemeralFor !== undefined && posted.ephemeralFor !== user.id) throw new Error('only another sees it');
    const all = posted.message.components.flatMap((row) => list(row.components));
    const component = all.find((one) => one.custom_id === customId);
    if (component === undefined) {
      throw new Error(`the message has no "${customId}": ${texts(all.map((one) => one.custom_id)).join(', ')}`);
    }
    if (component.disabled === true) throw new Error(`"${customId}" is disabled`);
    return { posted, component };
  }

  #happen(user: FakeUser, type: 2 | 3 | 4 | 5, data: Json, name: string, where: Where, on?: Posted): Promise<Answered> {
    const channelId = where.channelId ?? this.channel('general').id;
    return this.interactions.happen({ user, type, data, name, channelId, on }, { expired: where.expired });
  }
}

function focusedOf(options: Json): string | undefined {
  return Object.keys(options).at(-1);
}

/** Starts it on `port`, or on a free one. */
export async function startFakeDiscord({ port = 0 } = {}): Promise<FakeDiscord> {
  const discord = new FakeDiscord();
  await discord.listen(port);
  return discord;
}

if (process.argv[1] === import.meta.filename) {
  const discord = await startFakeDiscord({ port: Number(process.argv[2] ?? 0) });
  const channels = Object.fromEntries([...discord.world.channels.values()].map(({ name, id }) => [name, id]));
  console.log(`TRACORD_DISCORD_API=${discord.api}`);
  console.log(`TRACORD_DISCORD_GATEWAY=${discord.gatewayUrl}`);
  console.log(`TRACORD_DISCORD_TOKEN=${discord.token}`);
  console.log(`TRACORD_DISCORD_GUILD=${discord.guildId}`);
  console.log(`channels ${JSON.stringify(channels)}`);
}
