// Folds text for comparing and searching: case, accents, punctuation and notation make no difference. Pure; folding twice
// changes nothing.

const ASCII_ONLY = /^[\0-\x7f]*$/;

/** Letters that NFKD leaves whole although people type them with plain ones. */
const PLAIN_LETTERS: Record<string, string> = {
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ĸ: 'k',
  ς: 'σ',
};
const SPECIAL_LETTERS = new RegExp(`[${Object.keys(PLAIN_LETTERS).join('')}]`, 'gu');

/** Accents, Arabic and Hebrew vowel points, the Arabic stretch, variation selectors: nobody types them in a search. The
 * voice marks of kana and the vowel signs of Indic and Thai are letters to their readers, and stay. */
const ACCENTS =
  /(?![\u3099\u309a])(?=\p{Mn})[\p{Script=Inherited}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}]|\u0640/gu;

/** Written without spaces between words: each letter, with its marks, is a word of its own. */
const UNSPACED =
  /[\p{Script_Extensions=Han}\p{Script_Extensions=Hiragana}\p{Script_Extensions=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*/gu;
const KATAKANA = /[\u30a1-\u30f6]/gu;

/** Lower case, without accents; "&" is "and"; apostrophes vanish ("Don't" is "dont"), "$" and "!" between
 * letters are s and i ("A$AP", "P!nk"); everything else that is no letter or digit becomes one space. Chinese, Japanese
 * and Thai letters stand alone, so that any part of a name can be found. "" where nothing is left. */
export function fold(text: string): string {
  return ASCII_ONLY.test(text) ? foldAscii(text) : foldUnicode(text);
}

function foldAscii(text: string): string {
  let plain = text.toLowerCase();
  if (/[&+'`$!]/.test(plain)) plain = signs(plain);
  return plain.replace(/[^a-z0-9]+/g, ' ').trim();
}

function foldUnicode(text: string): string {
  const letters = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(ACCENTS, '')
    .replace(SPECIAL_LETTERS, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .normalize('NFC')
    .replace(KATAKANA, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60));
  return signs(letters)
    .replace(UNSPACED, ' $& ')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}

function signs(text: string): string {
  return text
    .replace(/&|(?<=\S\s)\+(?=\s\S)/g, ' and ')
    .replace(/(?<=[\p{L}\p{N}])[$](?=\p{L})/gu, 's')
    .replace(/(?<=\p{L})!(?=\p{L})/gu, 'i')
    .replace(/['`´‘’ʼ′]/g, '');
}
