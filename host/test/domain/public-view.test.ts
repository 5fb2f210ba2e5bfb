import type { PlannerView, Suggestion } from '@tracord/shared/plan.ts';
import type { NowPlaying, NowTrack } from '@tracord/shared/topics.ts';
import { describe, expect, it } from 'vitest';
import { botPlan, publicHealth, publicNext, publicNowPlaying } from '#domain/public-view.ts';

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

const suggestion: Suggestion = {
  ...{ trackId: 'secret-id', artist: 'Secret Artist', title: 'Secret Title', bpm: 123.4, durationMs: 345_678 },
  ...{
    display: { artist: 'Secret Artist', title: 'Secret Title' },
    artwork: secret.artwork,
    move: 'same',
    tempo: 0.01,
  },
  ...{ score: 50, parts: [{ name: 'harmony', value: 50, why: '8A to 9A: one step on the wheel' }] },
};
const openly = { isLate: false, isHidden: false };

describe('publicNext', () => {
  it('is what people read, and the cover', () => {
    const { display, artwork } = suggestion;
    expect(publicNext(suggestion, openly)).toEqual({ track: { display, artwork } });
    expect(publicNext(undefined, openly)).toEqual({});
  });

  it('keeps nothing of a masked track, nor of any while the next one is hidden or names are told late', () => {
    const id = { track: { display: { artist: 'ID', title: 'ID' }, masked: true } };
    expect(publicNext({ ...suggestion, masked: true }, openly)).toEqual(id);
    expect(publicNext(suggestion, { isLate: false, isHidden: true })).toEqual(id);
    expect(publicNext(suggestion, { isLate: true, isHidden: false })).toEqual({});
  });
});

describe('botPlan', () => {
  const other: Suggestion = { ...suggestion, trackId: 'other', display: { artist: 'Ann', title: 'Open' } };
  const plan = (next?: PlannerView['next']): PlannerView => ({
    suggestions: { order: ['secret-id', 'other'], byId: { 'secret-id': { ...suggestion, masked: true }, other } },
    ...{ preset: 'smooth', next },
  });

  it('leaves masked tracks out', () => {
    const said = botPlan(plan({ ...suggestion, masked: true, by: 'pin' }), false);
    expect(said).toEqual({
      order: ['other'],
      byId: { other: { display: { artist: 'Ann', title: 'Open' }, why: '8A to 9A: one step on the wheel' } },
    });
    expect(botPlan(plan({ ...other, by: 'pin' }), false).next).toEqual({ display: { artist: 'Ann', title: 'Open' } });
  });

  it('says nothing while what is on air is not told: reasons speak of its key', () => {
    expect(botPlan(plan({ ...other, by: 'pin' }), true)).toEqual({ order: [], byId: {} });
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
