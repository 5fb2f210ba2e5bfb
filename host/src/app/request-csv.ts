// Requests and wishes as tables for spreadsheets. Pure.

import type { requestQueries } from '@tracord/shared/request-queries.ts';
import type { z } from 'zod';
import { csv, localTime } from '#domain/csv.ts';

export type RequestRow = z.infer<(typeof requestQueries)['requests.list']['output']>['requests'][number];
export type WishRow = z.infer<(typeof requestQueries)['wishes.list']['output']>['wishes'][number];

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
