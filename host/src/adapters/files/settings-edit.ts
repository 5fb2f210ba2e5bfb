// Puts one setting into the text of a settings file without touching the user's comments. Pure.

import { isDeepStrictEqual } from 'node:util';
import { type SettingPath, settingsSchema } from '@tracord/shared/settings.ts';
import { isMap, isNode, isScalar, parseDocument } from 'yaml';
import { issueInWords, type SettingsProblem } from './settings-problem.ts';
import { valueText } from './settings-template.ts';
import { readYaml } from './yaml-file.ts';

export type ChangedText = { ok: true; text: string } | { ok: false; problems: SettingsProblem[] };

/** `name` is the file's name for messages. The answer's text differs from `text` in this one setting. */
export function changedText(text: string, setting: SettingPath, value: unknown, name: string): ChangedText {
  const [section = '', key = ''] = setting.split('.');
  const read = readYaml(text, settingsSchema, name);
  if (!read.ok) return read;
  const tried = settingsSchema.safeParse({ [section]: { [key]: value } });
  if (!tried.success) {
    const problems = tried.error.issues.map((issue) => {
      const { message, remedy } = issueInWords(issue, value);
      return { path: setting, message: `${setting}: ${message}.`, remedy };
    });
    return { ok: false, problems };
  }
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const plain = text.replaceAll('\r\n', '\n');
  const careful = inPlace(plain, section, key, value) ?? byLine(plain, section, key, value);
  const changed =
    careful !== undefined && says(careful, section, key, value) ? careful : byDocument(plain, section, key, value);
  return { ok: true, text: changed.replaceAll('\n', lineEnd) };
}

/** Replaces the value where it stands; undefined where there is none. */
function inPlace(text: string, section: string, key: string, value: unknown): string | undefined {
  const held = parseDocument(text).getIn([section]);
  const pair = isMap(held) ? held.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
  if (!isScalar(pair?.key) || !isNode(pair.value) || !pair.key.range || !pair.value.range) return undefined;
  const [start, end] = pair.value.range;
  const gap = text.slice(pair.key.range[1], start).replace(/^:\s*$/, ': ');
  const old = text.slice(start, end);
  const after = old.slice(old.trimEnd().length) + text.slice(end);
  return text.slice(0, pair.key.range[1]) + gap + valueText(value) + after;
}

/** Uncomments the setting's own line, or adds one to its section; undefined where the section is written in one line. */
function byLine(text: string, section: string, key: string, value: unknown): string | undefined {
  const held = parseDocument(text).getIn([section]);
  if (isMap(held) && held.flow) return undefined;
  const lines = text.split('\n');
  const head = lines.findIndex((line) => line.startsWith(`${section}:`));
  if (head === -1)
    return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}\n${section}:\n  ${key}: ${valueText(value)}\n`;
  const nextSection = lines.findIndex((line, i) => i > head && /^[^\s#]/.test(line));
  const ownLines = lines.slice(head + 1, nextSection === -1 ? undefined : nextSection);
  const indent = /^\s+/.exec(ownLines.find((line) => /^\s+[^\s#]/.test(line)) ?? '')?.[0] ?? '  ';
  const commented = ownLines.findIndex((line) => new RegExp(`^\\s*#\\s*${key}:( |$)`).test(line));
  const line = `${indent}${key}: ${valueText(value)}`;
  if (commented === -1) lines.splice(head + 1, 0, line);
  else lines[head + 1 + commented] = line;
  return lines.join('\n');
}

/** For what is written in no usual way: comments stay, spacing may be tidied. */
function byDocument(text: string, section: string, key: string, value: unknown): string {
  const document = parseDocument(text);
  document.setIn([section, key], document.createNode(value, { flow: true }));
  return document.toString({ lineWidth: 0, singleQuote: true, flowCollectionPadding: false });
}

function says(text: string, section: string, key: string, value: unknown): boolean {
  const read = readYaml(text, settingsSchema, '');
  return read.ok && isDeepStrictEqual(read.given[section]?.[key], value);
}
