// A list made elsewhere as it is read in a terminal: its tracks in order, and below each what is weak about the step to it.
// 80 columns. Pure.

import { basename } from 'node:path';
import { formatBpm } from '@tracord/shared/format.ts';
import stringWidth from 'string-width';
import { keyView } from '#domain/musical-key.ts';
import { oneLine } from '#domain/one-line.ts';
import { heardTrack, type ListedTrack } from '#domain/tracklist/outside-list.ts';
import { counted } from '#domain/tracklist/row-text.ts';
import type { JudgedList, JudgedRow } from '#services/library/judged-list.ts';
import { cutColumns, wrapColumns } from './columns.ts';

const WIDTH = 80;
/** "  12  10A 126  ": number, key, tempo. */
const INDENT = 15;
const ABSENT = 'not in your library';
const DOUBTFUL = 'not surely in your library';

/** `file`: its path; `name`: the list's own, where it has one. */
export function listReport(file: string, name: string | undefined, { rows, judgement }: JudgedList): string {
  const weak = new Map(judgement.weak.map((step) => [step.to, step]));
  const lines = rows.flatMap((row, place) => {
    const step = weak.get(place);
    return [...(step === undefined ? [] : marked(step.why, step.unsure)), rowLine(row, place + 1)];
  });
  const title = name === undefined ? basename(file) : `${basename(file)}: ${name}`;
  return ['', `  ${cutColumns(oneLine(title), WIDTH - 2)}`, '', ...lines, '', ...summary(rows, judgement), ''].join(
    '\n',
  );
}

function rowLine({ listed, track, isDoubtful }: JudgedRow, number: number): string {
  const key = track?.key === undefined ? '' : keyView(track.key).camelot;
  const bpm = track?.trackBpm === undefined ? '' : formatBpm(track.trackBpm);
  const facts = `${String(number).padStart(4)}  ${key.padStart(3)} ${bpm.padStart(3)}  `;
  const remark = track === undefined ? `  (${isDoubtful ? DOUBTFUL : ABSENT})` : '';
  const room = WIDTH - stringWidth(facts) - remark.length;
  return `${facts}${cutColumns(oneLine(track === undefined ? listedName(listed) : nameOf(track)), room)}${remark}`;
}

/** "!" is weak, "?" is not known. */
function marked(why: readonly string[], isUnsure: boolean | undefined): string[] {
  const [first = '', ...more] = wrapColumns(why.join('; '), WIDTH - INDENT - 2);
  const indent = ' '.repeat(INDENT);
  return [`${indent}${isUnsure ? '?' : '!'} ${first}`, ...more.map((line) => `${indent}  ${line}`)];
}

function summary(rows: readonly JudgedRow[], { weak, unknown, steps, ease }: JudgedList['judgement']): string[] {
  const known = rows.length - unknown.length;
  const tracks = `  ${counted(rows.length, 'track')}, ${known === rows.length ? 'all' : known || 'none'} in your library`;
  if (steps === 0) return [tracks, '  No transition to judge: that takes two tracks in a row that your library has.'];
  const unsure = weak.filter((step) => step.unsure).length;
  const bad = weak.length - unsure;
  const said = [
    bad === 0 ? 'none is weak' : `${bad} weak (!)`,
    ...(unsure === 0 ? [] : [`${unsure} with a key or a tempo that is not known (?)`]),
  ];
  return [
    tracks,
    `  ${counted(steps, 'transition')}: ${said.join(', ')}`,
    `  Overall ${Math.round(ease * 100)} of 100, by key and tempo`,
  ];
}

function nameOf({ artist, title, mix }: { artist: string; title: string; mix?: string }): string {
  return `${artist || '–'} – ${title}${mix ? ` (${mix})` : ''}`;
}

function listedName(listed: ListedTrack): string {
  const { artist, title, mix } = heardTrack(listed);
  return artist === '' ? title || listed.path || '?' : nameOf({ artist, title, mix });
}
