// tracord setlist: writes the tracklist of a set in any format, whether a host runs or not, and reads lists that others wrote.

import { readFileSync, statSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import { EXPORT_FORMATS, type ExportFormat, MOST_FILES, MOST_OFFSET_MS } from '@tracord/shared/set-queries.ts';
import { isCue, readCue } from '#domain/tracklist/read-cue.ts';
import { tracklistOf } from '#domain/tracklist/read-rows.ts';
import { readText } from '#domain/tracklist/read-text.ts';
import { tracklistWriters } from '#domain/tracklist/write.ts';
import { DomainError, messageOf } from '#kernel/domain-error.ts';
import type { Exported } from '#services/live/set-exports.ts';
import { exportClosed } from './closed-sets.ts';
import { readFlags, TEXT, YES } from './flags.ts';
import { outPath, writeOut } from './out-file.ts';
import type { CliPlace } from './place.ts';
import { RunningHost, sentence } from './running-host.ts';

const USAGE = `npm run tracord -- setlist [last|current|<id>] [--format ${EXPORT_FORMATS.join('|')}] [--out <file or folder>] [--force] [--clock wall|list|recording|stream|recording-2] [--file <n>] [--offset <seconds>] [--clear], or setlist read <file> [--format …] [--out …] [--force]`;
/** Nobody's list of tracks is longer. */
const MOST_BYTES = 2_000_000;

type Flags = {
  format: ExportFormat;
  out?: string;
  /** `out` may be a file that is there already. */
  force: boolean;
  clock: string;
  file?: number;
  offsetMs: number;
  inClear: boolean;
};
type Answer = Pick<Exported, 'text' | 'file' | 'notes' | 'parts'> & { format: ExportFormat };

export async function runSetlist(place: CliPlace, args: string[]): Promise<number> {
  const { flags, words } = flagsOf(args);
  const [first = 'current', second, ...more] = words;
  if (more.length > 0 || (second !== undefined && first !== 'read')) {
    throw new DomainError('bad-command', `Too many words. ${USAGE}`);
  }
  if (first !== 'read') give(await asked(place, first, flags), flags);
  else if (second !== undefined) give(readFrom(second, flags.format), flags);
  else throw new DomainError('bad-command', `Name the file to read. ${USAGE}`);
  return 0;
}

async function asked(place: CliPlace, id: string, flags: Flags): Promise<Answer> {
  const host = await RunningHost.find(place.config);
  const { format, clock, file, offsetMs, inClear } = flags;
  if (host === undefined) {
    const written = await exportClosed(place, { id, format, clock, file, offsetMs, inClear });
    if (!written.ok) throw new DomainError(written.code, sentence(written.message));
    return written;
  }
  const given = { format, clock, offsetMs: String(offsetMs), inClear: String(inClear) };
  const query = new URLSearchParams({ ...given, ...(file === undefined ? {} : { file: String(file) }) });
  const answer = await host.ask(`/api/sets/${encodeURIComponent(id)}/export?${query}`);
  if (!answer.ok) throw new DomainError('refused', sentence(answer.message));
  return answer.value as Answer;
}

function readFrom(path: string, format: ExportFormat): Answer {
  const text = textOf(resolve(path));
  const read = isCue(text) ? readCue(text) : readText(text);
  const list = tracklistOf(read);
  if (list.rows.length === 0) throw new DomainError('no-tracks', `${path}: ${read.notes.join(' ')}`);
  if (list.untimed && format === 'cue') {
    throw new DomainError('no-times', `${path} says no times: it makes no cue sheet. Try --format text.`);
  }
  const { text: written, extension, notes, parts } = tracklistWriters[format](list);
  const name = basename(path, extname(path));
  const pieces = parts?.map((part, index) => ({
    file: `${name} (${index + 1} of ${parts.length}).${extension}`,
    text: part,
  }));
  return {
    ...{ format, file: `${name}.${extension}`, text: written, notes: [...read.notes, ...notes] },
    ...(pieces === undefined ? {} : { parts: pieces }),
  };
}

function textOf(path: string): string {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) throw new DomainError('unreadable', `There is no file ${path}.`);
    if (found.size > MOST_BYTES) throw new DomainError('too-large', `${path} is too large for a list of tracks.`);
    const bytes = readFileSync(path);
    const [first, second] = bytes;
    if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
      throw new DomainError('utf-16', `${path} is written in UTF-16: save it as UTF-8 and try again.`);
    }
    return bytes.toString('utf8');
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    throw new DomainError('unreadable', `${path} cannot be read: ${messageOf(cause)}`, { cause });
  }
}

/** Prints the text, or writes it to `out`; what there is to say goes where it does not mix with the text. */
function give({ format, text, file, notes, parts }: Answer, { out, force }: Pick<Flags, 'out' | 'force'>): void {
  for (const note of notes) process.stderr.write(`  ${note}\n`);
  if (out === undefined) {
    process.stdout.write(text);
    return;
  }
  const target = outPath(out, file);
  const ending = extname(target);
  // One file can hold all messages, but only one cue sheet.
  const pieces = format === 'cue' && parts !== undefined ? parts : [{ text }];
  const files = pieces.map((piece, index) => {
    const numbered = `${target.slice(0, target.length - ending.length)} (${index + 1} of ${pieces.length})${ending}`;
    return { path: pieces.length > 1 ? numbered : target, text: piece.text };
  });
  writeOut('The tracklist is', files, force);
}

function flagsOf(args: string[]): { flags: Flags; words: string[] } {
  const { values, positionals } = parsed(args);
  const { format = 'text', out, clock = '', clear = false, force = false } = values;
  if (!isFormat(format)) {
    throw new DomainError('bad-flag', `There is no format "${format}". There are ${EXPORT_FORMATS.join(', ')}.`);
  }
  const offset = Number(values.offset ?? 0);
  if (!(Math.abs(offset) * 1000 <= MOST_OFFSET_MS)) {
    throw new DomainError('bad-flag', '--offset takes seconds, like 12.5 or -3, and no more than a day.');
  }
  const file = values.file === undefined ? undefined : Number(values.file);
  if (file !== undefined && !(Number.isInteger(file) && file > 0 && file <= MOST_FILES)) {
    throw new DomainError('bad-flag', '--file takes a number: 1 is the first file of the recording.');
  }
  return {
    flags: { format, out, force, clock, file, offsetMs: Math.round(offset * 1000), inClear: clear },
    words: positionals,
  };
}

function parsed(args: string[]) {
  return readFlags(USAGE, {
    ...{ args: args.flatMap(offsetJoined), allowPositionals: true },
    options: { format: TEXT, out: TEXT, clock: TEXT, file: TEXT, offset: TEXT, clear: YES, force: YES },
  });
}

/** "--offset", "-3" as one: alone the number would be taken for a flag. */
function offsetJoined(arg: string, index: number, args: string[]): string[] {
  const isBelowZero = (text = '') => /^-\d/.test(text);
  if (arg === '--offset' && isBelowZero(args[index + 1])) return [`${arg}=${args[index + 1]}`];
  return args[index - 1] === '--offset' && isBelowZero(arg) ? [] : [arg];
}

function isFormat(text: string): text is ExportFormat {
  return EXPORT_FORMATS.some((format) => format === text);
}
