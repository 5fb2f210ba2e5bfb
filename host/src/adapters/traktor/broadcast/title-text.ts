// Makes a text from outside safe for one line: the words stay as they were sent. Pure.

const MAX_CODE_POINTS = 1000;

/** Control characters and line ends become one space, ends are trimmed, more than 1,000 code points are cut. */
export function cleanText(text: string): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029\ufeff]+/gu, ' ').trim();
  if (line.length <= MAX_CODE_POINTS) return line;
  return [...line].slice(0, MAX_CODE_POINTS).join('').trimEnd();
}
