// The answers to what staff press on the board. A press is bound to the request and the revision it was shown with. Nothing is
// done for anybody else, whatever Discord let them see.

import type { BotRequest, Person } from '@tracord/shared/requests.ts';
import {
  type ButtonInteraction,
  type Interaction,
  MessageFlags,
  type StringSelectMenuInteraction,
  type UserContextMenuCommandInteraction,
} from 'discord.js';
import { isWaiting } from './board-body.ts';
import { type Press, readPress, type Shown, shownRequest, standing, type Verb, withButton } from './board-press.ts';
import type { Refusal } from './module.ts';
import { shownSong, songLine } from './song-text.ts';
import { isStaff, NOT_STAFF, personOf } from './staff.ts';
import type { SendParts } from './standing-message.ts';
import { escapeText, plain } from './text.ts';

export const BLOCK_COMMAND = 'Block from requests';
/** Refusals because somebody or something was faster. */
const STALE = ['changed', 'already-accepted', 'over', 'request-unknown'];
const DECLINED = 'Declined, only who asked can read it';
/** The host lets a change be undone for 20 s. */
const UNDO_MS = 20_000;
/** The refusal of a stale press may come before the topic that made it stale. */
const TOPIC_WAIT_MS = 300;

type Pressed = ButtonInteraction | StringSelectMenuInteraction;
type Told = Shown & { isUndoable?: boolean };

export class BoardAnswers {
  readonly #parts: SendParts;
  /** Undo buttons that will be taken away, by the message they stand on. */
  readonly #undos = new Map<string, () => void>();

  constructor(parts: SendParts) {
    this.#parts = parts;
  }

  answer(interaction: Interaction): Promise<void> | undefined {
    if (interaction.isUserContextMenuCommand() && interaction.commandName === BLOCK_COMMAND) {
      return this.#blockMember(interaction);
    }
    if (!interaction.isButton() && !interaction.isStringSelectMenu()) return undefined;
    if (!interaction.customId.startsWith('board:')) return undefined;
    return this.#pressed(interaction);
  }

  stop(): void {
    for (const cancel of this.#undos.values()) cancel();
  }

  async #pressed(interaction: Pressed): Promise<void> {
    const isMenu = interaction.isStringSelectMenu();
    const press = readPress(interaction.customId, isMenu ? interaction.values[0] : undefined);
    const refusal = isStaff(interaction, this.#parts.host.topics.discord) ? undefined : NOT_STAFF;
    if (refusal !== undefined || press === undefined) {
      const content = refusal ?? 'That button is of an older board: please use the newest one.';
      await interaction.reply({ content, flags: MessageFlags.Ephemeral });
      return;
    }
    // What is picked on the board answers beside it; what is pressed in an answer changes that answer.
    if (press.kind === 'pick') await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    else await interaction.deferUpdate();
    this.#keepUndo(interaction.message.id);
    const told = await this.#told(press, interaction);
    const shown = await interaction.editReply(toSend(told));
    if (told.isUndoable === true) this.#endUndo(shown.id, told, (end) => interaction.editReply(toSend(end)));
  }

  async #told(press: Press, interaction: Pressed): Promise<Told> {
    const { host } = this.#parts;
    const by = personOf({ id: interaction.user.id, displayName: displayName(interaction) });
    if (press.kind === 'undo') {
      const undone = await host.command('request.undo', { changeId: press.changeId, by });
      return undone.ok ? said(`Undone: ${plain(undone.undone)}.`) : said(sentence(undone));
    }
    if (press.kind === 'unblock') {
      const answer = await host.command('person.unblock', { platform: press.platform, id: press.id });
      return said(answer.ok ? 'They can ask for songs again.' : sentence(answer));
    }
    const request = host.topics.requests.byId[press.id];
    if (request === undefined) return said('That request is over.');
    if (press.kind === 'pick') return this.#picked(request, press.revision);
    if (press.kind === 'choose') {
      const { id, revision, trackId } = press;
      const answer = await host.command('request.choose', { id, revision, trackId, by });
      if (!answer.ok) return this.#refused(id, revision, answer);
      const chosen = request.candidates?.find((candidate) => candidate.id === trackId) ?? request.track;
      const track = { ...chosen, id: trackId, display: shownSong(chosen) };
      return shownRequest({ ...request, revision: answer.revision, track }, 'Chosen.');
    }
    return press.kind === 'block' ? this.#block(request, by) : this.#decide(press.kind, request, press.revision, by);
  }

  #picked(request: BotRequest, revision: number): Shown {
    if (isWaiting(request)) return shownRequest(request);
    const where = standing(request) ?? 'over';
    return shownRequest(request, revision === request.revision ? `It is ${where}.` : `It changed: ${where}.`);
  }

  async #decide(verb: Exclude<Verb, 'block'>, request: BotRequest, revision: number, by: Person): Promise<Told> {
    const { host } = this.#parts;
    const args = { id: request.id, revision, by };
    const done = (what: string, changeId: string): Told => {
      const content = `${what}: **${request.number}** ${songLine(request.track)}`;
      return { ...withButton(content, 'Undo', `board:undo:${changeId}`), isUndoable: true };
    };
    if (verb === 'accept') {
      const answer = await host.command('request.accept', args);
      if (!answer.ok) return this.#refused(request.id, revision, answer);
      const where = answer.playlist === undefined ? '' : ` (in ${escapeText(answer.playlist, 60)})`;
      return done(`Accepted${where}`, answer.changeId);
    }
    if (verb === 'skip') {
      const answer = await host.command('request.skip', args);
      if (!answer.ok) return this.#refused(request.id, revision, answer);
      return done(answer.state === 'skipped' ? 'Skipped, it waits at the end' : DECLINED, answer.changeId);
    }
    const answer = await host.command('request.decline', args);
    return answer.ok ? done(DECLINED, answer.changeId) : this.#refused(request.id, revision, answer);
  }

  async #refused(id: string, revision: number, refusal: Refusal): Promise<Shown> {
    const byId = () => this.#parts.host.topics.requests.byId;
    if (!STALE.includes(refusal.code)) return said(sentence(refusal));
    if (byId()[id]?.revision === revision) await new Promise<void>((go) => this.#parts.clock.after(TOPIC_WAIT_MS, go));
    const now = byId()[id];
    const where = now === undefined ? undefined : standing(now);
    if (now === undefined || now.revision === revision) return said(sentence(refusal));
    if (!isWaiting(now)) return said(`${capital(where ?? 'over')}: **${now.number}** ${songLine(now.track)}`);
    return shownRequest(now, `It changed${where === undefined ? '' : `: ${where}`}. Press again if you still mean it.`);
  }

  async #block({ requester }: BotRequest, by: Person): Promise<Shown> {
    const answer = await this.#parts.host.command('person.block', { ...requester, by });
    return answer.ok ? blocked(requester, answer.withdrawn) : said(sentence(answer));
  }

  async #blockMember(interaction: UserContextMenuCommandInteraction): Promise<void> {
    if (!isStaff(interaction, this.#parts.host.topics.discord)) {
      await interaction.reply({ content: NOT_STAFF, flags: MessageFlags.Ephemeral });
      return;
    }
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const target = personOf(interaction.targetUser);
    const by = personOf({ id: interaction.user.id, displayName: displayName(interaction) });
    const answer = await this.#parts.host.command('person.block', { ...target, by });
    await interaction.editReply(toSend(answer.ok ? blocked(target, answer.withdrawn) : said(sentence(answer))));
  }

  #keepUndo(messageId: string): void {
    this.#undos.get(messageId)?.();
    this.#undos.delete(messageId);
  }

  /** Takes the Undo button away when it can do nothing any more. */
  #endUndo(messageId: string, told: Told, edit: (end: Shown) => Promise<unknown>): void {
    const end = () => {
      this.#undos.delete(messageId);
      edit({ content: told.content, components: [] }).catch((fault: unknown) =>
        this.#parts.log.warn('undo-button.stays', { reason: String(fault) }),
      );
    };
    this.#undos.set(messageId, this.#parts.clock.after(UNDO_MS, end));
  }
}

const said = (content: string): Shown => ({ content, components: [] });
const toSend = ({ content, components }: Shown) => ({ content, components, allowedMentions: { parse: [] } });
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** The host's own sentence, which may quote what somebody wrote. */
function sentence({ message }: Refusal): string {
  return escapeText(message, 300);
}

function displayName({ member, user }: Pressed | UserContextMenuCommandInteraction): string {
  const nick = member !== null && 'displayName' in member ? member.displayName : member?.nick;
  return nick ?? user.displayName;
}

function blocked(person: { platform: string; id: string; name: string }, withdrawn: number): Shown {
  const taken = withdrawn === 1 ? '1 request was taken back' : `${withdrawn} requests were taken back`;
  const content = `Blocked ${escapeText(person.name, 40)}; ${taken}.`;
  return withButton(content, 'Unblock', `board:unblock:${person.platform}:${person.id}`);
}
