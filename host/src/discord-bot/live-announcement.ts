// /live: one message of the staff to everybody, with a mention of the roles in the settings and of nobody else. Not in
// rehearsal.

import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type ChatInputCommandInteraction,
  MessageFlags,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { BotModule } from './module.ts';
import type { MessageBody } from './send-calls.ts';
import { isStaff, NOT_STAFF, STAFF_ONLY } from './staff.ts';
import type { SendParts } from './standing-message.ts';
import { label } from './text.ts';

const LIVE = 'live';
const OLD_LIVE = 'srblive';
const LONGEST = 1_500;
/** Discord takes no longer message. */
const LONGEST_MESSAGE = 2_000;
const REHEARSAL = 'You are in rehearsal: nothing goes out to Discord. Go live first, then send it again.';

export function makeLiveAnnouncement(parts: SendParts): BotModule {
  const command = (name: string): RESTPostAPIChatInputApplicationCommandsJSONBody => ({
    name,
    description: 'Tells everybody that the show is on',
    type: ApplicationCommandType.ChatInput,
    default_member_permissions: STAFF_ONLY,
    contexts: [0],
    options: [
      {
        name: 'message',
        description: 'What to say',
        type: ApplicationCommandOptionType.String,
        required: true,
        max_length: LONGEST,
      },
    ],
  });
  return {
    commands: () => [command(LIVE), ...(parts.host.topics.discord.oldNames ? [command(OLD_LIVE)] : [])],
    answer: (interaction) =>
      interaction.isChatInputCommand() && [LIVE, OLD_LIVE].includes(interaction.commandName)
        ? announce(parts, interaction)
        : undefined,
  };
}

/** What staff wrote keeps its links and its markup; whatever it says, only those roles are pinged. Pure. */
export function announcement(words: string, roles: string[]): MessageBody {
  const mentions = roles.map((id) => `<@&${id}> `).join('');
  return {
    content: `${mentions}${label(words, LONGEST_MESSAGE - mentions.length)}`.trimEnd(),
    allowed_mentions: { parse: [], roles },
  };
}

async function announce(parts: SendParts, interaction: ChatInputCommandInteraction): Promise<void> {
  const { discord, live } = parts.host.topics;
  if (!isStaff(interaction, discord)) {
    await interaction.reply({ content: NOT_STAFF, flags: MessageFlags.Ephemeral });
    return;
  }
  if (!live.on || !parts.host.isConnected) {
    const content = live.on ? 'TraCord is not reachable right now. Try again in a moment.' : REHEARSAL;
    await interaction.reply({ content, flags: MessageFlags.Ephemeral });
    return;
  }
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const channelId = discord.announceChannel === '' ? interaction.channelId : discord.announceChannel;
  const roles = discord.liveRoles.filter((id) => id !== '').slice(0, 10);
  const said = await post(
    parts,
    channelId,
    announcement(interaction.options.getString('message', true), roles),
    interaction.id,
  );
  await interaction.editReply({ content: said, allowedMentions: { parse: [] } });
}

async function post(parts: SendParts, channelId: string, body: MessageBody, nonce: string): Promise<string> {
  try {
    const messageId = await parts.calls.post(channelId, body, nonce);
    parts.troubles.went(LIVE);
    return `Sent: https://discord.com/channels/${parts.guildId}/${channelId}/${messageId}`;
  } catch (fault) {
    const tried = { permission: 'Send Messages', channelId, setting: 'announceChannel' };
    const trouble = await parts.troubles.failed(LIVE, fault, tried);
    if (trouble === undefined) return 'It was not sent: Discord asks to wait. Try again in a minute.';
    return `It was not sent. ${trouble.message} ${trouble.remedy}`;
  }
}
