// What people see of a track's artist and title: without the marks that shops, rippers and DJs leave in tags.
// Pure. Scripts and spelling are left alone; a text that would be cleaned away altogether is shown as it was.

import { oneLine } from './one-line.ts';
import { patternRisk } from './pattern-risk.ts';

export type RawTitle = { artist: string; title: string; mix?: string };

export type TitleOptions = {
  /** Removed beside the built-in cleaning; see `compilePatterns`. */
  remove: readonly RegExp[];
  keepOriginalMix: boolean;
};

/** Longer texts are cut: nobody reads them, and patterns stay quick. In UTF-16 units. */
const LONGEST = 500;

const OPEN = '[([{]';
const CLOSE = '[)\\]}]';
const SEPARATOR = '\\s*[-–—|:]\\s*';
const CAMELOT_OR_OPEN_KEY = '(?:0?[1-9]|1[0-2])[ABDM]';
const NAMED_KEY = '[A-G][#♯b♭]?(?:m|min|maj)?';
const TEMPO = '\\d{2,3}(?:[.,]\\d+)?(?:\\s?bpm)?';
const FREE = 'free\\s*(?:dl|d/l|down-?\\s?loads?)';

/** Removed wherever they stand. */
const ANYWHERE: readonly RegExp[] = [
  /\bhttps?:\/\/[^\s)\]}]+/giu,
  /\bwww\.[^\s)\]}]+/giu,
  // A bare shop address counts only in brackets: "Mr. Com" is a name.
  new RegExp(`${OPEN}\\s*[\\w-]+(?:\\.[\\w-]+)*\\.(?:com|net|org|ru|me|info|biz|fm|dj|to|cc)\\s*${CLOSE}`, 'giu'),
  new RegExp(`${OPEN}\\s*(?:${FREE}|free)[\\s!*]*${CLOSE}`, 'giu'),
  new RegExp(`[-–—|*\\s]+${FREE}[\\s!*]*$`, 'giu'),
  new RegExp(`^\\**${FREE}[\\s!*]*[-–—|:]+`, 'giu'),
  /\(\s*\)|\[\s*\]|\{\s*\}/gu,
  /\.(?:mp3|wav|aiff?|flac|m4a|ogg|opus|wma|aac|alac)$/giu,
  /\s[-–—|]+\s*$|^\s*[-–—|]+\s/gu,
];

/** "8A - 126 - ", "126 - 8A - ", "8A - ", "Am - 126 - ", and "01. ", "01 - ", "12) ". */
const LEADING: readonly RegExp[] = [
  new RegExp(`^${CAMELOT_OR_OPEN_KEY}${SEPARATOR}${TEMPO}${SEPARATOR}(?=\\S)`, 'iu'),
  // A key alone needs blanks around its dash: "5a-side" is a word.
  new RegExp(`^${CAMELOT_OR_OPEN_KEY}\\s+[-–—|]\\s+(?=\\S)`, 'iu'),
  new RegExp(`^${TEMPO}${SEPARATOR}(?:${CAMELOT_OR_OPEN_KEY}|${NAMED_KEY})${SEPARATOR}(?=\\S)`, 'iu'),
  new RegExp(`^${NAMED_KEY}${SEPARATOR}${TEMPO}${SEPARATOR}(?=\\S)`, 'u'),
  /^0\d\.(?=\p{L})/u,
  /^\d{2}[.)]\s+(?=\S)/u,
  /^\d{2}\s[-–—]\s(?=\S)/u,
];

/** Vinyl sides, in titles only: there are artists called A1. Without a mark behind it it may be a name: "B2 Bomber". */
const SIDES: readonly RegExp[] = [/^[A-H]\d{1,2}(?:\s*[.):]\s*|\s[-–—]\s)(?=\S)/u];

const ORIGINAL_MIX: readonly RegExp[] = [
  new RegExp(`${OPEN}\\s*original mix\\s*${CLOSE}`, 'giu'),
  /\s[-–—]\s*original mix$/giu,
];

const ARTIST_AND_TITLE = /^(.+?)\s[-–—]\s(.+)$/u;

/** The cleaned artist and title. The mix is added in brackets where the title does not say it already. An empty artist
 * is taken from a title like "Artist - Title". Cleaning a cleaned title changes nothing. */
export function displayTitle(raw: RawTitle, options: TitleOptions): { artist: string; title: string } {
  const everywhere = [...options.remove, ...(options.keepOriginalMix ? [] : ORIGINAL_MIX), ...ANYWHERE, ...LEADING];
  const inTitles = [...everywhere, ...SIDES];
  const artist = clean(raw.artist, everywhere);
  const title = clean(raw.title, inTitles);
  const mix = scrub((raw.mix ?? '').replace(/^\s*[([{](.*)[)\]}]\s*$/u, '$1'), inTitles);
  const split = artist === '' ? ARTIST_AND_TITLE.exec(title) : null;
  if (split !== null) {
    const [, first = '', second = ''] = split;
    return { artist: clean(first, everywhere), title: withMix(clean(second, inTitles), mix, inTitles) };
  }
  const whole = withMix(title, mix, inTitles);
  return { artist, title: artist === '' && ARTIST_AND_TITLE.test(whole) ? title : whole };
}

/** Title and mix, where the title does not say the mix and the two together read as one clean title. */
function withMix(title: string, mix: string, marks: readonly RegExp[]): string {
  if (mix === '' || title === '' || title.toLowerCase().includes(mix.toLowerCase())) return title;
  const whole = `${title} (${mix})`;
  return scrub(whole, marks) === whole ? whole : title;
}

/** Cleaned, or with tidy blanks only where nothing would remain. */
function clean(text: string, marks: readonly RegExp[]): string {
  return scrub(text, marks) || tidy(text);
}

function scrub(text: string, marks: readonly RegExp[]): string {
  let cleaned = tidy(text.replaceAll('_', ' '));
  // One mark may have hidden another. Every round makes the text shorter, so this ends.
  for (;;) {
    const before = cleaned;
    for (const mark of marks) cleaned = tidy(cleaned.replace(mark, ' '));
    if (cleaned.length >= before.length) return before;
  }
}

/** One line, single blanks, nothing unprintable, bounded. */
function tidy(text: string): string {
  return oneLine(text.slice(0, LONGEST))
    .replace(/[\u200b\s]+/gu, ' ')
    .trim();
}

/** Regular expressions from a DJ's texts: case is ignored, every occurrence is meant. What cannot be used is told. */
export function compilePatterns(texts: readonly string[]): {
  patterns: RegExp[];
  errors: { text: string; message: string }[];
} {
  const patterns: RegExp[] = [];
  const errors: { text: string; message: string }[] = [];
  for (const text of texts) {
    const risk = patternRisk(text);
    if (risk !== undefined) {
      errors.push({ text, message: risk });
      continue;
    }
    try {
      patterns.push(new RegExp(text, 'giu'));
    } catch (error) {
      errors.push({ text, message: error instanceof Error ? error.message : String(error) });
    }
  }
  return { patterns, errors };
}
