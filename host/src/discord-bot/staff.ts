// Who is staff, and how staff's interactions are answered.

import type { Person } from '@tracord/shared/requests.ts';
import type { Settings } from '@tracord/shared/settings.ts';
import { type Interaction, PermissionFlagsBits } from 'discord.js';
import { label } from './text.ts';

/** Whether whoever did this may use the board and the staff's commands: who manages the server, or has one of the roles. */
export function isStaff(
  interaction: Pick<Interaction, 'member' | 'memberPermissions'>,
  discord: Settings['discord'],
): boolean {
  if (interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true) return true;
  const roles = interaction.member?.roles ?? [];
  return discord.staffRoles.some(
    (id) => id !== '' && (Array.isArray(roles) ? roles.includes(id) : roles.cache.has(id)),
  );
}

export const NOT_STAFF = 'This is for the staff of the show. Ask with /request if you would like to hear a song.';

/** As the host knows people of Discord. */
export function personOf(user: { id: string; displayName: string }): Person {
  return { platform: 'discord', id: user.id, name: label(user.displayName, 100) || 'somebody' };
}

/** Commands that only those who manage the server see, until its owner says otherwise. */
export const STAFF_ONLY = String(PermissionFlagsBits.ManageGuild);
