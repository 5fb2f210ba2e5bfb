// Requests as an audience sees them, for tests.

import type { PublicRequest, PublicRequests } from '@tracord/shared/requests.ts';

type Change = Partial<Omit<PublicRequest, 'track'>> & { artist?: string; title?: string; artwork?: string };

/** Request a is number 1, b 2 …: "Title <id>" by "Artist <id>", asked for by "viewer_<id>", announced right now. */
export function request(id: string, change: Change = {}): PublicRequest {
  const { artist = `Artist ${id}`, title = `Title ${id}`, artwork, ...rest } = change;
  const track: PublicRequest['track'] = { display: { artist, title } };
  if (artwork !== undefined) track.artwork = { id: artwork, colors: { main: '#FF5468', dark: '#231226' } };
  const number = id.charCodeAt(0) - 'a'.charCodeAt(0) + 1;
  return { number, state: 'accepted', name: `viewer_${id}`, others: 0, announcedAt: Date.now(), track, ...rest };
}

/** Open; `rows` as ids, or as ids with what is different about them. */
export function queue(rows: (string | [string, Change])[], more: Partial<PublicRequests> = {}): PublicRequests {
  const entries = rows.map((row): [string, PublicRequest] =>
    typeof row === 'string' ? [row, request(row)] : [row[0], request(...row)],
  );
  return {
    open: true,
    hint: 'ask with /request',
    order: entries.map(([id]) => id),
    byId: Object.fromEntries(entries),
    ...more,
  };
}

export function nameless(id: string, change: Change = {}): PublicRequest {
  const { name: _name, ...rest } = request(id, change);
  return rest;
}
