// A random history of shows as plain arrays, and the same written to the store: plays with what is found out and edited, sets that
// are merged and split, requests that change and are taken back, votes and searches.

import fc from 'fast-check';
import type { StatsStage } from './stats-stage.ts';
import { MINUTE } from './stats-stage.ts';

export type Fact = { at?: number; endedAt?: number; artist?: string; title?: string; removed?: boolean };
export type PastPlay = {
  id: string;
  at: number;
  endedAt?: number;
  artist: string;
  title: string;
  trackId?: string;
  song?: string;
  live: boolean;
  hidden: boolean;
  history?: Fact;
  dj?: Fact;
};
export type PastRequest = {
  id: string;
  show: string;
  trackId?: string;
  person: string;
  state: 'new' | 'skipped' | 'accepted' | 'loaded' | 'playing' | 'played' | 'declined' | 'withdrawn' | 'expired';
  askedAt: number;
  changedAt: number;
  acceptedAt?: number;
  onAirSince?: number;
  playId?: string;
  voters: string[];
};
export type PastSet = { id: string; fromAt: number; endedAt: number };
export type History = {
  plays: PastPlay[];
  requests: PastRequest[];
  shows: { id: string; startedAt: number; endedAt: number }[];
  sets: PastSet[];
  searches: { at: number; words: string }[];
};

export const START = 1_760_000_000_000;
const at = fc.integer({ min: 0, max: 600 }).map((minute) => START + minute * MINUTE);
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
/** "t9" is not in the library. */
const trackId = fc.constantFrom('t0', 't1', 't2', 't3', 't4', 't9');
const words = fc.record({
  artist: fc.constantFrom('Mira', 'MIRA', 'Rex & Co', ''),
  title: fc.constantFrom('Open', 'Open (Dub)', 'A Secret', 'Night'),
});
const person = fc.integer({ min: 0, max: 5 }).map((n) => `p${n}`);
const state = fc.constantFrom(
  ...(['new', 'skipped', 'accepted', 'loaded', 'playing', 'played', 'declined', 'withdrawn', 'expired'] as const),
);
const fact: fc.Arbitrary<Fact> = fc
  .record({ at: some(at), endedAt: some(at), words: some(words), removed: some(fc.boolean()) })
  .map(({ words: said, ...rest }) => ({ ...rest, ...said }));

/** One thing that happens after the evening: numbers say to which play, request or set. */
export const change = fc.oneof(
  fc.record({ what: fc.constantFrom('history' as const, 'dj' as const), n: fc.nat(40), fact: some(fact) }),
  fc.record({
    what: fc.constantFrom('merge' as const, 'split' as const, 'hide' as const, 'lose' as const),
    n: fc.nat(40),
  }),
  fc.record({ what: fc.constant('become' as const), n: fc.nat(40), state, acceptedAt: some(at) }),
  fc.record({ what: fc.constantFrom('vote' as const, 'unvote' as const), n: fc.nat(40), person }),
);
export type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

export const history: fc.Arbitrary<History> = fc
  .record({
    plays: fc.array(
      fc.record({ at, endedAt: some(at), words, trackId: some(trackId), live: fc.integer({ min: 0, max: 4 }) }),
      { maxLength: 25 },
    ),
    requests: fc.array(
      fc.record({
        ...{ trackId: some(trackId), person, state, askedAt: at, acceptedAt: some(at), onAirSince: some(at) },
        ...{ changedAt: at, play: some(fc.nat(24)), voters: fc.uniqueArray(person, { maxLength: 4 }) },
      }),
      { maxLength: 25 },
    ),
    /** Minutes: a show begins, its first set some minutes later, both end before the next show. */
    nights: fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { maxLength: 4 }),
    late: fc.array(fc.integer({ min: -5, max: 20 }), { minLength: 6, maxLength: 6 }),
    searches: fc.array(fc.record({ at, words: fc.constantFrom('open', 'hushed', 'zero', 'no such song') }), {
      maxLength: 9,
    }),
  })
  .map(({ plays, requests, nights, late, searches }) => {
    const begun = [...nights]
      .sort((a, b) => a - b)
      .map((night) => ({ night, startedAt: START + (night * 100 + 10) * MINUTE }));
    const shows = begun.map(({ night, startedAt }) => ({
      id: `show${night}`,
      startedAt,
      endedAt: startedAt + 80 * MINUTE,
    }));
    const sets = begun.map(({ night, startedAt }) => ({
      ...{ id: `set${night}`, fromAt: startedAt + (late[night] ?? 0) * MINUTE, endedAt: startedAt + 80 * MINUTE },
    }));
    return {
      ...{ shows, sets, searches },
      plays: plays.map(({ words: said, live, trackId: track, ...play }, n) => ({
        ...{ ...play, ...said, id: `play${n}`, live: live > 0, hidden: false, trackId: track },
        song: track === undefined ? undefined : `song of ${track}`,
      })),
      requests: requests.map(({ play, ...request }, n) => ({
        ...{
          ...request,
          id: `request${n}`,
          show: shows[0]?.id ?? 'some-show',
          playId: play === undefined ? undefined : `play${play}`,
        },
        voters: request.voters.filter((voter) => voter !== request.person),
      })),
    };
  });

export function write(stage: StatsStage, past: History): void {
  const { db, plays, setlists } = stage;
  for (const { id, startedAt, endedAt } of past.shows) {
    db.prepare('insert into sets (id, started_at, ended_at, open) values (?, ?, ?, 0)').run(id, startedAt, endedAt);
  }
  if (past.shows.length === 0) db.prepare(`insert into sets (id, started_at, open) values ('some-show', 0, 0)`).run();
  for (const { id, fromAt, endedAt } of past.sets) setlists.begin({ id, fromAt, endedAt, endedBy: 'dj' });
  for (const { history: _history, dj: _dj, ...play } of past.plays) {
    plays.add({ ...play, source: 'decks', masked: false, confidence: 1, matchedBy: 'path' });
  }
  for (const [n, request] of past.requests.entries()) writeRequest(stage, request, n);
  const search = db.prepare('insert into searches (at, words, found) values (?, ?, 1)');
  for (const one of past.searches) search.run(one.at, one.words);
}

function writeRequest({ db }: StatsStage, request: PastRequest, n: number): void {
  const { id, show, trackId: track = null, person: who, state: now, askedAt, changedAt, voters } = request;
  const { acceptedAt = null, onAirSince = null, playId = null } = request;
  db.prepare(
    `insert into requests (id, set_id, number, revision, state, track_id, song, artist, title, candidates, platform, person_id,
       person_name, is_helper, first_by, asked_at, changed_at, skips, accepted_at, on_air_since, play_id)
     values (?, ?, ?, 1, ?, ?, ?, 'Asked', ?, '[]', 'discord', ?, ?, 0, '', ?, ?, 0, ?, ?, ?)`,
  ).run(
    ...[id, show, n + 1, now, track, track && `song of ${track}`, track ?? 'doubtful', who, NAMES[who] ?? who],
    ...[askedAt, changedAt, acceptedAt, onAirSince, playId],
  );
  for (const [place, voter] of voters.entries()) vote(db, id, voter, place);
}

/** By person: p3's is not for others to read. */
export const NAMES: Record<string, string> = {
  p0: 'Anna',
  p1: 'Ben',
  p2: 'Cleo',
  p3: 'Arschloch',
  p4: 'Dora',
  p5: 'Emil',
};

function vote(db: StatsStage['db'], id: string, voter: string, place: number): void {
  db.prepare(`insert into request_votes values (?, 'discord', ?, ?, 0, 0, ?)`).run(id, voter, NAMES[voter], place);
}

/** Does it to the arrays and to the store. */
export function make(stage: StatsStage, past: History, one: Change): void {
  const { db, setlists } = stage;
  const play = past.plays[one.n % Math.max(1, past.plays.length)];
  const request = past.requests[one.n % Math.max(1, past.requests.length)];
  if ((one.what === 'history' || one.what === 'dj') && play) {
    play[one.what] = one.fact;
    db.prepare('delete from play_facts where play_id = ? and by = ?').run(play.id, one.what);
    if (one.fact === undefined) return;
    const { at: startsAt = null, endedAt = null, artist = null, title = null, removed } = one.fact;
    db.prepare(
      'insert into play_facts (play_id, by, at, ended_at, artist, title, removed) values (?, ?, ?, ?, ?, ?, ?)',
    ).run(play.id, one.what, startsAt, endedAt, artist, title, removed === undefined ? null : Number(removed));
  } else if (one.what === 'hide' && play) {
    play.hidden = !play.hidden;
    db.prepare('update plays set hidden = ? where id = ?').run(Number(play.hidden), play.id);
  } else if (one.what === 'lose' && request) {
    past.requests.splice(past.requests.indexOf(request), 1);
    db.prepare('delete from request_votes where request_id = ?').run(request.id);
    db.prepare('delete from requests where id = ?').run(request.id);
  } else if (one.what === 'become' && request) {
    Object.assign(request, { state: one.state, acceptedAt: one.acceptedAt });
    const { id, acceptedAt = null } = request;
    db.prepare('update requests set state = ?, accepted_at = ? where id = ?').run(one.state, acceptedAt, id);
  } else if (one.what === 'vote' && request && !request.voters.includes(one.person) && request.person !== one.person) {
    request.voters.push(one.person);
    vote(db, request.id, one.person, 9);
  } else if (one.what === 'unvote' && request) {
    request.voters = request.voters.filter((voter) => voter !== one.person);
    db.prepare('delete from request_votes where request_id = ? and person_id = ?').run(request.id, one.person);
  } else if (one.what === 'merge') {
    const [first, second] = past.sets.slice(one.n % Math.max(1, past.sets.length));
    const stored = [first, second].map((set) => set && setlists.get(set.id));
    if (!first || !second || !stored[0] || !stored[1]) return;
    setlists.merge(stored[0], stored[1]);
    first.endedAt = second.endedAt;
    past.sets.splice(past.sets.indexOf(second), 1);
  } else if (one.what === 'split' && play) {
    const index = past.sets.findLastIndex(({ fromAt }) => fromAt < play.at);
    const whole = past.sets[index];
    const stored = whole && setlists.get(whole.id);
    if (!whole || !stored || past.sets.some(({ fromAt }) => fromAt === play.at) || play.at >= whole.endedAt) return;
    const id = `${whole.id}-${one.n}-${past.sets.length}`;
    if (setlists.get(id)) return;
    setlists.split(stored, id, play.at);
    past.sets.splice(index + 1, 0, { id, fromAt: play.at, endedAt: whole.endedAt });
    whole.endedAt = play.at;
  }
}
