// A set as a list to be written out, on the clock that was asked for, as the audience may read it or in clear. What was playing
// when that clock began stands at 0:00; what was over by then is left out.

import { basename } from 'node:path/posix';
import type { ArtworkView } from '@tracord/shared/topics.ts';
import { keyView } from '#domain/musical-key.ts';
import { filesOf, lengthOf, type OutputClock, placeOn } from '#domain/output-clock.ts';
import { MASKED_TRACK } from '#domain/public-view.ts';
import { type Refusal, refused } from '#domain/request-refusal.ts';
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
  /** Names the covers; it takes a moment where they were never shown. */
  covers?: boolean;
};

/** `place`: where a moment lies, ms; before its beginning −∞, after its end +∞. */
type Times = Pick<Tracklist, 'clock' | 'zeroAt' | 'lengthMs' | 'media' | 'files'> & { place: (atMs: number) => number };

export class SetTracklists {
  readonly #parts: SetTracklistsParts;

  constructor(parts: SetTracklistsParts) {
    this.#parts = parts;
  }

  async tracklist(id: string, wish: TracklistWish): Promise<Refusal | { ok: true; list: Tracklist }> {
    const { find, views, library, knowsOf, cover } = this.#parts;
    const set = find(id);
    if (set === undefined) {
      const isAny = id === 'current' || id === 'last';
      return isAny ? refused('no-set', 'there is no set yet') : refused('set-unknown', `there is no set "${id}"`);
    }
    const all = views.placed(set);
    const placed = wish.inClear ? all : all.filter(({ play }) => knowsOf(play.at));
    // When one began that is not announced yet is its own secret.
    const secret = new Set(all.filter((row) => !placed.includes(row)).map(({ startsAt }) => startsAt));
    const endOf = ({ endsAt }: ReadRow) => (endsAt !== undefined && secret.has(endsAt) ? undefined : endsAt);
    const rows = views.read(placed, await library.ask(trackIdsOf(placed)));
    const times = timesOf(set, rows, views.outputs(set, all), wish);
    if (times === undefined) return refused('clock-unknown', 'this set has no such recording or stream');
    const { place, ...about } = times;
    const written: TracklistRow[] = [];
    for (const row of rows) {
      const startMs = place(row.startsAt) + wish.offsetMs;
      const endsAt = endOf(row);
      const endMs = endsAt === undefined ? Number.POSITIVE_INFINITY : place(endsAt) + wish.offsetMs;
      if (startMs === Number.POSITIVE_INFINITY || (startMs < 0 && endMs <= 0)) continue;
      const from = startMs < 0 ? { startMs: 0 } : { startMs, ...(row.rough ? { rough: true as const } : {}) };
      const until = endMs === Number.POSITIVE_INFINITY ? about.lengthMs : endMs;
      written.push({
        ...{ playId: row.play.id, ...from },
        ...(until === undefined || until <= from.startMs ? {} : { endMs: until }),
        ...namesOf(row, wish.inClear),
        ...(row.play.performer === undefined ? {} : { performer: row.play.performer }),
        ...(wish.covers ? await coverOf(row, wish.inClear, cover) : {}),
      });
    }
    const list = { setId: set.id, name: set.name, performers: performersOf(placed), ...about, rows: written };
    return { ok: true, list };
  }
}

/** Undefined: the set has no such clock. */
function timesOf(
  set: Setlist,
  rows: readonly ReadRow[],
  outputs: readonly OutputClock[],
  { clock, file }: TracklistWish,
): Times | undefined {
  const firstAt = rows[0]?.startsAt ?? set.fromAt;
  const lastAt = set.endedAt === undefined ? undefined : (rows.at(-1)?.endsAt ?? set.endedAt);
  const from = (zeroAt: number) => ({
    ...{ zeroAt, place: (atMs: number) => atMs - zeroAt },
    ...(lastAt === undefined ? {} : { lengthMs: Math.max(0, lastAt - zeroAt) }),
  });
  const kinds = clock === '' ? ['recording', 'stream'] : [clock];
  const wanted = kinds.flatMap((kind) => outputs.find((one) => one.id === kind || one.kind === kind) ?? [])[0];
  if (wanted !== undefined) return onOutput(wanted, file);
  if (clock === 'wall') return { clock, ...from(firstAt) };
  return clock === '' ? { clock: 'list', ...from(firstAt) } : undefined;
}

/** Without `file` all files of a recording follow each other on one clock. Undefined: there is no such file. */
function onOutput(output: OutputClock, file: number | undefined): Times | undefined {
  const files = filesOf(output);
  const one = file ?? (files.length === 1 ? 1 : undefined);
  if (one !== undefined && !files.some(({ number }) => number === one)) return undefined;
  const lengthsMs = files.map((_, index) => lengthOf(output, index + 1));
  const startOf = (number: number) => lengthsMs.slice(0, number - 1).reduce((sum, ms) => sum + ms, 0);
  const place = (atMs: number): number => {
    const found = placeOn(output, atMs);
    if (found === undefined) {
      const isOver = output.endedAt !== undefined && atMs > output.endedAt;
      return isOver ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    }
    if (one === undefined) return startOf(found.file) + found.ms;
    if (found.file === one) return found.ms;
    return found.file < one ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  };
  const nameOf = (number: number) => {
    const path = files.find((other) => other.number === number)?.path;
    // OBS may run on Windows.
    return path === undefined ? undefined : basename(path.replaceAll('\\', '/'));
  };
  const media = nameOf(one ?? 1);
  return {
    ...{ clock: output.kind, zeroAt: zeroOf(output, one), place },
    ...(output.endedAt === undefined ? {} : { lengthMs: lengthOf(output, one) }),
    ...(media === undefined ? {} : { media }),
    ...(one === undefined
      ? { files: files.map(({ number }) => ({ name: nameOf(number), startMs: startOf(number) })) }
      : {}),
  };
}

/** When a file began, ms since the epoch. */
function zeroOf({ startedAt, marks }: OutputClock, file: number | undefined): number {
  const splits = marks.filter(({ what }) => what === 'split');
  return splits[(file ?? 1) - 2]?.at ?? marks.find(({ what }) => what === 'started')?.at ?? startedAt;
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

async function coverOf(
  { masked, track }: ReadRow,
  inClear: boolean,
  cover: SetTracklistsParts['cover'],
): Promise<{ cover?: string }> {
  if (track?.path === undefined || (masked && !inClear)) return {};
  const found = await cover(track.path);
  return found === undefined ? {} : { cover: found.id };
}
