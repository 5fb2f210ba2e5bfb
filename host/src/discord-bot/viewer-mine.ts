// A viewer's own requests: what became of each, taking one back, and whether they want a ping.

import type { QueryOutput } from '@tracord/shared/queries.ts';
import type { Person } from '@tracord/shared/requests.ts';
import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type AutocompleteInteraction,
  type ButtonInteraction,
  ButtonStyle,
  type ChatInputCommandInteraction,
  ComponentType,
} from 'discord.js';
import { LONGEST_NAME } from './choice-names.ts';
import { replace, reply, type Say } from './interaction-answer.ts';
import type { BotParts, Refusal } from './module.ts';
import { refusalText } from './refusal-text.ts';
import { songLabel, songLine } from './song-text.ts';
import { linesWithin } from './text.ts';
import { viewerOf } from './viewer.ts';

type Mine = QueryOutput<'requests.mine'>;
type Own = Mine['requests'][number];

const BACK = 'mine:back:';
const PING = 'mine:ping:';
const MOST_LINES = 20;
/** Of the 2,000 characters that Discord takes; the rest is for what stands around the list. */
const ROOM = 1_700;
const MOST_BACK_BUTTONS = 20;
const LONGEST_CUSTOM_ID = 100;

export class ViewerMine {
  readonly #parts: BotParts;

  constructor(parts: BotParts) {
    this.#parts = parts;
  }

  /** /mine */
  command(interaction: ChatInputCommandInteraction | ButtonInteraction): Promise<void> {
    return reply(interaction, this.#parts.clock, this.say(this.#person(interaction)));
  }

  isButton(customId: string): boolean {
    return customId.startsWith(BACK) || customId.startsWith(PING);
  }

  press(interaction: ButtonInteraction): Promise<void> {
    const { customId } = interaction;
    const person = this.#person(interaction);
    const work = customId.startsWith(PING)
      ? this.#ping(person, customId === `${PING}on`)
      : this.#takeBack(person, customId.slice(BACK.length)).then((said) => this.say(person, said));
    return replace(interaction, this.#parts.clock, work);
  }

  /** /withdraw */
  withdraw(interaction: ChatInputCommandInteraction): Promise<void> {
    const given = (interaction.options.getString('request') ?? '').trim();
    return reply(interaction, this.#parts.clock, this.#withdraw(this.#person(interaction), given));
  }

  /** The requests that can be taken back, for the list under /withdraw. */
  async suggest(interaction: AutocompleteInteraction): Promise<{ name: string; value: string }[]> {
    const mine = await this.#mine(this.#person(interaction));
    if (!mine.ok) return [];
    const typed = interaction.options.getFocused().toLowerCase().trim();
    return open(mine.value)
      .map((own) => ({ name: `${own.number} · ${songLabel(own, LONGEST_NAME - 10)}`, value: own.id }))
      .filter(({ name }) => name.toLowerCase().includes(typed))
      .slice(0, 25);
  }

  /** All of them, `note` above. */
  async say(person: Person, note?: string): Promise<Say> {
    const mine = await this.#mine(person);
    if (!mine.ok) return { content: refusalText(mine), components: [] };
    const { requests, pings } = mine.value;
    const list =
      requests.length === 0
        ? ['You asked for nothing yet. Type /request to ask for a song.']
        : rows(requests, this.#parts.host.topics.live.on);
    const ping = pings
      ? '-# You get one ping when a song of yours is on air.'
      : '-# You get no ping when a song of yours is on air.';
    const content = [...(note === undefined ? [] : [note]), ...list, ping].join('\n');
    return { content, components: buttons(mine.value) };
  }

  async #withdraw(person: Person, given: string): Promise<Say> {
    const mine = await this.#mine(person);
    if (!mine.ok) return { content: refusalText(mine) };
    const own = open(mine.value).find(({ id, number }) => id === given || String(number) === given);
    // Words are no request: all of them are shown, each with its button.
    if (own === undefined) return this.say(person, 'Which one do you want to take back?');
    return { content: await this.#takeBack(person, own.id) };
  }

  async #takeBack(person: Person, id: string): Promise<string> {
    const answer = await this.#parts.host.command('request.withdraw', { id, requester: person });
    if (!answer.ok) return refusalText(answer);
    return answer.state === 'withdrawn' ? 'Taken back.' : 'Your vote is taken back; others still want the song.';
  }

  async #ping(person: Person, on: boolean): Promise<Say> {
    const answer = await this.#parts.host.command('request.ping', { requester: person, on });
    return this.say(person, answer.ok ? undefined : refusalText(answer));
  }

  #mine({ platform, id }: Person): Promise<{ ok: true; value: Mine } | Refusal> {
    return this.#parts.host.query('requests.mine', { platform, id });
  }

  #person(interaction: ChatInputCommandInteraction | ButtonInteraction | AutocompleteInteraction): Person {
    return viewerOf(interaction, this.#parts.host.topics.discord).person;
  }
}

const open = ({ requests }: Mine): Own[] => requests.filter(({ said }) => said === 'waiting' || said === 'accepted');

/** The newest, as many as Discord has room for. */
function rows(requests: Own[], isLive: boolean): string[] {
  const lines = requests.map((own) => `**${own.number}** ${songLine(own, 50)} · ${stateOf(own, isLive)}`);
  const newest = linesWithin(lines.slice(-MOST_LINES).reverse(), ROOM).reverse();
  return newest.length === lines.length ? lines : [`-# The last ${newest.length} of ${lines.length}`, ...newest];
}

function stateOf({ said, place, isVote }: Own, isLive: boolean): string {
  const vote = isVote ? ', with your vote' : '';
  if (said === 'waiting') return (place === undefined ? 'waiting' : `waiting, place ${place}`) + vote;
  if (said === 'accepted') return `the DJ will play it${vote}`;
  if (said === 'playing') return `on air now${vote}`;
  if (said === 'expired') return isLive ? 'waited too long' : 'the show is over';
  return said === 'withdrawn' ? 'taken back' : said;
}

function buttons(mine: Mine): APIActionRowComponent<APIButtonComponent>[] {
  const back = open(mine)
    .filter(({ id }) => BACK.length + id.length <= LONGEST_CUSTOM_ID)
    .slice(-MOST_BACK_BUTTONS)
    .map(({ id, number }) => button(`${BACK}${id}`, `Take back ${number}`));
  const ping = mine.pings ? button(`${PING}off`, 'No ping') : button(`${PING}on`, 'Ping me');
  const rows: APIButtonComponent[][] = [];
  for (let at = 0; at < back.length; at += 5) rows.push(back.slice(at, at + 5));
  return [...rows, [ping]].map((components) => ({ type: ComponentType.ActionRow, components }));
}

function button(custom_id: string, text: string): APIButtonComponent {
  return { type: ComponentType.Button, style: ButtonStyle.Secondary, custom_id, label: text };
}
