import { FIRST_PUBLIC_TOPICS } from '@tracord/shared/topics.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ShownTopics, shownOf } from '#adapters/obs/source-texts.ts';
import { artwork, MASKED, playing } from './sources-for-test.ts';

const NOTHING: ShownTopics = FIRST_PUBLIC_TOPICS;

function requests(...states: ('accepted' | 'loaded' | 'playing')[]): ShownTopics {
  const list = states.map((state, index) => ({
    number: index + 1,
    state,
    track: { display: { artist: `Artist ${index + 1}`, title: `Title ${index + 1}` } },
    others: 0,
    announcedAt: 0,
  }));
  const byId = Object.fromEntries(list.map((request) => [`r${request.number}`, request]));
  return { ...NOTHING, requests: { open: true, hint: '', order: Object.keys(byId), byId } };
}

describe('what a source shows', () => {
  const cases: [name: string, topics: ShownTopics, texts: Record<string, string>, cover?: string][] = [
    ['nothing on air', NOTHING, { title: '', artist: '', line: '', next: '', requests: '' }],
    ['a track', playing('A', 'B', artwork('#1')), { title: 'B', artist: 'A', line: 'A - B' }, '#1'],
    ['no artist', playing('', 'B'), { title: 'B', artist: '', line: 'B' }],
    ['a masked track', MASKED, { title: 'ID', artist: 'ID', line: 'ID – ID' }],
    ['a cover that a masked track should not have', playing('ID', 'ID', { masked: true, ...artwork('#1') }), {}],
    ['marks and quotes as they are', playing('A & <b>', '"C"'), { line: 'A & <b> - "C"' }],
    ['lines, tabs and turned words', playing('A\nB', 'C\t\u202eD\u0000'), { title: 'C D', artist: 'A B' }],
    ['one request', requests('accepted'), { next: 'next: Artist 1 - Title 1', requests: '1 request' }],
    [
      'three',
      requests('accepted', 'accepted', 'accepted'),
      { next: 'next: Artist 1 - Title 1', requests: '3 requests' },
    ],
    ['what lies on a deck comes first', requests('accepted', 'loaded'), { next: 'next: Artist 2 - Title 2' }],
    [
      'what plays is not to come',
      requests('playing', 'accepted'),
      { next: 'next: Artist 2 - Title 2', requests: '1 request' },
    ],
    ['only what plays', requests('playing'), { next: '', requests: '' }],
  ];
  it.each(cases)('%s', (_name, topics, texts, cover) => {
    const shown = shownOf(topics);
    const wanted = Object.fromEntries(Object.entries(texts).map(([key, text]) => [`text:${key}`, text]));
    expect(shown.texts).toMatchObject(wanted);
    expect(shown.cover).toBe(cover);
  });

  it('is one bounded line whatever the names', () => {
    const wild = fc.string({ unit: 'binary', maxLength: 400 });
    fc.assert(
      fc.property(wild, wild, (artist, title) => {
        for (const text of Object.values(shownOf(playing(artist, title)).texts)) {
          expect(text).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
          expect([...new Intl.Segmenter('en').segment(text)].length).toBeLessThanOrEqual(200);
        }
      }),
    );
  });

  it('cuts a long title with an ellipsis', () => {
    const text = shownOf(playing('A', 'x'.repeat(300))).texts['text:title'];
    expect(text).toBe(`${'x'.repeat(119)}…`);
  });
});
