// Names of songs in a list that people choose from: title first, no two alike, and none alike in what a phone shows of them.
// Pure.

import { formatDuration } from '@tracord/shared/format.ts';
import { label, plain } from './text.ts';

/** Discord takes so many UTF-16 units for the name of a choice and the label of an option. */
export const LONGEST_NAME = 100;
/** A phone shows about so many of them. */
export const SHOWN_ON_PHONES = 35;
/** Of those, for what tells a song from the others. */
const TAG_ROOM = 20;

export type Choice = {
  id: string;
  artist: string;
  title: string;
  mix?: string;
  remixer?: string;
  album?: string;
  label?: string;
  year?: number;
  durationMs?: number;
};

/** One name per choice, in their order: 1 to 100 UTF-16 units, different from each other within the first 35 of them. */
export function choiceNames(choices: Choice[]): string[] {
  const whole = choices.map(wholeName);
  const shown = whole.map(key);
  const used = new Set<string>();
  const names = whole.map((name, index) => {
    const alike = choices.filter((_, other) => shown[other] === shown[index]);
    // A name that no other comes near stays as it is; the others wait, lest one of them takes its place.
    if (alike.length > 1) return undefined;
    used.add(shown[index] ?? '');
    return name;
  });
  for (const [index, choice] of choices.entries()) {
    if (names[index] !== undefined) continue;
    const alike = choices.filter((_, other) => shown[other] === shown[index]);
    const name = firstFree(toldApart(choice, alike), used);
    used.add(key(name));
    names[index] = name;
  }
  return names.map((name) => name ?? '');
}

const key = (name: string) => name.slice(0, SHOWN_ON_PHONES).toLowerCase();

function wholeName({ title, mix, artist }: Choice): string {
  const by = plain(artist);
  const name = withMix(title, mix);
  return label(by === '' ? name : `${name} – ${by}`, LONGEST_NAME) || NAMELESS;
}

const NAMELESS = 'Untitled';

function withMix(title: string, mix: string | undefined): string {
  const version = plain(mix ?? '');
  return version === '' ? plain(title) || NAMELESS : `${plain(title) || NAMELESS} (${version})`;
}

/** Names with a detail near the front that others alike do not have, best first; in the end they are counted. */
function* toldApart(choice: Choice, alike: Choice[]): Generator<string> {
  for (const detail of DETAILS) {
    const of = (one: Choice) => plain(detail(one) ?? '');
    const own = of(choice);
    const others = alike.map(of).filter((other) => other !== own);
    if (own === '' || others.length === 0) continue;
    const tag = label(own, TAG_ROOM);
    const isToldByItsStart = others.every((other) => label(other, TAG_ROOM) !== tag);
    yield tagged(choice, isToldByItsStart ? tag : lastOf(own, TAG_ROOM));
  }
  for (let count = 1; ; count++) yield tagged(choice, `#${count}`);
}

const DETAILS: ((choice: Choice) => string | undefined)[] = [
  ({ mix }) => mix && `(${plain(mix)})`,
  ({ artist }) => `– ${plain(artist)}`,
  ({ remixer }) => remixer,
  ({ year }) => (year === undefined ? undefined : `(${year})`),
  ({ durationMs }) => (durationMs === undefined ? undefined : formatDuration(durationMs)),
  ({ label: of }) => of,
  ({ album }) => album,
];

/** "Long tit… (Dub Mix) – Artist": the tag stands whole within what a phone shows. */
function tagged({ title, artist, mix }: Choice, tag: string): string {
  const head = `${label(plain(title) || NAMELESS, SHOWN_ON_PHONES - tag.length - 1)} ${tag}`;
  const rest = [artist, mix ?? ''].map(plain).filter((part) => part !== '' && !tag.includes(part));
  return label([head, ...rest].join(' – '), LONGEST_NAME);
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The end of a text, for what differs only there: at most `most` UTF-16 units with the "…" before it. */
function lastOf(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = '';
  for (const { segment } of [...graphemes.segment(text)].reverse()) {
    if (segment.length + kept.length > most - 1) break;
    kept = segment + kept;
  }
  return `…${kept.trimStart()}`;
}

function firstFree(names: Iterable<string>, used: Set<string>): string {
  for (const name of names) if (!used.has(key(name))) return name;
  return NAMELESS;
}
