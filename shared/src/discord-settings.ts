// The settings of the Discord bot. Its token is a secret and stands in secrets.yaml.

import { z } from 'zod';

/** Discord's ids are numbers of 17 to 20 digits, written as text: as numbers they would lose their last digits. */
const snowflake = z.string().regex(/^(\d{17,20})?$/, {
  error: 'is the id of a channel, role or server: 17 to 20 digits in quotes (Discord: right click, Copy ID)',
});
const channel = (what: string) => snowflake.default('').describe(what);
const roles = z.array(snowflake).default([]);

export const discordSettings = z
  .strictObject({
    server: channel('Id of your Discord server (right click on its name, Copy Server ID).'),
    requestsChannel: channel('Channel that the request messages go to. Empty: none are sent.'),
    panelChannel: channel('Channel with the pinned panel of buttons. Empty: no panel.'),
    staffChannel: channel('Channel with the pinned board for your staff. Empty: no board.'),
    nowPlayingChannel: channel('Channel with the message that says what is on air. Empty: none.'),
    announceChannel: channel('Channel for /live. Empty: the channel it is typed in.'),
    staffRoles: roles.describe(
      'Roles that may use the board and the staff commands, beside those who manage the server.',
    ),
    subscriberRoles: roles.describe('Roles that may have more requests at once (requests.perHelper).'),
    liveRoles: roles.describe(
      'Roles that /live mentions. They are pinged only where everybody may mention them (the role in the server settings) or the bot has "Mention @everyone, @here and All Roles".',
    ),
    threadPerSet: z
      .boolean()
      .default(true)
      .describe('true: the request messages of each set go into a thread of its own.'),
    presence: z.boolean().default(true).describe('true: the bot shows what is on air as "Listening to".'),
    oldNames: z
      .boolean()
      .default(false)
      .describe('true: also /srbnew, /srbreqlist, /srbreqdel and /srblive, as older bots for Traktor called them.'),
    newTracks: z
      .string()
      .max(200)
      .default('')
      .describe('Playlist ("Folder/List") or genre whose newest tracks /new shows. Empty: there is no /new.'),
  })
  .prefault({})
  .describe('The Discord bot. It is off until its token stands in secrets.yaml.');
