import { expect, test } from 'vitest';
import { systemTimers } from '#app-clock.ts';

test('no timer rings before its time', async () => {
  const early = await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const startMs = systemTimers.now();
      await new Promise<void>((resolve) => systemTimers.after(index % 40, resolve));
      return systemTimers.now() - startMs < index % 40;
    }),
  );
  expect(early.filter((isEarly) => isEarly)).toEqual([]);
});

test('a timer that is called off does not ring', async () => {
  let rang = false;
  const cancel = systemTimers.after(5, () => {
    rang = true;
  });
  cancel();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(rang).toBe(false);
});
