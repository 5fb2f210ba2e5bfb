// For whom another chat's bot may speak: for the people of its own chats, never for those in Discord, nor for the desk. Pure.

import type { CommandSpec } from '@tracord/shared/commands.ts';
import { isObject } from '@tracord/shared/json.ts';
import type { Role } from '@tracord/shared/protocol.ts';
import { z } from 'zod';

/** Platforms whose people the host knows by itself: from its own Discord bot, and from its own pages and keys. */
const OWN_PLATFORMS = ['discord', 'desk'];

/** Why this role must not ask something about a person of `platform`, as a sentence; undefined where it may. */
export function refusedPlatform(role: Role, platform: unknown): string | undefined {
  if (role !== 'requester' || !OWN_PLATFORMS.includes(String(platform))) return undefined;
  return `the requester token is not for people of the platform "${platform}": name the chat the words come from, like "twitch"`;
}

/** The same for the arguments of a command, checked before. Where a command takes a requester, this role must name one. */
export function refusedRequester(spec: CommandSpec, args: unknown, role: Role): string | undefined {
  if (role !== 'requester' || !takesRequester(spec)) return undefined;
  const requester = isObject(args) ? args.requester : undefined;
  if (!isObject(requester)) return 'say for whom: requester {"platform", "id", "name"}';
  return refusedPlatform(role, requester.platform) ?? refusedStanding(args);
}

/** Who is staff decides whose queue it is: that is Discord's roles, by the host's own bot. */
function refusedStanding(args: unknown): string | undefined {
  const standing = isObject(args) && isObject(args.standing) ? args.standing : {};
  if (standing.kind !== 'staff') return undefined;
  return 'the requester token cannot say that somebody is staff: leave standing out, or say "subscriber"';
}

function takesRequester({ args }: CommandSpec): boolean {
  return args instanceof z.ZodObject && Object.hasOwn(args.shape, 'requester');
}
