// What the overlay "requests" shows: who asked for what, in the order the DJ took them, and how to ask; and what any such list
// of rows does. Pure.

import type { PublicRequest, PublicRequests } from '@tracord/shared/requests.ts';
import { edgeOf, type PublicNowPlaying } from './card-content.ts';
import type { OverlayParams } from './params.ts';
import type { Asker } from './requested-by.ts';

export const MOST_ROWS = 5;

/** `place` counts from 0; `number` is the row's own: the request's, as in Discord and on the keys, or the track's in the set. At
 * the end of the row: who asked, or `time` as text. `isNow`: it is on air. */
export type QueueRow = {
  id: string;
  place: number;
  number: number;
  title: string;
  asker?: Asker;
  time?: string;
  isNow?: true;
};

export type QueueContent = {
  heading: string;
  rows: QueueRow[];
  /** Rows that are on their way out, at the places they had. */
  leaving: QueueRow[];
  /** For how many rows there is room: more than there are while some leave. */
  slots: number;
  /** At the right of the head: how to ask, or why it is closed; the time of the day. */
  hint: string;
  edge: string;
  demo: boolean;
};

/** Accepted or on a deck, not yet on air: ids in the order they were taken. */
export function comingRequests({ order, byId }: PublicRequests): [string, PublicRequest][] {
  return order.flatMap((id): [string, PublicRequest][] => {
    const request = byId[id];
    return request === undefined || request.state === 'playing' ? [] : [[id, request]];
  });
}

export function askerOf(request: PublicRequest): Asker | undefined {
  const name = request.name?.trim();
  return name ? { name, others: request.others } : undefined;
}

/** The edge has the colour of the first request's cover, else of the track on air. Undefined before the host has spoken. */
export function queueContent(
  requests: PublicRequests | undefined,
  now: PublicNowPlaying,
  params: OverlayParams,
  demo: boolean,
): QueueContent | undefined {
  if (requests === undefined) return undefined;
  const coming = comingRequests(requests).slice(0, MOST_ROWS);
  const hint = requests.hint.trim();
  if (coming.length === 0 && hint === '') return undefined;
  const rows = coming.map(([id, request], place): QueueRow => {
    const row: QueueRow = { id, place, number: request.number, title: request.track.display.title.trim() };
    const asker = askerOf(request);
    return asker === undefined ? row : { ...row, asker };
  });
  const artwork = coming[0]?.[1].track.artwork ?? (now.track?.masked ? undefined : now.track?.artwork);
  const edge = edgeOf(params, artwork);
  return { heading: 'Requests', rows, leaving: [], slots: rows.length, hint, edge, demo };
}

/** The way from one list to the next: what goes still lies there, without its name. Undefined where no row moves. */
export function queueBetween(older: QueueContent, newer: QueueContent): QueueContent | undefined {
  const stays = new Map(newer.rows.map((row) => [row.id, row.place]));
  const known = new Set(older.rows.map((row) => row.id));
  const isStill =
    older.rows.every((row) => stays.get(row.id) === row.place) && newer.rows.every(({ id }) => known.has(id));
  if (isStill) return undefined;
  const leaving = older.rows
    .filter((row) => !stays.has(row.id))
    .map(({ asker: _asker, time: _time, isNow: _isNow, ...row }): QueueRow => row);
  return { ...newer, leaving, slots: Math.max(older.rows.length, newer.rows.length) };
}
