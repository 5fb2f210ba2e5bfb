// What is wrong with a YAML file of settings or secrets, in a DJ's words: the line, what stands there, what to write
// instead. Values are never repeated where `secret` is asked for.

import { SETTINGS } from '@tracord/shared/settings.ts';
import type { Document, YAMLError } from 'yaml';
import { isMap, isNode, isScalar, isSeq, type LineCounter } from 'yaml';
import type { z } from 'zod';
import { nearest } from './near-name.ts';

export type SettingsProblem = {
  /** 1-based place in the file; absent where the problem came from the environment, a flag or the file as a whole. */
  line?: number;
  column?: number;
  /** The setting, as `broadcast.port`; empty where none can be named. */
  path: string;
  /** One sentence; begins with the file's name and line, or with the variable or flag. */
  message: string;
  /** What to do about it, one sentence. */
  remedy: string;
};

export type YamlSource = { name: string; document: Document; lines: LineCounter; secret: boolean };

/** A file that is not readable as YAML. */
export function yamlProblem(source: YamlSource, error: YAMLError): SettingsProblem {
  const { message, remedy } = YAML_IN_WORDS[error.code] ?? {
    message: 'this line cannot be read',
    remedy: 'Compare it with the lines around it: two spaces, a name, a colon, a space, a value.',
  };
  return placed(source, error.pos[0], '', message, remedy);
}

/** A value that begins with `*` and no quotes, which YAML takes for a reference. */
export function aliasProblem(source: YamlSource, offset: number | undefined, name: string): SettingsProblem {
  const [message, remedy] = source.secret
    ? ['the value begins with * and has no quotes', "Write it in single quotes: '…'."]
    : [`*${name} begins with * and has no quotes`, `Write '*${name}' in single quotes.`];
  return placed(source, offset, '', message, remedy);
}

/** The problems zod found, each at its place in the file, from top to bottom. */
export function schemaProblems(source: YamlSource, issues: readonly z.core.$ZodIssue[]): SettingsProblem[] {
  const problems = issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(source, path, key));
    const value = source.document.getIn(path);
    const { message, remedy } = issueInWords(issue, value, source.secret);
    return [placed(source, offsetOf(source.document, path, 'value'), path.join('.'), message, remedy)];
  });
  return problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

/** What one issue says of a value, without its place. */
export function issueInWords(issue: z.core.$ZodIssue, value: unknown, secret = false): Words {
  const shown = secret || value === undefined || typeof value === 'object' ? 'the value' : JSON.stringify(value);
  if (issue.code === 'invalid_type') {
    const wanted = WANTED[issue.expected] ?? 'a value of another kind';
    if (value === null || value === undefined) {
      return { message: 'has no value', remedy: `Write ${wanted} behind the colon, or put a # in front of the line.` };
    }
    const quoted = issue.expected === 'string' && typeof value !== 'object' && !secret;
    return {
      message: `${shown} is not ${wanted}`,
      remedy: quoted ? `Put it in quotes: '${value}'.` : `Write ${wanted}.`,
    };
  }
  if (issue.code === 'too_small' || issue.code === 'too_big') {
    const small = issue.code === 'too_small';
    const bound = small ? issue.minimum : issue.maximum;
    if (issue.origin === 'string')
      return { message: 'an empty text stands here', remedy: 'Write a text, or remove it.' };
    return {
      message: `${shown} is too ${small ? 'small' : 'large'}`,
      remedy: `Write ${small ? 'at least' : 'at most'} ${bound}.`,
    };
  }
  if (issue.code === 'invalid_value') {
    return { message: `${shown} is none of the choices`, remedy: `Write one of: ${issue.values.join(', ')}.` };
  }
  const remedy: unknown = issue.code === 'custom' ? issue.params?.remedy : undefined;
  if (typeof remedy === 'string') return { message: `${shown} ${issue.message}`, remedy };
  return { message: `${shown} ${issue.message}`, remedy: 'Correct it, or put a # in front of the line.' };
}

type Words = { message: string; remedy: string };

const WANTED: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: "a list, such as ['one', 'two']",
  object: 'a section with indented lines beneath it',
};

const YAML_IN_WORDS: Partial<Record<YAMLError['code'], Words>> = {
  TAB_AS_INDENT: { message: 'a tab stands in front of this line', remedy: 'Use two spaces instead of the tab.' },
  DUPLICATE_KEY: { message: 'this name stands here a second time', remedy: 'Keep one of the two lines.' },
  BAD_INDENT: {
    message: 'this line begins in the wrong column, or a bracket above it is not closed',
    remedy: 'Begin it exactly below its neighbours; close every [ with ].',
  },
  MISSING_CHAR: {
    message: 'a quote, a bracket or a colon is missing',
    remedy: 'Close every quote and bracket, and put a colon and a space between name and value.',
  },
  BAD_DQ_ESCAPE: {
    message: 'a backslash stands inside double quotes',
    remedy: "Write Windows paths without quotes or in single quotes: 'C:\\Users\\…'.",
  },
  BAD_SCALAR_START: {
    message: 'the value begins with a character that needs quotes',
    remedy: "Put the value in single quotes: '…'.",
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'a second colon stands in this line, or the line is indented too far',
    remedy: "Put a value that holds a colon in single quotes: '…'; begin the line exactly below its neighbours.",
  },
  MULTILINE_IMPLICIT_KEY: {
    message: 'this line is indented too far, or a colon is missing above it',
    remedy: 'Begin it exactly below its neighbours, and put a colon behind each name.',
  },
  MULTIPLE_DOCS: { message: 'a line of --- divides the file', remedy: 'Remove that line.' },
};

function placed(
  { name, lines }: YamlSource,
  offset: number | undefined,
  path: string,
  message: string,
  remedy: string,
): SettingsProblem {
  const about = path === '' ? message : `${path}: ${message}`;
  if (offset === undefined) return { path, message: `${name}: ${about}.`, remedy };
  const { line, col } = lines.linePos(offset);
  return { line, column: col, path, message: `${name}, line ${line}: ${about}.`, remedy };
}

function unknownKey(source: YamlSource, section: string[], key: string): SettingsProblem {
  const path = [...section, key];
  const offset = offsetOf(source.document, path, 'key');
  return placed(
    source,
    offset,
    path.join('.'),
    'there is no such setting',
    remedyForUnknown(section, key, source.secret),
  );
}

function remedyForUnknown(section: string[], key: string, secret: boolean): string {
  if (secret) {
    return 'Only these belong into this file: password under broadcast:, token under discord:, password under obs:. Correct or remove the line.';
  }
  if (/password|token|secret/i.test(key))
    return 'Passwords belong into secrets.yaml beside this file; remove the line here.';
  const sections = [...new Set(SETTINGS.map((setting) => setting.section))];
  const here =
    section.length === 0 ? sections : SETTINGS.filter((one) => one.section === section[0]).map((one) => one.key);
  const near = nearest(key, here);
  if (near !== undefined) return `Did you mean ${near}?`;
  const elsewhere = SETTINGS.filter((one) => one.key.toLowerCase() === key.toLowerCase()).map((one) => one.section);
  if (elsewhere.length > 0) return `${key} belongs beneath ${elsewhere.join(': or ')}:, indented by two spaces.`;
  const anywhere = nearest(
    key,
    SETTINGS.map((one) => one.key),
  );
  if (anywhere !== undefined) {
    const owner = SETTINGS.find((one) => one.key === anywhere);
    return `Did you mean ${anywhere}, beneath ${owner?.section}:?`;
  }
  return `Remove the line, or put a # in front of it. Possible here: ${here.join(', ')}.`;
}

/** Where a key or its value begins; where the path leads nowhere, the last part that exists. */
function offsetOf(document: Document, path: readonly string[], which: 'key' | 'value'): number | undefined {
  let node: unknown = document.contents;
  let offset = isNode(node) ? node.range?.[0] : undefined;
  for (const [depth, segment] of path.entries()) {
    if (isSeq(node)) {
      node = node.items[Number(segment)];
    } else if (isMap(node)) {
      const pair = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === segment);
      if (pair === undefined) return offset;
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      if (which === 'key' && depth === path.length - 1) return offset;
      node = pair.value;
    }
    if (isScalar(node) && node.value === null) return offset;
    if (isNode(node)) offset = node.range?.[0] ?? offset;
  }
  return offset;
}
