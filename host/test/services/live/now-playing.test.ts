import { describe, expect, it } from 'vitest';
import { hit, host, stage } from './live-stage.ts';

describe('what is shown', () => {
  it('a certain track with its fields and its cover', async () => {
    const { play, sees, plays } = host();
    await play('One');
    expect(sees()).toMatchObject({
      source: 'broadcast',
      track: { id: 'one', artist: 'Mira', title: 'One', label: 'Tin Harbour', artwork: { id: 'one' } },
      match: { by: 'text', confidence: 0.9, alternatives: [] },
    });
    expect(plays.newest()).toMatchObject({ trackId: 'one', song: 'mira|one|', matchedBy: 'text', live: false });
    expect(stage.lengths).toEqual([300_000]);
  });

  it('a doubtful one as text, and nothing guessed', async () => {
    const { play, sees, knows, plays } = host();
    await play('Twin');
    expect(sees().track).toEqual({ artist: 'Mira', title: 'Twin', display: { artist: 'Mira', title: 'Twin' } });
    expect(knows().match.alternatives).toEqual(['twin-a', 'twin-b']);
    expect(plays.newest()?.trackId).toBeUndefined();
  });

  it('a stranger as text, or masked where the settings say so', async () => {
    const { play, sees, nowPlaying, plays } = host();
    await play('Nobody Knows');
    expect(sees().track).toMatchObject({ title: 'Nobody Knows' });
    expect(sees().track).not.toHaveProperty('id', expect.anything());
    stage.rules = { ...stage.rules, unknownTracks: 'mask' };
    await nowPlaying.refresh();
    expect(sees().track).toMatchObject({ masked: true, title: 'ID' });
    expect(plays.newest()).toMatchObject({ title: 'Nobody Knows', masked: true });
  });

  it('the text when the library is gone, masked if anything is masked', async () => {
    stage.libraryBroken = true;
    const { play, sees, nowPlaying } = host();
    await play('One');
    expect(sees().track).toMatchObject({ title: 'One' });
    stage.rules = { ...stage.rules, masksAnything: true };
    await nowPlaying.refresh();
    expect(sees().track?.title).toBe('ID');
  });

  it('a doubtful one masked where any alternative is', async () => {
    stage.tracks[3] = hit('twin-b', 'Twin', { maskedBecause: 'it is tagged "promo"' });
    const { play, sees, knows } = host();
    await play('Twin');
    expect(sees().track?.title).toBe('ID');
    expect(knows()).toMatchObject({ track: { title: 'Twin', masked: true }, maskedBecause: ['it is tagged "promo"'] });
  });
});

describe('plays', () => {
  it('a current track is not a new play, after another it is', async () => {
    const { play, plays } = host();
    await play('One');
    await play('One');
    await play('Two');
    await play('One');
    expect(plays.between().map((one) => one.title)).toEqual(['One', 'Two', 'One']);
    expect(plays.between().map((one) => one.endedAt !== undefined)).toEqual([true, true, false]);
  });

  it('a source that comes back with the same track goes on with its play', async () => {
    const { play, stop, plays, knows } = host();
    await play('One');
    await stop();
    expect(knows().track).toBeUndefined();
    expect(knows().previous?.title).toBe('One');
    await play('One');
    expect(plays.between()).toHaveLength(1);
    expect(plays.newest()?.endedAt).toBeUndefined();
    expect(knows().previous).toBeUndefined();
  });

  it('count while live only', async () => {
    const { play, plays, live, knows } = host();
    await play('One');
    expect(knows().place).toBeUndefined();
    live.set(true);
    await play('Two');
    await play('One');
    expect(plays.between().map((one) => one.live)).toEqual([false, true, true]);
    expect(knows().place).toBe(2);
  });

  it('survive a restart in the middle of a track', async () => {
    const first = host();
    first.live.set(true);
    await first.play('Two');
    await first.play('One');
    first.db.close();
    const second = host();
    expect(await second.nowPlaying.resume()).toMatchObject({ heard: { title: 'One' }, source: 'broadcast' });
    await second.play('One');
    expect(second.plays.between()).toHaveLength(2);
    expect(second.knows()).toMatchObject({ track: { id: 'one' }, place: 2 });
  });

  it('that cannot be stored are shown all the same, and said', async () => {
    const { play, sees, db } = host();
    db.pragma('query_only = ON');
    await play('One');
    expect(sees().track).toMatchObject({ id: 'one' });
    expect(stage.reports.at(-1)).toBe('down');
    db.pragma('query_only = OFF');
    await play('Two');
    expect(stage.reports.at(-1)).toBe('ok');
  });

  it('without a track are matched when an import brings it', async () => {
    const { play, nowPlaying, plays, sees } = host();
    await play('New');
    await play('One');
    stage.tracks.push(hit('new', 'New'));
    expect(await nowPlaying.matchPast()).toBe(1);
    expect(plays.between()[0]).toMatchObject({ title: 'New', trackId: 'new' });
    await nowPlaying.refresh();
    expect(sees().previous).toMatchObject({ id: 'new' });
  });
});
