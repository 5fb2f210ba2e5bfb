import type { RequestView } from '@tracord/shared/requests.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SETTLES_MS, UNSEEN_MS } from '#press-guard.ts';
import { DeckForTest } from './deck-for-test.ts';
import { madeQueue, madeRequest } from './made-requests.ts';

const IDS = ['a', 'b', 'c', 'd', 'e'];
const KEYS = 3;

type Step =
  | { do: 'down' | 'up'; key: number }
  | { do: 'wait'; ms: number }
  | { do: 'queue'; ids: string[] }
  | { do: 'vote' | 'change' | 'skip'; id: string }
  | { do: 'wake' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('down' as const, 'up' as const), key: fc.nat(KEYS - 1) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 1_500 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('queue' as const), ids: fc.shuffledSubarray(IDS) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('vote' as const, 'change' as const, 'skip' as const),
      id: fc.constantFrom(...IDS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wake' as const) }) },
);

/** "request a r1 new" → "a r1" */
const shown = (face: string) => /^request (\w+ r\d+) (?:new|skipped)/.exec(face)?.[1];

/** What may have been before the eye when the finger came down: the last picture, and what the last moment replaced. */
function facesSeen(deck: DeckForTest, key: string): string[] {
  const sent = deck.sent(key);
  const first = sent.findLastIndex(({ at }) => at <= deck.nowMs - UNSEEN_MS);
  return sent.slice(Math.max(0, first)).map(({ svg }) => svg);
}

test('whatever the host says and whenever, a press only ever means what its key had shown for a while', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const deck = new DeckForTest();
      const byId = new Map<string, RequestView>(IDS.map((id) => [id, madeRequest(id)]));
      let ids = IDS;
      const say = () => deck.requests(madeQueue(ids.flatMap((id) => byId.get(id) ?? [])));
      say();
      const keys: string[] = [];
      for (let place = 1; place <= KEYS; place++) keys.push(await deck.appear('request', { place }));
      const downs = new Map<string, { faces: string[]; at: number }>();
      let runs = 0;
      const checkRuns = () => {
        for (const run of deck.runs.slice(runs)) {
          const wanted = `${run.args.id} r${run.args.revision}`;
          const fitting = keys.filter((key) => downs.get(key)?.faces.some((face) => shown(face) === wanted));
          expect(fitting, `${run.name} ${wanted}`).toHaveLength(1);
          // It had shown that request for a while, or never another one.
          const [key = ''] = fitting;
          const at = downs.get(key)?.at ?? 0;
          const lately = deck.sent(key).filter((one) => one.at > at - SETTLES_MS && one.at <= at);
          const subjects = new Set(lately.map(({ svg }) => shown(svg)?.split(' ')[0]).filter((id) => id !== undefined));
          expect(subjects.size).toBeLessThanOrEqual(1);
          downs.delete(key);
        }
        runs = deck.runs.length;
      };
      for (const one of steps) {
        const key = 'key' in one ? (keys[one.key] ?? '') : '';
        if (one.do === 'down') {
          downs.set(key, { faces: facesSeen(deck, key), at: deck.nowMs });
          deck.deck.down(key);
        }
        if (one.do === 'up') deck.deck.up(key);
        if (one.do === 'wait') await deck.wait(one.ms);
        if (one.do === 'wake') deck.deck.wake();
        if (one.do === 'queue') ids = one.ids;
        if ('id' in one) {
          const request = byId.get(one.id) ?? madeRequest(one.id);
          const changed = one.do === 'vote' ? { votes: request.votes + 1 } : { revision: request.revision + 1 };
          const skipped = one.do === 'skip' ? { state: 'skipped' as const, skips: request.skips + 1 } : {};
          byId.set(one.id, { ...request, ...changed, ...skipped });
        }
        say();
        await deck.wait(0);
        checkRuns();
      }
    }),
    { numRuns: 150 },
  );
});
