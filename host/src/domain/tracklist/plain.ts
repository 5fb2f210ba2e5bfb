// Plain text, one line for each row, in the words of the DJ's own template. Pure.

import { named, TEXT, timeNotes, timeText, words } from './row-text.ts';
import type { Tracklist, TracklistRow, TracklistWriter, WriteOptions, Written } from './tracklist.ts';

const DEFAULT_LINE = '{time} {artist} - {title}';
const FIELD = /\{(time|place|artist|title|mix|label|performer)\}/g;
/** Stand for what is not known, and for what is; no text from outside holds them. */
const GAP = '\0';
const HERE = '\u0001';
/** All but the tab: it makes a table. */
const CONTROL = /(?!\t)\p{Cc}/gu;

export const writePlain: TracklistWriter = (list: Tracklist, { line = DEFAULT_LINE }: WriteOptions = {}): Written => {
  const template = line.trim() === '' ? DEFAULT_LINE : line;
  const lines = list.rows.map((row, index) =>
    filled(template, fields(list, row, index + 1, template.includes('{mix}'))),
  );
  return {
    ...{ text: lines.map((one) => `${one}\n`).join(''), type: TEXT, extension: 'txt', rows: list.rows.length },
    notes: template.includes('{time}') ? timeNotes(list) : [],
  };
};

/** `mixApart`: the mix has a place of its own and is no part of the title. */
function fields(list: Tracklist, row: TracklistRow, place: number, mixApart: boolean): Record<string, string> {
  const { artist, title } = named(row);
  const mix = words(row.mix ?? '');
  const ending = ` (${mix})`;
  const isApart = mixApart && mix !== '' && title.endsWith(ending) && title !== ending;
  return {
    time: timeText(list, row),
    place: String(place),
    artist,
    title: isApart ? title.slice(0, -ending.length) : title,
    // A title that says the mix in other words says it once.
    mix: isApart || !title.toLowerCase().includes(mix.toLowerCase()) ? mix : '',
    label: words(row.label ?? ''),
    performer: words(row.performer ?? ''),
  };
}

/** What is not known takes its brackets and one separator with it: "A - {label} [{mix}]" reads "A". Separators within the names
 * themselves are never looked at: the names are put in last. */
function filled(template: string, values: Record<string, string>): string {
  const known: string[] = [];
  const marked = template.replace(CONTROL, ' ').replace(FIELD, (_field, name: string) => {
    const value = values[name] ?? '';
    if (value !== '') known.push(value);
    return value === '' ? GAP : HERE;
  });
  const tidy = marked
    .replace(/[([{]\s*\0\s*[)\]}]/g, GAP)
    .replace(/\s*(?:[-–—|/,:·]+|\bby\b)\s*\0/g, '')
    .replace(/\0\s*(?:[-–—|/,:·]+|\bby\b)\s*/g, '')
    .replaceAll(GAP, '')
    .replace(/ {2,}/g, ' ')
    .trim();
  let next = 0;
  return tidy.replaceAll(HERE, () => known[next++] ?? '');
}
