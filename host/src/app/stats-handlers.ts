// Statistics as commands and questions.

import type { StatsBook } from '#services/live/stats.ts';
import type { SetHandlers } from './commands.ts';
import type { SetQueryHandlers } from './queries.ts';

export function statsHandlers(stats: Pick<StatsBook, 'reset'>): Pick<SetHandlers, 'session.reset'> {
  return { 'session.reset': async () => ({ ok: true, ...stats.reset() }) };
}

export function statsQueryHandlers(stats: Pick<StatsBook, 'get'>): Pick<SetQueryHandlers, 'stats.get'> {
  return { 'stats.get': (question, role) => stats.get(question, role) };
}
