import { describe, expect, it } from 'vitest';
import { cardContent, isSameTrack, NEUTRAL_EDGE, type PublicNowPlaying } from '#view/card-content.ts';
import { DEFAULT_PARAMS } from '#view/params.ts';

const TRACK = {
  artist: 'Mira Oldane',
  title: 'Glasshouse Signal (Original Mix)',
  display: { artist: 'Mira Oldane', title: 'Glasshouse Signal' },
  artwork: { id: 'a1/b', colors: { main: '#3FD08C', dark: '#0D3B2E' } },
  label: 'Tin Harbour',
  catalogNo: 'THR 027',
  trackBpm: 126.4,
  key: { camelot: '8A', openKey: '1m', name: 'Am' },
};

const NOW: PublicNowPlaying = {
  source: 'broadcast',
  match: { confidence: 1, by: 'text', reasons: [], alternatives: [] },
  place: 4,
  track: TRACK,
};
const IDLE: PublicNowPlaying = { source: 'none', match: { confidence: 0, by: 'none', reasons: [], alternatives: [] } };

describe('what a card shows', () => {
  it('is what people read, with the cover and its colours', () => {
    expect(cardContent(NOW, DEFAULT_PARAMS, false)).toEqual({
      title: 'Glasshouse Signal',
      artist: 'Mira Oldane',
      coverUrl: '/artwork/a1%2Fb?size=360',
      edge: '#3FD08C',
      dark: '#0D3B2E',
      showCover: true,
      catalogue: { letters: 'THR', digits: '027' },
      demo: false,
    });
  });

  it('is nothing while nothing is on air', () => {
    expect(cardContent(IDLE, DEFAULT_PARAMS, true)).toBeUndefined();
  });

  it('shows key and whole tempo when asked', () => {
    expect(cardContent(NOW, { ...DEFAULT_PARAMS, key: true, bpm: true }, false)).toMatchObject({
      key: '8A',
      bpm: '126 BPM',
    });
  });

  it('shows the label where the theme likes it, unless told not to', () => {
    expect(cardContent(NOW, { ...DEFAULT_PARAMS, theme: 'strip' }, false)?.label).toBe('Tin Harbour');
    expect(cardContent(NOW, { ...DEFAULT_PARAMS, theme: 'strip', label: false }, false)?.label).toBeUndefined();
    expect(cardContent(NOW, { ...DEFAULT_PARAMS, label: true }, false)?.label).toBe('Tin Harbour');
  });

  it('hides everything of a masked track, whatever came along', () => {
    const masked: PublicNowPlaying = { ...NOW, track: { ...TRACK, masked: true } };
    const shown = cardContent(masked, { ...DEFAULT_PARAMS, key: true, bpm: true, label: true }, false);
    expect(shown).toEqual({
      title: 'ID – ID',
      edge: NEUTRAL_EDGE,
      dark: '#1C1F25',
      showCover: true,
      catalogue: { letters: 'SET', digits: '4' },
      demo: false,
    });
  });

  it('is nothing with artist and title both hidden', () => {
    expect(cardContent(NOW, { ...DEFAULT_PARAMS, artist: false, title: false }, false)).toBeUndefined();
  });

  it('takes a cover that arrives later for the same track', () => {
    const { artwork: _artwork, ...bare } = TRACK;
    const before = cardContent({ ...NOW, track: bare }, DEFAULT_PARAMS, false);
    const after = cardContent(NOW, DEFAULT_PARAMS, false);
    expect(before?.edge).toBe(NEUTRAL_EDGE);
    expect(before && after && isSameTrack(before, after)).toBe(true);
  });
});
