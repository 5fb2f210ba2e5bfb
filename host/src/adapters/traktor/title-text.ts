// Makes a text from outside safe for one line: the words stay as they were sent. Pure.

import { oneLine } from '#domain/one-line.ts';

const MOST_CODE_POINTS = 1000;

/** One line, cut after `most` code points; see `oneLine`. */
export function cleanText(text: string, most = MOST_CODE_POINTS): string {
  const line = oneLine(text);
  if (line.length <= most) return line;
  return [...line].slice(0, most).join('').trimEnd();
}
