import { expect, it } from 'vitest';
import { oneAtATime } from '#kernel/one-at-a-time.ts';

it('does once more, and only once, what was asked meanwhile', async () => {
  const done: string[] = [];
  let release = () => {};
  const ask = oneAtATime(async () => {
    done.push('begins');
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    done.push('ends');
  });
  const all = Promise.all([ask(), ask(), ask()]);
  release();
  await Promise.resolve();
  await Promise.resolve();
  expect(done).toEqual(['begins', 'ends', 'begins']);
  release();
  await all;
  expect(done).toEqual(['begins', 'ends', 'begins', 'ends']);
  const later = ask();
  release();
  await later;
  expect(done).toHaveLength(6);
});

it('goes on after a fault', async () => {
  let tries = 0;
  const ask = oneAtATime(async () => {
    if (++tries === 1) throw new Error('not now');
  });
  await expect(ask()).rejects.toThrow('not now');
  await expect(ask()).resolves.toBeUndefined();
});
