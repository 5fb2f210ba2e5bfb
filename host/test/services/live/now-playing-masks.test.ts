import { DEFAULT_SETTINGS, type Settings } from '@tracord/shared/settings.ts';
import { describe, expect, it } from 'vitest';
import { maskJudge } from '#domain/masks.ts';
import { hit, host, stage } from './live-stage.ts';

const masks = (change: Partial<Settings['masks']>) => maskJudge({ ...DEFAULT_SETTINGS.masks, ...change });

describe('what a deck says of a file the library does not have', () => {
  it.each([
    ['its folder', { folders: ['*/Promos/*'] }, { path: '/music/Promos/new.mp3' }],
    ['its comment', { comments: ['not out'] }, { comment2: 'NOT OUT yet' }],
    ['its genre', { tags: ['Secret'] }, { genre: 'secret' }],
    ['its label', { tags: ['Tin Harbour'] }, { label: 'Tin Harbour' }],
  ])('masks it by %s', async (_name, rules, heard) => {
    stage.rules = { ...stage.rules, masks: masks(rules) };
    const { play, sees, history } = host();
    await play('Brand New', 'Mira', heard);
    expect(sees().track?.title).toBe('ID');
    await play('One');
    expect((await history.between(undefined, undefined, false)).map((one) => one.title)).toEqual(['ID', 'One']);
  });
});

it('keeps masked over a restart what only its deck said, until the DJ reveals it or the library has it', async () => {
  stage.rules = { ...stage.rules, masks: masks({ tags: ['Secret'] }) };
  const before = host();
  await before.play('Promo', 'Mira', { genre: 'secret' });
  await before.play('Brand New', 'Mira', { genre: 'secret' });
  await before.play('One');
  before.db.close();
  const { nowPlaying, plays, history, sees } = host();
  await nowPlaying.resume({ artist: 'Mira', title: 'One' });
  const told = async () => (await history.between(undefined, undefined, false)).map((one) => one.title);
  expect([await told(), sees().previous?.title]).toEqual([['ID', 'ID', 'One'], 'ID']);
  stage.tracks = [...stage.tracks, hit('promo', 'Promo')];
  await nowPlaying.libraryRenewed();
  expect(await told()).toEqual(['Promo', 'ID', 'One']);
  const [brandNew] = plays.newest(2).slice(1);
  plays.setMasks(brandNew?.id ?? '', { hidden: false, masked: false });
  await nowPlaying.masksStored();
  expect([await told(), sees().previous?.title]).toEqual([['Promo', 'Brand New', 'One'], 'Brand New']);
});

it('keeps it masked where its source falls silent and comes back without what the deck said', async () => {
  stage.rules = { ...stage.rules, masks: masks({ tags: ['Secret'] }) };
  const { play, stop, sees } = host();
  await play('Brand New', 'Mira', { genre: 'secret' });
  await stop();
  await play('Brand New');
  expect(sees().track?.title).toBe('ID');
});

describe('a library that is not marked by the masks of now', () => {
  it('masks everything, from the moment the masks change until it is', async () => {
    const { play, sees, nowPlaying, history } = host();
    await play('One');
    stage.rules = { ...stage.rules, masksByLibrary: true, marksAreCurrent: false };
    nowPlaying.rulesChanged();
    expect(sees().track?.title).toBe('ID');
    expect((await history.between(undefined, undefined, false)).map((one) => one.title)).toEqual(['ID']);
    stage.rules = { ...stage.rules, marksAreCurrent: true };
    await nowPlaying.refresh();
    expect(sees().track?.title).toBe('One');
  });

  it('masks nothing where only the text is looked at', async () => {
    stage.rules = { ...stage.rules, marksAreCurrent: false };
    const { play, sees } = host();
    await play('One');
    expect(sees().track?.title).toBe('One');
  });
});

describe('a cover that never comes', () => {
  it('holds nothing up', async () => {
    stage.cover = () => new Promise(() => {});
    const { play, nowPlaying, sees } = host();
    const patience = async <T>(done: Promise<T>): Promise<T> => {
      for (let turn = 0; turn < 20; turn += 1) {
        await new Promise((resolve) => setImmediate(resolve));
        stage.clock.advance(5);
      }
      return done;
    };
    await patience(play('One'));
    expect(sees().track).toMatchObject({ id: 'one' });
    await patience(nowPlaying.refresh());
    await patience(play('Two'));
    expect(sees().track).toMatchObject({ id: 'two' });
  });
});
