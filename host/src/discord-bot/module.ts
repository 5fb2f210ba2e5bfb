// What the parts of the bot are made of: each answers its own interactions and follows the host's topics by itself.

import type { CommandArgs, CommandName, CommandResult } from '@tracord/shared/commands.ts';
import type { QueryInput, QueryName, QueryOutput } from '@tracord/shared/queries.ts';
import type { BotTopics } from '@tracord/shared/topics.ts';
import type { Client, Interaction, RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';
import type { SongChoices } from './song-choices.ts';

/** Time and timers, handed in so that tests can move them. */
export type Clock = {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after `delayMs`; the answer cancels it. */
  after(delayMs: number, call: () => void): () => void;
};

type Fields = Record<string, unknown>;

/** An event's name and fields, a line each. */
export type Log = {
  info(event: string, fields?: Fields): void;
  warn(event: string, fields?: Fields): void;
  error(event: string, fields?: Fields): void;
};

/** `host-away`: the host is not connected, or did not answer in time. Its `message` is a sentence for whoever asked. */
export type Refusal = { ok: false; code: string; message: string; retryAt?: number };

/** The host as the bot sees it. */
export type HostClient = {
  /** The newest value of each topic, complete from the start of any module; stale while not connected. */
  readonly topics: BotTopics;
  readonly isConnected: boolean;
  query<Name extends QueryName>(
    name: Name,
    input: QueryInput<Name>,
  ): Promise<{ ok: true; value: QueryOutput<Name> } | Refusal>;
  /** `commandId`: absent, a new one is made. */
  command<Name extends CommandName>(
    name: Name,
    args: CommandArgs<Name>,
    commandId?: string,
  ): Promise<({ ok: true } & CommandResult<Name>) | Refusal>;
};

/** What every module is given. */
export type BotParts = {
  /** Logged in and ready. */
  client: Client<true>;
  guildId: string;
  host: HostClient;
  choices: SongChoices;
  clock: Clock;
  log: Log;
  /** What is wrong with one part of the bot ("board"), for the host's health; undefined when it is well again. */
  say?(part: string, trouble: { message: string; remedy: string } | undefined): void;
};

/** What changed: a topic's value, or whether the host is there. */
export type Changed = keyof BotTopics | 'connected';

export type BotModule = {
  /** The commands it answers, as Discord takes them; asked for at the start and after each change of the settings. */
  commands?(): RESTPostAPIApplicationCommandsJSONBody[];
  /** Answers an interaction that is its own; undefined, at once, for any other. What it throws is logged, and said to the
   * member in a sentence. */
  answer?(interaction: Interaction): Promise<void> | undefined;
  /** Called once at the start (`connected`), and after each change. */
  changed?(what: Changed): void;
  /** Discord is there again after an outage: what was posted may be gone, what was sent may be lost. */
  resumed?(): void;
  stop?(): void | Promise<void>;
};

/** How a module is made; the bot knows a list of these. */
export type MakeModule = (parts: BotParts) => BotModule;
