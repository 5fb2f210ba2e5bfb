// Answers the questions for sets and their rows.

import { DomainError } from '#kernel/domain-error.ts';
import type { DjSets } from '#services/live/dj-sets.ts';
import type { SetQueryHandlers } from './queries.ts';

export function setQueryHandlers(
  sets: Pick<DjSets, 'list' | 'view'>,
): Pick<SetQueryHandlers, 'sets.list' | 'sets.get'> {
  return {
    'sets.list': async ({ limit, before }) => sets.list(limit, before),
    'sets.get': async ({ id }) => {
      const view = await sets.view(id);
      if (view === undefined) throw new DomainError('unknown', `there is no set "${id}"`);
      return view;
    },
  };
}
