// Splits a title or an artist into the parts an overlay draws differently. Pure.

export type Script = 'latin' | 'cjk' | 'arabic';

/** A piece of a line: words between which it may break, and the language its letters are to be drawn for. */
export type TextRun = { words: string[]; lang?: 'ru' | 'ja' | 'ko' };

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const HANGUL = /\p{Script=Hangul}/u;
const ARABIC = /\p{Script=Arabic}/u;

/** The script that decides size, weight and line height of the whole line: any CJK or Arabic letter is enough. */
export function scriptOf(text: string): Script {
  if (CJK.test(text)) return 'cjk';
  return ARABIC.test(text) ? 'arabic' : 'latin';
}

/** "Nine Tin Moths (Kolde Remix)" -> the name and the mix in its last brackets; `mix` is absent where there is none. */
export function splitMix(title: string): { name: string; mix?: string } {
  const match = /^(.*?\S)\s*((?:[([][^()[\]]*(?:[([][^()[\]]*[)\]][^()[\]]*)*[)\]]\s*)+)$/su.exec(title);
  if (match?.[1] === undefined || match[2] === undefined) return { name: title };
  return { name: match[1], mix: match[2].trim() };
}

/** "A feat. B" -> `{main: "A", guests: " feat. B"}`: the guests go first where the line is too long. */
export function splitFeaturing(artist: string): { main: string; guests?: string } {
  const match = /^(.*?\S)(\s*[([]?\s*\b(?:feat|ft|featuring)\b\.?\s.*)$/isu.exec(artist);
  if (match?.[1] === undefined || match[2] === undefined) return { main: artist };
  return { main: match[1], guests: match[2] };
}

/** At most `most` characters as people count them (an emoji, a letter with its marks), the last of them "…" where cut. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept: string[] = [];
  // More code units than this are no characters that anybody types: marks piled up on one letter.
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(
    text.slice(0, most * 16),
  )) {
    if (kept.length === most) return `${kept.slice(0, -1).join('').trimEnd()}…`;
    kept.push(segment);
  }
  return text.length > most * 16 ? `${kept.slice(0, -1).join('').trimEnd()}…` : text;
}

/**
 * Runs of one language each. Cyrillic is marked `ru`, for some fonts draw Bulgarian letters by default; Han is marked
 * `ja` or `ko` where kana or Hangul stand beside it. CJK runs are cut into words, so that lines break between them.
 */
export function textRuns(text: string): TextRun[] {
  const east = KANA.test(text) ? 'ja' : HANGUL.test(text) ? 'ko' : undefined;
  const pieces = text.match(
    /[\p{Script=Cyrillic}\p{M}]+(?:[\s\p{P}\d]+[\p{Script=Cyrillic}\p{M}]+)*|\P{Script=Cyrillic}+/gu,
  );
  return (pieces ?? []).map((piece): TextRun => {
    if (/\p{Script=Cyrillic}/u.test(piece)) return { words: [piece], lang: 'ru' };
    if (!CJK.test(piece)) return { words: [piece] };
    const words = [...new Intl.Segmenter(east, { granularity: 'word' }).segment(piece)].map((part) => part.segment);
    return east === undefined ? { words } : { words, lang: east };
  });
}
