// The pinned panel for everybody: four buttons, the one field it asks with, and the songs it offers then. Pure. Made for a
// phone: short labels, one song per line.

import type { BotTopics } from '@tracord/shared/topics.ts';
import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIModalInteractionResponseCallbackData,
  ButtonStyle,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import { type Choice, choiceNames } from './choice-names.ts';
import type { Say } from './interaction-answer.ts';
import { closedText } from './refusal-text.ts';
import type { MessageBody } from './send-calls.ts';
import { escapeText, label } from './text.ts';

export const PANEL = 'panel:';
export const MODAL = 'panel:ask';
export const FIELD = 'song';
const MOST_OFFERED = 5;
const LONGEST_LABEL = 80;
const LONGEST_CUSTOM_ID = 100;
const LONGEST_WORDS = 100;

export type PanelPress =
  | { kind: 'request' | 'now' | 'mine' | 'setlist' | 'none' }
  /** `words`: what was typed, as far as there was room for it. */
  | { kind: 'take'; trackId: string; words: string };

type Row = APIActionRowComponent<APIButtonComponent>;
type Style = ButtonStyle.Primary | ButtonStyle.Secondary;

const button = (custom_id: string, text: string, style: Style = ButtonStyle.Secondary): APIButtonComponent => ({
  ...{ type: ComponentType.Button, custom_id, label: text, style },
});
const row = (...components: APIButtonComponent[]): Row => ({ type: ComponentType.ActionRow, components });

const BUTTONS = row(
  button('panel:request', 'Request', ButtonStyle.Primary),
  button('panel:now', 'On now'),
  button('panel:mine', 'Mine'),
  button('panel:setlist', 'Setlist'),
);

export function panelBody(topics: BotTopics): MessageBody {
  const line = topics.requests.open ? 'Ask the DJ for a song of the library.' : closedText(topics);
  return { content: `## Requests\n${line}`, components: [BUTTONS] };
}

export function panelRest(): MessageBody {
  return { content: '## Requests\nRequests open when the show starts.', components: [BUTTONS] };
}

export function askModal(): APIModalInteractionResponseCallbackData {
  const field = {
    ...{ type: ComponentType.TextInput as const, custom_id: FIELD, label: 'Title or artist' },
    ...{ style: TextInputStyle.Short as const, required: true, min_length: 2, max_length: LONGEST_WORDS },
  };
  return {
    custom_id: MODAL,
    title: 'Ask for a song',
    components: [{ type: ComponentType.ActionRow, components: [field] }],
  };
}

/** Up to five songs as buttons, and a way out. */
export function offer(choices: Choice[], words: string): Say {
  const shown = choices.filter(({ id }) => takeId(id, '').length <= LONGEST_CUSTOM_ID).slice(0, MOST_OFFERED);
  const names = choiceNames(shown);
  const rows = shown.map(({ id }, index) => row(button(takeId(id, words), label(names[index] ?? '', LONGEST_LABEL))));
  rows.at(-1)?.components.push(button('panel:none', 'None of these'));
  return { content: `Which one do you mean by “${escapeText(words, 60)}”?`, components: rows };
}

/** Something fits, but not what was meant: more words may find it. */
export function noneOfThese(): Say {
  const content = 'Ask again with the artist and more of the title.';
  return { content, components: [row(button('panel:request', 'Ask again', ButtonStyle.Primary))] };
}

function takeId(trackId: string, words: string): string {
  const head = `panel:take:${trackId}:`;
  return head + label(words, Math.max(0, LONGEST_CUSTOM_ID - head.length));
}

/** Undefined for whatever is not the panel's. */
export function readPanelPress(customId: string): PanelPress | undefined {
  const [, trackId, words] = /^panel:take:([^:]{1,90}):(.{0,100})$/su.exec(customId) ?? [];
  if (trackId !== undefined) return { kind: 'take', trackId, words: words ?? '' };
  const [, kind] = /^panel:(request|now|mine|setlist|none)$/.exec(customId) ?? [];
  return kind === undefined ? undefined : { kind: kind as 'request' | 'now' | 'mine' | 'setlist' | 'none' };
}
