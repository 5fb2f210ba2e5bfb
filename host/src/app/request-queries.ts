// Answers the questions around requests, each in the view of who asks: the lists are the DJ's, the rest is what all may know.

import type { Role } from '@tracord/shared/protocol.ts';
import type { requestQueries } from '@tracord/shared/request-queries.ts';
import type { Settings } from '@tracord/shared/settings.ts';
import type { OperatorTopics } from '@tracord/shared/topics.ts';
import type { z } from 'zod';
import type { TrackHit } from '#domain/collection.ts';
import { fold } from '#domain/fold.ts';
import { personOf, type SongRequest } from '#domain/request-record.ts';
import { DomainError } from '#kernel/domain-error.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { Catalogue } from '#services/library/catalogue.ts';
import type { RequestAudience } from '#services/live/request-audience.ts';
import { newTracks, topSongs } from '#services/live/request-lists.ts';
import type { RequestWords } from '#services/live/request-words.ts';
import type { Requests } from '#services/live/requests.ts';
import type { Searches } from '#services/live/searches.ts';
import type { RequestFilter, RequestLists } from '#storage/show/request-lists.ts';
import type { RequestStore } from '#storage/show/requests.ts';

export type RequestQueryParts = {
  topics: TopicStore<OperatorTopics>;
  catalogue: Pick<Catalogue, 'search' | 'tracks' | 'playlists' | 'playlist'>;
  words: Pick<RequestWords, 'choices'>;
  audience: Pick<RequestAudience, 'mine'>;
  requests: Pick<Requests, 'pings'>;
  history: Pick<RequestStore, 'changesOf'>;
  /** Notes what viewers look for. */
  searches: Pick<Searches, 'typed'>;
  lists: RequestLists;
  settings: () => Pick<Settings, 'discord' | 'requests'>;
  /** Whether the library is marked by the masks of now; true where no mask needs it to be. */
  marksAreCurrent: () => boolean;
};

export type RequestQueryName = keyof typeof requestQueries;
type Input<Name extends RequestQueryName> = z.infer<(typeof requestQueries)[Name]['input']>;
type Output<Name extends RequestQueryName> = z.infer<(typeof requestQueries)[Name]['output']>;
type Row = Output<'requests.list'>['requests'][number];
type Choice = Output<'requests.choices'>['choices'][number];

export type RequestQueryHandlers = {
  [Name in RequestQueryName]: (input: Input<Name>, role: Role) => Promise<Output<Name>>;
};

const TOP_SONGS = 10;

export function requestQueryHandlers(parts: RequestQueryParts): RequestQueryHandlers {
  const { topics, words, audience, requests, history, lists } = parts;
  return {
    'requests.list': async (input) => listed(lists, input),
    'requests.choices': async ({ q, limit }, role) => {
      const { songs, isCertain } = await words.choices(q);
      if (role !== 'operator') parts.searches.typed(q, songs.length);
      return { choices: songs.slice(0, limit).map(choiceOf), isCertain };
    },
    'requests.mine': async (person) => ({ requests: audience.mine(person), pings: requests.pings(person) }),
    'requests.stats': async () => {
      const { setId } = topics.get('requests');
      const ofSet = setId === undefined ? undefined : { ...lists.numbers(setId), ...lists.playsOf(setId) };
      const all = lists.numbers(undefined);
      return {
        set: ofSet ?? { asked: 0, played: 0, people: 0, plays: 0 },
        all: { ...all, asked: all.asked + lists.askedBefore(), sets: lists.sets() },
        topSongs: await topSongs(parts, parts.settings().requests.blockedPeople, TOP_SONGS),
      };
    },
    'requests.history': async ({ id }) => {
      const request = lists.get(id);
      if (request === undefined) throw new DomainError('unknown', `there is no request "${id}"`);
      const changes = history.changesOf(id).map(({ at, what, state, by }) => ({ at, what, state, by }));
      return { request: requestRow(request), changes };
    },
    'wishes.list': async ({ limit }) => ({ wishes: lists.wishes(limit) }),
    'tracks.new': async ({ limit }) => {
      const { newTracks: wanted } = parts.settings().discord;
      if (wanted === '') return { isOn: false, tracks: [] };
      return { isOn: true, tracks: (await newTracks(parts, wanted, limit)).map(choiceOf) };
    },
  };
}

/** A request as lists and exports have it. */
export function requestRow(request: SongRequest): Row {
  const { id, number, setId, state, artist, title, mix, trackId, requester, voters, words, askedAt, changedAt } =
    request;
  return {
    ...{ id, number, setId, state, artist, title, mix, trackId, words, askedAt, changedAt },
    requester: personOf(requester),
    voters: voters.map(personOf),
  };
}

function listed(
  lists: RequestLists,
  { set, person, track, q, limit }: Input<'requests.list'>,
): Output<'requests.list'> {
  const filter: RequestFilter = {
    setId: set || undefined,
    person: person ? personIn(person) : undefined,
    trackId: track || undefined,
  };
  const wanted = fold(q ?? '').split(' ');
  const rows: Row[] = [];
  for (const request of lists.newest(filter)) {
    if (!wanted.every((word) => textOf(request).includes(word))) continue;
    if (rows.length === limit) return { requests: rows, more: true };
    rows.push(requestRow(request));
  }
  return { requests: rows, more: false };
}

/** "<platform>:<id>"; an id may hold a colon, a platform does not. */
function personIn(text: string): { platform: string; id: string } {
  const colon = text.indexOf(':');
  return { platform: text.slice(0, colon), id: text.slice(colon + 1) };
}

function textOf({ artist, title, mix = '', words = '', requester, voters }: SongRequest): string {
  return fold([artist, title, mix, words, requester.name, ...voters.map(({ name }) => name)].join(' '));
}

function choiceOf({ id, artist, title, mix, remixer, album, label, releasedOn, durationMs }: TrackHit): Choice {
  const year = Number(releasedOn?.slice(0, 4));
  return { id, artist, title, mix, remixer, album, label, year: year > 0 ? year : undefined, durationMs };
}
