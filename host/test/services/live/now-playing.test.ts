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
    expect(plays.newest(1)[0]).toMatchObject({ trackId: 'one', song: 'mira|one|', matchedBy: 'text', live: false });
    expect(stage.lengths).toEqual([300_000]);
  });

  it('a doubtful one as text, and nothing guessed', async () => {
    const { play, sees, knows, plays } = host();
    await play('Twin');
    expect(sees().track).toEqual({ artist: 'Mira', title: 'Twin', display: { artist: 'Mira', title: 'Twin' } });
    expect(knows().match.alternatives).toEqual(['twin-a', 'twin-b']);
    expect(plays.newest(1)[0]?.trackId).toBeUndefined();
  });

  it('a stranger as text, or masked where the settings say so', async () => {
    const { play, sees, nowPlaying, plays } = host();
    await play('Nobody Knows');
    expect(sees().track).toMatchObject({ title: 'Nobody Knows' });
    expect(sees().track).not.toHaveProperty('id', expect.anything());
    stage.rules = { ...stage.rules, unknownTracks: 'mask' };
    await nowPlaying.refresh();
    expect(sees().track).toMatchObject({ masked: true, title: 'ID' });
    expect(plays.newest(1)[0]).toMatchObject({ title: 'Nobody Knows', masked: true });
  });

  it('the text when the library is gone, masked if anything is masked', async () => {
    stage.libraryBroken = true;
    const { play, sees, nowPlaying } = host();
    await play('One');
    expect(sees().track).toMatchObject({ title: 'One' });
    stage.rules = { ...stage.rules, masksByLibrary: true };
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
    expect(plays.newest(1)[0]?.endedAt).toBeUndefined();
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
    await second.nowPlaying.resume({ artist: 'Mira', title: 'One' });
    expect(second.knows()).toMatchObject({ track: { id: 'one' }, previous: { id: 'two' } });
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

  it('that could not be stored are, as soon as the store takes them', async () => {
    const { play, plays, db } = host();
    await play('One');
    db.pragma('query_only = ON');
    await play('Two');
    await play('Nobody');
    expect(plays.between().map((one) => one.title)).toEqual(['One']);
    db.pragma('query_only = OFF');
    await play('One');
    expect(plays.between().map((one) => [one.title, one.trackId, one.endedAt !== undefined])).toEqual([
      ['One', 'one', true],
      ['Two', 'two', true],
      ['Nobody', undefined, true],
      ['One', 'one', false],
    ]);
  });

  it('that a crash left open end where the next began', async () => {
    const first = host();
    await first.play('One');
    first.db.close();
    const second = host();
    await second.nowPlaying.resume(undefined);
    expect(second.knows().track).toBeUndefined();
    expect(second.knows().previous).toMatchObject({ id: 'one' });
    expect(second.plays.between()[0]?.endedAt).toBeDefined();
  });

  it('keep what a deck said of the file when they are taken up again', async () => {
    const first = host();
    stage.tracks = [hit('twin-a', 'Twin')];
    await first.play('Twin', 'Mira', { path: '/music/twin-a.mp3' });
    first.plays.setTrack(first.plays.newest(1)[0]?.id ?? '', {
      ...{ trackId: 'twin-a', song: 's', confidence: 1, matchedBy: 'path' },
    });
    first.db.close();
    stage.tracks = [hit('twin-a', 'Twin'), hit('twin-b', 'Twin')];
    const second = host();
    await second.nowPlaying.resume({ artist: 'Mira', title: 'Twin' });
    expect(second.knows()).toMatchObject({ track: { id: 'twin-a' }, match: { by: 'path' } });
  });

  it('count from the moment the show goes live, the one on air included', async () => {
    const { play, nowPlaying, plays, live, knows } = host();
    await play('One');
    await play('Two');
    live.set(true);
    await nowPlaying.liveChanged();
    expect(plays.between().map((one) => one.live)).toEqual([false, true]);
    expect(knows().place).toBe(1);
    await play('One');
    expect(knows().place).toBe(2);
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
