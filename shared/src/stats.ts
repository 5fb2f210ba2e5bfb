// A show in numbers, always counted from what is stored. Times are milliseconds since the epoch, durations milliseconds.

/** `plays`, `requests`: how often. `masked`: to the audience it is "ID – ID", and left out of its lists. */
export type CountedSong = {
  artist: string;
  title: string;
  mix?: string;
  trackId?: string;
  count: number;
  masked?: true;
};
export type CountedName = { name: string; count: number };

export type Stats = {
  /** What was counted, in words: "this session", "all time". */
  of: string;
  from?: number;
  to?: number;
  sets: number;
  /** Time on air: the length of all plays, at most one at a time. */
  playedMs: number;
  plays: number;
  /** Different songs among them. */
  songs: number;
  /** Plays of a song that was played before within the same set. */
  repeats: number;
  asked: number;
  /** Of `asked`: taken (also played), played, refused or skipped by the DJ, run out. */
  accepted: number;
  playedRequests: number;
  declined: number;
  expired: number;
  votes: number;
  people: number;
  /** 0–1 of those the DJ or time decided; absent while there are none. */
  acceptanceRate?: number;
  /** Median from asking to being on air, and to being accepted. */
  waitToPlayMs?: number;
  waitToAcceptMs?: number;
  searches: number;
  topPlayed: CountedSong[];
  topRequested: CountedSong[];
  topArtists: CountedName[];
  topGenres: CountedName[];
  topRequesters: CountedName[];
  topSearches: CountedName[];
  /** Plays by tempo as tagged, in steps of 5 BPM ("125" is 125 to under 130), and by Camelot key. */
  tempo: { bpm: number; count: number }[];
  keys: { camelot: string; count: number }[];
  /** Plays by hour of the day, 24 numbers, by this computer's time zone. */
  hours: number[];
};

/** The topic `stats`: the numbers that fit on a screen, of the session that runs and the set that is on or was last. */
export type StatsNumbers = Pick<
  Stats,
  'plays' | 'songs' | 'asked' | 'playedRequests' | 'people' | 'playedMs' | 'acceptanceRate'
>;
export type StatsView = { session: StatsNumbers & { since: number }; set: StatsNumbers };

const NOTHING: StatsNumbers = { plays: 0, songs: 0, asked: 0, playedRequests: 0, people: 0, playedMs: 0 };
export const FIRST_STATS: StatsView = { session: { ...NOTHING, since: 0 }, set: NOTHING };
