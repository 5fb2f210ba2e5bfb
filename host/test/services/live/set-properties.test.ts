// Random evenings with random edits: every live play is in exactly one set, places run from 1 to n with ascending starts, edits
// taken back leave nothing behind, and no masked word reaches the audience.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evening, hit, MINUTE, SECOND, type SetShow, set, startShow } from './set-stage.ts';

const CALLER = { role: 'operator' as const, commandId: 'one' };
const TITLES = ['One', 'Two', 'Three', 'Hushed promo', 'Promo', 'Unheard'];

const happening = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant('hear' as const), title: fc.constantFrom(...TITLES) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('name' as const), title: fc.constantFrom(...TITLES) }) },
  { weight: 1, arbitrary: fc.constantFrom({ what: 'silence' as const }, { what: 'end' as const }) },
  { weight: 1, arbitrary: fc.constantFrom({ what: 'live' as const }, { what: 'off' as const }) },
  { weight: 1, arbitrary: fc.constantFrom({ what: 'hide' as const }, { what: 'kill' as const }) },
);
const night = fc.array(fc.record({ after: fc.integer({ min: 1, max: 40 * 60 }), happening }), { maxLength: 15 });

const edit = fc.record({
  what: fc.constantFrom('edit', 'nudge', 'move', 'add', 'remove', 'split', 'merge', 'rename', 'mask'),
  which: fc.nat(),
  number: fc.integer({ min: -1_800_000, max: 1_800_000 }),
});

async function played(moments: readonly { after: number; happening: { what: string; title?: string } }[]) {
  let show = startShow();
  await show.resume();
  await show.goLive(true);
  for (const { after, happening: one } of moments) {
    const afterMs = after * SECOND;
    if (one.what === 'hear') await show.hear(one.title ?? '', afterMs);
    else if (one.what === 'name') await show.name(one.title ?? '', afterMs);
    else if (one.what === 'silence') await show.silence(afterMs);
    else {
      evening.clock.advance(afterMs);
      if (one.what === 'end') show.sets.end();
      if (one.what === 'hide') await show.nowPlaying.hide(true, false);
      if (one.what === 'live' || one.what === 'off') await show.goLive(one.what === 'live');
      if (one.what === 'kill') {
        show.kill();
        show = startShow();
        await show.resume();
      }
    }
  }
  return show;
}

type Edit = { what: string; which: number; number: number };

async function edited(show: SetShow, { what, which, number }: Edit): Promise<boolean> {
  const { commands, sets } = show;
  const all = sets.list(100).sets;
  const some = all[which % Math.max(1, all.length)];
  const view = some && (await sets.view(some.id));
  const playId = view?.order[which % Math.max(1, view.order.length)];
  if (some === undefined || view === undefined) return false;
  if (what === 'rename') return (await commands['set.rename']({ setId: some.id, name: `n${number}` }, CALLER)).ok;
  if (what === 'merge') {
    const withId = all[all.indexOf(some) + 1]?.id;
    return withId !== undefined && (await commands['set.merge']({ setId: some.id, withId }, CALLER)).ok;
  }
  if (what === 'add') {
    const startsAt = Math.max(0, (view.startedAt ?? 0) + number);
    return (await commands['set.add']({ artist: 'Guest', title: `t${number}`, startsAt }, CALLER)).ok;
  }
  if (playId === undefined) return false;
  const place = 1 + (Math.abs(number) % (view.order.length + 1));
  const done = {
    edit: () => commands['set.edit']({ playId, title: `t${number}` }, CALLER),
    nudge: () => commands['set.nudge']({ playId, byMs: number }, CALLER),
    move: async () => {
      const answer = await commands['set.move']({ playId, place }, CALLER);
      const after = await sets.view(some.id);
      expect(after?.byId[playId]?.place).toBe(Math.min(place, view.order.length));
      return answer;
    },
    remove: () => commands['set.remove']({ playId }, CALLER),
    // What was masked and is revealed may be read then: only hide here.
    mask: () => commands['set.mask']({ playId, on: true }, CALLER),
    split: () => commands['set.split']({ playId }, CALLER),
  }[what as 'edit' | 'nudge' | 'move' | 'remove' | 'split' | 'mask'];
  return (await done()).ok;
}

/** All that is stored of sets, and all that is read of them. */
async function everything(show: SetShow) {
  const { setlists, plays, facts } = show.stores;
  const ids = plays.between().map(({ id }) => id);
  const views = await Promise.all(setlists.all().map(({ id }) => show.sets.view(id)));
  return {
    ...{ setlists: setlists.all(), plays: plays.between(), facts: facts.read(ids) },
    ...{ views, shown: show.operator.get('set'), seen: show.audience.get('set') },
  };
}

async function holds(show: SetShow): Promise<void> {
  const { setlists, plays } = show.stores;
  const live = plays.between().filter((play) => play.live);
  const windows = setlists.all().map(({ id }) => setlists.window(id));
  for (const { at } of live) {
    expect(windows.filter((one) => one && at >= one.from && at < (one.to ?? Infinity))).toHaveLength(1);
  }
  const listed = show.sets.list(100).sets;
  for (const [index, { id, plays: count }] of listed.entries()) {
    const view = await show.sets.view(id);
    if (view === undefined) throw new Error(`${id} is listed and not there`);
    expect(view.order).toHaveLength(count);
    const rows = view.order.flatMap((playId) => view.byId[playId] ?? []);
    expect(rows.map(({ place }) => place)).toEqual(rows.map((_, place) => place + 1));
    for (const [place, row] of rows.entries()) {
      expect(row.startsAt).toBeGreaterThanOrEqual(rows[place - 1]?.startsAt ?? 0);
    }
    // At most the newest is on.
    if (index > 0) expect(view.isOn).toBe(false);
  }
  const seen = JSON.stringify(show.audience.get('set'));
  expect(seen).not.toMatch(/hushed|promo/i);
  for (const id of show.operator.get('set').order) expect(seen).not.toContain(id);
}

it('holds for random evenings and edits', async () => {
  let kept = 0;
  await fc.assert(
    fc.asyncProperty(night, fc.array(edit, { maxLength: 6 }), async (moments, edits) => {
      evening.tracks = [hit('one', 'One'), hit('two', 'Two'), hit('promo', 'Promo', { maskedBecause: 'it is' })];
      set((settings) => {
        settings.masks = { ...settings.masks, patterns: ['hushed'] };
      });
      const show = await played(moments);
      try {
        await holds(show);
        const before = await everything(show);
        let done = 0;
        for (const one of edits) {
          if (await edited(show, one)) done++;
          await show.settled();
          await holds(show);
        }
        kept += done;
        for (let undone = 0; undone < done; undone++) {
          expect(await show.commands['set.undo']({}, CALLER)).toMatchObject({ ok: true });
        }
        await show.settled();
        expect(await everything(show)).toEqual(before);
      } finally {
        show.db.exec(
          'delete from play_facts; delete from set_edits; delete from setlists; delete from plays; delete from state',
        );
        show.stop();
        evening.clock.advance(24 * 60 * MINUTE);
      }
    }),
    { numRuns: 25 },
  );
  expect(kept).toBeGreaterThan(5);
}, 60_000);
