import { describe, expect, it } from 'vitest';
import { toastContent, upNextContent } from '#view/notice-content.ts';
import { DEFAULT_PARAMS } from '#view/params.ts';
import { nameless, queue, request } from '../requests-for-test.ts';

describe('the toast', () => {
  const toast = (...args: Parameters<typeof request>) => toastContent('a', request(...args), 3, DEFAULT_PARAMS, false);

  it('says who asked for which title, without its mix, and how many more', () => {
    expect(toast('a', { title: 'Salt Engine (Northbound Mix)', name: 'mauve_fox' })).toMatchObject({
      line: { name: 'mauve_fox', after: 'asked for' },
      title: 'Salt Engine',
      more: 3,
    });
  });

  it('says "asked for" where names are off or empty', () => {
    expect(toastContent('a', nameless('a'), 0, DEFAULT_PARAMS, false).line).toEqual({ after: 'asked for' });
    expect(toast('a', { name: '  ' }).line).toEqual({ after: 'asked for' });
  });

  it('has the neutral record and its edge without a cover', () => {
    expect(toast('a')).toMatchObject({ edge: '#8A919D', dark: '#1C1F25' });
    expect(toast('a')).not.toHaveProperty('coverUrl');
    expect(toast('a', { artwork: 'abc' })).toMatchObject({ edge: '#FF5468', coverUrl: '/artwork/abc?size=360' });
  });
});

describe('what comes next', () => {
  const next = (rows: Parameters<typeof queue>[0], loaded = false, planned = {}) =>
    upNextContent(queue(rows), planned, { ...DEFAULT_PARAMS, loaded }, false);

  it.each([
    ['the first one taken', ['a', 'b'], 'a'],
    ['what lies on a deck before it', ['a', ['b', { state: 'loaded' }]], 'b'],
    ['not what is on air', [['a', { state: 'playing' }], 'b'], 'b'],
  ] as [string, Parameters<typeof queue>[0], string][])('is %s', (_name, rows, id) => {
    expect(next(rows)?.id).toBe(id);
  });

  it('is nothing where nothing is taken, or nothing is loaded and only that is wanted', () => {
    expect(next([])).toBeUndefined();
    expect(next([['a', { state: 'playing' }]])).toBeUndefined();
    expect(upNextContent(undefined, {}, DEFAULT_PARAMS, false)).toBeUndefined();
    expect(next(['a'], true)).toBeUndefined();
    expect(next(['a', ['b', { state: 'loaded' }]], true)?.id).toBe('b');
  });

  it('names the artist, and "next" alone without one; never the viewer', () => {
    expect(next([['a', { artist: 'Ilse Vantar' }]])?.line).toEqual({ before: 'next,', name: 'Ilse Vantar' });
    expect(next([['a', { artist: ' ' }]])?.line).toEqual({ before: 'next' });
  });

  it('is what the DJ has next before a request that only waits, and after one that is loaded', () => {
    const planned = { track: { display: { artist: 'Mira', title: 'Tide (Dub)' } } };
    expect(next(['a'], false, planned)).toMatchObject({ title: 'Tide', line: { before: 'next,', name: 'Mira' } });
    expect(next([], false, planned)?.title).toBe('Tide');
    expect(next([['a', { state: 'loaded' }]], false, planned)?.id).toBe('a');
    expect(next(['a'], true, planned)).toBeUndefined();
  });

  it('says nothing of a masked one but that it comes', () => {
    const masked = { track: { display: { artist: 'ID', title: 'ID' }, masked: true } };
    expect(next([], false, masked)).toMatchObject({ title: 'ID – ID', line: { before: 'next' } });
  });
});
