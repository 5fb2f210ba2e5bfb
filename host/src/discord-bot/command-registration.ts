// The server's list of the bot's commands. It is written only where it differs: Discord takes 200 new commands a day.

import { type Client, DiscordAPIError, type RESTPostAPIApplicationCommandsJSONBody, Routes } from 'discord.js';

type Command = RESTPostAPIApplicationCommandsJSONBody;

const MISSING_ACCESS = 50_001;
const UNKNOWN_GUILD = 10_004;

/** 'not-in-server' where the bot is no member of it, or was invited without the right to have commands. Other faults throw. */
export async function registerCommands(
  client: Client<true>,
  guildId: string,
  wanted: Command[],
): Promise<'written' | 'unchanged' | 'not-in-server'> {
  const path = Routes.applicationGuildCommands(client.application.id, guildId);
  try {
    const known = await client.rest.get(path).catch((error: unknown) => {
      if (isNotInServer(error) || !(error instanceof DiscordAPIError)) throw error;
      return [];
    });
    if (areAlike(known, wanted)) return 'unchanged';
    // A server's own commands are used nowhere else; `contexts` is for those of all servers.
    await client.rest.put(path, { body: wanted.map(({ contexts: _, ...command }) => command) });
    return 'written';
  } catch (error) {
    if (isNotInServer(error)) return 'not-in-server';
    throw error;
  }
}

function isNotInServer(error: unknown): boolean {
  return error instanceof DiscordAPIError && (error.code === MISSING_ACCESS || error.code === UNKNOWN_GUILD);
}

/** What Discord gives back has more members than it was given, and leaves those out that say no. */
export function areAlike(known: unknown, wanted: Command[]): boolean {
  if (!Array.isArray(known) || known.length !== wanted.length) return false;
  const as = (commands: unknown[]) => JSON.stringify(commands.map(comparable).sort(byName));
  return as(known) === as(wanted);
}

const COMPARED = [
  'type',
  'name',
  'description',
  'default_member_permissions',
  'required',
  'autocomplete',
  'value',
  'min_length',
  'max_length',
  'min_value',
  'max_value',
];

function comparable(part: unknown): { name: string } {
  const given = part as Record<string, unknown>;
  const compared = COMPARED.filter((name) => given[name] !== undefined && given[name] !== null && given[name] !== '')
    .filter(
      (name) => given[name] !== false && !(name === 'type' && given[name] === 1 && given.description !== undefined),
    )
    .map((name) => [name, given[name]]);
  const inside = ['options', 'choices'].flatMap((name) => {
    const list = given[name];
    return Array.isArray(list) && list.length > 0 ? [[name, list.map(comparable)]] : [];
  });
  return Object.fromEntries([...compared, ...inside]);
}

function byName(one: { name: string }, other: { name: string }): number {
  return one.name < other.name ? -1 : 1;
}
