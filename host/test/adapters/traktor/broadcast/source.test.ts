import { expect, it } from 'vitest';
import { BroadcastSource } from '#adapters/traktor/broadcast/source.ts';

it('a source is silent for as long as it sent nothing, also when the clock is set back meanwhile', () => {
  let nowMs = 10_000_000;
  const clock = { now: () => nowMs, after: () => () => {} };
  const source = new BroadcastSource({ mount: '/m', from: '127.0.0.1' }, clock, { title: () => {}, format: () => {} });
  nowMs += 5_000;
  expect(source.silentForMs).toBe(5_000);
  source.push(Uint8Array.of(1));
  nowMs -= 3_600_000;
  expect(source.silentForMs).toBe(0);
  nowMs += 30_000;
  expect(source.silentForMs).toBe(30_000);
});
