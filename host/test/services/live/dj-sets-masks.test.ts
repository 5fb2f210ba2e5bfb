import { expect, it } from 'vitest';
import { evening, hit, set, startShow } from './set-stage.ts';

async function liveShow() {
  const show = startShow();
  await show.resume();
  await show.goLive(true);
  return show;
}

const maskTag = (tag: string) =>
  set((settings) => {
    settings.masks.tags = [tag];
  });

it('shows a hidden play in clear to the operator alone, and reveals it later', async () => {
  const show = await liveShow();
  const one = await show.hear('One');
  await show.nowPlaying.hide(true, false);
  expect(show.operator.get('set').byId[one]).toMatchObject({ title: 'One', masked: true });
  expect(show.audience.get('set').byId['row-1']).toEqual({
    ...{ place: 1, startsAt: evening.clock.now(), display: { artist: 'ID', title: 'ID' }, masked: true, rough: true },
  });
  await show.nowPlaying.hide(false, false);
  expect(show.operator.get('set').byId[one]?.masked).toBeUndefined();
  expect(show.sees()).toEqual(['One']);
  show.stop();
});

it('masks what the library marks, and all of it while its marks are of other masks', async () => {
  evening.tracks.push(hit('promo', 'Promo', { label: 'Secret', maskedBecause: 'it is tagged "Secret"' }));
  maskTag('Secret');
  const show = await liveShow();
  await show.hear('One');
  await show.hear('Promo');
  await show.hear('Two');
  expect([show.dj(), show.sees()]).toEqual([
    ['One', 'Promo', 'Two'],
    ['One', 'ID', 'Two'],
  ]);
  maskTag('Another');
  evening.marksAreCurrent = false;
  await show.sets.renew();
  expect(show.sees()).toEqual(['ID', 'ID', 'ID']);
  evening.tracks = [hit('one', 'One', { maskedBecause: 'now it is' }), hit('two', 'Two')];
  evening.marksAreCurrent = true;
  await show.settled();
  // What was decided while it was shown stands, until somebody reveals it.
  expect(show.sees()).toEqual(['ID', 'ID', 'Two']);
  show.stop();
});

it('masks by the words of the library and of the DJ, and what nobody knows where that is set', async () => {
  evening.tracks.push(hit('other', 'Other', { artist: 'Mira feat. Nobody' }));
  const show = await liveShow();
  await show.hear('Other');
  const unknown = await show.hear('Unheard');
  const two = await show.hear('Two');
  expect(show.sees()).toEqual(['Other', 'Unheard', 'Two']);
  set((settings) => {
    settings.masks.patterns = ['feat', 'hush'];
  });
  await show.sets.renew();
  expect(show.sees()).toEqual(['ID', 'Unheard', 'Two']);
  await show.commands['set.edit']({ playId: two, title: 'Hush now' }, { role: 'operator', commandId: '1' });
  expect([show.dj().at(-1), show.sees()]).toEqual(['Hush now', ['ID', 'Unheard', 'ID']]);
  set((settings) => {
    settings.nowPlaying.unknownTracks = 'mask';
  });
  await show.sets.renew();
  expect(show.operator.get('set').byId[unknown]).toMatchObject({ title: 'Unheard', masked: true });
  expect(show.sees()).toEqual(['ID', 'ID', 'ID']);
  show.stop();
});

it('hides what the DJ writes of a masked track, and shows again what it was when that is taken back', async () => {
  evening.tracks.push(hit('promo', 'Promo', { label: 'Secret', maskedBecause: 'it is tagged "Secret"' }));
  const show = await liveShow();
  const one = await show.hear('Unheard');
  await show.hear('Two');
  const added = await show.commands['set.add'](
    { artist: 'Mira', title: 'Promo', startsAt: evening.clock.now() },
    CALLER,
  );
  await show.settled();
  expect([show.dj(), show.sees()]).toEqual([
    ['Unheard', 'Two', 'Promo'],
    ['Unheard', 'Two', 'ID'],
  ]);
  await show.commands['set.edit']({ playId: one, title: 'Promo' }, CALLER);
  await show.settled();
  expect([show.dj(), show.sees()]).toEqual([
    ['Promo', 'Two', 'Promo'],
    ['ID', 'Two', 'ID'],
  ]);
  await show.commands['set.undo']({}, CALLER);
  await show.settled();
  expect(show.sees()).toEqual(['Unheard', 'Two', 'ID']);
  if (!added.ok) throw new Error(added.message);
  await show.commands['set.mask']({ playId: added.playId, on: false }, CALLER);
  expect(show.sees()).toEqual(['Unheard', 'Two', 'Promo']);
  show.stop();
});

it('fails closed where the library cannot be asked', async () => {
  maskTag('Secret');
  const show = await liveShow();
  await show.hear('One');
  expect(show.sees()).toEqual(['One']);
  evening.libraryBroken = true;
  await show.sets.renew();
  expect([show.dj(), show.sees()]).toEqual([['One'], ['ID']]);
  evening.libraryBroken = false;
  await show.sets.renew();
  expect(show.sees()).toEqual(['One']);
  show.stop();
});

const CALLER = { role: 'operator' as const, commandId: 'one' };

it('reveals a track of the evening when the DJ says so, and hides it again', async () => {
  const show = await liveShow();
  show.nowPlaying.hide(true, true);
  const promo = await show.hear('Unreleased');
  for (const title of ['One', 'Unreleased', 'Two']) await show.hear(title);
  expect(show.sees()).toEqual(['ID', 'One', 'ID', 'Two']);
  await show.commands['set.mask']({ playId: promo, on: false }, CALLER);
  await show.settled();
  expect(show.sees()).toEqual(['Unreleased', 'One', 'Unreleased', 'Two']);
  expect(show.audience.get('nowPlaying').previous?.title).toBe('Unreleased');
  await show.commands['set.undo']({}, CALLER);
  await show.settled();
  expect(show.sees()).toEqual(['ID', 'One', 'ID', 'Two']);
  expect(show.audience.get('nowPlaying').previous?.title).toBe('ID');
  const two = show.operator.get('nowPlaying').playId ?? '';
  await show.commands['set.mask']({ playId: two, on: true }, CALLER);
  await show.settled();
  expect([show.sees().at(-1), show.audience.get('nowPlaying').track?.title]).toEqual(['ID', 'ID']);
  show.stop();
});

it('reveals nothing that a rule still masks', async () => {
  set((settings) => {
    settings.masks.patterns = ['One'];
  });
  const show = await liveShow();
  const one = await show.hear('One');
  await show.commands['set.mask']({ playId: one, on: false }, CALLER);
  await show.settled();
  expect(show.sees()).toEqual(['ID']);
  set((settings) => {
    settings.masks.patterns = [];
  });
  await show.nowPlaying.refresh();
  await show.settled();
  expect(show.sees()).toEqual(['One']);
  show.stop();
});
