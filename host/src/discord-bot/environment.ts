// What the bot is started with: the host it belongs to, and Discord. Secrets come this way because arguments can be read by
// anybody on the computer.

import { z } from 'zod';

const given = z.string().trim().min(1);
/** Set to nothing is not set. */
const wish = z
  .string()
  .trim()
  .optional()
  .transform((text) => text || undefined);

const environment = z
  .object({
    TRACORD_URL: given,
    TRACORD_TOKEN: given,
    TRACORD_DISCORD_TOKEN: given,
    TRACORD_DISCORD_GUILD: wish,
    TRACORD_DISCORD_API: wish,
    TRACORD_DISCORD_GATEWAY: wish,
  })
  .transform((env) => ({
    /** Where the host answers, and the token of role `bot`. */
    hostUrl: env.TRACORD_URL,
    hostToken: env.TRACORD_TOKEN,
    discordToken: env.TRACORD_DISCORD_TOKEN,
    /** The server. Absent: the one of the settings, or the only one the bot is in. */
    guildId: env.TRACORD_DISCORD_GUILD,
    /** Instead of Discord's own addresses: "http://127.0.0.1:1234/api", "ws://127.0.0.1:1234". */
    api: env.TRACORD_DISCORD_API,
    gateway: env.TRACORD_DISCORD_GATEWAY,
  }));

export type Environment = z.output<typeof environment>;

/** Undefined, with the names of what is missing, where it cannot start. */
export function readEnvironment(env: NodeJS.ProcessEnv): { environment: Environment } | { missing: string[] } {
  const read = environment.safeParse(env);
  if (read.success) return { environment: read.data };
  return { missing: read.error.issues.map(({ path }) => String(path[0])) };
}
