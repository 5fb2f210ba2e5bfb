// A viewer asks for a song: by a choice of Discord's list, or by words, which lead to a menu and never to a guess.

import { randomUUID } from 'node:crypto';
import type { CommandResult } from '@tracord/shared/commands.ts';
import { formatDuration } from '@tracord/shared/format.ts';
import {
  type APIActionRowComponent,
  type APIStringSelectComponent,
  type ChatInputCommandInteraction,
  ComponentType,
  type StringSelectMenuInteraction,
} from 'discord.js';
import { type Choice, choiceNames } from './choice-names.ts';
import { replace, reply, type Say } from './interaction-answer.ts';
import type { BotParts, HostClient, Refusal } from './module.ts';
import { closedText, refusalText } from './refusal-text.ts';
import { songLine } from './song-text.ts';
import { escapeText, label } from './text.ts';
import { type Viewer, viewerOf } from './viewer.ts';

type Added = ({ ok: true } & CommandResult<'request.add'>) | Refusal;

const CHOOSE = 'request:choose:';
const LONGEST_WORDS = 500;
const KEPT_WORDS = 1_000;
/** Ids of tracks as the host makes them: nine random bytes. */
const LOOKS_LIKE_ID = /^[\w-]{12}$/;

/** Whether nobody can ask right now: that is said before anybody types or chooses. */
export function isClosed({ isConnected, topics }: HostClient): boolean {
  return isConnected && !topics.requests.open;
}

export class ViewerRequests {
  readonly #parts: BotParts;
  /** What was typed, by menu: it is told to the DJ with the song that was then chosen. */
  readonly #words = new Map<string, string>();

  constructor(parts: BotParts) {
    this.#parts = parts;
  }

  /** /request */
  command(interaction: ChatInputCommandInteraction): Promise<void> {
    const { host, clock } = this.#parts;
    const given = (interaction.options.getString('song') ?? '').trim();
    if (isClosed(host)) return reply(interaction, clock, Promise.resolve({ content: closedText(host.topics) }));
    return reply(interaction, clock, this.byValue(this.#viewer(interaction), given));
  }

  /** Whether it is a menu that `byWords` made. */
  isChoice(customId: string): boolean {
    return customId.startsWith(CHOOSE);
  }

  choose(interaction: StringSelectMenuInteraction): Promise<void> {
    const words = this.#words.get(interaction.customId.slice(CHOOSE.length));
    const trackId = interaction.values[0] ?? '';
    return replace(interaction, this.#parts.clock, this.byTrack(this.#viewer(interaction), trackId, words));
  }

  /** `value`: the id of a track that was offered, or whatever else somebody sent instead. */
  async byValue(viewer: Viewer, value: string): Promise<Say> {
    const isOffered = this.#parts.choices.offered(value) !== undefined;
    if (!isOffered && !LOOKS_LIKE_ID.test(value)) return this.byWords(viewer, value);
    const answer = await this.#add(viewer, value);
    // Twelve letters may as well be a title.
    if (!answer.ok && answer.code === 'track-unknown' && !isOffered) return this.byWords(viewer, value);
    return this.#said(answer, value);
  }

  async byTrack(viewer: Viewer, trackId: string, words?: string): Promise<Say> {
    return this.#said(await this.#add(viewer, trackId, words), trackId);
  }

  /** A menu of what fits the words; where nothing does, the host decides what becomes of them. */
  async byWords(viewer: Viewer, given: string): Promise<Say> {
    const words = given.slice(0, LONGEST_WORDS).trim();
    if (words.length < 2) return { content: 'Type at least two letters of a title or an artist.' };
    const found = await this.#parts.choices.find(words);
    if (!found.ok) return { content: refusalText(found) };
    if (found.choices.length === 0) return this.#wish(viewer, words);
    const asked = escapeText(words, 60);
    const more = found.choices.length < 25 ? '' : '\n-# Not among them? Ask again with more of its name.';
    return { content: `Which one do you mean by “${asked}”?${more}`, components: [this.#menu(found.choices, words)] };
  }

  async #wish({ person, standing }: Viewer, words: string): Promise<Say> {
    const answer = await this.#parts.host.command('request.text', { words, requester: person, standing });
    return { content: answer.ok ? escapeText(answer.reply, 500) : refusalText(answer) };
  }

  #add({ person, standing }: Viewer, trackId: string, words?: string): Promise<Added> {
    return this.#parts.host.command('request.add', {
      ...{ trackId, requester: person, standing },
      ...(words === undefined ? {} : { words }),
    });
  }

  /** A refusal leaves the menu where there is one: another song may be taken. */
  #said(answer: Added, trackId: string): Say {
    if (!answer.ok) return { content: refusalText(answer) };
    const song = this.#parts.choices.offered(trackId) ?? this.#parts.host.topics.requests.byId[answer.id]?.track;
    const named = song === undefined ? 'Your song' : `**${songLine(song)}**`;
    const place = answer.place === undefined ? '' : `, place ${answer.place} in line`;
    const content =
      answer.outcome === 'added'
        ? `${named} is request number ${answer.number}${place}.`
        : `${named} was asked for already, as number ${answer.number}${place}. Your vote counts for it.`;
    return { content: `${content}\n-# Type /mine to see your requests or to take one back.`, components: [] };
  }

  #menu(choices: Choice[], words: string): APIActionRowComponent<APIStringSelectComponent> {
    const key = randomUUID();
    this.#words.set(key, words);
    const oldest = this.#words.keys().next();
    if (this.#words.size > KEPT_WORDS && !oldest.done) this.#words.delete(oldest.value);
    const names = choiceNames(choices);
    return {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: `${CHOOSE}${key}`,
          placeholder: 'Choose a song',
          options: choices.map((choice, index) => ({
            label: names[index] ?? '',
            value: choice.id,
            ...described(choice),
          })),
        },
      ],
    };
  }

  #viewer(interaction: ChatInputCommandInteraction | StringSelectMenuInteraction): Viewer {
    return viewerOf(interaction, this.#parts.host.topics.discord);
  }
}

/** The second line of an option: what a record's sleeve says beside title and artist. */
function described({ album, label: of, year, durationMs }: Choice): { description?: string } {
  const parts = [album, of, year?.toString(), durationMs === undefined ? undefined : formatDuration(durationMs)];
  const description = label(parts.filter((part) => part !== undefined && part !== '').join(' · '), 100);
  return description === '' ? {} : { description };
}
