// A list made elsewhere, its tracks found in the library, and what is weak in it.

import type { MatchResult } from '#domain/matching.ts';
import { type Judgement, judgeList } from '#domain/planner/judge.ts';
import { TrackGraph } from '#domain/planner/track-graph.ts';
import type { HeardTrack } from '#domain/sighting.ts';
import { songKey, songName } from '#domain/song.ts';
import type { TrackSummary } from '#domain/track.ts';
import { heardTrack, type ListedTrack } from '#domain/tracklist/outside-list.ts';

/** The library, as a list is looked up in it: by the path of the file, else by name and length. */
export type ListLibrary = { match: (heard: HeardTrack) => Promise<MatchResult> };

/** Without `track` the library does not have it; `isDoubtful`: or it has something near. */
export type JudgedRow = { listed: ListedTrack; track?: TrackSummary; isDoubtful?: true };

/** `judgement` counts `rows`. */
export type JudgedList = { rows: JudgedRow[]; judgement: Judgement };

/** `keyLock`: the setting `planner.keyLock`. */
export async function judgeOutsideList(
  entries: readonly ListedTrack[],
  library: ListLibrary,
  keyLock = true,
): Promise<JudgedList> {
  const rows: JudgedRow[] = [];
  for (const listed of entries) {
    const heard = heardTrack(listed);
    const match = await library.match(heard);
    const track = match.track ?? oneSong(heard, match);
    if (track !== undefined) rows.push({ listed, track });
    else rows.push({ listed, ...(match.alternatives.length > 0 && { isDoubtful: true }) });
  }
  const tracks = rows.flatMap(({ track }) => track ?? []);
  const graph = new TrackGraph();
  graph.keyLock = keyLock;
  graph.put(tracks.map(({ trackBpm, ...track }) => ({ ...track, bpm: trackBpm })));
  const places = rows.map(({ track }) => (track === undefined ? undefined : graph.placeOf(track.id)));
  return { rows, judgement: judgeList(graph, places) };
}

/** Of several files of the very song that was named any is as good. */
function oneSong(heard: HeardTrack, { alternatives }: MatchResult): TrackSummary | undefined {
  const named = songKey(songName(heard));
  if (named === '' || alternatives.some(({ song }) => song !== named)) return undefined;
  return alternatives.find(({ missingSince }) => missingSince === undefined) ?? alternatives[0];
}
