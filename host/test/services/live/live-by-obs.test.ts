import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OutputsForTest } from './outputs-for-test.ts';

const MINUTE = 60_000;
let host: OutputsForTest;

beforeEach(() => {
  host = new OutputsForTest();
});
afterEach(() => host.close());

/** What can happen, in words. Each takes a second. */
const DEEDS: Record<string, () => void> = {
  'stream on': () => host.started('stream'),
  'stream off': () => host.stopped('stream'),
  'record on': () => host.started('recording'),
  'record off': () => host.stopped('recording'),
  'OBS gone': () => host.take({ kind: 'output.away', at: host.clock.now() }),
  'OBS back, streaming': () => host.seen(host.outputs.running()[0]?.startedAt ?? 0),
  'OBS back, idle': () => host.take({ kind: 'output.idle', output: 'stream', at: host.clock.now() }),
  'dj on': () => host.live.set(true),
  'dj off': () => host.live.set(false),
  '5 min': () => host.clock.advance(5 * MINUTE),
  '11 min': () => host.clock.advance(11 * MINUTE),
  restart: () => host.restart(1_000),
  '20 min down': () => host.restart(20 * MINUTE),
  'setting off': () => {
    host.makesLive = false;
    host.byObs.look();
  },
  'setting on': () => {
    host.makesLive = true;
    host.byObs.look();
  },
};

describe('live', () => {
  it.each<[string, boolean, 'obs' | 'dj' | 'none']>([
    ['stream on', true, 'obs'],
    ['record on', true, 'obs'],
    ['setting off, stream on', false, 'none'],
    ['setting off, stream on, setting on', true, 'obs'],
    ['stream on, stream off', true, 'obs'],
    ['stream on, stream off, 5 min', true, 'obs'],
    ['stream on, stream off, 11 min', false, 'obs'],
    ['stream on, record on, stream off, 11 min', true, 'obs'],
    ['stream on, record on, stream off, record off, 11 min', false, 'obs'],
    ['stream on, stream off, 5 min, stream on, 11 min', true, 'obs'],
    ['stream on, setting off, stream off, 11 min', false, 'obs'],
    ['stream on, stream off, 11 min, stream on', true, 'obs'],
    // The DJ's word stands.
    ['stream on, dj off', false, 'dj'],
    ['stream on, dj off, 11 min', false, 'dj'],
    ['stream on, dj off, record on', false, 'dj'],
    ['stream on, dj off, record on, stream off, stream on', false, 'dj'],
    ['stream on, dj off, stream off, stream on', true, 'obs'],
    ['stream on, dj off, stream off, 11 min, stream on', true, 'obs'],
    ['stream on, dj off, dj on', true, 'dj'],
    ['stream on, dj off, dj on, stream off, 11 min', true, 'dj'],
    ['dj on, stream on, stream off, 11 min', true, 'dj'],
    ['stream on, dj on, stream off, 11 min', true, 'dj'],
    ['stream on, stream off, dj off, stream on', true, 'obs'],
    ['dj on, dj off, stream on', true, 'obs'],
    // OBS or the host go and come back.
    ['stream on, OBS gone, 11 min', true, 'obs'],
    ['stream on, OBS gone, 11 min, OBS back, idle, 5 min', false, 'obs'],
    ['stream on, dj off, OBS gone, OBS back, streaming', false, 'dj'],
    ['stream on, OBS gone, dj off, OBS back, streaming', false, 'dj'],
    ['stream on, restart', true, 'obs'],
    ['stream on, restart, OBS back, streaming, stream off, 11 min', false, 'obs'],
    ['dj on, stream on, restart, OBS back, streaming, stream off, 11 min', true, 'dj'],
    ['stream on, dj off, restart, OBS back, streaming', false, 'none'],
    ['stream on, dj off, restart, OBS back, streaming, stream off, stream on', true, 'obs'],
    ['stream on, stream off, 20 min down, 5 min', false, 'obs'],
  ])('%s: %s by %s', (deeds, on, by) => {
    for (const deed of deeds.replaceAll('OBS back, ', 'OBS back+').split(', ')) {
      host.clock.advance(1_000);
      const act = DEEDS[deed.replace('+', ', ')];
      if (act === undefined) throw new Error(`no such deed: ${deed}`);
      act();
    }
    expect(host.topics.get('live')).toMatchObject({ on, by });
  });

  it('keeps since when where the DJ takes it over', () => {
    host.started();
    const { since } = host.topics.get('live');
    host.clock.advance(MINUTE);
    host.live.set(true);
    expect(host.topics.get('live')).toEqual({ on: true, since, by: 'dj' });
  });
});
