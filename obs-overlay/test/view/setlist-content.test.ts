import { FIRST_PUBLIC_TOPICS } from '@tracord/shared/topics.ts';
import { describe, expect, it } from 'vitest';
import { NEUTRAL_EDGE } from '#view/card-content.ts';
import { DEFAULT_PARAMS } from '#view/params.ts';
import { setSample } from '#view/set-samples.ts';
import { clockText, setlistContent } from '#view/setlist-content.ts';
import { tempoContent } from '#view/tempo-content.ts';

const NOW = new Date(2026, 10, 20, 22, 34).getTime();
const artwork = { id: 'a', colors: { main: '#3FD08C', dark: '#0D3B2E' } };
const track = { artist: 'Mira Oldane', title: 'Glasshouse Signal', display: { artist: 'M', title: 'G' }, artwork };
const onAir = { ...FIRST_PUBLIC_TOPICS.nowPlaying, track };

const content = (set = setSample('set', NOW), now: typeof onAir | typeof FIRST_PUBLIC_TOPICS.nowPlaying = onAir) =>
  setlistContent(set, now, '22:34', DEFAULT_PARAMS, false);

describe('the setlist', () => {
  it('has the last five tracks, their places in the set and when they began', () => {
    expect(content()?.rows.map(({ number, title, time }) => [number, title, time])).toEqual([
      [14, 'Slow Relay', '22:09'],
      [15, 'Quarter to Rust', '22:14'],
      [16, 'ID – ID', '22:18'],
      [17, '夜明け前のプラットフォーム', '22:24'],
      [18, 'Glasshouse Signal', '22:31'],
    ]);
    expect(content()).toMatchObject({ heading: 'Setlist', hint: '22:34', edge: '#3FD08C', slots: 5 });
  });

  it('names who plays', () => {
    expect(content({ ...setSample('set', NOW), performer: ' Ann ' })?.heading).toBe('Ann');
    expect(content({ ...setSample('set', NOW), performer: '' })?.heading).toBe('Setlist');
  });

  it('marks the track on air, and none in silence', () => {
    expect(content()?.rows.map(({ isNow }) => isNow)).toEqual([undefined, undefined, undefined, undefined, true]);
    expect(content(undefined, FIRST_PUBLIC_TOPICS.nowPlaying)?.rows.at(-1)?.isNow).toBeUndefined();
  });

  it('shows what is only roughly known with a tilde', () => {
    expect(content(setSample('sethard', NOW))?.rows.map(({ time }) => time?.startsWith('~'))).toEqual([
      false,
      true,
      false,
      false,
      true,
    ]);
  });

  it('takes no colour of a masked track', () => {
    const masked = { ...onAir, track: { ...track, masked: true } };
    expect(content(undefined, masked)?.edge).toBe(NEUTRAL_EDGE);
  });

  it('is not there outside a set, nor before its first track', () => {
    expect(content({ ...setSample('set', NOW), isOn: false })).toBeUndefined();
    expect(content({ isOn: true, order: [], byId: {} })).toBeUndefined();
  });

  it('tells the time in 24 hours', () => {
    expect(clockText(new Date(2026, 0, 1, 0, 5).getTime())).toBe('00:05');
  });
});

describe('the tempo', () => {
  it('is not there while it is not known', () => {
    expect(tempoContent({}, onAir, DEFAULT_PARAMS, false)).toBeUndefined();
    expect(tempoContent({ bpm: 126 }, onAir, DEFAULT_PARAMS, false)).toEqual({
      bpm: 126,
      edge: '#3FD08C',
      demo: false,
    });
  });

  it('takes no colour of a masked track', () => {
    const masked = { ...onAir, track: { ...track, masked: true } };
    expect(tempoContent({ bpm: 126 }, masked, DEFAULT_PARAMS, false)?.edge).toBe(NEUTRAL_EDGE);
  });
});
