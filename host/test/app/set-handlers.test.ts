import { setQueries } from '@tracord/shared/set-queries.ts';
import { publicSetSchema } from '@tracord/shared/set-schemas.ts';
import { expect, it } from 'vitest';
import { evening, MINUTE, startShow } from '../services/live/set-stage.ts';

const CALLER = { role: 'operator' as const, commandId: 'one' };

it('answers for sets as the contract says', async () => {
  const show = startShow();
  await show.resume();
  expect(await show.queries['sets.list']({ limit: 10 }, 'operator')).toEqual({ sets: [], more: false });
  await expect(show.queries['sets.get']({ id: 'current' }, 'operator')).rejects.toMatchObject({ code: 'unknown' });
  expect(await show.commands['set.rename']({ name: 'x' }, CALLER)).toMatchObject({ code: 'no-set' });
  await show.goLive(true);
  show.performers.set({ name: 'Ana' });
  const startedAt = evening.clock.now() + 5 * MINUTE;
  evening.outputs = [{ id: 'r', kind: 'recording', startedAt, marks: [{ at: startedAt, what: 'started' }] }];
  await show.hear('One');
  await show.nowPlaying.hide(true, false);
  await show.hear('Two');
  expect(await show.commands['set.rename']({ setId: 'nowhere', name: 'x' }, CALLER)).toMatchObject({
    code: 'set-unknown',
  });
  expect(await show.commands['set.rename']({ name: 'Friday' }, CALLER)).toMatchObject({ ok: true });

  const { sets } = await show.queries['sets.list']({ limit: 10 }, 'operator');
  expect(sets).toEqual([
    { id: sets[0]?.id, name: 'Friday', startedAt, endedAt: undefined, plays: 2, performers: ['Ana'] },
  ]);
  expect(setQueries['sets.list'].output.parse({ sets, more: false }).sets).toHaveLength(1);
  const view = await show.queries['sets.get']({ id: 'current' }, 'operator');
  expect(view).toEqual(show.operator.get('set'));
  expect(setQueries['sets.get'].output.parse(view)).toMatchObject({ undo: { label: 'Set named “Friday”' } });
  expect(publicSetSchema.parse(show.audience.get('set'))).toEqual(show.audience.get('set'));
  const before = await show.queries['sets.list']({ limit: 10, before: startedAt }, 'operator');
  expect(before.sets).toEqual([]);
  expect(await show.commands['set.end']({}, CALLER)).toMatchObject({ ok: true, setId: sets[0]?.id });
  show.stop();
});
