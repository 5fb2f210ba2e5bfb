// What the DJ hid stays hidden that evening, in whatever row and words it comes back, until the DJ reveals it.

import { expect, it } from 'vitest';
import { evening, hit, MINUTE, SECOND, startShow } from './set-stage.ts';

const CALLER = { role: 'operator' as const, commandId: 'one' };

async function liveShow() {
  const show = startShow();
  await show.resume();
  await show.goLive(true);
  return show;
}

/** With "One" hidden, then "Two" in clear. */
async function withHidden() {
  const show = await liveShow();
  const one = await show.name('One');
  await show.nowPlaying.hide(true, false);
  await show.name('Two');
  return { show, one };
}

it.each([
  ['by its track', { artist: 'Somebody', title: 'Else', trackId: 'one' }],
  ['by its words', { artist: 'Mira', title: 'One' }],
  ['by its words, written otherwise', { artist: 'MIRA', title: '  one!' }],
])('in a row that is added %s', async (_, words) => {
  const { show } = await withHidden();
  await show.commands['set.add']({ ...words, startsAt: evening.clock.now() - SECOND }, CALLER);
  await show.settled();
  expect(show.sees()).toEqual(['ID', 'ID', 'Two']);
  show.stop();
});

it('in words that the DJ writes over a row; taken back, the row is shown', async () => {
  const { show } = await withHidden();
  const row = await show.hear('Track 01');
  await show.commands['set.edit']({ playId: row, artist: 'Mira', title: 'one' }, CALLER);
  await show.settled();
  expect([show.dj(), show.sees()]).toEqual([
    ['One', 'Two', 'one'],
    ['ID', 'Two', 'ID'],
  ]);
  await show.commands['set.undo']({}, CALLER);
  await show.settled();
  expect(show.sees()).toEqual(['ID', 'Two', 'Track 01']);
  show.stop();
});

it('in a row that the library knows only later', async () => {
  evening.tracks = [];
  const show = await liveShow();
  await show.name('One (promo)');
  evening.tracks = [hit('one', 'One'), hit('two', 'Two')];
  await show.name('One');
  await show.nowPlaying.hide(true, false);
  await show.name('Two');
  expect(show.sees()).toEqual(['One (promo)', 'ID', 'Two']);
  evening.tracks.push(hit('promo', 'One (promo)', { song: 'mira|one|' }));
  await show.nowPlaying.libraryRenewed();
  await show.settled();
  expect(show.sees()).toEqual(['ID', 'ID', 'Two']);
  show.stop();
});

it('on air, where the DJ says which track it is', async () => {
  const { show } = await withHidden();
  await show.hear('Unheard of');
  expect(show.audience.get('nowPlaying').track?.title).toBe('Unheard of');
  await show.nowPlaying.correct('one');
  await show.settled();
  expect([show.audience.get('nowPlaying').track?.title, show.sees().at(-1)]).toEqual(['ID', 'ID']);
  show.stop();
});

it('in a row whose words were written before it was hidden', async () => {
  const show = await liveShow();
  const row = await show.hear('Track 01');
  await show.commands['set.edit']({ playId: row, artist: 'Mira', title: 'One' }, CALLER);
  const one = await show.name('One');
  await show.name('Two');
  expect(show.sees()).toEqual(['One', 'One', 'Two']);
  await show.commands['set.mask']({ playId: one, on: true }, CALLER);
  expect(show.sees()).toEqual(['ID', 'ID', 'Two']);
  show.stop();
});

it('in the next set of the evening, and not in one of another day', async () => {
  const { show } = await withHidden();
  await show.commands['set.end']({}, CALLER);
  evening.clock.advance(60 * MINUTE);
  await show.hear('Between');
  const add = { artist: 'Mira', title: 'One' };
  await show.commands['set.add']({ ...add, startsAt: evening.clock.now() }, CALLER);
  await show.settled();
  expect(show.sees()).toEqual(['Between', 'ID']);
  evening.clock.advance(24 * 60 * MINUTE);
  await show.commands['set.end']({}, CALLER);
  await show.hear('Another day');
  await show.commands['set.add']({ ...add, startsAt: evening.clock.now() }, CALLER);
  await show.settled();
  expect(show.sees()).toEqual(['Another day', 'One']);
  show.stop();
});

it('once revealed stays revealed, whatever the library says or the DJ adds then', async () => {
  evening.tracks = [];
  const show = await liveShow();
  await show.name('One (promo)');
  evening.tracks = [hit('one', 'One')];
  const one = await show.name('One');
  await show.nowPlaying.hide(true, false);
  await show.name('Two');
  await show.name('One');
  expect(show.sees()).toEqual(['One (promo)', 'ID', 'Two', 'ID']);
  await show.commands['set.mask']({ playId: one, on: false }, CALLER);
  await show.settled();
  evening.tracks.push(hit('promo', 'One (promo)', { song: 'mira|one|' }));
  await show.nowPlaying.libraryRenewed();
  await show.commands['set.add']({ artist: 'Mira', title: 'One', startsAt: evening.clock.now() }, CALLER);
  for (const title of ['Three', 'One']) await show.name(title);
  expect(show.sees()).toEqual(['One (promo)', 'One', 'Two', 'One', 'One', 'Three', 'One']);
  show.stop();
});

it('keeps hidden what the mask key hid again when the edit that hid it before is taken back', async () => {
  evening.tracks = [hit('one', 'One'), hit('two', 'Two', { maskedBecause: 'it is tagged "Secret"' })];
  const show = startShow();
  await show.resume();
  await show.goLive(true);
  const playId = await show.hear('One');
  const isHiddenAfterUndo = async () => {
    const undone = await show.commands['set.undo']({}, CALLER);
    await show.settled();
    return [undone.ok, show.stores.plays.get(playId)?.hidden, show.sees()];
  };
  await show.commands['set.edit']({ playId, title: 'Two' }, CALLER);
  await show.settled();
  await show.nowPlaying.hide(true, false);
  expect(await isHiddenAfterUndo()).toEqual([true, true, ['ID']]);
  await show.nowPlaying.hide(false, false);
  await show.commands['set.mask']({ playId, on: true }, CALLER);
  await show.settled();
  await show.nowPlaying.hide(true, false);
  expect(await isHiddenAfterUndo()).toEqual([true, true, ['ID']]);
  await show.nowPlaying.hide(false, false);
  await show.commands['set.mask']({ playId, on: true }, CALLER);
  await show.settled();
  expect(await isHiddenAfterUndo()).toEqual([true, false, ['One']]);
  show.stop();
});
