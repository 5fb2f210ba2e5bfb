// What a chat's bot says to somebody who asked by words: one plain line. Pure. What was typed never comes back: the lines
// name songs of the library only.

const LONGEST = 200;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

export type Named = { display: { artist: string; title: string } };

/** `place`: 1, 2, 3 … among those that wait. */
export function addedReply(track: Named, number: number, place: number | undefined): string {
  const ahead = place === undefined ? undefined : place - 1;
  const where = ahead === undefined ? '' : ahead === 0 ? ', next in line' : `, ${ahead} ahead of it`;
  return chatLine(`${nameOf(track)} is number ${number}${where}.`);
}

/** `track` is absent where it is not certain which song it is. */
export function votedReply(track: Named | undefined, number: number): string {
  const what = track === undefined ? 'That' : nameOf(track);
  return chatLine(`${what} was asked for already: your vote counts for number ${number}.`);
}

export function doubtfulReply(songs: number, number: number): string {
  const fit = songs === 1 ? 'One song may be meant: the DJ decides.' : `${songs} songs fit that: the DJ chooses.`;
  return `Noted as number ${number}. ${fit}`;
}

/** One song comes near, and is not surely meant. */
export function suggestReply(track: Named): string {
  return chatLine(`Do you mean ${nameOf(track)}? Then ask for it by artist and title.`);
}

export function tooManyReply(): string {
  return 'Too many songs fit that. Say the artist and the title.';
}

export function wishReply(): string {
  return 'That song is not in the library. It is noted as a wish.';
}

export function notNowReply(): string {
  return 'Songs cannot be looked up right now. Try again in a minute.';
}

export function emptyReply(): string {
  return 'Say which song you want: the artist and the title.';
}

/** A text that a chat takes for nothing but a line: no command, nobody called, at most 200 characters. */
export function chatLine(text: string): string {
  const line = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/(?![\u200d\ufe0f])\p{Default_Ignorable_Code_Point}/gu, '')
    // The wide sign is read the same, and calls nobody.
    .replaceAll('@', '＠')
    .replace(/\s+/gu, ' ')
    .trim()
    // "/ban", "!so", ".timeout": whoever says this line may be a moderator.
    .replace(/^(?=[/!.\\$#?&%+*=~^-])/u, '“');
  return line.length <= LONGEST ? line : `${cut(line)}…`;
}

function cut(line: string): string {
  let kept = '';
  for (const { segment } of graphemes.segment(line)) {
    if (kept.length + segment.length >= LONGEST) break;
    kept += segment;
  }
  return kept.trimEnd();
}

function nameOf({ display: { artist, title } }: Named): string {
  return artist === '' ? title : `${artist} – ${title}`;
}
