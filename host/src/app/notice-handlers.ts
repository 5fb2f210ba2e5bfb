// What does the work of each command and question around notices.

import type { Notices } from '#services/live/notices.ts';
import type { SetHandlers } from './commands.ts';
import type { SetQueryHandlers } from './queries.ts';

type NoticeCommand = 'notice.acknowledge' | 'notice.take' | 'notice.done' | 'notice.failed';

export function noticeHandlers(
  notices: Pick<Notices, 'acknowledge' | 'take' | 'done' | 'failed'>,
): Pick<SetHandlers, NoticeCommand> {
  return {
    'notice.acknowledge': async ({ id }) => notices.acknowledge(id),
    'notice.take': async ({ id }) => notices.take(id),
    'notice.done': async ({ id }) => notices.done(id),
    'notice.failed': async ({ id }) => notices.failed(id),
  };
}

export function noticeQueries(notices: Pick<Notices, 'list'>): Pick<SetQueryHandlers, 'notices.list'> {
  return { 'notices.list': async ({ limit }) => ({ notices: notices.list(limit) }) };
}
