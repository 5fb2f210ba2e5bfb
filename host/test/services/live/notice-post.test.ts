import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SendOutcome } from '#domain/notice-rules.ts';
import { silentLogger } from '#kernel/logger.ts';
import { NoticePost, type NoticeSender } from '#services/live/notice-post.ts';
import { FLOOD, NoticeStage } from './notice-stage.ts';

const HOOKS = [
  { form: 'json', url: 'https://a.example/' },
  { form: 'ntfy', url: 'https://b.example/t' },
] as const;
const SENT: SendOutcome = { outcome: 'sent' };

const turn = async () => {
  for (let n = 0; n < 20; n++) await Promise.resolve();
};

/** Answers each send by `answer`; keeps "url message". */
function posting(at: NoticeStage, answer: (url: string) => SendOutcome | Promise<SendOutcome>, waitMs = () => 0) {
  const tried: string[] = [];
  const sender: NoticeSender = {
    waitMs,
    send: async ({ url }, { message }) => {
      tried.push(`${url} ${message}`);
      return answer(url);
    },
  };
  const post = new NoticePost(at.notices, sender, () => at.settings.notices.webhooks, at.clock, silentLogger);
  return { tried, post };
}

test('one after the other to each address, in their order; an address that waits holds up no other', async () => {
  const at = new NoticeStage({ webhooks: [...HOOKS] });
  let free = (_outcome: SendOutcome) => {};
  const held = new Promise<SendOutcome>((resolve) => {
    free = resolve;
  });
  const { tried } = posting(at, (url) => (url === HOOKS[0].url ? held : SENT));
  for (const n of [1, 2]) {
    at.clock.advance(1);
    at.notices.raise({ ...FLOOD, subject: `s${n}`, message: `${n}` });
  }
  await turn();
  expect(tried.sort()).toEqual(['https://a.example/ 1', 'https://b.example/t 1', 'https://b.example/t 2']);
  free(SENT);
  await turn();
  expect(tried).toHaveLength(4);
  at.close();
});

test('tried again after its waits, not where it was refused, and not while the address rests', async () => {
  const at = new NoticeStage({ webhooks: [HOOKS[0]] });
  const answers: SendOutcome[] = [
    { outcome: 'failed', reason: 'answers 500' },
    { outcome: 'failed', reason: 'answers 429', retryAfterMs: 50_000 },
    SENT,
    { outcome: 'refused', reason: 'answers 404' },
  ];
  let restsMs = 0;
  const { tried } = posting(
    at,
    () => answers.shift() ?? SENT,
    () => restsMs,
  );
  at.notices.raise(FLOOD);
  await turn();
  expect(tried).toHaveLength(1);
  at.clock.advance(5_000);
  await turn();
  expect(tried).toHaveLength(2);
  at.clock.advance(49_999);
  await turn();
  expect(tried).toHaveLength(2);
  at.clock.advance(1);
  await turn();
  expect(tried).toHaveLength(3);
  restsMs = 60_000;
  at.notices.raise({ ...FLOOD, subject: 'other' });
  await turn();
  expect(tried).toHaveLength(3);
  restsMs = 0;
  at.clock.advance(60_000);
  await turn();
  expect(tried).toHaveLength(4);
  at.clock.advance(3_600_000);
  await turn();
  expect(tried).toHaveLength(4);
  at.close();
});

test('what cannot be taken is not sent, and the next try rests', async () => {
  const at = new NoticeStage({ webhooks: [HOOKS[0]] });
  const { tried, post } = posting(at, () => SENT);
  at.store.take = () => {
    throw new Error('the disk is full');
  };
  at.notices.raise(FLOOD);
  await turn();
  at.clock.advance(60_000);
  await turn();
  expect(tried).toEqual([]);
  await post.stop();
  at.close();
});

/** What a life of the host does: raises, lets time pass, and dies before a send, during it, or never. */
const life = fc.record({
  raises: fc.integer({ min: 0, max: 3 }),
  waits: fc.array(fc.constantFrom(100, 5_000, 60_000, 900_000), { maxLength: 4 }),
  dies: fc.constantFrom('at rest', 'while sending'),
  answers: fc.array(fc.constantFrom('sent', 'failed', 'refused'), { maxLength: 4 }),
});

test('over any crashes each address gets each notice at most once, and each is tried', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 5 }), async (lives) => {
      const at = new NoticeStage({ webhooks: [...HOOKS] });
      const arrived: string[] = [];
      const attempted = new Set<string>();
      let count = 0;
      const live = async (one: (typeof lives)[number], isLast: boolean) => {
        let isDead = false;
        const answers = [...one.answers];
        const sender: NoticeSender = {
          waitMs: () => 0,
          send: async ({ url }, { message }) => {
            attempted.add(`${url} ${message}`);
            const outcome = isLast ? 'sent' : (answers.shift() ?? 'sent');
            if (outcome !== 'sent') return { outcome: outcome === 'failed' ? 'failed' : 'refused', reason: outcome };
            arrived.push(`${url} ${message}`);
            // It arrived, and nobody heard of it.
            if (isDead || (!isLast && one.dies === 'while sending')) return new Promise(() => {});
            return SENT;
          },
        };
        const post = new NoticePost(at.notices, sender, () => at.settings.notices.webhooks, at.clock, silentLogger);
        post.look();
        for (let n = 0; n < one.raises; n++) {
          count += 1;
          at.notices.raise({ ...FLOOD, subject: `s${count}`, message: `${count}` });
        }
        for (const wait of isLast ? [5_000, 30_000, 120_000, 600_000] : one.waits) {
          await turn();
          at.clock.advance(wait);
        }
        await turn();
        isDead = true;
        if (!isLast) at.crash();
      };
      for (const one of lives) await live(one, false);
      await live({ raises: 1, waits: [], dies: 'at rest', answers: [] }, true);
      expect(new Set(arrived).size).toBe(arrived.length);
      // Within half an hour of lives nothing expires, and everything is tried at least.
      const lasted = lives.flatMap(({ waits }) => waits).reduce((sum, wait) => sum + wait, 0);
      if (lasted < 7_000_000) expect(attempted.size).toBe(count * HOOKS.length);
      at.close();
    }),
    { numRuns: 25 },
  );
});
