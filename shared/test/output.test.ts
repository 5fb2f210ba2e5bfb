import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { doubling, Output, type OutputClock, type Projection, type Step, wholly } from '../src/output.ts';

/** Time that is moved by hand; due calls run in their order. */
class Hand implements OutputClock {
  nowMs = 1_000_000;
  #timers: { atMs: number; call: () => void }[] = [];
  now(): number {
    return this.nowMs;
  }
  after(delayMs: number, call: () => void): () => void {
    const timer = { atMs: this.nowMs + delayMs, call };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }
  async advance(byMs: number): Promise<void> {
    const endMs = this.nowMs + byMs;
    for (;;) {
      await settle();
      const next = this.#timers.filter((timer) => timer.atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.nowMs = next.atMs;
      next.call();
    }
    this.nowMs = endMs;
    await settle();
  }
}

/** Lets promises that are settled run on. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

type Sent = { value: number; startMs: number; endMs?: number };

type StageOptions = {
  takesMs?: number;
  minIntervalMs?: number;
  pace?: { sends: number; withinMs: number };
  failures?: boolean[];
};

/** An output of numbers to a receiver that takes `takesMs` for each, and fails as often as `failures` says. */
function stage(options: StageOptions = {}) {
  const clock = new Hand();
  const sent: Sent[] = [];
  const shown: number[] = [];
  const faults: string[] = [];
  const failures = [...(options.failures ?? [])];
  let atOnce = 0;
  let mostAtOnce = 0;
  const output = new Output<number | undefined, number, Step & { wanted: number }>({
    clock,
    project: (source): Projection<number> => ({ wanted: source }),
    diff: wholly,
    send: async ({ wanted }) => {
      const entry: Sent = { value: wanted, startMs: clock.now() };
      sent.push(entry);
      mostAtOnce = Math.max(mostAtOnce, ++atOnce);
      if ((options.takesMs ?? 0) > 0) await new Promise<void>((done) => clock.after(options.takesMs ?? 0, done));
      atOnce--;
      entry.endMs = clock.now();
      if (failures.shift()) throw new Error(`away at ${wanted}`);
      shown.push(wanted);
    },
    minIntervalMs: options.minIntervalMs ?? 0,
    pace: options.pace,
    onFault: (fault) => faults.push(String(fault)),
  });
  return { clock, output, sent, shown, faults, mostAtOnce: () => mostAtOnce, values: () => sent.map((s) => s.value) };
}

describe('an output', () => {
  test('sends a wish once, and an equal one not at all', async () => {
    const { clock, output, values } = stage();
    output.update(7);
    await clock.advance(10);
    output.update(7);
    await clock.advance(100_000);
    expect(values()).toEqual([7]);
  });

  test('keeps only the newest wish while a send runs', async () => {
    const { clock, output, values } = stage({ takesMs: 50 });
    for (const wish of [1, 2, 3, 4]) output.update(wish);
    await clock.advance(1_000);
    expect(values()).toEqual([1, 4]);
  });

  test('sends a few at once, but never more within a while than its pace, and the newest wish arrives', async () => {
    const { clock, output, sent, shown } = stage({ pace: { sends: 3, withinMs: 300 } });
    for (let wish = 0; wish < 100; wish++) {
      output.update(wish);
      await clock.advance(7);
    }
    await clock.advance(300);
    expect(shown.at(-1)).toBe(99);
    const starts = sent.map((one) => one.startMs - 1_000_000);
    expect(starts.slice(0, 4)).toEqual([0, 7, 14, 300]);
    for (const [index, start] of starts.entries()) {
      expect((starts[index + 3] ?? Number.POSITIVE_INFINITY) - start).toBeGreaterThanOrEqual(300);
    }
  });

  test('sends nothing where the wish came back to what was sent', async () => {
    const { clock, output, values } = stage({ takesMs: 50 });
    for (const wish of [1, 2, 1]) output.update(wish);
    await clock.advance(1_000);
    expect(values()).toEqual([1]);
  });

  test('sends again after faults, each wait twice as long, and says each fault', async () => {
    const { clock, output, sent, shown, faults } = stage({ failures: [true, true, true] });
    output.update(1);
    await clock.advance(60_000);
    expect(sent.map((one) => one.startMs - 1_000_000)).toEqual([0, 1_000, 3_000, 7_000]);
    expect(shown).toEqual([1]);
    expect(faults).toEqual(['Error: away at 1', 'Error: away at 1', 'Error: away at 1']);
  });

  test('sends everything again when what is shown is not known, and at once after a reconnect', async () => {
    const { clock, output, sent } = stage({ failures: [false, true] });
    output.update(1);
    await clock.advance(10);
    output.forget();
    await clock.advance(10);
    expect(sent).toHaveLength(2);
    output.forget();
    await clock.advance(10);
    expect(sent.map((one) => one.value)).toEqual([1, 1, 1]);
  });

  test('does not take for known what was under way when it was forgotten', async () => {
    const { clock, output, values } = stage({ takesMs: 50 });
    output.update(1);
    await clock.advance(10);
    output.forget();
    await clock.advance(1_000);
    expect(values()).toEqual([1, 1]);
  });

  test('wishes nothing where the projection says so, and nothing after its end', async () => {
    const { clock, output, values } = stage();
    output.update(undefined);
    await clock.advance(10);
    output.update(1);
    output.update(undefined);
    output.close();
    output.update(2);
    output.forget();
    await clock.advance(10_000);
    expect(values()).toEqual([1]);
  });

  test('changes by the passing of time alone', async () => {
    const clock = new Hand();
    const sent: number[] = [];
    const startMs = clock.now();
    const output = new Output({
      clock,
      project: (periodMs: number, nowMs: number) => {
        const passed = Math.floor((nowMs - startMs) / periodMs);
        return { wanted: passed, changesAtMs: startMs + (passed + 1) * periodMs };
      },
      diff: wholly<number>,
      send: async (step) => {
        sent.push(step.wanted);
      },
    });
    output.update(60_000);
    await clock.advance(150_000);
    output.close();
    expect(sent).toEqual([0, 1, 2]);
  });

  test('sends the steps of one wish in turn, and diffs against what came of them', async () => {
    const clock = new Hand();
    const shown: Record<string, string> = {};
    const reasons: string[] = [];
    const output = new Output<Record<string, string>, Record<string, string>, Step & { key: string; face: string }>({
      clock,
      project: (faces) => ({ wanted: faces }),
      diff: (known, wanted) =>
        Object.entries(wanted)
          .filter(([key, face]) => known?.[key] !== face)
          .map(([key, face]) => ({ key, face, reason: `key ${key}` })),
      send: async (step) => {
        shown[step.key] = step.face;
        reasons.push(step.reason);
      },
    });
    output.update({ a: '1', b: '1' });
    await clock.advance(1);
    output.update({ a: '1', b: '2' });
    await clock.advance(1);
    expect(shown).toEqual({ a: '1', b: '2' });
    expect(reasons).toEqual(['key a', 'key b', 'key b']);
  });
});

const moves = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('wish' as const), value: fc.integer({ min: 0, max: 3 }) }) },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('wait' as const), value: fc.integer({ min: 0, max: 400 }) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('forget' as const), value: fc.constant(0) }) },
  ),
  { maxLength: 40 },
);

describe('whatever is wished, forgotten and fails', () => {
  test('the last wish arrives, no two sends overlap, the pace is held', async () => {
    await fc.assert(
      fc.asyncProperty(
        moves,
        fc.array(fc.boolean(), { maxLength: 8 }),
        fc.integer({ min: 0, max: 120 }),
        fc.integer({ min: 0, max: 150 }),
        async (sequence, failures, takesMs, minIntervalMs) => {
          const { clock, output, sent, shown, mostAtOnce } = stage({ takesMs, minIntervalMs, failures });
          let last: number | undefined;
          for (const move of sequence) {
            if (move.kind === 'wait') await clock.advance(move.value);
            else if (move.kind === 'forget') output.forget();
            else {
              last = move.value;
              output.update(last);
            }
          }
          await clock.advance(10 * 60_000);
          output.close();
          expect(shown.at(-1)).toBe(last);
          expect(mostAtOnce()).toBeLessThanOrEqual(1);
          for (const [index, one] of sent.entries()) {
            const before = sent[index - 1];
            if (before !== undefined) expect(one.startMs - (before.endMs ?? 0)).toBeGreaterThanOrEqual(minIntervalMs);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('without faults and forgetting, nothing is sent twice in a row', async () => {
    await fc.assert(
      fc.asyncProperty(moves, fc.integer({ min: 0, max: 120 }), async (sequence, takesMs) => {
        const { clock, output, values } = stage({ takesMs });
        for (const move of sequence) {
          if (move.kind === 'wait') await clock.advance(move.value);
          else if (move.kind === 'wish') output.update(move.value);
        }
        await clock.advance(60_000);
        output.close();
        for (const [index, value] of values().entries()) expect(value).not.toBe(values()[index - 1]);
      }),
      { numRuns: 200 },
    );
  });
});

test.each([
  [1, 1_000],
  [2, 2_000],
  [5, 16_000],
  [7, 60_000],
  [2_000, 60_000],
])('after fault %i it waits %i ms', (faults, waitMs) => {
  expect(doubling(1_000, 60_000)(faults)).toBe(waitMs);
});
