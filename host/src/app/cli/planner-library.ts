// The library and the history that the planner is tried with: straight from Traktor's files, nothing stored.

import { statSync } from 'node:fs';
import { nmlPaths, readHistoryFile } from '#adapters/traktor/nml/history-folder.ts';
import { openTraktorSource } from '#adapters/traktor/nml/traktor-source.ts';
import { energyOf } from '#domain/planner/energy.ts';
import { type Night, type NightPlay, nightsOf } from '#domain/planner/nights.ts';
import { type PlannerTrack, TrackGraph } from '#domain/planner/track-graph.ts';
import { songKey, songName } from '#domain/song.ts';
import { DomainError, messageOf } from '#kernel/domain-error.ts';
import type { SourceEntry } from '#ports/collection-source.ts';

export type PlannerLibrary = {
  graph: TrackGraph;
  nights: Night[];
  files: number;
  /** Plays that the history has, and those of them whose track the collection does not have, or that have no time. */
  plays: number;
  unknown: number;
  undated: number;
  /** Sentences about files that could not be read. */
  notes: string[];
};

/** Bytes of the collections, or history files, read so far and in all. */
export type OnRead = (done: number, total: number) => void;

const GIVE_HISTORY = "give Traktor's History folder, which lies beside collection.nml.";
const GIVE_COLLECTION = "give the path of Traktor's collection.nml.";

/** `collections`: NML files, also history files, or folders of them. Throws DomainError with the remedy where nothing can be had. */
export async function readPlannerLibrary(
  collections: readonly string[],
  history: string,
  onRead: OnRead = () => {},
): Promise<PlannerLibrary> {
  const paths = nmlPaths(history, GIVE_HISTORY);
  if (paths.length === 0) {
    throw new DomainError('no-history', `There is no history file in ${history}: ${GIVE_HISTORY}`);
  }
  const files = collections.flatMap((path) => nmlPaths(path, GIVE_COLLECTION));
  const entries = await readCollections(files, onRead);
  if (entries.length === 0) {
    throw new DomainError('no-tracks', `There is no track in ${collections.join(', ')}: ${GIVE_COLLECTION}`);
  }
  const graph = new TrackGraph();
  graph.put(entries.map(plannerTrack));
  const { plays, ...read } = readHistory(paths, graph);
  const nights = nightsOf(plays, (place) => graph.song[place] ?? 0);
  return { graph, nights, files: paths.length, plays: plays.length + read.undated, ...read };
}

async function readCollections(paths: readonly string[], onRead: OnRead): Promise<SourceEntry[]> {
  const source = await openTraktorSource();
  const entries: SourceEntry[] = [];
  const sizes = paths.map((path) => statSync(path, { throwIfNoEntry: false })?.size ?? 0);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let before = 0;
  for (const [index, path] of paths.entries()) {
    source.read(path, {
      entry: (_hash, parse) => {
        const outcome = parse();
        if ('entry' in outcome) entries.push(outcome.entry);
      },
      progress: (done) => onRead(before + done, total),
    });
    before += sizes[index] ?? 0;
  }
  return entries;
}

/** What Traktor counts up when a track is played is left out: it was written after the night. */
export function plannerTrack({ key, fields }: SourceEntry): PlannerTrack {
  const { artist = '', genre, label, key: musical, trackBpm, stars, durationMs } = fields;
  return {
    ...{ id: key, song: songKey(songName(fields)) || key, artist, genre, label },
    ...{ key: musical, bpm: trackBpm, energy: energyOf(fields), stars, durationMs },
  };
}

function readHistory(paths: readonly string[], graph: TrackGraph) {
  const plays: NightPlay[] = [];
  const notes: string[] = [];
  let [unknown, undated] = [0, 0];
  for (const path of paths) {
    try {
      const read = readHistoryFile(path);
      const byKey = new Map(read.entries.map((entry) => [entry.key, entry]));
      for (const { key, at, ...play } of read.plays) {
        const place = graph.placeOf(key) ?? placeOfSong(graph, byKey.get(key));
        if (place === undefined) unknown++;
        if (at === undefined) undated++;
        else plays.push({ at, ...play, place });
      }
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      notes.push(messageOf(error));
    }
  }
  if (notes.length === paths.length) throw new DomainError('no-history', notes[0] ?? '');
  return { plays, unknown, undated, notes };
}

/** Of a track that was moved meanwhile. */
function placeOfSong(graph: TrackGraph, entry: SourceEntry | undefined): number | undefined {
  const song = entry === undefined ? undefined : graph.songs.find(songKey(songName(entry.fields)));
  return song === undefined || song === 0 ? undefined : graph.tracksOf(song)[0];
}
