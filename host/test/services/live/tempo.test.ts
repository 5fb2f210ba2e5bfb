import { FIRST_OPERATOR_TOPICS, FIRST_PUBLIC_TOPICS, type NowPlaying } from '@tracord/shared/topics.ts';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { Audience } from '#services/live/audience.ts';
import { Tempo } from '#services/live/tempo.ts';

const MATCH = { confidence: 1, by: 'path' as const, reasons: [], alternatives: [] };

function stage(delayMs = 0) {
  const clock = new ManualClock();
  const operator = new TopicStore(FIRST_OPERATOR_TOPICS, silentLogger);
  const audience = new TopicStore(FIRST_PUBLIC_TOPICS, silentLogger);
  const announced = new Audience(operator, audience, clock, () => delayMs);
  const followOnAir = announced.followOnAir.bind(announced);
  const tempo = new Tempo({ operator, audience, followOnAir, clock });
  const heard: (number | undefined)[] = [];
  audience.onChange(({ topic }) => topic === 'tempo' && heard.push(audience.get('tempo').bpm));
  const onAir = (title: string, more: Partial<NowPlaying> = {}, track: object = {}) =>
    operator.set('nowPlaying', {
      track: { artist: 'A', title, display: { artist: 'A', title }, trackBpm: 120, ...track },
      ...{ onAirSince: clock.now(), source: 'decks', match: MATCH, playId: title, deck: 'A' },
      ...{ heard: { artist: 'A', title }, ...more },
    });
  const deck = (title: string, bpm: number | undefined, isOnAir = true) =>
    operator.set('decks', { order: ['A'], byId: { A: { artist: 'A', title, playing: true, onAir: isOnAir, bpm } } });
  return { clock, operator, audience, tempo, heard, onAir, deck };
}

describe('the tempo', () => {
  it('is that of the deck on air, else as tagged, whole', () => {
    const { onAir, deck, heard, clock } = stage();
    onAir('One');
    expect(heard).toEqual([120]);
    clock.advance(1_000);
    deck('One', 124.6);
    expect(heard).toEqual([120, 125]);
    clock.advance(1_000);
    deck('One', undefined);
    expect(heard).toEqual([120, 125, 120]);
  });

  it('does not waver between two numbers, and comes once a second', () => {
    const { onAir, deck, heard, clock } = stage();
    deck('One', 124.4);
    onAir('One');
    for (const bpm of [124.5, 124.6, 124.4, 124.7]) {
      clock.advance(2_000);
      deck('One', bpm);
    }
    expect(heard).toEqual([124]);
    for (const bpm of [125, 126, 127, 128]) {
      clock.advance(100);
      deck('One', bpm);
    }
    expect(heard).toEqual([124, 125]);
    clock.advance(1_000);
    expect(heard).toEqual([124, 125, 128]);
  });

  it('is not that of a track that only lies on the deck already', () => {
    const { onAir, deck, heard, clock } = stage();
    onAir('One');
    clock.advance(1_000);
    deck('Next', 140);
    deck('One', 150, false);
    expect(heard).toEqual([120]);
  });

  it('is nobody’s while the track is masked, and gone at once', () => {
    const { onAir, deck, heard, audience } = stage();
    deck('One', 124);
    onAir('One');
    onAir('One', { maskedPlays: ['One'] }, { masked: true });
    expect(audience.get('tempo')).toEqual({});
    deck('One', 126);
    expect(heard).toEqual([124, undefined]);
  });

  it('is that of the announced track while the audience is behind', () => {
    const { onAir, deck, heard, clock } = stage(60_000);
    deck('One', 124);
    onAir('One');
    clock.advance(60_000);
    expect(heard).toEqual([124]);
    onAir('Two', {}, { trackBpm: 140 });
    deck('Two', 141);
    clock.advance(2_000);
    expect(heard).toEqual([124]);
    clock.advance(58_000);
    expect(heard).toEqual([124, 141]);
  });

  it('stays under the test song', () => {
    const { onAir, deck, heard, clock } = stage();
    deck('One', 124);
    onAir('One');
    clock.advance(2_000);
    onAir('Test song', { test: true, playId: undefined, deck: undefined, heard: undefined });
    expect(heard).toEqual([124]);
  });

  it('is not told once it was stopped', () => {
    const { onAir, heard, tempo } = stage();
    tempo.stop();
    onAir('One');
    expect(heard).toEqual([]);
  });
});
