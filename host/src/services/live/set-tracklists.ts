// A set as a list to be written out, on the clock that was asked for, as the audience may read it or in clear. What was playing
// when that clock began stands at 0:00; what was over by then is left out.

import type { ArtworkView } from '@tracord/shared/topics.ts';
import { keyView } from '#domain/musical-key.ts';
import { MASKED_TRACK } from '#domain/public-view.ts';
import { type Refusal, refused } from '#domain/request-refusal.ts';
import { listTimes } from '#domain/tracklist/list-times.ts';
import type { Tracklist, TracklistRow } from '#domain/tracklist/tracklist.ts';
import type { Setlist } from '#storage/show/setlists.ts';
import type { SetLibrary } from './set-library.ts';
import { performersOf, type ReadRow, type SetViews, trackIdsOf } from './set-views.ts';

export type SetTracklistsParts = {
  /** "current", "last" or an id. */
  find: (id: string) => Setlist | undefined;
  views: SetViews;
  library: SetLibrary;
  knowsOf: (playedAt: number) => boolean;
  cover: (path: string) => Promise<ArtworkView | undefined>;
};

/** As the query `sets.export` takes them. `file`: 1, 2, 3 … */
export type TracklistWish = {
  clock: string;
  file?: number;
  offsetMs: number;
  inClear: boolean;
  /** Where no clock is named, one that holds all tracks. */
  whole?: boolean;
  /** Names the covers; it takes a moment where they were never shown. */
  covers?: boolean;
};

export class SetTracklists {
  readonly #parts: SetTracklistsParts;

  constructor(parts: SetTracklistsParts) {
    this.#parts = parts;
  }

  async tracklist(id: string, wish: TracklistWish): Promise<Refusal | { ok: true; list: Tracklist }> {
    const { find, views, library, knowsOf } = this.#parts;
    const asked = find(id);
    if (asked === undefined) return none(id);
    const ask = () => library.ask(trackIdsOf(views.placed(asked)));
    const covers = wish.covers ? await this.#covers(views.read(views.placed(asked), await ask())) : undefined;
    const says = await ask();
    // What was hidden meanwhile is hidden; of a track that was found meanwhile nothing is known yet.
    const set = find(asked.id);
    if (set === undefined) return none(id);
    const all = views.placed(set);
    const placed = wish.inClear ? all : all.filter(({ play }) => knowsOf(play.at));
    // When one began that is not announced yet is its own secret.
    const secret = new Set(all.filter((row) => !placed.includes(row)).map(({ startsAt }) => startsAt));
    const rows = views.read(placed, says).map((row) => ({
      ...row,
      endsAt: row.endsAt !== undefined && secret.has(row.endsAt) ? undefined : row.endsAt,
      masked: row.masked || (row.play.trackId !== undefined && !says.isAsked(row.play.trackId)),
    }));
    const { fromAt, endedAt } = set;
    const times = listTimes({ fromAt, endedAt, rows, outputs: views.outputs(set, all) }, wish);
    if (times === undefined) return refused('clock-unknown', 'this set has no such recording or stream');
    const { place, holds, ...about } = times;
    const written = rows.flatMap((row): TracklistRow[] => {
      const { ms, rough } = place(row.startsAt);
      const startMs = ms + wish.offsetMs;
      const endMs = (row.endsAt === undefined ? Number.POSITIVE_INFINITY : place(row.endsAt).ms) + wish.offsetMs;
      if (startMs === Number.POSITIVE_INFINITY || (startMs < 0 && endMs <= 0) || !holds(row)) return [];
      const isRough = row.rough || rough;
      const from = startMs < 0 ? { startMs: 0 } : { startMs, ...(isRough ? { rough: true as const } : {}) };
      const until = endMs === Number.POSITIVE_INFINITY ? about.lengthMs : endMs;
      const cover = row.masked && !wish.inClear ? undefined : covers?.get(row.track?.path ?? '');
      return [
        {
          ...{ playId: row.play.id, ...from },
          ...(until === undefined || until <= from.startMs ? {} : { endMs: until }),
          ...namesOf(row, wish.inClear),
          ...(row.play.performer === undefined ? {} : { performer: row.play.performer }),
          ...(cover === undefined ? {} : { cover }),
        },
      ];
    });
    const list = { setId: set.id, name: set.name, performers: performersOf(placed), ...about, rows: written };
    return { ok: true, list };
  }

  /** Ids of the covers, by the path of the track. */
  async #covers(rows: readonly ReadRow[]): Promise<Map<string, string>> {
    const covers = new Map<string, string>();
    for (const path of new Set(rows.flatMap(({ track }) => track?.path ?? []))) {
      const found = await this.#parts.cover(path);
      if (found !== undefined) covers.set(path, found.id);
    }
    return covers;
  }
}

function none(id: string): Refusal {
  if (id === 'current' || id === 'last') return refused('no-set', 'there is no set yet');
  return refused('set-unknown', `there is no set "${id}"`);
}

function namesOf(row: ReadRow, inClear: boolean): Omit<TracklistRow, 'playId' | 'startMs'> {
  if (row.masked && !inClear) {
    const { artist, title, display } = MASKED_TRACK;
    return { artist, title, display, masked: true };
  }
  const { words, display, track, deck } = row;
  const details = track && {
    ...{ label: track.label, album: track.album, genre: track.genre, catalogNo: track.catalogNo },
    ...{
      bpm: track.trackBpm,
      key: track.key === undefined ? undefined : keyView(track.key),
      durationMs: track.durationMs,
    },
    ...(inClear ? { trackId: track.id, path: track.path } : {}),
  };
  return { ...words, display, ...details, deck, ...(row.masked ? { masked: true as const } : {}) };
}
