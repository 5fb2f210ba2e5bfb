import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { watchText } from '#adapters/files/file-watch.ts';
import { systemClock } from '#kernel/clock.ts';
import { until } from '../../../../test/fakes/until.ts';
import { folder } from '../../app/a-folder.ts';

it('tells of what was saved while it began to watch, and of the old text when that comes back', async () => {
  const file = join(folder.path, 'settings.yaml');
  writeFileSync(file, 'old');
  const told: (string | undefined)[] = [];
  const watching = watchText(file, systemClock, { since: 'old', onChange: (text) => told.push(text) });
  writeFileSync(file, 'new');
  const watch = await watching;
  expect(told).toEqual(['new']);
  writeFileSync(file, 'old');
  await until(() => expect(told).toEqual(['new', 'old']));
  await watch.stop();
});

it('tells of what was saved since it was read, and nothing of what is as it was', async () => {
  const file = join(folder.path, 'settings.yaml');
  writeFileSync(file, 'new');
  const told: (string | undefined)[] = [];
  for (const since of ['old', undefined, 'new']) {
    const watch = await watchText(file, systemClock, { since, onChange: (text) => told.push(text) });
    await watch.stop();
  }
  expect(told).toEqual(['new', 'new']);
});
