import { expect, it } from 'vitest';
import { TestSong } from '#services/live/test-song.ts';
import { host, stage } from './live-stage.ts';

function booth(announceDelayMs = 0) {
  const at = host(announceDelayMs);
  const song = new TestSong(at.operator, at.nowPlaying, stage.clock);
  const titles = () => [at.knows().track?.title, at.sees().track?.title];
  return { ...at, song, titles };
}

it('is shown for 15 seconds, then nothing is on air, as before', () => {
  const { song, titles, plays, sees } = booth();
  expect(song.show(false)).toEqual({ ok: true, endsAt: stage.clock.now() + 15_000 });
  expect(titles()).toEqual(['Test song', 'Test song']);
  expect(sees()).toMatchObject({ test: true, onAirSince: stage.clock.now() });
  stage.clock.advance(15_000);
  expect(titles()).toEqual([undefined, undefined]);
  expect(plays.newest(9)).toEqual([]);
});

it('gives way to the play it covered as if it had never been, however often it is shown', async () => {
  const { song, titles, play, live, knows, sees, plays } = booth();
  live.set(true);
  await play('One');
  const before = [knows(), sees(), plays.newest(9)];
  song.show(true);
  stage.clock.advance(10_000);
  song.show(true);
  stage.clock.advance(10_000);
  expect(titles()).toEqual(['Test song', 'Test song']);
  expect(knows().playId).toBeUndefined();
  stage.clock.advance(5_000);
  expect([knows(), sees(), plays.newest(9)]).toEqual(before);
});

it.each(['live', 'in rehearsal'])('leaves an armed mask to the next real track, %s', async (when) => {
  const { song, play, live, nowPlaying, knows, sees, titles } = booth();
  live.set(when === 'live');
  await play('One');
  await nowPlaying.hide(true, true);
  song.show(true);
  expect(titles()).toEqual(['Test song', 'Test song']);
  stage.clock.advance(15_000);
  expect(knows()).toMatchObject({ hideNext: true, track: { title: 'One' } });
  expect(sees().track?.title).toBe('One');
  await play('Two');
  expect(knows().hideNext).toBeUndefined();
  expect(sees().track?.title).toBe('ID');
});

it('is shown in clear, whatever is hidden or masked', async () => {
  stage.rules.unknownTracks = 'mask';
  const { song, play, nowPlaying, titles } = booth();
  await play('One');
  await nowPlaying.hide(true, false);
  song.show(false);
  expect(titles()).toEqual(['Test song', 'Test song']);
});

it('ends at once when something else comes on air, or nothing is any more', async () => {
  const { song, play, stop, titles } = booth();
  song.show(false);
  await play('Two');
  expect(titles()).toEqual(['Two', 'Two']);
  song.show(false);
  await stop();
  expect(titles()).toEqual([undefined, undefined]);
  stage.clock.advance(60_000);
  expect(titles()).toEqual([undefined, undefined]);
});

it('tells nothing before its time: what waits to be announced waits on, and what is hidden meanwhile is', async () => {
  const { song, play, nowPlaying, titles, sees, knows } = booth(30_000);
  await play('One');
  stage.clock.advance(30_000);
  await play('Two');
  song.show(false);
  expect(sees()).not.toHaveProperty('previous.title');
  expect(JSON.stringify(sees())).not.toMatch(/Two|One/);
  await nowPlaying.hide(true, false);
  stage.clock.advance(15_000);
  expect(titles()).toEqual(['Two', 'One']);
  stage.clock.advance(15_000);
  expect(sees().track?.title).toBe('ID');
  expect(knows().track?.title).toBe('Two');
});

it('is refused while live, unless it is asked for all the same', () => {
  const { song, titles, live } = booth();
  live.set(true);
  expect(song.show(false)).toMatchObject({ ok: false, code: 'live' });
  expect(titles()).toEqual([undefined, undefined]);
  expect(song.show(true)).toMatchObject({ ok: true });
  expect(titles()).toEqual(['Test song', 'Test song']);
});
