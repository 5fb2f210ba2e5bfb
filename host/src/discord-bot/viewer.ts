// Who asks, as the host is told: the name others see, and what only Discord knows of a person.

import type { CommandArgs } from '@tracord/shared/commands.ts';
import type { Person } from '@tracord/shared/requests.ts';
import type { Settings } from '@tracord/shared/settings.ts';
import type { Interaction } from 'discord.js';
import { isStaff, personOf } from './staff.ts';

export type Viewer = { person: Person; standing: CommandArgs<'request.add'>['standing'] };

export function viewerOf(interaction: Interaction, discord: Settings['discord']): Viewer {
  const { user, member } = interaction;
  // The name a member chose for this server.
  const nick = member !== null && 'nick' in member ? member.nick : undefined;
  const roles = Array.isArray(member?.roles) ? member.roles : [];
  const isSubscriber = discord.subscriberRoles.some((role) => roles.includes(role));
  const kind = isStaff(interaction, discord) ? 'staff' : isSubscriber ? 'subscriber' : 'viewer';
  return {
    person: personOf({ id: user.id, displayName: nick || user.displayName }),
    standing: { kind, accountCreatedAt: user.createdTimestamp },
  };
}
