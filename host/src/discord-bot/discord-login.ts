// The bot's line to Discord: logs in, tries again for as long as Discord is away, and says when its token is refused.

import { Client, DefaultRestOptions, DiscordjsError, DiscordjsErrorCodes, Events, GatewayCloseCodes } from 'discord.js';
import type { Environment } from './environment.ts';
import { guarded } from './gateway-guard.ts';
import type { Clock, Log } from './module.ts';

const READY_WITHIN_MS = 20_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
const UNAUTHORIZED = 401;
/** Answered 401 too, when an interaction's own token is over. */
const BY_ITS_OWN_TOKEN = /\/(interactions|webhooks)\//;

/** Closed with one of these, a new login would fare alike. */
const FOR_GOOD: number[] = [
  GatewayCloseCodes.AuthenticationFailed,
  GatewayCloseCodes.InvalidShard,
  GatewayCloseCodes.ShardingRequired,
  GatewayCloseCodes.InvalidAPIVersion,
  GatewayCloseCodes.InvalidIntents,
  GatewayCloseCodes.DisallowedIntents,
];

export type LoginParts = {
  environment: Pick<Environment, 'discordToken' | 'api' | 'gateway'>;
  clock: Clock;
  log: Log;
  /** The token is refused, at the login or later. Said once. */
  onRefused: () => void;
  /** Discord is not there; `attempt` counts from 1. */
  onAway: (attempt: number) => void;
};

export type Login = {
  /** Resolves when logged in; never after `stop` or a refusal. */
  ready: Promise<{ client: Client<true>; guildIds: string[] }>;
  stop(): Promise<void>;
};

export function logIn(parts: LoginParts): Login {
  const { clock, log } = parts;
  let client: Client | undefined;
  let isOver = false;
  let cancelWait = () => {};
  let guildIds: string[] = [];

  const refused = () => {
    if (isOver) return;
    isOver = true;
    parts.onRefused();
  };
  const attempt = async (): Promise<Client<true> | undefined> => {
    client = newClient(parts, { refused, onGuilds: (ids) => (guildIds = ids) });
    const isReady = readyInTime(client, clock);
    try {
      await client.login(parts.environment.discordToken);
      return await isReady;
    } catch (error) {
      if (isTokenInvalid(error)) refused();
      else log.warn('discord.login-failed', { error });
      await client.destroy();
      return undefined;
    }
  };
  const keepTrying = async (): Promise<{ client: Client<true>; guildIds: string[] }> => {
    for (let count = 1; ; count++) {
      const ready = await attempt();
      if (ready !== undefined && !isOver) return { client: ready, guildIds };
      if (isOver) return new Promise(() => {});
      parts.onAway(count);
      await new Promise<void>((resolve) => {
        cancelWait = clock.after(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (count - 1)), resolve);
      });
    }
  };
  return {
    ready: keepTrying(),
    stop: async () => {
      isOver = true;
      cancelWait();
      await client?.destroy();
    },
  };
}

type ClientEvents = { refused: () => void; onGuilds: (ids: string[]) => void };

function newClient({ environment, log }: LoginParts, { refused, onGuilds }: ClientEvents): Client {
  const { api, gateway } = environment;
  const client = new Client({
    intents: [],
    allowedMentions: { parse: [], repliedUser: false },
    rest: {
      ...(api === undefined ? {} : { api: api.replace(/\/+$/, '') }),
      makeRequest: async (url, init) => {
        const response = await DefaultRestOptions.makeRequest(url, init);
        if (response.status === UNAUTHORIZED && !BY_ITS_OWN_TOKEN.test(url)) refused();
        return response;
      },
    },
    ws: { buildStrategy: (manager) => guarded(manager, { gateway, onGuilds, log }) },
  });
  client.on(Events.Error, (error) => log.warn('discord.error', { error }));
  client.on(Events.ShardError, (error) => log.warn('discord.socket-error', { error }));
  client.on(Events.ShardDisconnect, ({ code }) => {
    log.warn('discord.closed', { code });
    if (FOR_GOOD.includes(code)) refused();
  });
  return client;
}

function readyInTime(client: Client, clock: Clock): Promise<Client<true>> {
  const ready = new Promise<Client<true>>((resolve, reject) => {
    const cancel = clock.after(READY_WITHIN_MS, () => reject(new Error('Discord did not say that the bot is ready')));
    client.once(Events.ClientReady, (found) => {
      cancel();
      resolve(found);
    });
  });
  // A login that fails is waited for instead of this.
  ready.catch(() => {});
  return ready;
}

function isTokenInvalid(error: unknown): boolean {
  return error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
}
