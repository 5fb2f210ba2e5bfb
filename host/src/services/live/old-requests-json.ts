// Reads the JSON files of the older bot: big ids keep all their digits, and what is broken is told with its place. Pure.

import { DomainError, messageOf } from '#kernel/domain-error.ts';

/** Whole numbers that a number cannot hold come as texts, in their digits: so are Discord's ids. Throws DomainError
 * `old-file-broken` with line and column. */
export function readOldJson(written: string, file: string): unknown {
  const text = written.replace(/^\ufeff/, '');
  try {
    // The third says what stood in the text (https://tc39.es/proposal-json-parse-with-source/).
    return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) => {
      const source = context?.source ?? '';
      return typeof value === 'number' && !Number.isSafeInteger(value) && /^\d+$/.test(source) ? source : value;
    });
  } catch {
    throw refusedAt(
      `${file}, ${placeOf(text)}`,
      'it is no valid JSON there: the file may have been cut off',
      'Take an older copy of the file, or correct that place, and import again; nothing was imported.',
    );
  }
}

export function refusedAt(place: string, what: string, remedy: string): DomainError {
  return new DomainError('old-file-broken', `${place}: ${what}. ${remedy}`);
}

function placeOf(text: string): string {
  const at = brokenAt(text);
  const before = text.slice(0, at);
  return `line ${before.split('\n').length}, column ${at - before.lastIndexOf('\n')}`;
}

/** Where a text stops being JSON, from 0; its end where it only stops too early. */
function brokenAt(text: string): number {
  try {
    JSON.parse(text);
  } catch (error) {
    const position = /position (\d+)/.exec(messageOf(error))?.[1];
    return position === undefined ? text.length : Number(position);
  }
  return text.length;
}
