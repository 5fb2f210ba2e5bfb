import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { describe, expect, it } from 'vitest';
import { type Maskable, type MaskRules, maskJudge } from '#domain/masks.ts';

const track: Maskable = {
  artist: 'Mira Oldane',
  title: 'Glasshouse Signal',
  genre: 'Deep House',
  label: 'Tin Harbour',
  comment: 'promo, out in May',
  comment2: undefined,
  path: 'D:\\Music\\Promos\\Glasshouse.mp3',
  playlists: ['Sets/Secret'],
};

const rules = (change: Partial<MaskRules>): MaskRules => ({ ...DEFAULT_SETTINGS.masks, ...change });

describe('maskJudge', () => {
  const cases: [string, Partial<MaskRules>, boolean][] = [
    ['nothing set', {}, false],
    ['the genre in another case', { tags: ['deep house'] }, true],
    ['the label', { tags: ['TIN HARBOUR'] }, true],
    ['a part of the genre is not the genre', { tags: ['house'] }, false],
    ['a word of the comment', { comments: ['PROMO'] }, true],
    ['a word in no comment', { comments: ['dubplate'] }, false],
    ['a folder with forward slashes over a Windows path', { folders: ['*/promos/*'] }, true],
    ['another folder', { folders: ['*/Promo/*'] }, false],
    ['a playlist by its name', { playlists: ['secret'] }, true],
    ['a playlist by its path', { playlists: ['Sets/Secret'] }, true],
    ['a playlist of that name elsewhere', { playlists: ['Other/Secret'] }, false],
    ['a pattern on artist and title', { patterns: ['oldane - glass'] }, true],
    ['a pattern that is no regular expression is plain text', { patterns: ['signal (('] }, false],
  ];
  it.each(cases)('%s', (_name, change, masked) => {
    expect(maskJudge(rules(change)).track(track) !== undefined).toBe(masked);
  });

  it('masks by a broken pattern taken as plain text', () => {
    expect(maskJudge(rules({ patterns: ['Signal ((Dub'] })).text('Mira', 'Glasshouse Signal ((Dub')).toContain('mask');
  });

  it('says why in words', () => {
    expect(maskJudge(rules({ comments: ['promo'] })).track(track)).toBe('its comment says "promo"');
  });
});
