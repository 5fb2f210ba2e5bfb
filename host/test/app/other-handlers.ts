// Commands and questions that a test does not look at: each is there, and does nothing but say so.

import { type CommandName, commands } from '@tracord/shared/commands.ts';
import { type QueryName, queries } from '@tracord/shared/queries.ts';
import type { AllHandlers } from '#app/commands.ts';
import type { PlanQueryHandlers, SetQueryHandlers } from '#app/queries.ts';
import type { RequestQueryHandlers } from '#app/request-queries.ts';
import { DomainError } from '#kernel/domain-error.ts';

type NotHere = () => Promise<never>;
const notHere: NotHere = async () => {
  throw new DomainError('not-here', 'this is no matter of this test');
};

function each<Name extends string>(names: readonly Name[]): Record<Name, NotHere> {
  const all = {} as Record<Name, NotHere>;
  for (const name of names) all[name] = notHere;
  return all;
}

export const otherCommands: AllHandlers = each(Object.keys(commands) as CommandName[]);
export const otherQueries: RequestQueryHandlers & SetQueryHandlers & PlanQueryHandlers = each(
  Object.keys(queries) as QueryName[],
);
