// The staff's slash commands: /requests open and close. Asked by anybody else they do nothing and say so.

import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type ChatInputCommandInteraction,
  MessageFlags,
} from 'discord.js';
import type { BotModule, BotParts } from './module.ts';
import { isStaff, NOT_STAFF, STAFF_ONLY } from './staff.ts';
import { escapeText, label } from './text.ts';

const REQUESTS = 'requests';
/** What the host takes for a reason. */
const LONGEST_REASON = 100;

export function makeStaffCommands(parts: BotParts): BotModule {
  return {
    commands: () => [
      {
        name: REQUESTS,
        description: 'Opens or closes requests',
        type: ApplicationCommandType.ChatInput,
        default_member_permissions: STAFF_ONLY,
        contexts: [0],
        options: [
          { name: 'open', description: 'Opens requests', type: ApplicationCommandOptionType.Subcommand },
          {
            name: 'close',
            description: 'Closes requests; those that wait stay',
            type: ApplicationCommandOptionType.Subcommand,
            options: [
              {
                name: 'reason',
                description: 'What people read who ask now',
                type: ApplicationCommandOptionType.String,
                max_length: LONGEST_REASON,
              },
            ],
          },
        ],
      },
    ],
    answer: (interaction) =>
      interaction.isChatInputCommand() && interaction.commandName === REQUESTS
        ? openOrClose(parts, interaction)
        : undefined,
  };
}

async function openOrClose({ host }: BotParts, interaction: ChatInputCommandInteraction): Promise<void> {
  if (!isStaff(interaction, host.topics.discord)) {
    await interaction.reply({ content: NOT_STAFF, flags: MessageFlags.Ephemeral });
    return;
  }
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const isOpening = interaction.options.getSubcommand() === 'open';
  const reason = label(interaction.options.getString('reason') ?? '', LONGEST_REASON);
  const answer = isOpening
    ? await host.command('requests.open', {})
    : await host.command('requests.close', reason === '' ? {} : { reason });
  const closed = reason === '' ? 'Requests are closed.' : `Requests are closed: ${escapeText(reason)}`;
  const content = answer.ok ? (isOpening ? 'Requests are open.' : closed) : escapeText(answer.message, 300);
  await interaction.editReply({ content, allowedMentions: { parse: [] } });
}
