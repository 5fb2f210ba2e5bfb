import { describe, expect, it } from 'vitest';
import { matchHistory, type PastPlay, type PlayToMatch } from '#domain/history-match.ts';

const AT = 1_700_000_000_000;
const MINUTE = 60_000;
const at = (minutes: number) => AT + minutes * MINUTE;
const WINDOW = { fromAt: AT, toAt: at(120), lagMs: 10_000 };

/** "Mira - Glass" as Traktor noted it. */
function noted(key: string, title: string, minutes: number, more: Partial<PastPlay> = {}): PastPlay {
  return { key, artist: 'Mira', title, at: at(minutes), durationMs: 5 * MINUTE, deck: 'A', public: true, ...more };
}

function heard(id: string, title: string, minutes: number, more: Partial<PlayToMatch> = {}): PlayToMatch {
  return { id, artist: 'Mira', title, at: at(minutes), source: 'broadcast', ...more };
}

const match = (plays: PlayToMatch[], past: PastPlay[]) => {
  const { facts, missed } = matchHistory(plays, past, WINDOW);
  return {
    facts: Object.fromEntries(facts.map(({ playId, fact }) => [playId, fact])),
    missed: missed.map(({ key }) => key),
  };
};

describe('a play that Traktor noted', () => {
  it('begins when its deck was started, where only the broadcast told', () => {
    expect(match([heard('a', 'Glass', 0.2)], [noted('h:0', 'Glass', 0)])).toEqual({
      facts: { a: { at: at(0), endedAt: at(5), deck: 'A', historyKey: 'h:0' } },
      missed: [],
    });
  });

  it('stays where the decks say that it came on air', () => {
    const { facts } = match([heard('a', 'Glass', 1.5, { source: 'decks', deck: 'C' })], [noted('h:0', 'Glass', 0)]);
    expect(facts).toEqual({ a: { endedAt: at(5), deck: 'A', historyKey: 'h:0' } });
  });

  it('stays where the DJ named it by hand', () => {
    const { facts } = match([heard('a', 'Glass', 1.5, { source: 'manual' })], [noted('h:0', 'Glass', 0)]);
    expect(facts.a?.at).toBeUndefined();
  });

  it.each<[string, Partial<PlayToMatch>]>([
    ['by its track', { artist: '?', title: '?', trackId: 't1' }],
    ['by its song', { artist: '?', title: '?', song: 's1' }],
    ['by its text, read as people do', { artist: 'MIRA ', title: 'glass' }],
    ['by song and artist, in another version', { artist: 'Mira', title: 'Glass (Original Mix)' }],
    ['by what the DJ wrote over it', { artist: 'ID', title: 'ID', dj: { artist: 'Mira', title: 'Glass' } }],
    ['by the pair that was found before', { artist: '?', title: '?', history: { historyKey: 'h:0' } }],
  ])('is found %s', (_name, more) => {
    const { facts, missed } = match(
      [heard('a', 'Glass', 0, more)],
      [noted('h:0', 'Glass', 0, { trackId: 't1', song: 's1' })],
    );
    expect(facts.a?.historyKey).toBe('h:0');
    expect(missed).toEqual([]);
  });

  it('is another where title, or time, is another', () => {
    const { facts, missed } = match([heard('a', 'Sand', 0), heard('b', 'Glass', 40)], [noted('h:0', 'Glass', 0)]);
    expect(facts).toEqual({});
    expect(missed).toEqual(['h:0']);
  });

  it('that comes twice in a set is matched by its time', () => {
    const past = [noted('h:0', 'Glass', 0), noted('h:1', 'Sand', 5), noted('h:2', 'Glass', 10)];
    const { facts, missed } = match([heard('a', 'Sand', 5.2), heard('b', 'Glass', 10.2)], past);
    expect([facts.a?.historyKey, facts.b?.historyKey]).toEqual(['h:1', 'h:2']);
    expect(missed).toEqual(['h:0']);
  });

  it('is found although it was heard after the next one', () => {
    const past = [noted('h:0', 'Glass', 0), noted('h:1', 'Sand', 4)];
    const { facts, missed } = match([heard('b', 'Sand', 4.2), heard('a', 'Glass', 4.5)], past);
    expect([facts.a?.at, facts.b?.at]).toEqual([at(0), at(4)]);
    expect(missed).toEqual([]);
  });
});

describe('a track that was heard twice', () => {
  const past = [noted('h:0', 'Glass', 0), noted('h:1', 'Sand', 5)];

  it('stands in the list once', () => {
    const { facts } = match([heard('a', 'Glass', 0.2), heard('a2', 'Glass', 2), heard('b', 'Sand', 5.2)], past);
    expect(facts).toMatchObject({ a: { historyKey: 'h:0' }, a2: { removed: true }, b: { historyKey: 'h:1' } });
  });

  it('stays where the DJ touched it', () => {
    const { facts } = match([heard('a', 'Glass', 0.2), heard('a2', 'Glass', 2, { dj: { title: 'Glass 2' } })], past);
    expect(facts.a2).toBeUndefined();
  });
});

describe('a missed track', () => {
  it.each<[string, Partial<PastPlay>, boolean]>([
    ['that was played', {}, true],
    ['that was only listened to beforehand', { public: false }, false],
    ['that was played for a moment', { durationMs: 12_000 }, false],
    ['of which an old file does not say whether it was public', { public: undefined }, true],
    ['that an old file has for half a minute', { public: undefined, durationMs: 30_000 }, false],
    ['from before the set', { at: AT - 1 }, false],
    ['from after the set', { at: at(120) }, false],
  ])('%s: taken in %j %s', (_name, more, isTaken) => {
    expect(match([], [noted('h:0', 'Glass', 10, more)]).missed).toEqual(isTaken ? ['h:0'] : []);
  });

  it('does not come back when the DJ took it out', () => {
    const out = heard('a', 'Glass', 0, { source: 'history', history: { historyKey: 'h:0' }, dj: { removed: true } });
    expect(match([out], [noted('h:0', 'Glass', 0)]).missed).toEqual([]);
  });

  it('that the DJ added by hand is not added again', () => {
    const added = heard('a', 'Glass', 2, { source: 'manual', dj: { at: at(0.5) } });
    expect(match([added], [noted('h:0', 'Glass', 0)]).missed).toEqual([]);
  });
});
