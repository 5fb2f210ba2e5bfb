// An evening of requests without host or store: people and a DJ do things with a queue, and the clock moves.

import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { type Ask, ask } from '#domain/request-asking.ts';
import type { Decision } from '#domain/request-decision.ts';
import { onAir, onDecks, type SetPlay } from '#domain/request-on-air.ts';
import { inOrder } from '#domain/request-order.ts';
import { decide, type QueueCommand } from '#domain/request-queue.ts';
import { EMPTY_QUEUE, type Queue, type SongRequest } from '#domain/request-record.ts';
import type { Refusal } from '#domain/request-refusal.ts';
import type { RuledTrack } from '#domain/request-rules.ts';

export const song = (name: string): RuledTrack => ({
  ...{ trackId: `t-${name}`, song: name, artist: `By ${name}`, title: name },
});

export type Rules = Partial<typeof DEFAULT_SETTINGS.requests>;

export class RequestEvening {
  now = 1_700_000_000_000;
  queue: Queue = { ...EMPTY_QUEUE, setId: 'set', live: true, open: true };
  rules: typeof DEFAULT_SETTINGS.requests;
  /** What is on air, and what was, oldest first. */
  current: SetPlay | undefined;
  past: SetPlay[] = [];
  /** How long the audience waits for the name of what is on air. */
  toldAfterMs = 0;
  /** Ids of everything that was answered ok. */
  changeIds: string[] = [];
  last: Decision | undefined;
  #decks: string[] = [];
  #count = 0;

  constructor(rules: Rules = {}) {
    this.rules = { ...DEFAULT_SETTINGS.requests, minutesBetween: 0, artistTracksApart: 0, ...rules };
  }

  /** Several songs are doubtful. Answers the request, new or voted for. */
  ask(who: string, songs: string | string[], more: Partial<Ask> = {}): SongRequest | Refusal {
    const isHelper = who.startsWith('helper');
    const result = ask(
      this.queue,
      {
        id: `r${this.#next()}`,
        who: { asker: { platform: 'twitch', id: who, name: who, isHelper }, isBlocked: false },
        candidates: [songs].flat().map((name) => ({ ...song(name), confidence: 0.5 })),
        plays: { played: this.#played(), lately: new Set() },
        knowsOf: (at) => at <= this.now,
        ...more,
      },
      { requests: this.rules, texts: DEFAULT_SETTINGS.requestTexts },
      this.#moment(who),
    );
    if (!result.ok) return result;
    this.#take(result);
    return result.request;
  }

  /** Three people asked for a song each: the ids. */
  threeAsked(): [string, string, string] {
    return [this.asked('ann', 'A'), this.asked('bob', 'B'), this.asked('cid', 'C')];
  }

  /** The id of what was asked for; throws where it is refused. */
  asked(who: string, songs: string | string[]): string {
    this.now += 1;
    const request = this.ask(who, songs);
    if ('ok' in request) throw new Error(request.message);
    return request.id;
  }

  do(command: QueueCommand, who?: string): Decision | Refusal {
    const result = decide(this.queue, command, this.#moment(who), this.rules);
    if (result.ok) this.#take(result);
    return result;
  }

  /** One song is certain, several are doubtful, none is silence. */
  play(...songs: string[]): void {
    if (this.current?.song !== undefined) this.past.push(this.current);
    const certain = songs.length === 1 ? songs[0] : undefined;
    const playId = `p${this.#next()}`;
    const maybe = certain === undefined ? songs : [];
    this.current = songs.length === 0 ? undefined : { playId, at: this.now, song: certain, maybe };
    this.tell();
  }

  /** The DJ says what is on air. */
  correct(name: string): void {
    if (this.current === undefined) return;
    this.current = { ...this.current, song: name, maybe: [] };
    this.tell();
  }

  /** The DJ says what was on air; 1 is the newest play that is over. */
  correctPast(back: number, name: string): void {
    const index = this.past.length - back;
    this.past = this.past.map((play, at) => (at === index ? { ...play, song: name, maybe: [] } : play));
    this.tell();
  }

  tell(): void {
    const heard = { current: this.current, past: this.past, toldAfterMs: this.toldAfterMs };
    this.#take(onAir(this.queue, heard, this.#moment(), this.rules));
  }

  decks(songs: string[], justLoaded: string[] = songs): void {
    const gone = this.#decks.filter((one) => !songs.includes(one));
    this.#decks = songs;
    const decks = { on: new Set(songs), loaded: new Set(justLoaded), gone: new Set(gone) };
    this.#take(onDecks(this.queue, decks, this.#moment()));
  }

  /** Titles of the queue in order; doubtful ones with a question mark. */
  titles(list: 'waiting' | 'accepted'): string {
    return inOrder(this.queue.requests.values(), list)
      .map(({ request }) => request.title + (request.song === undefined ? '?' : ''))
      .join(' ');
  }

  get(id: string): SongRequest {
    const request = this.queue.requests.get(id);
    if (request === undefined) throw new Error(`no request ${id}`);
    return request;
  }

  #played() {
    const plays = [...this.past, ...(this.current ? [this.current] : [])];
    return plays.flatMap(({ song: name }) => (name === undefined ? [] : [song(name)])).reverse();
  }

  #take(decision: Decision): void {
    this.last = decision;
    this.queue = decision.queue;
    const [first] = decision.changes;
    if (first) this.changeIds.push(first.changeId);
  }

  #moment(who?: string) {
    const by = who === undefined ? undefined : { platform: 'desk', id: who, name: who };
    return { now: this.now, changeId: `c${this.#next()}`, by };
  }

  #next(): number {
    this.#count += 1;
    return this.#count;
  }
}
