// The topics a host publishes: what the operator sees, what the audience sees, and their values before anything happened.
// `…At` and `…Since` are milliseconds since the epoch. An absent member means "not known"; there is no null.

import { type BotNotices, FIRST_NOTICES, type NoticesView } from './notices.ts';
import { FIRST_OBS, type ObsView } from './obs.ts';
import { type BotPlan, FIRST_PLANNER, type PlannerView, type PublicNext } from './plan.ts';
import type { BotCues, BotRequests, PublicRequests, RequestsView } from './requests.ts';
import { FIRST_PUBLIC_SET, FIRST_SET, type PublicSet, type SetView } from './sets.ts';
import type { Settings } from './settings.ts';
import { FIRST_STATS, type StatsView } from './stats.ts';

/** A musical key in the three notations people read: Camelot "8A", Open Key "1m", name "Am". */
export type KeyView = { camelot: string; openKey: string; name: string };

/** A cover: fetch it at `/artwork/<id>?size=<px>`. Colours are `#RRGGBB`, `main` readable on near-black (≥ 3:1). */
export type ArtworkView = { id: string; colors: { main: string; dark: string } };

/** A track as one play shows it. `artist` and `title` are the library's (unmatched or doubtful: the sender's);
 * `display` is what people read. Without `id` the track is unmatched, doubtful or masked. */
export type NowTrack = {
  id?: string;
  artist: string;
  title: string;
  mix?: string;
  remixer?: string;
  album?: string;
  genre?: string;
  label?: string;
  catalogNo?: string;
  year?: number;
  trackBpm?: number;
  key?: KeyView;
  durationMs?: number;
  artwork?: ArtworkView;
  display: { artist: string; title: string };
  /** Shown to the audience as "ID – ID". In the operator's view the fields beside it stay in clear. */
  masked?: boolean;
};

export type MatchBy = 'path' | 'text' | 'remembered' | 'dj' | 'none';

/** How sure the host is of the track: `confidence` 0–1, `reasons` as sentences, `alternatives` as track ids, best first. */
export type MatchView = { confidence: number; by: MatchBy; reasons: string[]; alternatives: string[] };

export type NowPlayingSource = 'broadcast' | 'decks' | 'manual' | 'history' | 'none';

export type NowPlaying = {
  /** Absent while nothing is on air. */
  track?: NowTrack;
  onAirSince?: number;
  source: NowPlayingSource;
  match: MatchView;
  /** The track before this one, in the same shape as `track`. */
  previous?: NowTrack;
  /** 1, 2, 3 … : the place of the current play in the live show; absent in rehearsal. */
  place?: number;
  /** The test song is shown for a moment over what is on air: nothing has changed on air, and nothing counts. */
  test?: true;
  /** Operator's view only. */
  playId?: string;
  deck?: string;
  mount?: string;
  /** The text exactly as it was sent. */
  heard?: { artist: string; title: string };
  /** Why the track is masked, as sentences. */
  maskedBecause?: string[];
  /** The next track will be masked. */
  hideNext?: boolean;
  /** Ids of the last plays that are masked now: with an announce delay the audience may still see one of them. */
  maskedPlays?: string[];
};

export type DeckView = {
  artist?: string;
  title?: string;
  playing: boolean;
  onAir: boolean;
  /** Channel level 0–1. */
  level?: number;
  bpm?: number;
  /** Position in the track at `at`; it moves on by itself while `playing`. */
  positionMs?: number;
  at?: number;
};

export type HealthState = 'ok' | 'waiting' | 'warn' | 'down' | 'off';

/** One bridge: a sentence a DJ can read, and what to do about it. */
export type BridgeHealth = { status: HealthState; message: string; remedy?: string; count?: Record<string, number> };

export type SkippedView = { reason: string; count: number; examples: string[] };

export type LibraryView = {
  tracks: number;
  playlists: number;
  cues: number;
  plays: number;
  missing: number;
  skipped: SkippedView[];
  importing?: { done: number; total: number };
  collection?: { path: string; importedAt: number; program: string };
  warning?: string;
};

export type OperatorTopics = {
  nowPlaying: NowPlaying;
  decks: { order: string[]; byId: Record<string, DeckView> };
  live: { on: boolean; since?: number; by: 'dj' | 'obs' | 'none' };
  health: { status: 'ok' | 'warn' | 'down'; bridges: Record<string, BridgeHealth> };
  library: LibraryView;
  requests: RequestsView;
  obs: ObsView;
  set: SetView;
  plan: PlannerView;
  stats: StatsView;
  notices: NoticesView;
  settings: Record<string, unknown>;
  host: { version: string; demo: boolean };
};

/** What an audience may know. Every value comes out of one projection (host: domain/public-view.ts). */
export type PublicTopics = {
  nowPlaying: Omit<NowPlaying, 'playId' | 'deck' | 'mount' | 'heard' | 'maskedBecause' | 'hideNext' | 'maskedPlays'>;
  live: { on: boolean };
  requests: PublicRequests;
  set: PublicSet;
  /** What the DJ has next; nothing where that is not said, or while names are told late. */
  next: PublicNext;
  /** As played, where decks say so, else as tagged; whole. Absent: nothing is on air, it is not known, or masked. */
  tempo: { bpm?: number };
  host: { version: string; demo: boolean };
};

/** What the bot says of a set that is over, whole: sent anew where it changes. `text`: the list as a file, good on a phone. */
export type SetPost = {
  setId: string;
  title: string;
  startedAt: number;
  endedAt: number;
  /** The set's requests, by whose thread it is known; absent: nobody asked. */
  requestsSetId?: string;
  /** One line each, as the audience may read it. */
  lines: string[];
  numbers: { name: string; value: string }[];
  text: string;
  /** It was joined to the set before it, whose `title` this is: nothing else is said of it. */
  isJoined?: true;
  /** Another one where anything of it is another: 16 hexadecimal digits. */
  version: string;
};

/** What the Discord bot works with: the audience's view of what plays, its own of requests. */
export type BotTopics = Omit<PublicTopics, 'requests'> & {
  requests: BotRequests;
  cues: BotCues;
  notices: BotNotices;
  /** For staff. */
  plan: BotPlan;
  /** The last sets that are over, the newest first; then each older one whose post says something else yet. */
  posts: { order: string[]; byId: Record<string, SetPost> };
  /** `version` changes with what may be asked for (an import, a mask, a rule): answers of `requests.choices` from before are
   * out of date. */
  choices: { version: number };
  /** What it was told to keep with `bot.remember`. */
  memory: Record<string, string>;
  discord: Settings['discord'];
};

const NOTHING_ON_AIR: NowPlaying = {
  source: 'none',
  match: { confidence: 0, by: 'none', reasons: [], alternatives: [] },
};

export const FIRST_OPERATOR_TOPICS: OperatorTopics = {
  nowPlaying: NOTHING_ON_AIR,
  decks: { order: [], byId: {} },
  live: { on: false, by: 'none' },
  health: { status: 'ok', bridges: {} },
  library: { tracks: 0, playlists: 0, cues: 0, plays: 0, missing: 0, skipped: [] },
  requests: { open: false, order: [], byId: {}, waiting: 0, accepted: 0 },
  obs: FIRST_OBS,
  set: FIRST_SET,
  plan: FIRST_PLANNER,
  stats: FIRST_STATS,
  notices: FIRST_NOTICES,
  settings: {},
  host: { version: '', demo: false },
};

export const FIRST_PUBLIC_TOPICS: PublicTopics = {
  nowPlaying: NOTHING_ON_AIR,
  live: { on: false },
  requests: { open: false, hint: '', order: [], byId: {} },
  set: FIRST_PUBLIC_SET,
  next: {},
  tempo: {},
  host: { version: '', demo: false },
};

/** `discord` is set before anybody reads it. */
export const FIRST_BOT_TOPICS: Omit<BotTopics, 'discord'> = {
  nowPlaying: NOTHING_ON_AIR,
  live: { on: false },
  requests: { open: false, order: [], byId: {} },
  cues: { order: [], byId: {} },
  notices: { order: [], byId: {} },
  posts: { order: [], byId: {} },
  plan: { order: [], byId: {} },
  set: FIRST_PUBLIC_SET,
  next: {},
  tempo: {},
  choices: { version: 0 },
  memory: {},
  host: { version: '', demo: false },
};
