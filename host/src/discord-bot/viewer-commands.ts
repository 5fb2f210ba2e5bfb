// The commands for everybody, and which part answers each. `/new` is there only where the settings name a playlist or genre;
// names of older bots for Traktor only where the settings want them.

import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import { choiceNames } from './choice-names.ts';
import { isTooLate, reply, type Say } from './interaction-answer.ts';
import type { BotModule, BotParts } from './module.ts';
import type { SongChoices } from './song-choices.ts';
import { sayNew, sayQueue, saySetlist, saySong } from './viewer-looks.ts';
import { ViewerMine } from './viewer-mine.ts';
import { ViewerRequests } from './viewer-request.ts';
import { STATS_OPTIONS, sayStats } from './viewer-stats.ts';

type Command = RESTPostAPIChatInputApplicationCommandsJSONBody;

const LONGEST_TYPED = 100;

const typed = (name: string, description: string) => ({
  ...{ name, description, type: ApplicationCommandOptionType.String as const },
  ...{ required: true, autocomplete: true, max_length: LONGEST_TYPED },
});

const COMMANDS: Record<string, Omit<Command, 'name'>> = {
  request: {
    description: 'Ask the DJ for a song',
    options: [typed('song', 'Title or artist: type two letters and choose')],
  },
  song: { description: 'What is on air' },
  queue: { description: 'What was asked for, and what comes up' },
  mine: { description: 'Your requests: see them, take them back, pings on or off' },
  withdraw: {
    description: 'Take one of your requests back',
    options: [typed('request', 'Which of your requests')],
  },
  setlist: { description: 'What was played in this set' },
  stats: { description: 'The show in numbers', options: STATS_OPTIONS },
  new: { description: 'New songs in the library' },
};

/** Other names for the same. */
const OLD_NAMES: Record<string, keyof typeof COMMANDS> = { srbnew: 'new', srbreqlist: 'queue', srbreqdel: 'withdraw' };

export function makeViewerCommands(parts: BotParts): BotModule {
  const { host, choices, clock } = parts;
  const requests = new ViewerRequests(parts);
  const mine = new ViewerMine(parts);
  const seen = new Map<string, bigint>();

  const look =
    (say: (interaction: ChatInputCommandInteraction) => Promise<Say> | Say) =>
    (interaction: ChatInputCommandInteraction) =>
      reply(interaction, clock, Promise.resolve(say(interaction)));
  const answers = new Map<string, (interaction: ChatInputCommandInteraction) => Promise<void>>([
    ['request', (interaction) => requests.command(interaction)],
    ['song', look(() => saySong(host))],
    ['queue', look(({ user }) => sayQueue(host, user.id))],
    ['mine', (interaction) => mine.command(interaction)],
    ['withdraw', (interaction) => mine.withdraw(interaction)],
    ['setlist', look(() => saySetlist(host))],
    ['stats', look(({ options }) => sayStats(host, options.getString('of') ?? ''))],
    ['new', look(() => sayNew(host))],
  ]);

  const suggest = async (interaction: AutocompleteInteraction): Promise<void> => {
    const { id, user } = interaction;
    const offers =
      meant(interaction.commandName) === 'withdraw'
        ? await mine.suggest(interaction)
        : await songs(choices, interaction.options.getFocused());
    // What was typed later is answered already: this would be for letters that are gone.
    if (BigInt(id) < (seen.get(user.id) ?? 0n)) return;
    seen.set(user.id, BigInt(id));
    if (seen.size > MOST_TYPISTS) seen.clear();
    await interaction.respond(offers);
  };

  return {
    commands: () => wanted(parts),
    answer: (interaction) => {
      if (interaction.isAutocomplete() && isOurs(interaction.commandName)) return quietly(suggest(interaction));
      if (interaction.isChatInputCommand()) {
        const answer = answers.get(meant(interaction.commandName));
        return answer && quietly(answer(interaction));
      }
      if (interaction.isStringSelectMenu() && requests.isChoice(interaction.customId)) {
        return quietly(requests.choose(interaction));
      }
      if (interaction.isButton() && mine.isButton(interaction.customId)) return quietly(mine.press(interaction));
      return undefined;
    },
  };

  /** Nobody waits for what comes too late: the log says so, and that is all. */
  async function quietly(answering: Promise<void>): Promise<void> {
    await answering.catch((error: unknown) => {
      if (!isTooLate(error)) throw error;
      parts.log.info('interaction.too-late', { error });
    });
  }
}

const MOST_TYPISTS = 1_000;

const meant = (name: string): string => OLD_NAMES[name] ?? name;
const isOurs = (name: string): boolean => Object.hasOwn(COMMANDS, meant(name));

async function songs(choices: SongChoices, words: string): Promise<{ name: string; value: string }[]> {
  const found = await choices.find(words);
  if (!found.ok) return [];
  const names = choiceNames(found.choices);
  return found.choices.map(({ id }, index) => ({ name: names[index] ?? id, value: id }));
}

function wanted({ host }: BotParts): Command[] {
  const { newTracks, oldNames } = host.topics.discord;
  const own = Object.keys(COMMANDS);
  const names = oldNames ? [...own, ...Object.keys(OLD_NAMES)] : own;
  return names
    .filter((name) => meant(name) !== 'new' || newTracks !== '')
    .map((name) => ({
      ...{ description: '', ...COMMANDS[meant(name)] },
      ...{ name, type: ApplicationCommandType.ChatInput },
    }));
}
