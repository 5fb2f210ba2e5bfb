// The summary of a set as Discord takes it: a headline, an embed with the list and the numbers, and the whole list as a file. Of a
// set that was joined to another one only that is said. Pure.

import type { SetPost } from '@tracord/shared/topics.ts';
import type { MessageBody, TextFile } from './send-calls.ts';
import { escapeText, label, linesWithin } from './text.ts';

/** https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
const LONGEST_TITLE = 256;
const LONGEST_LIST = 4_096;
const LONGEST_EMBED = 6_000;
const MOST_NUMBERS = 12;
const LONGEST_NAME = 60;
const LONGEST_VALUE = 100;
/** "… and 120 more in the file" */
const ROOM_FOR_MORE = 40;
const COLOR = 0x5b8def;

export function setPostBody({ title, endedAt, lines, numbers, isJoined }: SetPost): MessageBody {
  const headline = `**${escapeText(title)}**`;
  if (isJoined) return { content: `This set is part of ${headline} now.`, embeds: [] };
  const fields = numbers
    .map(({ name, value }) => ({
      name: label(name, LONGEST_NAME),
      value: escapeText(value, LONGEST_VALUE),
      inline: true,
    }))
    .filter(({ name, value }) => name !== '' && value !== '')
    .slice(0, MOST_NUMBERS);
  const heading = label(title, LONGEST_TITLE);
  const used = heading.length + fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
  const room = Math.min(LONGEST_LIST, LONGEST_EMBED - used) - ROOM_FOR_MORE;
  const shown = linesWithin(
    lines.map((line) => escapeText(line, 150)),
    room,
  );
  const left = lines.length - shown.length;
  const list = [...shown, ...(left > 0 ? [`… and ${left} more in the file`] : [])].join('\n');
  const embed = {
    title: heading,
    ...(list === '' ? {} : { description: list }),
    fields,
    color: COLOR,
    timestamp: new Date(endedAt).toISOString(),
  };
  return { content: headline, embeds: [embed] };
}

/** Named by the day of the set, by this computer's clock; undefined where there is nothing in it. */
export function setPostFile({ startedAt, text }: SetPost): TextFile | undefined {
  if (text === '') return undefined;
  const day = new Date(startedAt);
  const parts = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0'));
  return { name: `setlist-${parts.join('-')}.txt`, text };
}
