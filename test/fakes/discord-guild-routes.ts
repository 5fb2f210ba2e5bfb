// Routes of the made-up Discord around the application and the server.
// https://discord.com/developers/docs/interactions/application-commands

import { commandProblems } from './discord-limits.ts';
import { fault, MISSING_ACCESS, ok, type Reply, type Route, refuse, route } from './discord-route.ts';
import { type FakeWorld, type Json, list } from './discord-world.ts';

const UNKNOWN_GUILD = fault(404, 10004, 'Unknown Guild');
const UNKNOWN_USER = fault(404, 10013, 'Unknown User');

/** The application itself, its user, and where the gateway is. */
export function ownRoutes(world: FakeWorld, gatewayUrl: () => string): Route[] {
  const { applicationId, botUser } = world;
  const application = { id: applicationId, name: 'TraCord', flags: 0, bot: botUser, description: '', icon: null };
  return [
    route('GET', '/gateway', () => ok({ url: gatewayUrl() }), { isOpen: true }),
    route('GET', '/gateway/bot', () =>
      ok({
        url: gatewayUrl(),
        shards: 1,
        session_start_limit: { total: 1000, remaining: 999, reset_after: 14_400_000, max_concurrency: 1 },
      }),
    ),
    route('GET', '/applications/@me', () => ok(application)),
    route('GET', '/oauth2/applications/@me', () => ok(application)),
    route('GET', '/users/@me', () => ok(botUser)),
    route('GET', '/users/:id', ({ params: [id = ''] }) => {
      const user = world.users.get(id);
      return user === undefined ? UNKNOWN_USER : ok(world.userObject(user));
    }),
    route('GET', '/users/@me/guilds', () =>
      ok(world.isInGuild ? [{ id: world.guildId, name: 'A server', owner: false, permissions: '0' }] : []),
    ),
  ];
}

/** The server, its members and its commands. */
export function guildRoutes(world: FakeWorld): Route[] {
  const inGuild = (id: string | undefined, answer: () => Reply) => {
    if (id !== world.guildId) return UNKNOWN_GUILD;
    return world.isInGuild ? answer() : MISSING_ACCESS;
  };
  const commands = '/applications/:application/guilds/:guild/commands';
  return [
    route('GET', '/guilds/:guild', ({ params: [id] }) => inGuild(id, () => ok(world.guildObject()))),
    route('GET', '/guilds/:guild/channels', ({ params: [id] }) =>
      inGuild(id, () => ok([...world.channels.values()].map((channel) => world.channelObject(channel)))),
    ),
    route('GET', '/guilds/:guild/roles', ({ params: [id] }) => inGuild(id, () => ok(world.guildObject().roles))),
    route('GET', '/guilds/:guild/threads/active', ({ params: [id] }) =>
      inGuild(id, () => ok({ threads: world.guildObject().threads, members: [] })),
    ),
    route('GET', '/guilds/:guild/members/:user', ({ params: [id, userId = ''] }) =>
      inGuild(id, () => {
        const user = world.users.get(userId);
        return user === undefined ? fault(404, 10007, 'Unknown Member') : ok(world.memberObject(user));
      }),
    ),
    route('GET', commands, ({ params: [, id] }) => inGuild(id, () => ok(world.commands))),
    route('PUT', commands, ({ params: [, id], body }) =>
      inGuild(id, () => {
        const wanted = list(body.items);
        const problems = commandProblems(wanted);
        if (problems.length > 0) return refuse(world, problems);
        world.commands = wanted.map((command) => registered(world, command));
        return ok(world.commands);
      }),
    ),
  ];
}

/** As Discord gives a command back: with its ids, and the members it fills in. */
function registered(world: FakeWorld, command: Json): Json {
  const { applicationId, guildId } = world;
  const same = world.commands.find(({ name, type }) => name === command.name && type === (command.type ?? 1));
  return {
    id: same?.id ?? world.snowflake(),
    application_id: applicationId,
    guild_id: guildId,
    version: world.snowflake(),
    default_member_permissions: null,
    type: 1,
    description: '',
    nsfw: false,
    contexts: null,
    integration_types: [0],
    name_localizations: null,
    description_localizations: null,
    ...withoutFalse(command),
  };
}

/** Discord leaves `required: false` and `autocomplete: false` of options out of what it gives back. */
function withoutFalse(command: Json): Json {
  if (command.options === undefined) return command;
  const options = list(command.options).map((option) =>
    withoutFalse(Object.fromEntries(Object.entries(option).filter(([, value]) => value !== false))),
  );
  return { ...command, options };
}
