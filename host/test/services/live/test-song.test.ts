import { FIRST_OPERATOR_TOPICS } from '@tracord/shared/topics.ts';
import { expect, it } from 'vitest';
import { TEST_SONG } from '#domain/test-song.ts';
import { silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { OnAirDesk } from '#services/live/on-air-desk.ts';
import { TestSong } from '#services/live/test-song.ts';
import { openShowDatabase } from '#storage/show/database.ts';
import { ShowState } from '#storage/show/show-state.ts';
import { stage } from './live-stage.ts';

function booth() {
  const topics = new TopicStore(FIRST_OPERATOR_TOPICS, silentLogger);
  const seen: string[] = [];
  const onAir = new OnAirDesk({
    topics,
    policy: () => 'dominant',
    onChange: (change) => {
      const track = change.kind === 'on-air' ? change.heard : undefined;
      seen.push(track?.title ?? '-');
      const shown = track && { ...track, display: track };
      topics.set('nowPlaying', { ...topics.get('nowPlaying'), track: shown });
    },
    state: new ShowState(openShowDatabase(stage.folder)),
    write: (work) => work(),
    clock: stage.clock,
    log: silentLogger,
  });
  return { topics, seen, onAir, song: new TestSong(topics, onAir, stage.clock) };
}

it('is shown for 15 seconds, then nothing is on air, as before', () => {
  const { song, seen } = booth();
  expect(song.show(false)).toEqual({ ok: true, endsAt: stage.clock.now() + 15_000 });
  expect(seen).toEqual(['Test song']);
  stage.clock.advance(15_000);
  expect(seen).toEqual(['Test song', '-']);
});

it('gives way to the track that was on air before, however often it is shown', () => {
  const { song, seen, onAir } = booth();
  onAir.take({ kind: 'manual.set', artist: 'Mira', title: 'One' });
  song.show(false);
  stage.clock.advance(10_000);
  song.show(false);
  stage.clock.advance(10_000);
  expect(seen).toEqual(['One', 'Test song']);
  stage.clock.advance(5_000);
  expect(seen).toEqual(['One', 'Test song', 'One']);
});

it('leaves alone what came on air meanwhile', () => {
  const { song, seen, onAir } = booth();
  song.show(false);
  onAir.take({ kind: 'manual.set', artist: 'Mira', title: 'Two' });
  stage.clock.advance(60_000);
  expect(seen).toEqual(['Test song', 'Two']);
});

it('is refused while live, unless it is asked for all the same', () => {
  const { song, seen, topics } = booth();
  topics.set('live', { on: true, since: 1, by: 'dj' });
  expect(song.show(false)).toMatchObject({ ok: false, code: 'live' });
  expect(seen).toEqual([]);
  expect(song.show(true)).toMatchObject({ ok: true });
  expect(seen).toEqual(['Test song']);
});

it('ends where a crash left it on air', () => {
  const { seen, onAir, song } = booth();
  onAir.take({ kind: 'manual.set', ...TEST_SONG });
  song.resume();
  expect(seen).toEqual(['Test song', '-']);
});
