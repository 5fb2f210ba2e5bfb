// What is wrong with what somebody sent, in words that whoever typed it understands. Pure.

import type { z } from 'zod';
import { cutLine } from '#domain/one-line.ts';

type Issue = z.core.$ZodIssue;

/** More are counted: nobody reads on. */
const MOST_SAID = 5;
/** Of a name that was sent. */
const LONGEST_NAME = 60;

const KINDS: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** "reason is too long: at most 100 characters; id is missing". `given` is what was checked. */
export function plainProblems({ issues }: z.ZodError, given: unknown): string {
  const said = issues.slice(0, MOST_SAID).map((issue) => `${nameOf(issue)} ${problemOf(issue, given)}`);
  const more = issues.length - said.length;
  return [...said, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

function nameOf({ path, ...issue }: Issue): string {
  if (issue.code === 'unrecognized_keys') return issue.keys.slice(0, MOST_SAID).map(quoted).join(', ');
  return path.length === 0 ? 'what was sent' : cutLine(path.map(String).join('.'), LONGEST_NAME);
}

function problemOf(issue: Issue, given: unknown): string {
  if (isMissing(issue, given)) return 'is missing';
  switch (issue.code) {
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum));
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum));
    case 'invalid_type':
      return `must be ${KINDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map((one) => quoted(String(one))).join(', ')}`;
    case 'unrecognized_keys':
      return issue.keys.length === 1 ? 'is not known here' : 'are not known here';
    case 'invalid_format':
    case 'custom':
      // The schemas say what it is: "is a short lower-case word".
      return issue.message.startsWith('is ') ? `must be ${issue.message.slice(3)}` : 'is not written as it should be';
    default:
      return 'does not fit';
  }
}

function tooBig(origin: string, most: number): string {
  if (origin === 'string') return `is too long: at most ${characters(most)}`;
  return origin === 'array' ? `has too many entries: at most ${most}` : `is too big: at most ${most}`;
}

function tooSmall(origin: string, least: number): string {
  if (origin === 'string') return least === 1 ? 'is empty' : `is too short: at least ${characters(least)}`;
  return origin === 'array' ? `has too few entries: at least ${least}` : `is too small: at least ${least}`;
}

function characters(count: number): string {
  return count === 1 ? '1 character' : `${count} characters`;
}

function quoted(name: string): string {
  return `"${cutLine(name, LONGEST_NAME)}"`;
}

/** Only what the schema asks for is wrong when it is not there. */
function isMissing({ code, path }: Issue, given: unknown): boolean {
  if (code !== 'invalid_type' && code !== 'invalid_value' && code !== 'invalid_union') return false;
  let value = given;
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return false;
    value = (value as Record<PropertyKey, unknown>)[name];
  }
  return path.length > 0 && value === undefined;
}
