import { expect, it } from 'vitest';
import { DAWN, evening, MINUTE, SECOND, set, startShow } from './set-stage.ts';

const CALLER = { role: 'operator' as const, commandId: 'one' };

async function liveShow() {
  const show = startShow();
  await show.resume();
  await show.goLive(true);
  return show;
}

it('begins with the first play while live, and shows it to everybody', async () => {
  const show = await liveShow();
  expect(show.operator.get('set')).toMatchObject({ isOn: false, order: [] });
  const one = await show.name('One');
  await show.hear('Two');
  expect(show.operator.get('set')).toMatchObject({ isOn: true, startedAt: DAWN + 5 * MINUTE });
  expect(show.operator.get('set').byId[one]).toMatchObject({
    ...{ place: 1, startsAt: DAWN + 5 * MINUTE, endsAt: DAWN + 10 * MINUTE - 10 * SECOND, artist: 'Mira' },
    ...{ title: 'One', trackId: 'one', label: 'Tin Harbour', by: 'heard' },
  });
  expect(show.audience.get('set')).toEqual({
    ...{ isOn: true, name: undefined, performer: undefined, startedAt: DAWN + 5 * MINUTE },
    order: ['row-1', 'row-2'],
    byId: {
      'row-1': { place: 1, startsAt: DAWN + 5 * MINUTE, display: { artist: 'Mira', title: 'One' } },
      'row-2': {
        ...{ place: 2, startsAt: DAWN + 10 * MINUTE - 10 * SECOND, display: { artist: 'Mira', title: 'Two' } },
        rough: true,
      },
    },
  });
  show.stop();
});

it('counts what is on air already when the show goes live', async () => {
  const show = startShow();
  await show.resume();
  await show.name('One');
  evening.clock.advance(MINUTE);
  await show.goLive(true);
  expect(show.operator.get('set').startedAt).toBe(DAWN + 5 * MINUTE);
  expect([show.dj(), show.sees()]).toEqual([['One'], ['One']]);
  show.stop();
});

it('ends after the silence that is set, and another begins with the next play', async () => {
  set((settings) => {
    settings.sets.endsAfterMinutes = 20;
  });
  const show = await liveShow();
  await show.name('One');
  await show.silence();
  evening.clock.advance(20 * MINUTE);
  expect(show.operator.get('set')).toMatchObject({ isOn: false, endedAt: DAWN + 30 * MINUTE });
  expect(show.audience.get('set').isOn).toBe(false);
  await show.name('Two');
  expect(show.dj()).toEqual(['Two']);
  expect(show.sets.list(10)).toMatchObject({ more: false, sets: [{ plays: 1 }, { plays: 1 }] });
  expect(show.sets.list(1).more).toBe(true);
  expect((await show.sets.view('last'))?.order).toHaveLength(1);
  expect(await show.sets.view('nowhere')).toBeUndefined();
  show.stop();
});

it('ends by command, and after the output of OBS', async () => {
  const show = await liveShow();
  expect(show.sets.end()).toMatchObject({ code: 'no-set' });
  await show.name('One');
  expect(show.sets.end()).toMatchObject({ ok: true });
  expect(show.operator.get('set').isOn).toBe(false);
  await show.name('Two');
  const endedAt = evening.clock.now();
  evening.clock.advance(10 * MINUTE);
  show.sets.outputEnded(endedAt);
  expect(show.operator.get('set')).toMatchObject({ isOn: false, endedAt: endedAt + 10 * MINUTE });
  show.stop();
});

it('goes on after a kill, with the play that is on air', async () => {
  const first = await liveShow();
  await first.name('One');
  await first.name('Two');
  const before = first.operator.get('set');
  first.kill();
  evening.clock.advance(30 * SECOND);
  const second = startShow();
  await second.resume();
  expect(second.operator.get('set')).toEqual(before);
  await second.name('Three');
  expect(second.operator.get('set')).toMatchObject({ id: before.id, isOn: true });
  expect(second.dj()).toEqual(['One', 'Two', 'Three']);
  second.stop();
});

it('ends at the time that was due while the host was down', async () => {
  const first = await liveShow();
  await first.name('One');
  await first.silence();
  first.kill();
  evening.clock.advance(5 * 60 * MINUTE);
  const second = startShow();
  await second.resume();
  expect(second.operator.get('set')).toMatchObject({ isOn: false, endedAt: DAWN + 55 * MINUTE });
  await second.name('Two');
  expect(second.sets.list(10).sets).toHaveLength(2);
  second.stop();
});

it('tells the audience of a play, and of a set, no sooner than they are announced', async () => {
  set((settings) => {
    settings.nowPlaying.announceDelaySeconds = 60;
  });
  const show = await liveShow();
  await show.name('One');
  expect([show.dj(), show.audience.get('set')]).toEqual([['One'], { isOn: false, order: [], byId: {} }]);
  evening.clock.advance(60 * SECOND);
  expect([show.audience.get('set').isOn, show.sees()]).toEqual([true, ['One']]);
  await show.name('Two');
  expect([show.dj(), show.sees()]).toEqual([['One', 'Two'], ['One']]);
  show.sets.end();
  await show.name('Three');
  // Of the new set nothing is known yet; the last one is over.
  expect([show.dj(), show.sees(), show.audience.get('set').isOn]).toEqual([['Three'], ['One', 'Two'], false]);
  evening.clock.advance(60 * SECOND);
  expect([show.sees(), show.audience.get('set').isOn]).toEqual([['Three'], true]);
  show.stop();
});

it('shows the test song as nothing at all', async () => {
  const show = await liveShow();
  await show.name('One');
  const before = show.operator.get('set');
  show.nowPlaying.showTest(true);
  expect(show.operator.get('set')).toEqual(before);
  evening.clock.advance(60 * MINUTE);
  expect(show.operator.get('set').isOn).toBe(true);
  show.stop();
});

it('tells after a restart only what was announced before it', async () => {
  set((settings) => {
    settings.nowPlaying.announceDelaySeconds = 60;
  });
  const before = await liveShow();
  await before.name('One');
  await before.name('Two');
  expect([before.dj(), before.sees()]).toEqual([['One', 'Two'], ['One']]);
  before.kill();
  evening.clock.advance(3 * SECOND);
  const after = startShow();
  await after.resume();
  const wish = { clock: '', offsetMs: 0, inClear: false };
  const told = async () => {
    const written = await after.tracklists.tracklist('current', wish);
    return written.ok ? written.list.rows.map(({ title }) => title) : written.code;
  };
  expect([after.sees(), await told()]).toEqual([['One'], ['One']]);
  evening.clock.advance(60 * SECOND);
  await after.settled();
  expect([after.sees(), await told()]).toEqual([
    ['One', 'Two'],
    ['One', 'Two'],
  ]);
  after.stop();
});

it('begins one set while the disk is full, however often recordings, performers and edits are told of', async () => {
  const show = await liveShow();
  const old = await show.name('Old');
  await show.silence();
  evening.clock.advance(60 * MINUTE);
  await show.settled();
  show.db.exec("create trigger full before insert on plays begin select raise(abort, 'disk full'); end");
  for (const title of ['New 1', 'New 2', 'New 3']) {
    await show.name(title);
    show.sets.publish();
    await show.commands['performer.set']({ name: title }, CALLER);
    await show.commands['set.nudge']({ playId: old, byMs: 1_000 }, CALLER);
  }
  show.db.exec('drop trigger full');
  await show.name('New 4');
  const sets = show.stores.setlists.all();
  expect(sets.map(({ endedAt }) => endedAt === undefined)).toEqual([true, false]);
  expect(show.dj()).toEqual(['New 1', 'New 2', 'New 3', 'New 4']);
  show.stop();
});

it('ends a set by command once, also where that cannot be stored yet', async () => {
  const show = await liveShow();
  const one = await show.name('One');
  show.db.exec("create trigger full before update on setlists begin select raise(abort, 'disk full'); end");
  expect(await show.commands['set.end']({}, CALLER)).toMatchObject({ ok: true });
  await show.commands['set.nudge']({ playId: one, byMs: 1_000 }, CALLER);
  expect(await show.commands['set.end']({}, CALLER)).toMatchObject({ code: 'no-set' });
  show.db.exec('drop trigger full');
  await show.name('Two');
  expect(show.stores.setlists.all().map(({ endedBy }) => endedBy)).toEqual([undefined, 'dj']);
  show.stop();
});

it('says that a set was changed by hand, also one of long ago, of which the topic says nothing', async () => {
  const show = await liveShow();
  const old = await show.name('One');
  const edit = await show.commands['set.edit']({ playId: old, title: 'Uno' }, CALLER);
  await show.goLive(false);
  evening.clock.advance(30 * 24 * 60 * MINUTE);
  await show.goLive(true);
  await show.name('Two');
  const before = show.operator.get('set');
  let edits = 0;
  show.sets.onEdited(() => {
    edits += 1;
  });
  const changeId = edit.ok ? edit.changeId : '';
  expect(await show.commands['set.undo']({ changeId }, CALLER)).toMatchObject({ ok: true });
  expect([edits, show.operator.get('set')]).toEqual([1, before]);
  show.stop();
});
