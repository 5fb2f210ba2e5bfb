// Requests and wishes as CSV for spreadsheets: RFC 4180 with a byte order mark, so that names of all languages survive, and no
// cell that a spreadsheet would take for a formula. Pure.

import type { requestQueries } from '@tracord/shared/request-queries.ts';
import type { z } from 'zod';

export type RequestRow = z.infer<(typeof requestQueries)['requests.list']['output']>['requests'][number];
export type WishRow = z.infer<(typeof requestQueries)['wishes.list']['output']>['wishes'][number];

const BYTE_ORDER_MARK = '\ufeff';
/** What spreadsheets calculate, and what may hide it (https://owasp.org/www-community/attacks/CSV_Injection). */
const FORMULA = /^[\s\p{Cc}]*[=+\-@＝＋－＠\t\r]/u;
/** The same behind what spreadsheets of other countries, or set so, take for the end of a cell: quotes do not help there. */
const FORMULA_INSIDE = /([;|\t\r\n][\s\p{Cc}]*)(?=[=+\-@＝＋－＠])/gu;

export function requestsCsv(rows: RequestRow[]): string {
  return csv([
    [
      'set',
      'number',
      'state',
      'artist',
      'title',
      'mix',
      'asked by',
      'platform',
      'also wanted by',
      'words',
      'asked at',
      'changed at',
    ],
    ...rows.map((row) => [
      row.setId,
      row.number,
      row.state,
      row.artist,
      row.title,
      row.mix,
      row.requester.name,
      row.requester.platform,
      row.voters.map(({ name }) => name).join(', '),
      row.words,
      localTime(row.askedAt),
      localTime(row.changedAt),
    ]),
  ]);
}

/** A shopping list: what is asked for most stands first. */
export function wishesCsv(rows: WishRow[]): string {
  return csv([
    ['kind', 'words', 'times', 'sets', 'people', 'last asked at', 'refused because'],
    ...rows.map(({ kind, words, count, sets, people, lastAt, code }) => [
      ...[kind, words, count, sets, people, localTime(lastAt), code],
    ]),
  ]);
}

type Cell = string | number | undefined;

function csv(rows: Cell[][]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: Cell): string {
  if (typeof value !== 'string') return String(value ?? '');
  const inside = value.replace(FORMULA_INSIDE, "$1'");
  const text = FORMULA.test(inside) ? `'${inside}` : inside;
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/** As spreadsheets read it, in the time of this computer. */
function localTime(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
