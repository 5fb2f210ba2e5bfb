import { describe, expect, it } from 'vitest';
import { hit, host, stage } from './live-stage.ts';

describe('the DJ’s hand', () => {
  it('chooses among alternatives, and the choice is remembered', async () => {
    const { play, nowPlaying, sees, plays } = host();
    await play('Twin');
    expect(await nowPlaying.correct('twin-b')).toMatchObject({ ok: true, trackId: 'twin-b' });
    expect(sees()).toMatchObject({ track: { id: 'twin-b' }, match: { by: 'dj', confidence: 1 } });
    await play('One');
    await play('Twin');
    expect(sees()).toMatchObject({ track: { id: 'twin-b' }, match: { by: 'remembered' } });
    expect(plays.newest(1)[0]?.trackId).toBe('twin-b');
  });

  it('corrects a play of the past', async () => {
    const { play, nowPlaying, plays, sees } = host();
    await play('Twin');
    const past = plays.newest(1)[0]?.id ?? '';
    await play('One');
    expect(await nowPlaying.correct('twin-a', past)).toMatchObject({ ok: true });
    expect(plays.get(past)).toMatchObject({ trackId: 'twin-a', matchedBy: 'dj' });
    expect(sees().previous).toMatchObject({ id: 'twin-a' });
    expect(sees().track).toMatchObject({ id: 'one' });
  });

  it('chooses for every play of that text, the one on air included', async () => {
    const { play, nowPlaying, plays, sees } = host();
    await play('Twin');
    const first = plays.newest(1)[0]?.id ?? '';
    await play('One');
    await play('Twin');
    expect(await nowPlaying.correct('twin-a', first)).toMatchObject({ ok: true });
    expect(plays.between().map((one) => one.trackId)).toEqual(['twin-a', 'one', 'twin-a']);
    expect(sees()).toMatchObject({ track: { id: 'twin-a' }, match: { by: 'remembered' } });
  });

  it('chooses for that text alone, be it made of signs', async () => {
    stage.tracks.push(hit('signs', 'Signs'));
    const { play, nowPlaying, sees } = host();
    await play('???', '★');
    await nowPlaying.correct('signs');
    await play('!!!', '☆');
    expect(sees().track).not.toHaveProperty('id', 'signs');
    await play('???', '★');
    expect(sees().track).toHaveProperty('id', 'signs');
  });

  it('is told what cannot be', async () => {
    const { play, nowPlaying } = host();
    expect(await nowPlaying.correct('one')).toMatchObject({ ok: false, code: 'nothing-on-air' });
    expect(await nowPlaying.hide(true, false)).toMatchObject({ ok: false, code: 'nothing-on-air' });
    await play('One');
    expect(await nowPlaying.correct('none')).toMatchObject({ ok: false, code: 'track-unknown' });
    expect(await nowPlaying.correct('one', 'none')).toMatchObject({ ok: false, code: 'play-unknown' });
  });

  it('hides the current track and shows it again', async () => {
    const { play, nowPlaying, sees, knows, plays } = host();
    await play('One');
    expect(await nowPlaying.hide(true, false)).toMatchObject({ hidden: true });
    expect(sees().track?.title).toBe('ID');
    expect(sees().match).toMatchObject({ by: 'none', confidence: 0 });
    expect(knows().track?.title).toBe('One');
    expect(plays.newest(1)[0]?.hidden).toBe(true);
    await nowPlaying.hide(false, false);
    expect(sees().track?.title).toBe('One');
  });

  it('hides, shows and arms only while the play that was shown is on air', async () => {
    const { play, nowPlaying, knows, sees, stop } = host();
    await play('One');
    const shown = knows().playId;
    expect(await nowPlaying.hide(true, false, shown)).toMatchObject({ hidden: true });
    await nowPlaying.hide(true, true);
    await play('Two');
    expect(await nowPlaying.hide(false, false, shown)).toMatchObject({ ok: false, code: 'changed' });
    expect(await nowPlaying.hide(true, true, shown)).toMatchObject({ ok: false, code: 'changed' });
    expect(knows().hideNext).toBeUndefined();
    expect(sees().track?.title).toBe('ID');
    await stop();
    expect(await nowPlaying.hide(false, false, shown)).toMatchObject({ ok: false, code: 'changed' });
  });

  it('hides a song for the evening, and shows all of it again', async () => {
    const { play, nowPlaying, sees, plays } = host();
    await play('One');
    await nowPlaying.hide(true, false);
    await play('Two');
    expect(sees().previous?.title).toBe('ID');
    await play('One');
    expect(sees().track?.title).toBe('ID');
    await nowPlaying.hide(false, false);
    expect(sees().track?.title).toBe('One');
    expect(plays.between().map((one) => one.hidden)).toEqual([false, false, false]);
  });

  it('hides the next one from its first moment, over a restart', async () => {
    const first = host();
    await first.play('One');
    expect(await first.nowPlaying.hide(true, true)).toMatchObject({ hidden: false, hideNext: true });
    first.db.close();
    const { play, sees, knows } = host();
    await play('Two');
    expect(sees().track?.title).toBe('ID');
    expect(knows().hideNext).toBeUndefined();
    await play('One');
    expect(sees().track?.title).toBe('One');
    expect(sees().previous?.title).toBe('ID');
  });
});

describe('the audience', () => {
  it('hears of a track as late as the DJ wants', async () => {
    const { play, sees } = host(5_000);
    await play('One');
    expect(sees().track).toBeUndefined();
    stage.clock.advance(5_000);
    expect(sees().track?.title).toBe('One');
  });

  it('hears of each track after its own delay, however fast they follow each other', async () => {
    const { nowPlaying, sees } = host(5_000);
    const heardAt = (title: string) =>
      nowPlaying.take({
        ...{ kind: 'on-air', source: 'broadcast', at: stage.clock.now() },
        heard: { artist: 'Mira', title },
      });
    await heardAt('One');
    stage.clock.advance(4_000);
    await heardAt('Two');
    stage.clock.advance(1_000);
    expect(sees().track?.title).toBe('One');
    stage.clock.advance(3_999);
    expect(sees().track?.title).toBe('One');
    stage.clock.advance(1);
    expect(sees().track?.title).toBe('Two');
  });

  it('no longer sees a track that is masked while later ones wait', async () => {
    const { nowPlaying, play, sees } = host(150_000);
    for (const title of ['One', 'Two', 'Nobody']) await play(title);
    stage.clock.advance(30_000);
    expect(sees().track?.title).toBe('One');
    stage.tracks[0] = hit('one', 'One', { maskedBecause: 'it is tagged "promo"' });
    await nowPlaying.refresh();
    expect(sees().track?.title).toBe('ID');
  });

  it('finds no play in the history before it was announced', async () => {
    const { play, history } = host(5_000);
    await play('One');
    const titles = async () => (await history.between(undefined, undefined, false)).map((one) => one.title);
    expect(await titles()).toEqual([]);
    stage.clock.advance(5_000);
    expect(await titles()).toEqual(['One']);
  });

  it('finds no play in the history before it is known whose track it is', async () => {
    stage.tracks[0] = hit('one', 'One', { maskedBecause: 'it is tagged "promo"' });
    const { play, history } = host();
    const playing = play('One');
    // The play is stored by now, the library has not answered.
    await Promise.resolve();
    expect(await history.between(undefined, undefined, false)).toEqual([]);
    await playing;
    expect((await history.between(undefined, undefined, false)).map((one) => one.title)).toEqual(['ID']);
  });

  it('never sees a track that was hidden before it was announced', async () => {
    const { play, sees, nowPlaying } = host(5_000);
    await play('One');
    await nowPlaying.hide(true, false);
    stage.clock.advance(5_000);
    expect(sees().track?.title).toBe('ID');
  });

  it('is served the covers it sees and no other', async () => {
    const { play, nowPlaying, audienceView } = host();
    await play('One');
    expect(audienceView.mayShowArtwork('one')).toBe(true);
    expect(audienceView.mayShowArtwork('two')).toBe(false);
    await nowPlaying.hide(true, false);
    expect(audienceView.mayShowArtwork('one')).toBe(false);
  });

  it('finds hidden and masked plays as ID in the history', async () => {
    stage.tracks.push(hit('secret', 'Secret', { maskedBecause: 'it is in the masked playlist "x"' }));
    const { play, nowPlaying, history } = host();
    await play('One');
    await nowPlaying.hide(true, false);
    await play('Secret');
    await play('Two');
    const seen = await history.between(undefined, undefined, false);
    expect(seen.map((one) => one.title)).toEqual(['ID', 'ID', 'Two']);
    expect(JSON.stringify(seen)).not.toMatch(/secret|"one"/i);
    const all = await history.between(undefined, undefined, true);
    expect(all.map((one) => [one.title, one.masked])).toEqual([
      ['One', true],
      ['Secret', true],
      ['Two', undefined],
    ]);
  });
});
