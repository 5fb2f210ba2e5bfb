// Reads a small YAML file into a plain value that a zod schema accepts, or into problems with their lines.

import { isAlias, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import {
  aliasProblem,
  type SettingsProblem,
  schemaProblems,
  type YamlSource,
  yamlProblem,
} from './settings-problem.ts';

/** `given` is what the file says, without defaults and without sections that hold nothing; `sections` names those too. */
export type YamlRead<T> =
  | { ok: true; value: T; given: Record<string, Record<string, unknown>>; sections: string[] }
  | { ok: false; problems: SettingsProblem[] };

/** `name` is the file's name as messages say it; with `secret` no message repeats a value. */
export function readYaml<T>(text: string, schema: z.ZodType<T>, name: string, secret = false): YamlRead<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const source: YamlSource = { name, document, lines, secret };
  if (document.errors.length > 0) {
    return { ok: false, problems: document.errors.map((error) => yamlProblem(source, error)) };
  }
  const aliases: SettingsProblem[] = [];
  visit(document, (_, node) => {
    if (isAlias(node)) aliases.push(aliasProblem(source, node.range?.[0], node.source));
  });
  if (aliases.length > 0) return { ok: false, problems: aliases };
  const whole: unknown = document.toJS();
  const given = withoutEmptySections(whole);
  const parsed = schema.safeParse(given);
  if (!parsed.success) return { ok: false, problems: schemaProblems(source, parsed.error.issues) };
  return {
    ok: true,
    value: parsed.data,
    given: given as Record<string, Record<string, unknown>>,
    sections: Object.keys(whole ?? {}),
  };
}

/** Text of a file as editors on all systems write it: UTF-8 or UTF-16, with or without a mark in front. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}

function withoutEmptySections(value: unknown): unknown {
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, section]) => section !== null));
}
