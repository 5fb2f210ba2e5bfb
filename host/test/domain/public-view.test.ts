import type { NowPlaying, NowTrack } from '@tracord/shared/topics.ts';
import { describe, expect, it } from 'vitest';
import { publicHealth, publicNowPlaying } from '#domain/public-view.ts';

const secret: NowTrack = {
  id: 'secret-id',
  artist: 'Secret Artist',
  title: 'Secret Title',
  mix: 'Secret Mix',
  remixer: 'Secret Remixer',
  album: 'Secret Album',
  genre: 'Secret Genre',
  label: 'Secret Label',
  catalogNo: 'SECRET 1',
  year: 1999,
  trackBpm: 123.4,
  key: { camelot: '8A', openKey: '1m', name: 'Am' },
  durationMs: 345_678,
  artwork: { id: 'secret-cover', colors: { main: '#123456', dark: '#654321' } },
  display: { artist: 'Secret Artist', title: 'Secret Title' },
  masked: true,
};

const masked: NowPlaying = {
  track: secret,
  onAirSince: 1,
  source: 'decks',
  match: { confidence: 0.97, by: 'path', reasons: ['Secret Title lies there'], alternatives: ['secret-id'] },
  previous: secret,
  playId: 'play-1',
  deck: 'A',
  mount: '/secret',
  heard: { artist: 'Secret Artist', title: 'Secret Title' },
  maskedBecause: ['it is tagged "Secret Genre"'],
  hideNext: true,
};

describe('publicNowPlaying', () => {
  it('keeps nothing of a masked track', () => {
    const text = JSON.stringify(publicNowPlaying(masked));
    for (const word of ['ecret', '1999', '123.4', '8A', '345678', '#123456', '0.97', 'path', 'play-1']) {
      expect(text).not.toContain(word);
    }
    expect(publicNowPlaying(masked).track).toEqual({
      artist: 'ID',
      title: 'ID',
      display: { artist: 'ID', title: 'ID' },
      masked: true,
    });
  });

  it('keeps reasons, alternatives and what the operator alone may know of an open track', () => {
    const open = publicNowPlaying({ ...masked, track: { ...secret, masked: undefined }, previous: undefined });
    expect(open.track?.title).toBe('Secret Title');
    expect(open.match).toEqual({ confidence: 0.97, by: 'path', reasons: [], alternatives: [] });
    for (const key of ['playId', 'deck', 'mount', 'heard', 'maskedBecause', 'hideNext']) {
      expect(open).not.toHaveProperty(key);
    }
  });

  it('passes no field on that it does not know', () => {
    const track = { ...secret, masked: undefined, path: '/home/dj/secret.mp3' } as NowTrack;
    expect(JSON.stringify(publicNowPlaying({ ...masked, track, previous: track }))).not.toContain('/home/dj');
  });
});

describe('publicHealth', () => {
  it('keeps remedies to the operator: they name files', () => {
    const health = publicHealth({
      status: 'warn',
      bridges: { library: { status: 'warn', message: 'It is old.', remedy: 'Look at /home/dj/collection.nml' } },
    });
    expect(JSON.stringify(health)).not.toContain('/home/dj');
    expect(health.bridges.library?.message).toBe('It is old.');
  });
});
