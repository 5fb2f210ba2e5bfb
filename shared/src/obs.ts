// What the host knows of OBS, as the operator's topic `obs` has it. `…At` and `since` are milliseconds since the epoch.

/** Something OBS writes or sends. Times of a running output are anchors: at `at` it had lasted `durationMs`, and goes on by itself
 * while `active` and not `paused`. */
export type ObsOutputView = {
  active: boolean;
  paused?: true;
  /** The stream lost its connection, and OBS tries to get it back. */
  reconnecting?: true;
  durationMs?: number;
  at?: number;
};

/** One thing in a scene, the topmost first; what is in its groups comes after all else. `id`: OBS's number of it in this scene, or in
 * the group `in`, by name. `visible`: of itself, whether or not its group is. */
export type ObsItemView = { id: number; name: string; visible: boolean; in?: string };

/** `id` (the key in `byId`) is OBS's UUID where its version has one, else "name:<name>". */
export type ObsSceneView = { name: string; items: ObsItemView[] };

/** What a source of ours shows: "overlay:<name>", "text:title", "text:artist", "text:line", "text:next", "text:requests", "image:cover". */
export type ObsSourceKind = string;

/** A source that TraCord writes to. `name`: as OBS has it now. */
export type ObsBoundSource = { what: ObsSourceKind; name: string; found: boolean };

/** A recording or stream that ended though nobody asked for it; it stays until the DJ acknowledges it. */
export type ObsAlarm = { what: 'recording' | 'stream'; at: number; message: string };

export type ObsView = {
  /** off: no address is set. away: nothing answers. refused: OBS is there and does not let us in. */
  status: 'off' | 'connecting' | 'connected' | 'away' | 'refused';
  version?: string;
  /** As OBS lists them, the topmost first. */
  scenes: { order: string[]; byId: Record<string, ObsSceneView> };
  /** Id of the scene on air. */
  program?: string;
  /** Only in studio mode. */
  preview?: string;
  studioMode: boolean;
  streaming: ObsOutputView;
  recording: ObsOutputView;
  /** Frames the stream lost, of all; read every few seconds while it runs. */
  dropped?: { frames: number; of: number };
  sources: ObsBoundSource[];
  /** What this version of OBS cannot do, as sentences. */
  lacks: string[];
  alarms: ObsAlarm[];
};

export const FIRST_OBS: ObsView = {
  status: 'off',
  scenes: { order: [], byId: {} },
  studioMode: false,
  streaming: { active: false },
  recording: { active: false },
  sources: [],
  lacks: [],
  alarms: [],
};
