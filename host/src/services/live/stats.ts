// The book of numbers: a session, a set, a time or all of it, counted anew from what is stored whenever somebody looks, in the
// view of who looks. A session begins where the DJ says so; before that with the newest show, from when it went live.

import { formatDay } from '@tracord/shared/format.ts';
import type { Role } from '@tracord/shared/protocol.ts';
import type { Settings } from '@tracord/shared/settings.ts';
import type { CountedName, Stats, StatsNumbers } from '@tracord/shared/stats.ts';
import type { OperatorTopics } from '@tracord/shared/topics.ts';
import { oneLine } from '#domain/one-line.ts';
import { type StatsInput, statsNumbers, statsOf } from '#domain/stats.ts';
import type { CountedRequest } from '#domain/stats-requests.ts';
import type { Clock } from '#kernel/clock.ts';
import { DomainError, messageOf } from '#kernel/domain-error.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { RequestLists } from '#storage/show/request-lists.ts';
import type { Setlist, Setlists } from '#storage/show/setlists.ts';
import type { ShowState } from '#storage/show/show-state.ts';
import { ALL_TIME, type StatsRows } from '#storage/show/stats.ts';
import type { Span, StoredPlay } from '#storage/show/stats-mirror.ts';
import { readableNames } from './names.ts';
import { MOST_LOOKED_AT, type StatsSearches } from './stats-searches.ts';
import type { StatsTracks } from './stats-tracks.ts';
import { announcedPlays, isTold, playMask, requestMask, type StatsRules, TextMasks } from './stats-view.ts';

export type StatsBookParts = {
  rows: StatsRows;
  setlists: Pick<Setlists, 'get' | 'newest' | 'after'>;
  state: ShowState;
  tracks: StatsTracks;
  searches: StatsSearches;
  lists: Pick<RequestLists, 'blocked'>;
  topics: TopicStore<OperatorTopics>;
  rules: () => StatsRules;
  settings: () => Pick<Settings, 'requests'>;
  /** Whether the audience was told of a play that began then. */
  isAnnounced: (playedAt: number) => boolean;
  clock: Clock;
  log: Logger;
};

export type StatsQuestion = {
  of: 'session' | 'set' | 'range' | 'all';
  set?: string;
  from?: number;
  to?: number;
  /** So many of each list. */
  top: number;
};

/** `plays` and `requests` differ for a set: people ask before its first play. */
type Counted = { span: StatsInput['span']; plays: Span; requests: Span };

type Read = { plays: StoredPlay[]; requests: CountedRequest[] };
/** `now`: until then what is on air has lasted. */
type Asked = { top: number; role: Role; topSearches: CountedName[]; now: number };

/** The topic follows what happens, and no flood. */
const PACE_MS = 3_000;
const FOLLOWED = new Set<string>(['requests', 'nowPlaying', 'set', 'live'] satisfies (keyof OperatorTopics)[]);
const SESSION = 'session';

export class StatsBook {
  readonly #parts: StatsBookParts;
  #names: { rules: Settings['requests']; readable: (name: string) => string | undefined } | undefined;
  readonly #textMasks = new TextMasks();
  #cancel: (() => void) | undefined;
  readonly #unfollow: () => void;

  constructor(parts: StatsBookParts) {
    this.#parts = parts;
    this.#unfollow = parts.topics.onChange(({ topic }) => {
      if (FOLLOWED.has(topic)) this.changed();
    });
    this.publish();
  }

  /** Rejects with DomainError `unknown` where there is no such set. */
  async get(question: StatsQuestion, role: Role): Promise<Stats> {
    const counted = this.#counted(question);
    const read = this.#read(counted);
    await this.#know(read);
    const topSearches = await this.#topSearches(counted, question.top, role);
    return this.#count(counted, read, { top: question.top, role, topSearches, now: this.#parts.clock.now() });
  }

  /** Begins a new session; nothing is deleted. */
  reset(): { since: number } {
    const since = this.#parts.clock.now();
    this.#parts.state.set(SESSION, { since });
    this.publish();
    return { since };
  }

  /** Something that is counted changed: the topic says so within a few seconds. */
  changed(): void {
    this.#cancel ??= this.#parts.clock.after(PACE_MS, () => this.publish());
  }

  /** The topic, now. What is on air counts to its time once it is over: the topic does not tick. */
  publish(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    const session = this.#counted({ of: 'session', top: 0 });
    const set = this.#counted({ of: 'set', top: 0 });
    this.#parts.topics.set('stats', {
      session: { ...this.#numbers(session), since: session.plays.from },
      set: this.#numbers(set),
    });
  }

  /** The library says other things, or is marked by other masks. */
  async libraryRenewed(): Promise<void> {
    this.#parts.searches.forget();
    await this.#parts.tracks.renew();
  }

  stop(): void {
    this.#unfollow();
    this.#cancel?.();
  }

  #numbers(counted: Counted): StatsNumbers {
    const asked: Asked = { top: 0, role: 'operator', topSearches: [], now: 0 };
    return statsNumbers(this.#count(counted, this.#read(counted), asked));
  }

  #counted({ of, set, from, to }: StatsQuestion): Counted {
    switch (of) {
      case 'all':
        return whole('all time', ALL_TIME, {});
      case 'range':
        return whole(rangeName(from, to), { from: from ?? ALL_TIME.from, to: to ?? ALL_TIME.to }, { from, to });
      case 'session': {
        const since = this.#since();
        return whole('this session', { from: since, to: ALL_TIME.to }, { from: since > 0 ? since : undefined });
      }
      case 'set':
        return this.#ofSet(set);
    }
  }

  #ofSet(id: string | undefined): Counted {
    const { setlists, rows } = this.#parts;
    const set = id === undefined ? setlists.newest() : setlists.get(id);
    if (set === undefined) {
      if (id !== undefined) throw new DomainError('unknown', `there is no set "${id}"`);
      return whole('the last set', { from: 0, to: 0 }, {});
    }
    const next = setlists.after(set.fromAt);
    const requests = rows.requestSpan(set, next);
    const plays = { from: set.fromAt, to: next?.fromAt ?? ALL_TIME.to };
    return { span: { of: nameOf(set, id), from: set.fromAt, to: set.endedAt }, plays, requests };
  }

  #since(): number {
    const stored = this.#parts.state.get(SESSION);
    if (typeof stored === 'object' && stored !== null && 'since' in stored && typeof stored.since === 'number') {
      return stored.since;
    }
    return this.#parts.rows.newestShow() ?? 0;
  }

  #read({ plays, requests }: Counted): Read {
    const { rows } = this.#parts;
    return { plays: rows.plays(plays), requests: rows.requests(requests) };
  }

  /** Without the library the DJ's numbers lack genres, tempo and keys, and others see no song. */
  async #know({ plays, requests }: Read): Promise<void> {
    const { tracks, log } = this.#parts;
    try {
      await tracks.need(plays, requests);
    } catch (error) {
      log.warn('stats.tracks.failed', { message: messageOf(error) });
    }
  }

  async #topSearches({ requests }: Counted, top: number, role: Role): Promise<CountedName[]> {
    const { rows, searches, log } = this.#parts;
    if (role === 'operator') return rows.topSearches(requests, top);
    try {
      return await searches.shown(rows.topSearches(requests, MOST_LOOKED_AT), this.#readable(), top);
    } catch (error) {
      log.warn('stats.searches.failed', { message: messageOf(error) });
      return [];
    }
  }

  #count(counted: Counted, read: Read, { top, role, topSearches, now }: Asked): Stats {
    const { rows, tracks, rules, settings, isAnnounced, lists } = this.#parts;
    const inClear = role === 'operator';
    const plays = inClear ? read.plays : announcedPlays(read.plays, isAnnounced);
    const isMasked = playMask(tracks, rules(), this.#textMasks);
    // As they are now: the DJ may have hidden one while the library was asked.
    const hidden = rows.hiddenPlays();
    for (const play of plays) if (isMasked(play)) hidden.add(play.id);
    const blocked = rows.numbersOf([...settings().requests.blockedPeople, ...lists.blocked()]);
    const readable = this.#readable();
    const named = role !== 'requester' || settings().requests.showNames;
    const { from } = counted.span;
    return statsOf({
      span: inClear || from === undefined || isAnnounced(from) ? counted.span : { ...counted.span, from: undefined },
      plays,
      requests: read.requests,
      searches: rows.searches(counted.requests),
      topSearches,
      isMasked: ({ id }) => hidden.has(id),
      setlistAt: rows.setlistAt(),
      isMaskedRequest: requestMask(tracks, rules(), this.#textMasks, (playId) => hidden.has(playId)),
      isTold: (request) => isTold(request, now, isAnnounced),
      isBlocked: (person) => blocked.has(person),
      track: (id) => tracks.of(id),
      nameOf: (name) => {
        if (inClear) return oneLine(name);
        return named ? readable(name) : undefined;
      },
      ...{ inClear, now, top },
    });
  }

  #readable(): (name: string) => string | undefined {
    const { requests: rules } = this.#parts.settings();
    if (this.#names?.rules !== rules) this.#names = { rules, readable: readableNames(rules) };
    return this.#names.readable;
  }
}

function whole(of: string, span: Span, said: { from?: number; to?: number }): Counted {
  return { span: { of, ...said }, plays: span, requests: span };
}

function nameOf({ name, fromAt, endedAt }: Setlist, asked: string | undefined): string {
  if (name !== undefined) return name;
  if (asked !== undefined) return `the set of ${formatDay(fromAt)}`;
  return endedAt === undefined ? 'this set' : 'the last set';
}

function rangeName(from: number | undefined, to: number | undefined): string {
  const parts = [from === undefined ? '' : `from ${formatDay(from)}`, to === undefined ? '' : `until ${formatDay(to)}`];
  return parts.filter((part) => part !== '').join(' ') || 'all time';
}
