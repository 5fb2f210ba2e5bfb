// The panel for everybody: a pinned message with buttons, for phones, where slash commands are a long way. What it answers is
// what the commands answer.

import type { ButtonInteraction, ModalSubmitInteraction } from 'discord.js';
import { replace, reply, type Say } from './interaction-answer.ts';
import type { BotModule } from './module.ts';
import {
  askModal,
  FIELD,
  MODAL,
  noneOfThese,
  offer,
  PANEL,
  panelBody,
  panelRest,
  readPanelPress,
} from './panel-body.ts';
import { closedText, refusalText } from './refusal-text.ts';
import { type SendParts, StandingMessage } from './standing-message.ts';
import { viewerOf } from './viewer.ts';
import { saySetlist, saySong } from './viewer-looks.ts';
import { ViewerMine } from './viewer-mine.ts';
import { isClosed, ViewerRequests } from './viewer-request.ts';

const PANEL_PACE_MS = 5_000;

export function makePanel(parts: SendParts): BotModule {
  const { host, choices, clock } = parts;
  const requests = new ViewerRequests(parts);
  const mine = new ViewerMine(parts);
  const message = new StandingMessage(parts, {
    name: 'panel',
    setting: 'panelChannel',
    isPinned: true,
    minIntervalMs: PANEL_PACE_MS,
    body: panelBody,
    rest: panelRest,
  });

  const press = (interaction: ButtonInteraction): Promise<void> => {
    const pressed = readPanelPress(interaction.customId);
    if (pressed === undefined) return reply(interaction, clock, Promise.resolve(OLD));
    if (pressed.kind === 'take') {
      const words = pressed.words === '' ? undefined : pressed.words;
      return replace(interaction, clock, requests.byTrack(viewer(interaction), pressed.trackId, words));
    }
    if (pressed.kind === 'request') {
      // Nobody types first what cannot be asked for.
      return isClosed(host) ? reply(interaction, clock, closed()) : interaction.showModal(askModal()).then(() => {});
    }
    if (pressed.kind === 'now') return reply(interaction, clock, Promise.resolve(saySong(host)));
    if (pressed.kind === 'mine') return mine.command(interaction);
    if (pressed.kind === 'setlist') return reply(interaction, clock, saySetlist(host));
    return replace(interaction, clock, Promise.resolve(noneOfThese()));
  };
  const ask = async (interaction: ModalSubmitInteraction): Promise<Say> => {
    if (isClosed(host)) return closed();
    const words = interaction.fields.getTextInputValue(FIELD).trim();
    const found = await choices.find(words);
    if (!found.ok) return { content: refusalText(found) };
    // Nothing fits: what becomes of such words is said in one place.
    return found.choices.length === 0 ? requests.byWords(viewer(interaction), words) : offer(found.choices, words);
  };
  const closed = async (): Promise<Say> => ({ content: closedText(host.topics) });
  const viewer = (interaction: ButtonInteraction | ModalSubmitInteraction) =>
    viewerOf(interaction, host.topics.discord);

  return {
    answer: (interaction) => {
      if (interaction.isModalSubmit() && interaction.customId === MODAL)
        return reply(interaction, clock, ask(interaction));
      return interaction.isButton() && interaction.customId.startsWith(PANEL) ? press(interaction) : undefined;
    },
    changed: (what) => message.changed(what),
    resumed: () => message.resumed(),
    stop: () => message.stop(),
  };
}

const OLD: Say = { content: 'That button is of an older message: please use the newest one.' };
