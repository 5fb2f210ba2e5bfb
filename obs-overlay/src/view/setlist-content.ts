// What the overlay "setlist" shows: the last five tracks of the set that is on, the newest at the foot. Pure.

import type { PublicTopics } from '@tracord/shared/topics.ts';
import { edgeOf, type PublicNowPlaying } from './card-content.ts';
import type { OverlayParams } from './params.ts';
import { MOST_ROWS, type QueueContent, type QueueRow } from './queue-content.ts';

/** "22:31" by this computer's time zone, whatever its language. `at`: ms since the epoch. */
export function clockText(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
}

/** `time`: what the head tells, beside who plays. The edge has the colour of the cover on air. Undefined outside a set, and before its first track. */
export function setlistContent(
  set: PublicTopics['set'],
  now: PublicNowPlaying,
  time: string,
  params: OverlayParams,
  demo: boolean,
): QueueContent | undefined {
  const ids = set.isOn ? set.order.slice(-MOST_ROWS) : [];
  if (ids.length === 0) return undefined;
  const rows = ids.flatMap((id): QueueRow[] => {
    const row = set.byId[id];
    if (row === undefined) return [];
    const { artist, title } = row.display;
    const isNow = id === set.order.at(-1) && now.track !== undefined;
    // What is masked says so as everywhere.
    const shown = row.masked ? `${artist} – ${title}` : title.trim() || artist.trim();
    const began = row.rough ? `~${clockText(row.startsAt)}` : clockText(row.startsAt);
    return [{ id, place: 0, number: row.place, title: shown, time: began, ...(isNow && { isNow: true as const }) }];
  });
  const artwork = now.track?.masked ? undefined : now.track?.artwork;
  return {
    heading: set.performer?.trim() || 'Setlist',
    rows: rows.map((row, place) => ({ ...row, place })),
    leaving: [],
    slots: rows.length,
    hint: time,
    edge: edgeOf(params, artwork),
    demo,
  };
}
