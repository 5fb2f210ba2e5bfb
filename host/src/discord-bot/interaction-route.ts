// Hands each interaction to the module it belongs to, and sees to it that whoever waits is told something.

import type { Interaction } from 'discord.js';
import { sayFault } from './interaction-answer.ts';
import type { BotModule, BotParts } from './module.ts';

/** Never rejects. The first module that takes it answers it; one of another server is let be. */
export async function route(modules: BotModule[], interaction: Interaction, { guildId, log }: BotParts): Promise<void> {
  if (interaction.guildId !== null && interaction.guildId !== guildId) return;
  const { type } = interaction;
  try {
    for (const module of modules) {
      const answering = module.answer?.(interaction);
      if (answering !== undefined) return await answering;
    }
    log.warn('interaction.unknown', { type });
    await sayFault(interaction, 'This button or command is from an older version. Try the command again.');
  } catch (error) {
    log.error('interaction.failed', { type, error });
    await sayFault(interaction, 'Something went wrong here, and the DJ’s computer wrote down what. Try again.');
  }
}
