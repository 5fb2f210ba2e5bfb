import { expect, it } from 'vitest';
import { evening, MINUTE, set, startShow } from './set-stage.ts';

const CALLER = { role: 'operator', commandId: '1' } as const;

it('tells the audience of a closing track that nothing announced, by time alone', async () => {
  set((settings) => {
    settings.nowPlaying.announceDelaySeconds = 60;
  });
  const show = startShow();
  await show.resume();
  await show.goLive(true);
  await show.hear('One');
  await show.hear('Two');
  await show.silence();
  evening.clock.advance(5 * MINUTE);
  let edits = 0;
  const added = await show.commands['set.add'](
    { artist: 'Mira', title: 'Three', startsAt: evening.clock.now() },
    CALLER,
  );
  show.sets.onEdited(() => {
    edits++;
  });
  expect(added).toMatchObject({ ok: true });
  await show.settled();
  expect([show.dj(), show.sees()]).toEqual([
    ['One', 'Two', 'Three'],
    ['One', 'Two'],
  ]);
  evening.clock.advance(MINUTE);
  expect([show.sees(), edits]).toEqual([['One', 'Two'], 0]);
  evening.clock.advance(4 * MINUTE);
  expect([show.sees(), edits]).toEqual([['One', 'Two', 'Three'], 1]);
  const told = await show.tracklists.tracklist('current', { clock: '', offsetMs: 0, inClear: false });
  expect(told.ok && told.list.rows.length).toBe(3);
  show.stop();
});
