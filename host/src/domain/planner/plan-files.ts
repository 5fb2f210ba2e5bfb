// A planned set as a file: a playlist for Traktor or for players, a table, a text. Pure.
// Its playlist has the elements, attributes and keys of those that Traktor writes; that Traktor takes it is untried.

import { keyView } from '#domain/musical-key.ts';
import type { CleanTitle } from '#domain/now-track.ts';
import { MASKED_TRACK } from '#domain/public-view.ts';
import type { TrackSummary } from '#domain/track.ts';
import { fileName } from '#domain/tracklist/file-name.ts';
import { writeM3u8 } from '#domain/tracklist/m3u8.ts';
import { writePlain } from '#domain/tracklist/plain.ts';
import { clockText } from '#domain/tracklist/row-text.ts';
import { writeTable } from '#domain/tracklist/table.ts';
import type { Tracklist, TracklistRow, TracklistWriter, Written } from '#domain/tracklist/tracklist.ts';
import { writeTraktorNml } from '#domain/tracklist/traktor-nml.ts';
import type { StoredPlan, StoredPlanRow } from './stored-plan.ts';

export const PLAN_FORMATS = ['nml', 'm3u8', 'csv', 'text'] as const;
export type PlanFormat = (typeof PLAN_FORMATS)[number];

const WRITERS: Readonly<Record<PlanFormat, TracklistWriter>> = {
  nml: writeTraktorNml,
  m3u8: writeM3u8,
  csv: writeTable,
  text: writePlain,
};

/** What a plan is written with beside itself. */
export type PlanFileParts = {
  /** What the library says of its tracks now, by id; those that are gone keep the names they had. */
  tracks: ReadonlyMap<string, TrackSummary>;
  /** What Traktor calls a file, by track id: VOLUME + DIR + FILE. */
  traktorKeys?: ReadonlyMap<string, string>;
  clean: CleanTitle;
  /** Whether no audience may learn of it. */
  isMasked: (row: StoredPlanRow, track: TrackSummary | undefined) => boolean;
  /** For the DJ alone: with the names of masked tracks and the folders of files. */
  inClear?: boolean;
  /** A line of the text, see the setting `sets.line`. */
  line?: string;
};

/** `fileName`: to save it as; never collection.nml. Masked tracks are "ID" and nothing else but with `inClear`; in playlists they are
 * left out, as are tracks that have no file, and `notes` says so. */
export function writePlan(plan: StoredPlan, format: PlanFormat, parts: PlanFileParts): Written & { fileName: string } {
  const list = planTracklist(plan, parts);
  const { line, traktorKeys, inClear } = parts;
  const written = WRITERS[format](list, { line, traktorKeys, inClear });
  return { ...written, fileName: fileName(list, written.extension) };
}

/** The plan as a list, by the time of the day where it is known when it starts, else from its first track. */
function planTracklist(plan: StoredPlan, parts: PlanFileParts): Tracklist {
  const { id, name, startsAt, lengthMs, rows } = plan;
  return {
    ...{ setId: id, name: name.trim() || 'Plan', performers: [], planned: true, lengthMs },
    ...(startsAt === undefined ? { clock: 'list' as const, zeroAt: 0 } : { clock: 'wall' as const, zeroAt: startsAt }),
    rows: rows.map((row, place) => listRow(row, place, parts)),
  };
}

function listRow(row: StoredPlanRow, place: number, { tracks, clean, isMasked, inClear }: PlanFileParts): TracklistRow {
  const track = tracks.get(row.trackId);
  const masked = isMasked(row, track);
  const times = { playId: `row-${place + 1}`, startMs: row.startsMs };
  if (masked && !inClear) {
    const { artist, title, display } = MASKED_TRACK;
    return { ...times, artist, title, display, masked: true };
  }
  const words = track === undefined ? { artist: row.artist, title: row.title } : namesOf(track);
  return {
    ...{ ...times, ...words, display: clean(words), remarks: remarksOf(row) },
    ...(masked && { masked: true as const }),
    ...(track === undefined ? { durationMs: row.durationMs } : factsOf(track)),
  };
}

function namesOf({ artist, title, mix }: TrackSummary) {
  return { artist, title, mix };
}

function factsOf({ id, path, label, album, genre, catalogNo, trackBpm, key, durationMs }: TrackSummary) {
  return {
    ...{ trackId: id, path, label, album, genre, catalogNo, durationMs },
    ...{ bpm: trackBpm, key: key === undefined ? undefined : keyView(key) },
  };
}

function remarksOf({ locked, played, requestId, overlapMs }: StoredPlanRow): string[] {
  return [
    ...(played ? ['played'] : []),
    ...(locked ? ['locked'] : []),
    ...(requestId === undefined ? [] : ['requested']),
    ...(overlapMs > 0 ? [`mixed for ${clockText(overlapMs)}`] : []),
  ];
}
