import { afterEach, describe, expect, test } from 'vitest';
import { type Webhook, wayOf } from '#services/live/notices.ts';
import { FLOOD, LOST, NoticeStage } from './notice-stage.ts';

const MINUTE = 60_000;
const BACK = { kind: 'bridge-back', subject: 'obs', level: 'info', message: 'OBS is back.' } as const;
const HOOK = { form: 'gotify', url: 'https://gotify.example/message?token=Asecret1' } as const;

let at: NoticeStage;
afterEach(() => at.close());

describe('the topic', () => {
  test('counts up what happens again while it stands, and tells it once', () => {
    at = new NoticeStage();
    at.notices.raise(FLOOD);
    at.clock.advance(9 * MINUTE);
    at.notices.raise({ ...FLOOD, message: 'More came.' });
    expect(at.shown).toEqual(['*requests-flood ×2']);
    expect(Object.values(at.operator.get('notices').byId)[0]).toMatchObject({
      message: 'More came.',
      at: at.clock.now(),
    });
    expect(at.forBot).toEqual(['requests-flood']);
    at.clock.advance(10 * MINUTE);
    at.notices.raise(FLOOD);
    expect(at.shown).toEqual(['*requests-flood ×1', 'requests-flood ×2']);
  });

  test('has the newest 20, and every alarm that stands', () => {
    at = new NoticeStage();
    at.notices.raise(LOST);
    for (let n = 0; n < 30; n++) {
      at.clock.advance(1_000);
      at.notices.raise({ kind: 'set-ended', subject: `set:${n}`, level: 'info', message: `Set ${n} over.` });
    }
    const { order, byId, alarms } = at.operator.get('notices');
    expect(order).toHaveLength(21);
    expect(byId[order[0] ?? '']?.message).toBe('Set 29 over.');
    expect(byId[order[20] ?? '']?.kind).toBe('bridge-lost');
    expect(alarms).toBe(1);
  });

  test('of one that the DJ took note of, the next is another', () => {
    at = new NoticeStage();
    at.notices.raise(LOST);
    const [id = ''] = at.operator.get('notices').order;
    expect(at.notices.acknowledge(id)).toEqual({ ok: true, acknowledged: 1 });
    expect(at.operator.get('notices').alarms).toBe(0);
    expect(at.acknowledged).toEqual(['bridge-lost obs']);
    expect(at.notices.acknowledge(id)).toEqual({ ok: true, acknowledged: 0 });
    expect(at.notices.acknowledge('another')).toMatchObject({ ok: false, code: 'notice-unknown' });
    at.notices.raise(LOST);
    expect(at.shown).toEqual(['*bridge-lost ×1', 'bridge-lost ×1']);
    at.notices.raise(FLOOD);
    expect(at.notices.acknowledge()).toEqual({ ok: true, acknowledged: 2 });
  });

  test('survives a restart; a lost bridge of before does not', () => {
    at = new NoticeStage();
    at.notices.raise(LOST);
    at.notices.raise({ ...LOST, kind: 'recording-stopped', subject: 'recording' });
    at.crash();
    expect(at.shown.sort()).toEqual(['*recording-stopped ×1', 'bridge-lost ×1']);
    expect(at.notices.list(1)).toHaveLength(1);
    expect(JSON.stringify(at.notices.list(100))).not.toContain('subject');
  });

  test('a database that cannot be written stops nobody', () => {
    at = new NoticeStage();
    at.notices.raise(LOST);
    at.db.pragma('query_only = ON');
    at.notices.raise(FLOOD);
    at.notices.settle('bridge-lost', 'obs');
    at.notices.resume();
    expect(at.shown).toEqual(['*bridge-lost ×1']);
    expect(() => at.notices.take(at.firstForBot)).toThrow(/may not be written/);
    at.db.pragma('query_only = OFF');
    expect(at.notices.take(at.firstForBot)).toEqual({ ok: true });
  });

  test('forgets what is older than 90 days, and all but the newest 1,000', () => {
    at = new NoticeStage();
    at.store.write(() => {
      for (let n = 0; n < 1_100; n++) at.store.add({ ...FLOOD, id: `n${n}`, at: at.clock.now() - n });
    });
    at.store.addDelivery({ noticeId: 'n1050', way: 'discord', dueAt: 0, expiresAt: 1 });
    at.crash();
    expect(at.notices.list(10_000)).toHaveLength(1_000);
    expect(at.notices.list(10_000)[999]?.id).toBe('n999');
    at.clock.advance(91 * 24 * 60 * MINUTE);
    at.crash();
    expect(at.notices.list(10_000)).toEqual([]);
  });
});

describe('who is told', () => {
  test('the bot, where the settings name a channel, and each webhook without its address', () => {
    at = new NoticeStage({ webhooks: [HOOK, HOOK, { form: 'ntfy', url: HOOK.url }] });
    at.notices.raise(LOST);
    const ways = at.notices.dueForWebhooks().map(({ way }) => way);
    expect(ways.sort()).toEqual([wayOf(HOOK), wayOf({ form: 'ntfy', url: HOOK.url })].sort());
    expect(JSON.stringify(ways)).not.toContain('example');
    expect(at.bot.get('notices').byId[at.firstForBot]).toEqual({
      ...{ id: at.firstForBot, kind: 'bridge-lost', level: 'alarm', message: LOST.message, remedy: LOST.remedy },
      ...{ at: at.clock.now(), expiresAt: at.clock.now() + 360 * MINUTE },
    });
  });

  test.each([
    ['no channel', {}, { staffChannel: '' }],
    ['not wanted', { discord: false }, {}],
    ['too little', { level: 'alarm' as const }, {}],
    ['a kind that is quiet', { quiet: ['requests-flood' as const] }, {}],
    ['a quiet time', { quietFrom: '11:00', quietUntil: '12:01' }, {}],
    ['enough in this hour', { perHour: 1 }, {}],
  ])('%s: it is only shown', (_name, notices, discord) => {
    at = new NoticeStage(notices);
    at.settings.discord = { ...at.settings.discord, ...discord };
    at.notices.raise({ ...FLOOD, kind: 'import-failed', subject: 'library' });
    at.clock.advance(1);
    at.notices.raise(FLOOD);
    expect(at.forBot).not.toContain('requests-flood');
    expect(at.shown[0]).toBe('*requests-flood ×1');
  });

  const WATCH = { form: 'json', url: 'http://127.0.0.1:9000/all', level: 'info' } as const;
  const waysOf = (id: string) =>
    at.notices
      .dueForWebhooks()
      .filter(({ notice }) => notice.id === id)
      .map(({ way }) => way);

  test('each way by its own level and kinds', () => {
    const phone: Webhook = { ...HOOK, level: 'alarm' };
    const log: Webhook = { ...WATCH, quiet: ['import-done'] };
    at = new NoticeStage({ webhooks: [phone, log], discordLevel: 'info', discordQuiet: ['requests-flood'] });
    const told = [
      FLOOD,
      LOST,
      { kind: 'import-done', subject: 'library', level: 'info', message: 'It is in.' } as const,
      { kind: 'set-ended', subject: 'set:a', level: 'info', message: 'Set over.' } as const,
    ].map((happening) => {
      at.clock.advance(1_000);
      at.notices.raise(happening);
      const [id = ''] = at.operator.get('notices').order;
      const discord = at.bot.get('notices').byId[id] === undefined ? [] : ['discord'];
      return [...discord, ...waysOf(id).map((way) => (way === wayOf(phone) ? 'phone' : 'log'))].sort();
    });
    expect(told).toEqual([['log'], ['discord', 'log', 'phone'], ['discord'], ['discord', 'log']]);
  });

  test('a way that gets much leaves the others theirs', () => {
    at = new NoticeStage({ webhooks: [WATCH], perHour: 2 });
    for (let n = 0; n < 3; n++) {
      at.notices.raise({ kind: 'set-ended', subject: `set:${n}`, level: 'info', message: 'Set over.' });
    }
    expect(at.notices.dueForWebhooks()).toHaveLength(2);
    at.notices.raise(FLOOD);
    expect(at.forBot).toEqual(['requests-flood']);
    expect(at.notices.dueForWebhooks()).toHaveLength(2);
  });

  test('that a bridge is back is told nobody who wants no such word', () => {
    at = new NoticeStage({ webhooks: [HOOK, WATCH], discordQuiet: ['bridge-back'] });
    at.notices.raise(LOST);
    at.notices.take(at.firstForBot);
    for (const { notice, way } of at.notices.dueForWebhooks()) at.notices.take(notice.id, way);
    at.settings.notices = { ...at.settings.notices, webhooks: [{ ...HOOK, quiet: ['bridge-back'] }, WATCH] };
    at.notices.raise(BACK);
    expect(at.forBot).toEqual([]);
    expect(at.notices.dueForWebhooks().map(({ way }) => way)).toEqual([wayOf(WATCH)]);
  });

  test('who was told that a bridge is gone is told that it is back, and nobody else', () => {
    at = new NoticeStage({ webhooks: [HOOK] });
    at.notices.raise(LOST);
    expect(at.notices.take(at.firstForBot)).toEqual({ ok: true });
    at.clock.advance(MINUTE);
    at.notices.raise(BACK);
    expect(at.shown).toEqual(['*bridge-back ×1', 'bridge-lost ×1']);
    expect(at.forBot).toEqual(['bridge-back']);
    expect(at.notices.dueForWebhooks()).toEqual([]);
    expect(at.operator.get('notices').alarms).toBe(0);
  });
});

describe('a delivery', () => {
  test('is taken once, done once', () => {
    at = new NoticeStage();
    at.notices.raise(LOST);
    const id = at.firstForBot;
    expect(at.notices.done(id)).toMatchObject({ code: 'notice-gone' });
    expect(at.notices.take(id)).toEqual({ ok: true });
    expect(at.notices.take(id)).toMatchObject({ ok: false, code: 'notice-gone' });
    expect(at.forBot).toEqual([]);
    expect(at.notices.done(id)).toEqual({ ok: true });
    expect(at.notices.failed(id)).toMatchObject({ code: 'notice-gone' });
    expect(at.notices.take('another')).toMatchObject({ code: 'notice-gone' });
  });

  test('taken and never reported, it is not offered again', () => {
    at = new NoticeStage();
    at.notices.raise(LOST);
    at.notices.take(at.firstForBot);
    at.crash();
    at.clock.advance(60 * MINUTE);
    expect(at.forBot).toEqual([]);
  });

  test('that failed is offered again, later each time, and given up in the end', () => {
    at = new NoticeStage();
    at.notices.raise(LOST);
    const id = at.firstForBot;
    for (const waitMs of [5_000, 30_000, 120_000, 600_000]) {
      expect(at.notices.take(id)).toEqual({ ok: true });
      at.notices.failed(id);
      expect(at.forBot).toEqual([]);
      at.clock.advance(waitMs - 1);
      expect(at.notices.take(id)).toMatchObject({ code: 'notice-gone' });
      at.clock.advance(1);
      expect(at.forBot).toEqual(['bridge-lost']);
    }
    at.notices.take(id);
    at.notices.failed(id);
    at.clock.advance(60 * MINUTE);
    expect(at.forBot).toEqual([]);
  });

  test('expires: a warning after two hours, an alarm after six', () => {
    at = new NoticeStage();
    at.notices.raise(FLOOD);
    at.notices.raise(LOST);
    expect(at.forBot.sort()).toEqual(['bridge-lost', 'requests-flood']);
    at.clock.advance(120 * MINUTE);
    expect(at.forBot).toEqual(['bridge-lost']);
    at.clock.advance(240 * MINUTE);
    expect(at.forBot).toEqual([]);
  });
});
