// A request as a row of its table, and back.

import type { SongRequest, Voter } from '#domain/request-record.ts';

export type RequestRow = {
  id: string;
  set_id: string;
  number: number;
  revision: number;
  state: SongRequest['state'];
  track_id: string | null;
  song: string | null;
  artist: string;
  title: string;
  mix: string | null;
  candidates: string;
  platform: string;
  person_id: string;
  person_name: string;
  is_helper: number;
  first_by: string;
  words: string | null;
  asked_at: number;
  changed_at: number;
  changed_by: string | null;
  skips: number;
  turn: number | null;
  slot: number | null;
  accepted_at: number | null;
  play_id: string | null;
  before: string | null;
  on_air_since: number | null;
};

export type VoteRow = {
  request_id: string;
  platform: string;
  person_id: string;
  person_name: string;
  is_helper: number;
  at: number;
  place: number;
};

export function toRow(request: SongRequest): RequestRow {
  return {
    id: request.id,
    set_id: request.setId,
    number: request.number,
    revision: request.revision,
    state: request.state,
    track_id: request.trackId ?? null,
    song: request.song ?? null,
    artist: request.artist,
    title: request.title,
    mix: request.mix ?? null,
    candidates: JSON.stringify(request.candidates),
    platform: request.requester.platform,
    person_id: request.requester.id,
    person_name: request.requester.name,
    is_helper: request.requester.isHelper ? 1 : 0,
    first_by: `${request.firstBy.platform}:${request.firstBy.id}`,
    words: request.words ?? null,
    asked_at: request.askedAt,
    changed_at: request.changedAt,
    changed_by: request.by === undefined ? null : JSON.stringify(request.by),
    skips: request.skips,
    turn: request.turn ?? null,
    slot: request.slot ?? null,
    accepted_at: request.acceptedAt ?? null,
    play_id: request.playId ?? null,
    before: request.before === undefined ? null : JSON.stringify(request.before),
    on_air_since: request.onAirSince ?? null,
  };
}

export function fromRow(row: RequestRow, voters: Voter[]): SongRequest {
  const colon = row.first_by.indexOf(':');
  return {
    id: row.id,
    setId: row.set_id,
    number: row.number,
    revision: row.revision,
    state: row.state,
    trackId: row.track_id ?? undefined,
    song: row.song ?? undefined,
    artist: row.artist,
    title: row.title,
    mix: row.mix ?? undefined,
    candidates: JSON.parse(row.candidates),
    requester: { platform: row.platform, id: row.person_id, name: row.person_name, isHelper: row.is_helper === 1 },
    firstBy: { platform: row.first_by.slice(0, colon), id: row.first_by.slice(colon + 1) },
    words: row.words ?? undefined,
    voters,
    askedAt: row.asked_at,
    changedAt: row.changed_at,
    by: row.changed_by === null ? undefined : JSON.parse(row.changed_by),
    skips: row.skips,
    turn: row.turn ?? undefined,
    slot: row.slot ?? undefined,
    acceptedAt: row.accepted_at ?? undefined,
    playId: row.play_id ?? undefined,
    before: row.before === null ? undefined : JSON.parse(row.before),
    onAirSince: row.on_air_since ?? undefined,
  };
}

export function voterOf({ platform, person_id, person_name, is_helper, at }: VoteRow): Voter {
  return { platform, id: person_id, name: person_name, isHelper: is_helper === 1, at };
}
