import { expect, it } from 'vitest';
import { DAWN, evening, MINUTE, SECOND, type SetShow, startShow } from './set-stage.ts';

const CALLER = { role: 'operator' as const, commandId: 'one' };

/** One, Two and Three, five minutes each, by hand: exact. */
async function threeRows() {
  const show = startShow();
  await show.resume();
  await show.goLive(true);
  const ids = [await show.name('One'), await show.name('Two'), await show.name('Three')] as const;
  return { show, ids, commands: show.commands };
}

const starts = (show: SetShow) => {
  const { order, byId } = show.operator.get('set');
  return order.map((id) => `${byId[id]?.title} ${((byId[id]?.startsAt ?? 0) - DAWN) / SECOND}`);
};
const AS_HEARD = ['One 300', 'Two 600', 'Three 900'];

it('writes words and starts over what was heard, and takes that back', async () => {
  const { show, ids, commands } = await threeRows();
  const done = await commands['set.edit']({ playId: ids[1], title: 'Two (VIP)', startsAt: DAWN + 590_000 }, CALLER);
  expect(done).toMatchObject({ ok: true });
  expect(starts(show)).toEqual(['One 300', 'Two (VIP) 590', 'Three 900']);
  expect(show.operator.get('set').byId[ids[1]]).toMatchObject({ by: 'dj', artist: 'Mira' });
  expect(show.operator.get('set').byId[ids[1]]?.label).toBe('Tin Harbour');
  await commands['set.edit']({ playId: ids[1], artist: 'Someone', title: 'Else' }, CALLER);
  // It is another track than the library's: nothing is told of that one.
  expect(show.operator.get('set').byId[ids[1]]?.label).toBeUndefined();
  expect(show.operator.get('set').undo?.label).toBe('Changed Mira - Two (VIP)');
  expect(await commands['set.undo']({}, CALLER)).toMatchObject({ ok: true, label: 'Changed Mira - Two (VIP)' });
  expect(starts(show)).toEqual(['One 300', 'Two (VIP) 590', 'Three 900']);
  await commands['set.undo']({}, CALLER);
  expect(starts(show)).toEqual(AS_HEARD);
  expect(show.operator.get('set').undo).toBeUndefined();
  expect(await commands['set.undo']({}, CALLER)).toMatchObject({ ok: false, code: 'nothing-to-undo' });
  expect(await commands['set.edit']({ playId: ids[1] }, CALLER)).toMatchObject({ code: 'invalid' });
  show.stop();
});

it('stands over what the history says later', async () => {
  const { show, ids, commands } = await threeRows();
  await commands['set.nudge']({ playId: ids[1], byMs: 7_000 }, CALLER);
  show.stores.facts.write('history', ids[1], { at: DAWN + 595_000, title: 'Two by history' });
  show.stores.facts.write('history', ids[2], { at: DAWN + 893_000 });
  await show.sets.renew();
  expect(starts(show)).toEqual(['One 300', 'Two 607', 'Three 893']);
  await commands['set.undo']({}, CALLER);
  expect(starts(show)).toEqual(['One 300', 'Two 595', 'Three 893']);
  show.stop();
});

it('moves a row; each place keeps its start', async () => {
  const { show, ids, commands } = await threeRows();
  await commands['set.move']({ playId: ids[2], place: 1 }, CALLER);
  expect(starts(show)).toEqual(['Three 300', 'One 600', 'Two 900']);
  await commands['set.move']({ playId: ids[2], place: 99 }, CALLER);
  expect(starts(show)).toEqual(AS_HEARD);
  await commands['set.undo']({}, CALLER);
  expect(starts(show)).toEqual(['Three 300', 'One 600', 'Two 900']);
  show.stop();
});

it('removes a row and adds one', async () => {
  const { show, ids, commands } = await threeRows();
  await commands['set.remove']({ playId: ids[0] }, CALLER);
  expect([starts(show), show.sets.list(1).sets[0]?.plays]).toEqual([['Two 600', 'Three 900'], 2]);
  expect(await commands['set.remove']({ playId: ids[0] }, CALLER)).toMatchObject({ code: 'play-unknown' });
  const add = { artist: 'Guest', title: 'Unheard', startsAt: DAWN + 700_000 };
  expect(await commands['set.add'](add, CALLER)).toMatchObject({ ok: true });
  await commands['set.add']({ artist: '', title: 'Opener', startsAt: DAWN + 200_000, trackId: 'one' }, CALLER);
  await show.settled();
  expect(starts(show)).toEqual(['One 200', 'Two 600', 'Unheard 700', 'Three 900']);
  expect(show.sees()).toEqual(['One', 'Two', 'Unheard', 'Three']);
  const wrong = { artist: '', title: 'x', startsAt: DAWN + 1_000, trackId: 'nowhere' };
  expect(await commands['set.add'](wrong, CALLER)).toMatchObject({ code: 'track-unknown' });
  const later = { artist: '', title: 'x', startsAt: evening.clock.now() + 1 };
  expect(await commands['set.add'](later, CALLER)).toMatchObject({ code: 'set-unknown' });
  for (let edit = 0; edit < 3; edit++) await commands['set.undo']({}, CALLER);
  expect(starts(show)).toEqual(AS_HEARD);
  show.stop();
});

it('splits a set and joins it again', async () => {
  const { show, ids, commands } = await threeRows();
  const whole = show.operator.get('set').id ?? '';
  expect(await commands['set.split']({ playId: ids[0] }, CALLER)).toMatchObject({ code: 'first-play' });
  await commands['set.rename']({ name: 'Friday' }, CALLER);
  const split = await commands['set.split']({ playId: ids[2] }, CALLER);
  const second = split.ok ? split.setId : '';
  expect(show.operator.get('set')).toMatchObject({ id: second, isOn: true, order: [ids[2]] });
  expect(await show.sets.view(whole)).toMatchObject({ isOn: false, order: [ids[0], ids[1]], name: 'Friday' });
  // The machine goes on with the second.
  const four = await show.name('Four');
  expect(show.operator.get('set').order).toEqual([ids[2], four]);
  expect(await commands['set.merge']({ setId: second, withId: whole }, CALLER)).toMatchObject({ setId: whole });
  expect(show.operator.get('set')).toMatchObject({ id: whole, isOn: true, name: 'Friday', order: [...ids, four] });
  await commands['set.undo']({}, CALLER);
  expect(show.operator.get('set')).toMatchObject({ id: second, isOn: true, order: [ids[2], four] });
  // What ended meanwhile is over.
  await show.silence();
  evening.clock.advance(45 * MINUTE);
  await commands['set.undo']({}, CALLER);
  expect(show.operator.get('set')).toMatchObject({ id: whole, isOn: false, endedAt: evening.clock.now() });
  expect(await commands['set.merge']({ setId: whole, withId: whole }, CALLER)).toMatchObject({
    code: 'not-neighbours',
  });
  expect(await commands['set.merge']({ setId: whole, withId: 'x' }, CALLER)).toMatchObject({ code: 'set-unknown' });
  show.stop();
});

it('takes an earlier edit back only where no later one stands upon it', async () => {
  const { show, ids, commands } = await threeRows();
  const first = await commands['set.nudge']({ playId: ids[0], byMs: 1_000 }, CALLER);
  const other = await commands['set.nudge']({ playId: ids[2], byMs: 1_000 }, CALLER);
  await commands['set.nudge']({ playId: ids[0], byMs: 2_000 }, CALLER);
  const idOf = (answer: typeof first) => (answer.ok ? answer.changeId : '');
  expect(await commands['set.undo']({ changeId: idOf(first) }, CALLER)).toMatchObject({
    code: 'nothing-to-undo',
    message: 'this was changed again since: take back “Start of Mira - One moved by +2 s” first',
  });
  expect(await commands['set.undo']({ changeId: idOf(other) }, CALLER)).toMatchObject({ ok: true });
  expect(starts(show)).toEqual(['One 303', 'Two 600', 'Three 900']);
  expect(await commands['set.undo']({ changeId: idOf(other) }, CALLER)).toMatchObject({ code: 'nothing-to-undo' });
  show.stop();
});

it('splits where the list says, also where a row behind was moved, and not across a row that was', async () => {
  const show = startShow();
  await show.resume();
  await show.goLive(true);
  const ids: string[] = [];
  for (const title of ['A', 'B', 'C', 'D']) ids.push(await show.hear(title));
  const [, b = '', c = '', d = ''] = ids;
  const move = (playId: string, place: number) => show.commands['set.move']({ playId, place }, CALLER);
  const titles = async () => {
    const sets = await Promise.all(show.stores.setlists.all().map(({ id }) => show.sets.view(id)));
    return sets.reverse().map((view) => view?.order.map((id) => view.byId[id]?.title));
  };
  await move(c, 2);
  expect(await titles()).toEqual([['A', 'C', 'B', 'D']]);
  expect(await show.commands['set.split']({ playId: b }, CALLER)).toMatchObject({ code: 'moved-across' });
  expect(await show.commands['set.split']({ playId: c }, CALLER)).toMatchObject({ ok: true });
  expect(await titles()).toEqual([['A'], ['C', 'B', 'D']]);
  await show.commands['set.undo']({}, CALLER);
  await show.commands['set.undo']({}, CALLER);
  await move(d, 3);
  expect(await show.commands['set.split']({ playId: d }, CALLER)).toMatchObject({ ok: true });
  expect(await titles()).toEqual([
    ['A', 'B'],
    ['D', 'C'],
  ]);
  show.stop();
});

it('takes no start far away from the set', async () => {
  const { show, ids, commands } = await threeRows();
  const { fromAt } = show.stores.setlists.newest() ?? { fromAt: 0 };
  const HOURS_12 = 12 * 60 * MINUTE;
  const start = (startsAt: number) => commands['set.edit']({ playId: ids[1], startsAt }, CALLER);
  const until = evening.clock.now() + HOURS_12;
  for (const far of [0, fromAt - HOURS_12 - 1, until + 1, Number.MAX_SAFE_INTEGER]) {
    expect(await start(far), String(far)).toMatchObject({ ok: false, code: 'invalid' });
  }
  for (const near of [fromAt - HOURS_12, until]) expect(await start(near), String(near)).toMatchObject({ ok: true });
  expect(await commands['set.nudge']({ playId: ids[1], byMs: 1 }, CALLER)).toMatchObject({ code: 'invalid' });
  show.stop();
});

it('offers to take back what was done to the set that is shown, and lately', async () => {
  const { show, ids, commands } = await threeRows();
  const offered = () => show.operator.get('set').undo?.label;
  const old = await commands['set.edit']({ playId: ids[0], title: 'Uno' }, CALLER);
  const first = show.operator.get('set').id ?? '';
  await show.goLive(false);
  evening.clock.advance(2 * 60 * MINUTE);
  await show.goLive(true);
  const four = await show.hear('Four');
  expect(offered()).toBe('Changed Mira - One');
  await show.goLive(false);
  evening.clock.advance(30 * 24 * 60 * MINUTE);
  await show.goLive(true);
  const five = await show.hear('Five');
  expect(offered()).toBeUndefined();
  expect(await commands['set.undo']({}, CALLER)).toMatchObject({ code: 'nothing-to-undo' });
  await commands['set.nudge']({ playId: five, byMs: 1_000 }, CALLER);
  await commands['set.edit']({ playId: four, title: 'Quattro' }, CALLER);
  expect(offered()).toBe('Changed Mira - Four');
  evening.clock.advance(13 * 60 * MINUTE);
  await show.settled();
  expect(offered()).toBe('Start of Mira - Five moved by +1 s');
  expect((await show.sets.view(first))?.undo?.label).toBe('Changed Mira - One');
  expect(await commands['set.undo']({ changeId: old.ok ? old.changeId : '' }, CALLER)).toMatchObject({ ok: true });
  expect((await show.sets.view(first))?.undo).toBeUndefined();
  expect(await commands['set.undo']({}, CALLER)).toMatchObject({ label: 'Start of Mira - Five moved by +1 s' });
  show.stop();
});
