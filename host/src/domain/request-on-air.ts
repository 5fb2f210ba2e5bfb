// What plays and what lies on the decks, told to the queue: by song, never by artist or title alone. A corrected match takes
// back what it said. Pure.

import { beforeOf, type Decision, decided, type Edit, type Moment, nextTurn, revised } from './request-decision.ts';
import { expiresAt, type QueueRules } from './request-queue.ts';
import { type AskedTrack, listOf, type Queue, type SongRequest, undoableUntil } from './request-record.ts';
import { hasRoomFor } from './request-withdrawal.ts';

/** A play of this set. `song` and `trackId`: certain; `maybe`: songs it may be, best first. */
export type SetPlay = { playId: string; at: number; trackId?: string; song?: string; maybe: readonly string[] };

/** `current` is on air now; `past` are the plays of the set that are over and certain. `toldAfterMs`: so long the audience does
 * not know what is on air, and may ask for it. */
export type Heard = { current?: SetPlay; past: readonly SetPlay[]; toldAfterMs: number };

export function onAir(queue: Queue, heard: Heard, moment: Moment, rules: QueueRules): Decision {
  const { current, past, toldAfterMs } = heard;
  const isAskedFor = ({ askedAt }: SongRequest, { at }: SetPlay) => askedAt <= at + toldAfterMs;
  const all = [...queue.requests.values()];
  const edits: Edit[] = [];
  const edit = (what: Edit['what'], request: SongRequest, fields: Partial<SongRequest>) =>
    edits.push({ what, request: revised(request, { by: undefined, ...fields }, moment) });

  const playing = all.filter(({ state }) => state === 'playing');
  const stays = playing.filter((request) => request.playId === current?.playId && !isAnother(request, current));
  for (const request of playing) {
    if (request.playId !== current?.playId) edit('played', request, OVER);
    else if (!stays.includes(request))
      edit('corrected', request, { ...NOT_ON_AIR, ...(request.before && beforeOf(request.before)) });
  }
  // What a correction has just taken back is left alone.
  const open = all.filter((request) => listOf(request) !== undefined && request.state !== 'playing');
  const over = open.flatMap((request) => {
    const play = past.find((one) => isAskedFor(request, one) && isSong(request, one));
    return play ? [{ request, play }] : [];
  });
  for (const { request, play } of over) {
    edit('played', request, { ...OVER, playId: play.playId, onAirSince: play.at, before: beforeOf(request) });
  }
  if (current !== undefined) {
    const left = open.filter((request) => !over.some((one) => one.request === request));
    const asked = left.filter((request) => isAskedFor(request, current));
    for (const request of meant(asked, current, stays.length > 0)) {
      edit('playing', request, {
        ...(request.song === undefined ? choiceOf(request, current) : {}),
        ...(listOf(request) === 'waiting' ? { turn: nextTurn(queue), slot: undefined } : {}),
        ...{ state: 'playing', playId: current.playId, onAirSince: current.at, before: beforeOf(request) },
      });
    }
  }
  const certain = current?.song === undefined ? past : [...past, current];
  return broughtBack(decided(queue, edits, moment), certain, moment, rules);
}

/** Those that a play ended which was found to be another song since. One that would be over by itself, or for which there is no
 * more room, stays over, also once there is room again. */
function broughtBack(told: Decision, plays: readonly SetPlay[], moment: Moment, rules: QueueRules): Decision {
  let after = told;
  for (const request of told.queue.requests.values()) {
    const { playId, before } = request;
    if (request.state !== 'played' || before === undefined || told.touched.includes(request)) continue;
    const play = plays.find((one) => one.playId === playId);
    if (play === undefined || !isAnother(request, play)) continue;
    // What lay on a deck then is looked for on the decks of now.
    const state = before.state === 'loaded' ? 'accepted' : before.state;
    const back = revised(request, { ...beforeOf(before), ...NOT_ON_AIR, state, slot: undefined }, moment);
    const isExpired = (expiresAt(back, rules) ?? Number.POSITIVE_INFINITY) <= moment.now;
    if (isExpired || !hasRoomFor(after.queue, request.requester, rules, moment.now)) {
      const over = { ...request, before: undefined };
      const requests = new Map(after.queue.requests).set(over.id, over);
      after = { ...after, queue: { ...after.queue, requests }, touched: [...after.touched, over] };
      continue;
    }
    const next = decided(after.queue, [{ what: 'corrected', request: back }], moment);
    after = { ...next, touched: [...after.touched, ...next.touched], changes: [...after.changes, ...next.changes] };
  }
  return after;
}

const OVER = { state: 'played', slot: undefined } as const;
const NOT_ON_AIR = { playId: undefined, onAirSince: undefined, before: undefined };

/** The DJ chose by playing it. */
function choiceOf({ candidates }: SongRequest, { song: played }: SetPlay): Partial<AskedTrack> {
  const chosen = candidates.find(({ song }) => song === played);
  if (chosen === undefined) return {};
  const { trackId, song, artist, title, mix } = chosen;
  return { trackId, song, artist, title, mix };
}

/** Also by the track itself: since it was asked for, the library may call it otherwise. */
function isSong(request: SongRequest, { song, trackId }: SetPlay): boolean {
  if (song === undefined) return false;
  return song === request.song || (trackId !== undefined && trackId === request.trackId);
}

/** Whether the play is known to be another song than the request's. Not known at all is no reason. */
function isAnother(request: SongRequest, play: SetPlay | undefined): boolean {
  if (play === undefined) return false;
  if (play.song !== undefined) return !isSong(request, play);
  return play.maybe.length > 0 && (request.song === undefined || !play.maybe.includes(request.song));
}

/** A certain play is whatever waits or was taken with its song; a doubtful one at most one request that was taken before. */
function meant(open: SongRequest[], play: SetPlay, isFound: boolean): SongRequest[] {
  if (play.song !== undefined) {
    return open.filter((request) =>
      request.song === undefined ? request.candidates.some(({ song }) => song === play.song) : isSong(request, play),
    );
  }
  if (isFound) return [];
  const rank = ({ song }: SongRequest) => play.maybe.indexOf(song ?? '');
  // What lies on a deck comes before what only might.
  const onDeck = ({ state }: SongRequest) => Number(state === 'loaded');
  return open
    .filter((request) => request.acceptedAt !== undefined && request.acceptedAt < play.at && rank(request) >= 0)
    .sort((a, b) => onDeck(b) - onDeck(a) || rank(a) - rank(b))
    .slice(0, 1);
}

/** What lies on the decks, what has just been put there and what was just taken away: songs and track ids. */
export type Decks = { on: ReadonlySet<string>; loaded: ReadonlySet<string>; gone: ReadonlySet<string> };

/** Accepted requests whose song lies on a deck are loaded, until it is taken away: what lies there is not known of every deck.
 * A track that is put on a deck now ends the time for an undo; one that lay there before waits for that time to pass. */
export function onDecks(queue: Queue, decks: Decks, moment: Moment): Decision {
  // Who accepted it is still who took it.
  const edits: Edit[] = [];
  const undoable = undoableUntil(queue, moment.now);
  for (const request of queue.requests.values()) {
    const { state, song = '', trackId = '', id, by } = request;
    const isIn = (names: ReadonlySet<string>) => names.has(song) || names.has(trackId);
    if (state === 'loaded' && isIn(decks.gone) && !isIn(decks.on)) {
      edits.push({ what: 'unloaded', request: revised(request, { state: 'accepted', by }, moment) });
    }
    if (state === 'accepted' && isIn(decks.on) && (isIn(decks.loaded) || !undoable.has(id))) {
      edits.push({ what: 'loaded', request: revised(request, { state: 'loaded', by }, moment) });
    }
  }
  return decided(queue, edits, moment);
}
