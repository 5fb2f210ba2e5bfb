import type { BotNotice } from '@tracord/shared/notices.ts';
import { afterEach, expect, test } from 'vitest';
import { noticeBody } from '#discord-bot/notice-messages.ts';
import { STAFF_MODULES } from '#discord-bot/staff-side.ts';
import type { Json } from '../../../test/fakes/discord-world.ts';
import { until } from '../../../test/fakes/until.ts';
import { NOW, type Stage, stage } from './staff-stage.ts';

const MINUTE = 60_000;
const POST = 'POST /channels/:channel/messages';

let at: Stage;
afterEach(async () => {
  expect(at.discord.violations).toEqual([]);
  await at.stop();
});

function notice(id: string, more: Partial<BotNotice> = {}): BotNotice {
  return {
    ...{ id, kind: 'recording-stopped', level: 'alarm', at: NOW, expiresAt: NOW + 360 * MINUTE },
    ...{ message: `The recording ${id} stopped.`, remedy: 'Look at <@OBS>.' },
    ...more,
  };
}

/** Notices as the host offers them: gone once they are taken, there again where they failed. */
async function begin(...notices: BotNotice[]): Promise<Stage> {
  at = await stage(STAFF_MODULES, { server: '' });
  at.host.set('live', { on: false });
  const { host } = at;
  host.answers = ({ name, args }) => {
    if (name !== 'notice.take') return undefined;
    const { [String(args.id)]: taken, ...byId } = host.topics.notices.byId;
    if (taken === undefined) return { ok: false, code: 'notice-gone', message: '' };
    host.set('notices', { order: Object.keys(byId), byId });
    return { ok: true };
  };
  host.set('discord', { ...host.topics.discord, staffChannel: at.discord.channel('staff').id });
  offer(...notices);
  return at;
}

function offer(...notices: BotNotice[]): void {
  const byId = { ...at.host.topics.notices.byId, ...Object.fromEntries(notices.map((one) => [one.id, one])) };
  at.host.set('notices', { order: Object.keys(byId), byId });
}

const texts = () => at.in('staff').map(({ message }) => message.content);
const ran = (name: string) => at.host.ran(name).map(({ args }) => args.id);

test('goes to staff once, in rehearsal too, with words for its level, and pings nobody', async () => {
  await begin(notice('n1'), notice('n2', { level: 'info', remedy: undefined, message: '@everyone <@1> *x*' }));
  await until(() => expect(ran('notice.done')).toEqual(['n1', 'n2']));
  const [first, second] = at.in('staff');
  expect(first?.message).toMatchObject({
    content: 'The recording n1 stopped.',
    embeds: [
      {
        title: '🔴 Alarm: Recording stopped',
        description: 'Look at \\<\\@OBS\\>.',
        color: 0xe5484d,
        timestamp: new Date(NOW).toISOString(),
      },
    ],
  });
  expect(second?.message.content).toBe('\\@everyone \\<\\@1\\> \\*x\\*');
  expect(second?.message.embeds[0]).not.toHaveProperty('description');
  expect(second?.pinged).toEqual({ users: [], roles: [], everyone: false });
  await at.quiet();
  expect(texts()).toHaveLength(2);
});

test('not without a channel, and not what another took', async () => {
  await begin();
  const { staffChannel } = at.host.topics.discord;
  at.host.set('discord', { ...at.host.topics.discord, staffChannel: '' });
  offer(notice('n1'));
  await at.quiet();
  expect(ran('notice.take')).toEqual([]);
  at.host.answers = ({ name }) =>
    name === 'notice.take' ? { ok: false, code: 'notice-gone', message: '' } : undefined;
  at.host.set('discord', { ...at.host.topics.discord, staffChannel });
  await until(() => expect(ran('notice.take')).toEqual(['n1']));
  await at.quiet();
  expect(at.discord.posted).toEqual([]);
  expect(ran('notice.failed')).toEqual([]);
});

test('an answer of the host that was lost is asked for again, as the same take', async () => {
  await begin();
  const { answers } = at.host;
  let isLost = true;
  at.host.answers = (run) => {
    const answer = answers(run);
    if (run.name !== 'notice.take' || !isLost) return run.name === 'notice.take' ? { ok: true } : answer;
    isLost = false;
    return { ok: false, code: 'host-away', message: '' };
  };
  // It was taken, and stands in the list no more when the bot asks again.
  at.host.set('notices', { order: ['n1'], byId: { n1: notice('n1') } });
  await until(() => expect(at.host.ran('notice.take')).toHaveLength(1));
  offer(notice('n1'));
  await until(() => {
    at.clock.advance(500);
    expect(ran('notice.done')).toEqual(['n1']);
  });
  const ids = at.host.ran('notice.take').map(({ commandId }) => commandId);
  expect(new Set(ids).size).toBe(1);
  expect(texts()).toHaveLength(1);
});

test('an outage of an hour: what is still of use is sent, once; what is too old is not', async () => {
  await begin();
  await at.discord.goAway();
  offer(notice('n1'), notice('n2', { level: 'info', expiresAt: NOW + 30 * MINUTE }), notice('n3'));
  await until(() => expect(ran('notice.take')).toEqual(['n1']));
  for (let minute = 0; minute < 60; minute++) {
    at.clock.advance(MINUTE);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(ran('notice.take')).toEqual(['n1']);
  await at.discord.comeBack();
  await until(() => {
    at.clock.advance(MINUTE / 2);
    expect(ran('notice.done')).toEqual(['n1', 'n3']);
  });
  expect(texts()).toEqual(['The recording n1 stopped.', 'The recording n3 stopped.']);
});

test('what Discord refuses is said to the host, which offers it again; the DJ reads why', async () => {
  await begin();
  at.discord.world.isInGuild = false;
  offer(notice('n1'));
  await until(() => expect(ran('notice.failed')).toEqual(['n1']));
  await until(() => expect(at.troubles.get('notices')?.remedy).toContain('"Send Messages"'));
  at.discord.world.isInGuild = true;
  offer(notice('n1'));
  await until(() => expect(ran('notice.done')).toEqual(['n1']));
  expect(texts()).toHaveLength(1);
  await until(() => expect(at.troubles.has('notices')).toBe(false));
});

test('limits of Discord are waited out', async () => {
  await begin();
  at.discord.limitNext(POST, 2, { retryAfterS: 0.2 });
  offer(notice('n1'));
  await until(() => {
    at.clock.advance(100);
    expect(ran('notice.done')).toEqual(['n1']);
  });
  expect(texts()).toHaveLength(1);
});

test('however long, it fits', () => {
  const long = '*<@everyone>'.repeat(300);
  const { content, embeds } = noticeBody(notice('n1', { message: long, remedy: long }));
  expect(content?.length).toBeLessThanOrEqual(2_000);
  expect((embeds as Json[] | undefined)?.[0]?.description).toSatisfy((text: string) => text.length <= 4_096);
});
