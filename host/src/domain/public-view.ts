// The one place where the audience's view is made: what an operator may see goes in, what anybody may see comes out. Pure.
// It fails closed: whatever is masked loses every field but "ID – ID", and unknown fields are never passed on.

import type { BotPlan, PlannerRow, PlannerView, PublicNext } from '@tracord/shared/plan.ts';
import type { QueryOutput } from '@tracord/shared/queries.ts';
import type { PublicSet, PublicSetRow, SetRow, SetView } from '@tracord/shared/sets.ts';
import type {
  DeckView,
  MatchView,
  NowPlaying,
  NowTrack,
  OperatorTopics,
  PublicTopics,
} from '@tracord/shared/topics.ts';

type TrackRow = QueryOutput<'tracks.search'>['tracks'][number];
type TrackDetail = QueryOutput<'tracks.get'>;

const ID = 'ID';
const NO_MATCH: MatchView = { confidence: 0, by: 'none', reasons: [], alternatives: [] };

/** What the audience reads instead of a masked track. */
export const MASKED_TRACK: NowTrack = { artist: ID, title: ID, display: { artist: ID, title: ID }, masked: true };

export function publicTrack(track: NowTrack): NowTrack {
  if (track.masked) return MASKED_TRACK;
  const { id, artist, title, mix, remixer, album, genre, label, catalogNo, year, trackBpm, key, durationMs } = track;
  return {
    ...{ id, artist, title, mix, remixer, album, genre, label, catalogNo, year, trackBpm, key, durationMs },
    artwork: track.artwork,
    display: { artist: track.display.artist, title: track.display.title },
  };
}

export function publicNowPlaying(now: NowPlaying): PublicTopics['nowPlaying'] {
  const masked = now.track?.masked === true;
  return {
    track: now.track && publicTrack(now.track),
    onAirSince: now.onAirSince,
    source: now.source,
    // Reasons quote titles, alternatives are ids that can be looked up: both stay with the operator.
    match: masked ? NO_MATCH : { ...NO_MATCH, confidence: now.match.confidence, by: now.match.by },
    previous: now.previous && publicTrack(now.previous),
    place: now.place,
    test: now.test,
  };
}

export function publicLive(live: OperatorTopics['live']): PublicTopics['live'] {
  return { on: live.on };
}

/** A set with the rows that `isTold` says the audience was told of. Ids of rows are their places: they stand for nothing else. */
export function publicSet(set: SetView, isTold: (playId: string) => boolean): PublicSet {
  const rows = set.order.filter(isTold).flatMap((id) => set.byId[id] ?? []);
  const shown = rows.map((row, index) => [`row-${index + 1}`, publicSetRow(row, index + 1)] as const);
  const { isOn, name, performer, startedAt } = set;
  return { isOn, name, performer, startedAt, order: shown.map(([id]) => id), byId: Object.fromEntries(shown) };
}

function publicSetRow({ startsAt, display, masked, rough }: SetRow, place: number): PublicSetRow {
  if (masked) return { place, startsAt, display: { artist: ID, title: ID }, masked, rough };
  return { place, startsAt, display: { artist: display.artist, title: display.title }, rough };
}

/** What the DJ has next. `isLate`: the audience learns names later than they are on air, and of what comes nothing; `isHidden`: the DJ
 * hides the next track, whatever it is. */
export function publicNext(
  next: PlannerRow | undefined,
  { isLate, isHidden }: { isLate: boolean; isHidden: boolean },
): PublicNext {
  if (next === undefined || isLate) return {};
  if (next.masked || isHidden) return { track: { display: { artist: ID, title: ID }, masked: true } };
  return { track: { display: { artist: next.display.artist, title: next.display.title }, artwork: next.artwork } };
}

const MOST_FOR_STAFF = 5;

/** For staff in Discord, who read no masked track either. `isSecret`: what is on air is not told, or not yet; the reasons speak of its key
 * and tempo, and so nothing is suggested. */
export function botPlan({ next, suggestions: { order, byId } }: PlannerView, isSecret: boolean): BotPlan {
  if (isSecret) return { order: [], byId: {} };
  const open = order.flatMap((id) => byId[id] ?? []).filter(({ masked }) => !masked);
  const rows = open.slice(0, MOST_FOR_STAFF).map(({ trackId, display: { artist, title }, parts }) => {
    const why = parts.slice(0, 2).map((part) => part.why);
    return [trackId, { display: { artist, title }, why: why.join('; ') }] as const;
  });
  const shown = next === undefined || next.masked ? undefined : next.display;
  return {
    next: shown && { display: { artist: shown.artist, title: shown.title } },
    order: rows.map(([id]) => id),
    byId: Object.fromEntries(rows),
  };
}

/** How fast what the audience was told of plays: by its deck, if it is what plays there now, else as tagged. `shown`: what the
 * audience was told is on air. */
export function publicTempo(
  shown: PublicTopics['nowPlaying'],
  now: NowPlaying,
  decks: Readonly<Record<string, DeckView>>,
): number | undefined {
  const { track } = shown;
  if (track === undefined || track.masked) return undefined;
  const deck = now.deck === undefined ? undefined : decks[now.deck];
  // Another track may lie on that deck already, and the audience may be a track behind.
  const isOnDeck =
    deck?.onAir === true && deck.artist === now.heard?.artist && deck.title === now.heard?.title && deck.playing;
  const isTold = now.onAirSince === shown.onAirSince && now.track !== undefined && !now.track.masked;
  return isOnDeck && isTold ? (deck.bpm ?? track.trackBpm) : track.trackBpm;
}

export function publicHost(host: OperatorTopics['host']): PublicTopics['host'] {
  return { version: host.version, demo: host.demo };
}

/** A track as the library has it, without what is the DJ's own business: ratings, counts, dates, notes, where it lies. */
export function publicTrackRow(row: TrackRow): TrackRow {
  const { id, artist, title, mix, remixer, album, genre, label, catalogNo, bpm, key, durationMs, releasedOn } = row;
  return { id, artist, title, mix, remixer, album, genre, label, catalogNo, bpm, key, durationMs, releasedOn };
}

export function publicTrackDetail(detail: TrackDetail): TrackDetail {
  return { ...publicTrackRow(detail), trackBpm: detail.trackBpm, producer: detail.producer };
}

/** Remedies may name folders and files; states and messages do not. */
export function publicHealth(health: OperatorTopics['health']): OperatorTopics['health'] {
  const bridges = Object.entries(health.bridges).map(([name, { status, message, count }]) => [
    name,
    { status, message, count },
  ]);
  return { status: health.status, bridges: Object.fromEntries(bridges) };
}
