// The staff's slash commands: /requests open and close, and /next. Asked by anybody else they do nothing and say so.

import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type ChatInputCommandInteraction,
  MessageFlags,
} from 'discord.js';
import { HOST_AWAY } from './host-client.ts';
import type { BotModule, BotParts, HostClient } from './module.ts';
import { songLine } from './song-text.ts';
import { isStaff, NOT_STAFF, STAFF_ONLY } from './staff.ts';
import { escapeText, label } from './text.ts';

const REQUESTS = 'requests';
const NEXT = 'next';
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
      {
        name: NEXT,
        description: 'What mixes with what is on air',
        type: ApplicationCommandType.ChatInput,
        default_member_permissions: STAFF_ONLY,
        contexts: [0],
      },
    ],
    answer: (interaction) => {
      if (!interaction.isChatInputCommand()) return undefined;
      if (interaction.commandName === REQUESTS) return openOrClose(parts, interaction);
      return interaction.commandName === NEXT ? sayNext(parts, interaction) : undefined;
    },
  };
}

async function sayNext({ host }: BotParts, interaction: ChatInputCommandInteraction): Promise<void> {
  const content = isStaff(interaction, host.topics.discord) ? nextText(host) : NOT_STAFF;
  await interaction.reply({ content, flags: MessageFlags.Ephemeral, allowedMentions: { parse: [] } });
}

/** What the DJ has next, then what goes on from what is on air. */
export function nextText({ topics, isConnected }: Pick<HostClient, 'topics' | 'isConnected'>): string {
  if (!isConnected) return HOST_AWAY.message;
  const { next, order, byId } = topics.plan;
  const rows = order.flatMap((id) => byId[id] ?? []);
  const lines = rows.map(
    ({ display, why }, at) => `**${at + 1}** ${songLine(display, 40)}\n-# ${escapeText(why, 120)}`,
  );
  return [
    ...(next === undefined ? [] : [`**Next** ${songLine(next.display, 40)}`]),
    ...(lines.length === 0 ? ['Nothing is suggested right now.'] : lines),
  ].join('\n');
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
