// A tracklist for Discord: as many messages as it takes, split between rows, with nothing in a name that Discord would take for
// markup, a mention or a link. Pure.
// https://docs.discord.com/developers/resources/message#create-message: a message holds 2,000 characters.

import { escapeMarkup } from '@tracord/shared/discord-markup.ts';
import { cutLine } from '#domain/one-line.ts';
import { named, TEXT, timeNotes, timeText, words } from './row-text.ts';
import type { Tracklist, TracklistRow, Written } from './tracklist.ts';

const MOST_UNITS = 2_000;
/** Of each name as people count them: a row then fits, escaped throughout. */
const LONGEST_NAME = 100;

export function writeDiscord(list: Tracklist): Written {
  const title = [list.performers.join(' & '), list.name ?? ''].filter((one) => one !== '').join(' – ');
  const lines = [...(title === '' ? [] : [`**${escaped(title)}**`]), ...list.rows.map((row) => line(list, row))];
  const parts = messages(lines);
  const split = `Discord takes 2,000 characters at once: send these ${parts.length} messages one by one.`;
  return {
    text: parts.join('\n'),
    ...{ type: TEXT, extension: 'discord.txt', rows: list.rows.length },
    notes: [...(parts.length > 1 ? [split] : []), ...timeNotes(list)],
    ...(parts.length > 1 ? { parts } : {}),
  };
}

function line(list: Tracklist, row: TracklistRow): string {
  const time = timeText(list, row);
  const { artist, title } = named(row);
  const name = artist === '' ? `**${escaped(title)}**` : `${escaped(artist)} – **${escaped(title)}**`;
  return `${time === '' ? '' : `\`${time}\` `}${name}${row.rough ? ' *~*' : ''}`;
}

function messages(lines: string[]): string[] {
  const all: string[] = [];
  for (const one of lines) {
    const last = all.at(-1);
    if (last !== undefined && last.length + one.length + 1 <= MOST_UNITS) all[all.length - 1] = `${last}${one}\n`;
    else all.push(`${one}\n`);
  }
  return all;
}

function escaped(text: string): string {
  return escapeMarkup(cutLine(words(text), LONGEST_NAME));
}
