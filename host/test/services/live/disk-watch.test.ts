import { afterEach, expect, test } from 'vitest';
import { freeBytes } from '#adapters/files/free-space.ts';
import { silentLogger } from '#kernel/logger.ts';
import { DiskWatch } from '#services/live/disk-watch.ts';
import { until } from '../../../../test/fakes/until.ts';
import { NoticeStage } from './notice-stage.ts';

let at: NoticeStage;
afterEach(() => at.close());

test('says when room runs out, again when it gets worse, and takes it back with room to spare', async () => {
  at = new NoticeStage();
  const free: Record<string, number | undefined> = { '/data': 80, '/videos': 80, '/gone': undefined };
  let looks = 0;
  const watch = new DiskWatch({
    ...{ notices: at.notices, clock: at.clock, log: silentLogger, leastGb: () => 5 },
    folders: () => [
      { path: '/data', use: 'where TraCord keeps its data' },
      { path: '/videos', use: 'where OBS records' },
      { path: '/gone', use: 'elsewhere' },
    ],
    freeBytes: async (path) => {
      looks += 1;
      const gb = free[path];
      return gb && gb * 1e9;
    },
  });
  await watch.start();
  const next = async (videos: number) => {
    free['/videos'] = videos;
    const before = looks;
    at.clock.advance(60_000);
    await until(() => expect(looks).toBe(before + 3));
    await new Promise((resolve) => setImmediate(resolve));
    return at.notices.list(9).map(({ level, message, acknowledgedAt }) => `${acknowledgedAt ? '' : level} ${message}`);
  };
  expect(await next(5)).toEqual([]);
  expect(await next(4.94)).toEqual(['warn Only 4.9 GB are free where OBS records.']);
  expect(await next(5.5)).toHaveLength(1);
  expect(await next(4.2)).toHaveLength(1);
  expect((await next(0.9))[0]).toBe('alarm Only 0.9 GB are free where OBS records.');
  expect(at.operator.get('notices').order).toHaveLength(2);
  expect(await next(0.5)).toHaveLength(2);
  expect((await next(6)).every((line) => line.startsWith(' '))).toBe(true);
  watch.stop();
  at.clock.advance(600_000);
  expect(looks).toBe(24);
});

test('the room on a real drive is known, on one that is not there it is not', async () => {
  at = new NoticeStage();
  expect(await freeBytes(import.meta.dirname)).toBeGreaterThan(0);
  expect(await freeBytes('/is/not/there')).toBeUndefined();
});
