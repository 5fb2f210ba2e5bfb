// Notices as clients see them: through the desks of commands and questions, with their roles and schemas.

import { setQueries } from '@tracord/shared/set-queries.ts';
import { noticesViewSchema } from '@tracord/shared/set-schemas.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AllHandlers, CommandDesk } from '#app/commands.ts';
import { noticeHandlers, noticeQueries } from '#app/notice-handlers.ts';
import { silentLogger } from '#kernel/logger.ts';
import { LOST, NoticeStage } from '../services/live/notice-stage.ts';

let at: NoticeStage;
let desk: CommandDesk;
beforeEach(() => {
  at = new NoticeStage();
  desk = new CommandDesk({ ...noticeHandlers(at.notices) } as AllHandlers, silentLogger);
});
afterEach(() => at.close());

test('the bot takes, reports and is refused; the same command id is the same take', async () => {
  at.notices.raise(LOST);
  const args = { id: at.firstForBot };
  expect(await desk.run('notice.take', args, 'c1', 'bot')).toEqual({ ok: true });
  expect(await desk.run('notice.take', args, 'c1', 'bot')).toEqual({ ok: true });
  expect(await desk.run('notice.take', args, 'c2', 'bot')).toMatchObject({ ok: false, code: 'notice-gone' });
  expect(await desk.run('notice.failed', args, 'c3', 'bot')).toEqual({ ok: true });
  at.clock.advance(5_000);
  expect(await desk.run('notice.take', args, 'c4', 'bot')).toEqual({ ok: true });
  expect(await desk.run('notice.done', args, 'c5', 'bot')).toEqual({ ok: true });
  expect(await desk.run('notice.done', args, 'c6', 'bot')).toMatchObject({ code: 'notice-gone' });
  expect(await desk.run('notice.take', args, 'c7', 'requester')).toMatchObject({ code: 'forbidden' });
});

test('the DJ takes note, and reads the list', async () => {
  at.notices.raise(LOST);
  expect(() => noticesViewSchema.parse(at.operator.get('notices'))).not.toThrow();
  expect(await desk.run('notice.acknowledge', {}, 'c1', 'operator')).toEqual({ ok: true, acknowledged: 1 });
  expect(await desk.run('notice.acknowledge', { id: 'x' }, 'c2', 'operator')).toMatchObject({ code: 'notice-unknown' });
  expect(await desk.run('notice.acknowledge', {}, 'c3', 'bot')).toMatchObject({ code: 'forbidden' });
  const answer = await noticeQueries(at.notices)['notices.list']({ limit: 5 }, 'operator');
  expect(setQueries['notices.list'].output.parse(answer)).toEqual(answer);
  expect(answer.notices).toHaveLength(1);
});
