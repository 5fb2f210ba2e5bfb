// Questions by name: checks the input, asks the library, the store of plays or a topic, and answers in the caller's view.

import type { plannerQueries, planQueries } from '@tracord/shared/plan-queries.ts';
import type { QueryAnswer, Role } from '@tracord/shared/protocol.ts';
import { type QueryInput, type QueryName, type QueryOutput, queries as querySpecs } from '@tracord/shared/queries.ts';
import type { setQueries } from '@tracord/shared/set-queries.ts';
import type { OperatorTopics } from '@tracord/shared/topics.ts';
import { publicHealth, publicTrackDetail, publicTrackRow } from '#domain/public-view.ts';
import { DomainError } from '#kernel/domain-error.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { Catalogue } from '#services/library/catalogue.ts';
import type { PlayHistory } from '#services/live/play-history.ts';
import { plainProblems } from './plain-problems.ts';
import { playlistNodes, trackDetail, trackRow } from './query-rows.ts';
import type { RequestQueryHandlers, RequestQueryName } from './request-queries.ts';
import { refusedPlatform } from './requester-guard.ts';

export type QueryParts = {
  topics: TopicStore<OperatorTopics>;
  catalogue: Pick<Catalogue, 'search' | 'track' | 'playlists' | 'playlist'>;
  history: Pick<PlayHistory, 'between'>;
  requests: RequestQueryHandlers;
  sets: SetQueryHandlers;
  plans: PlanQueryHandlers;
  log: Logger;
};

type Handlers<Names extends QueryName> = {
  [Name in Names]: (input: QueryInput<Name>, role: Role) => Promise<QueryOutput<Name>>;
};
/** What answers the questions around sets. */
export type SetQueryHandlers = Handlers<keyof typeof setQueries>;
/** What answers the questions around suggestions and planned sets. */
export type PlanQueryHandlers = Handlers<keyof typeof plannerQueries | keyof typeof planQueries>;
type QueryHandlers = RequestQueryHandlers &
  SetQueryHandlers &
  PlanQueryHandlers &
  Handlers<Exclude<QueryName, RequestQueryName | keyof SetQueryHandlers | keyof PlanQueryHandlers>>;

/** The one refusal of a handler that anybody may read: other messages may name files. */
const NOT_THERE = { code: 'unknown', message: 'there is nothing with this id' };

export class QueryDesk {
  readonly #handlers: QueryHandlers;
  readonly #log: Logger;

  constructor(parts: QueryParts) {
    this.#handlers = handlers(parts);
    this.#log = parts.log;
  }

  /** Never rejects. */
  async ask(name: string, input: unknown, role: Role): Promise<QueryAnswer> {
    if (!isQuery(name)) return refused('unknown', `there is no question "${name}"; see /api/openapi.json`);
    const spec = querySpecs[name];
    const roles: Role[] = spec.roles;
    if (!roles.includes(role)) {
      if (role !== 'audience') return refused('forbidden', `"${name}" is for ${roles.join(', ')}; this is ${role}`);
      const token = roles.includes('requester') ? 'the requester or the operator token' : 'the operator token';
      return refused('unauthorized', `"${name}" needs ${token}: send "Authorization: Bearer <token>"`);
    }
    const checked = spec.input.safeParse(input ?? {});
    if (!checked.success) return refused('invalid', plainProblems(checked.error, input ?? {}));
    const foreign = refusedPlatform(role, (checked.data as { platform?: unknown }).platform);
    if (foreign !== undefined) return refused('forbidden', foreign);
    try {
      // The schema above is this very query's: name and input belong together.
      const handler = this.#handlers[name] as (input: unknown, role: Role) => Promise<unknown>;
      return { ok: true, value: await handler(checked.data, role) };
    } catch (error) {
      if (error instanceof DomainError && (role === 'operator' || error.code === NOT_THERE.code)) {
        return refused(error.code, role === 'operator' ? error.message : NOT_THERE.message);
      }
      this.#log.error('query.failed', { name, error });
      return refused('failed', `the question "${name}" could not be answered; the host's log says why`);
    }
  }
}

function handlers({ topics, catalogue, history, requests, sets, plans }: QueryParts): QueryHandlers {
  return {
    ...{ ...requests, ...sets, ...plans },
    'tracks.search': async ({ q, limit, offset }, role) => {
      const found = await catalogue.search(q, { limit, offset, maskedToo: role === 'operator' });
      const { total, hints } = found;
      const rows = found.tracks.map(trackRow);
      const tracks = role === 'operator' ? rows : rows.map(publicTrackRow);
      return { total, tracks, hints: hints.length > 0 ? hints : undefined };
    },
    'tracks.get': async ({ id }, role) => {
      const track = await catalogue.track(id);
      // To the audience a masked track is one that does not exist.
      if (track === undefined || (role !== 'operator' && track.summary.maskedBecause !== undefined)) {
        throw new DomainError('unknown', `there is no track "${id}"`);
      }
      const detail = trackDetail(track);
      return role === 'operator' ? detail : publicTrackDetail(detail);
    },
    'library.get': async (_input, role) => {
      const { importing = null, collection, warning, skipped, ...counts } = topics.get('library');
      if (role === 'operator') return { ...counts, skipped, importing, collection, warning };
      // Examples name files, warnings name folders.
      return { ...counts, skipped: skipped.map((one) => ({ ...one, examples: [] })), importing };
    },
    'playlists.list': async () => ({ playlists: playlistNodes(await catalogue.playlists()) }),
    'playlists.get': async ({ id }) => {
      const list = await catalogue.playlist(id);
      if (list === undefined) throw new DomainError('unknown', `there is no playlist "${id}"`);
      const { name, kind, rule, dangling } = list;
      return {
        id,
        name,
        kind,
        rule,
        dangling,
        tracks: list.tracks.length + dangling,
        entries: list.tracks.map(trackRow),
      };
    },
    'plays.list': async ({ from, to, limit }, role) => {
      // One more than wanted says whether there are more.
      const plays = await history.between(from, to, role === 'operator', limit + 1);
      return { plays: plays.slice(-limit), more: plays.length > limit };
    },
    'health.get': async (_input, role) => {
      const health = topics.get('health');
      return role === 'operator' ? health : publicHealth(health);
    },
  };
}

function isQuery(name: string): name is QueryName {
  return Object.hasOwn(querySpecs, name);
}

function refused(code: string, message: string): QueryAnswer {
  return { ok: false, code, message };
}
