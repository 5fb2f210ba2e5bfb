// What of Discord's gateway reaches discord.js: the session's own events and interactions, and nothing else. Some packets make
// that library throw where nobody can catch it; the bot needs none of them, as it asks for no intent.

import {
  ChannelType,
  GatewayDispatchEvents,
  type IShardingStrategy,
  SimpleShardingStrategy,
  type WebSocketOptions,
} from 'discord.js';
import type { Log } from './module.ts';

type Manager = Parameters<NonNullable<WebSocketOptions['buildStrategy']>>[0];

/** Events of @discordjs/ws, whose own list of them discord.js hides behind another of the same name. */
const READY = 'ready';
const DISPATCH = 'dispatch';

const LET_THROUGH: unknown[] = [
  GatewayDispatchEvents.Ready,
  GatewayDispatchEvents.Resumed,
  GatewayDispatchEvents.InteractionCreate,
];

export type GuardOptions = {
  /** Instead of the address that Discord gives: "ws://127.0.0.1:1234". */
  gateway?: string;
  /** The servers the bot is in, told with each new session. */
  onGuilds: (ids: string[]) => void;
  log: Log;
};

/** For `ws.buildStrategy` of a client. */
export function guarded(manager: Manager, { gateway, onGuilds, log }: GuardOptions): IShardingStrategy {
  if (gateway !== undefined) goTo(manager, gateway);
  const emit = manager.emit.bind(manager) as (event: string, ...args: unknown[]) => boolean;
  const guard = (event: string, ...args: unknown[]): boolean => {
    const data = (args[0] as { data?: unknown } | undefined)?.data;
    if (event === DISPATCH && !LET_THROUGH.includes((data as { t?: unknown } | null)?.t)) {
      return false;
    }
    try {
      if (event === READY) takeGuilds(data, onGuilds);
      else if (event === DISPATCH) complete(data);
      return emit(event, ...args);
    } catch (error) {
      log.warn('discord.packet-refused', { event, error });
      return false;
    }
  };
  manager.emit = guard as typeof manager.emit;
  return new SimpleShardingStrategy(manager);
}

/** Takes the servers out of READY. With none in its cache, the library hands on members as they came, roles and all; with one
 * that is not there whole, asking for a member's roles throws. */
function takeGuilds(data: unknown, onGuilds: (ids: string[]) => void): void {
  const ready = data as { guilds: { id: string }[] };
  onGuilds(ready.guilds.map(({ id }) => id));
  ready.guilds = [];
}

/** discord.js reads these members of an interaction whether they are there or not. */
function complete(data: unknown): void {
  const { t, d } = data as { t: string; d: Record<string, unknown> };
  if (t !== GatewayDispatchEvents.InteractionCreate) return;
  d.entitlements ??= [];
  d.authorizing_integration_owners ??= {};
  if (d.channel_id !== undefined) d.channel ??= { id: d.channel_id, type: ChannelType.GuildText };
}

/** New sessions and resumed ones go to `gateway`, and nobody is asked for the way. */
function goTo(manager: Manager, gateway: string): void {
  manager.fetchGatewayInformation = async () => ({
    url: gateway,
    shards: 1,
    session_start_limit: { total: 1_000, remaining: 1_000, reset_after: 0, max_concurrency: 1 },
  });
  const { retrieveSessionInfo } = manager.options;
  Object.assign(manager.options, {
    retrieveSessionInfo: async (shardId: number) => {
      const session = await retrieveSessionInfo(shardId);
      return session && { ...session, resumeURL: gateway };
    },
  });
}
