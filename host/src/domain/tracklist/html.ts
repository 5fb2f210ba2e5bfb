// A page of its own with covers, to put on a website, to send, to print: one file, no script, nothing loaded from elsewhere. Pure.

import { formatBpm, formatDay } from '@tracord/shared/format.ts';
import { escapeXml } from '@tracord/shared/xml-text.ts';
import { PAGE_STYLE } from './html-style.ts';
import { beganAt, clockText, counted, named, timeNotes, timeText, words } from './row-text.ts';
import type { Tracklist, TracklistRow, WriteOptions, Written } from './tracklist.ts';

/** Even were something in it taken for markup, nothing runs and nothing is loaded. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const DATA_URI = /^data:image\/(?:jpeg|png|webp);base64,[A-Za-z0-9+/]+=*$/;
/** The record that stands for a cover that is not there. */
const RECORD =
  '<svg width="0" height="0" style="position:absolute" aria-hidden="true"><symbol id="record" viewBox="0 0 100 100"><rect width="100" height="100" fill="#1C1F25"/><circle cx="50" cy="50" r="38" fill="#0B0C0E"/><circle cx="50" cy="50" r="31" fill="none" stroke="#2B2F37" stroke-width="3"/><circle cx="50" cy="50" r="24" fill="none" stroke="#2B2F37" stroke-width="3"/><circle cx="50" cy="50" r="15" fill="#C8CCD3"/><circle cx="50" cy="50" r="3.4" fill="#0B0C0E"/></symbol></svg>';

const CLOCKS: Record<Tracklist['clock'], string> = {
  wall: 'Times of the day',
  recording: 'Times in the recording',
  stream: 'Times in the stream',
  list: 'Times from the first track',
};

export function writeHtml(list: Tracklist, { covers = new Map() }: WriteOptions = {}): Written {
  const who = words(list.performers.join(' & '));
  const title = words(list.name ?? '') || who || 'Tracklist';
  const rows = list.rows.map((row) => item(list, row, covers)).join('\n');
  const text = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
${RECORD}
<main>
<header>
<h1 dir="auto">${escapeXml(title)}</h1>
${who === '' || who === title ? '' : `<p class="who" dir="auto">${escapeXml(who)}</p>\n`}<p>${escapeXml(facts(list))}</p>
</header>
<ol>
${rows || '<li class="empty">No track was played.</li>'}
</ol>
<footer>${escapeXml(foot(list))}</footer>
</main>
</body>
</html>
`;
  return { text, type: 'text/html; charset=utf-8', extension: 'html', rows: list.rows.length, notes: timeNotes(list) };
}

function item(list: Tracklist, row: TracklistRow, covers: ReadonlyMap<string, string>): string {
  const { artist, title } = named(row);
  const isId = artist === 'ID' && title === 'ID';
  const time = timeText(list, row);
  const names = isId
    ? '<div class="title">ID – ID</div>'
    : `<div class="title" dir="auto">${escapeXml(title)}</div>${artist === '' ? '' : `<div class="artist" dir="auto">${escapeXml(artist)}</div>`}`;
  return `<li${isId ? ' class="id"' : ''}><time>${row.rough && time !== '' ? '~' : ''}${time}</time>${cover(row, covers)}<div>${names}</div>${details(row)}</li>`;
}

function cover(row: TracklistRow, covers: ReadonlyMap<string, string>): string {
  const data = row.cover === undefined ? undefined : covers.get(row.cover);
  if (data === undefined || !DATA_URI.test(data))
    return '<svg class="cover" aria-hidden="true"><use href="#record"/></svg>';
  return `<img class="cover" alt="" width="56" height="56" src="${data}">`;
}

function details({ label, key, bpm }: TracklistRow): string {
  const all = [
    label === undefined ? '' : `<span class="label" dir="auto">${escapeXml(words(label))}</span>`,
    key === undefined ? '' : `<b>${escapeXml(key.camelot)}</b>`,
    bpm === undefined ? '' : `<span class="bpm">${formatBpm(bpm)}</span>`,
  ].join('');
  return all === '' ? '' : `<div class="facts">${all}</div>`;
}

/** "20 November 2026, 18 tracks, 1:38:51" */
function facts(list: Tracklist): string {
  const at = beganAt(list, list.rows[0]);
  return [
    ...(at === undefined ? [] : [formatDay(at)]),
    counted(list.rows.length, 'track'),
    ...(list.lengthMs === undefined ? [] : [clockText(list.lengthMs)]),
  ].join(', ');
}

function foot(list: Tracklist): string {
  if (list.untimed) return 'Made with TraCord.';
  const rough = list.rows.some((row) => row.rough) ? ' ~ is known to some seconds.' : '';
  return `${CLOCKS[list.clock]}.${rough} Made with TraCord.`;
}
