// What the history must not do: take away what was heard, bring in what nobody heard, or name what is kept from the audience.

import { describe, expect, it } from 'vitest';
import { matchHistory, type PastPlay, type PlayToMatch } from '#domain/history-match.ts';

const AT = 1_700_000_000_000;
const MINUTE = 60_000;
const at = (minutes: number) => AT + minutes * MINUTE;
const WINDOW = { fromAt: AT, toAt: at(120), lagMs: 10_000 };

/** "Mira - Glass" as Traktor noted it. */
function noted(key: string, title: string, minutes: number, more: Partial<PastPlay> = {}): PastPlay {
  return { key, file: 'h', artist: 'Mira', title, at: at(minutes), durationMs: 5 * MINUTE, public: true, ...more };
}

function heard(id: string, title: string, minutes: number, more: Partial<PlayToMatch> = {}): PlayToMatch {
  return { id, artist: 'Mira', title, at: at(minutes), source: 'broadcast', ...more };
}

const match = (plays: PlayToMatch[], past: PastPlay[]) => {
  const { facts, missed } = matchHistory(plays, past, WINDOW);
  return {
    facts: Object.fromEntries(facts.map(({ playId, fact }) => [playId, fact])),
    missed: missed.map(({ key }) => key),
    doubtful: missed.filter(({ isDoubtful }) => isDoubtful).map(({ key }) => key),
    performers: missed.map(({ performer }) => performer),
  };
};

const ana = (id: string, title: string, minutes: number, more: Partial<PlayToMatch> = {}) =>
  heard(id, title, minutes, { mount: '/ana', performer: 'Ana', ...more });
const ben = (id: string, title: string, minutes: number, more: Partial<PlayToMatch> = {}) =>
  heard(id, title, minutes, { mount: '/ben', performer: 'Ben', ...more });

describe('a row that was heard', () => {
  it.each<[string, PlayToMatch[]]>([
    [
      'again on a deck, the history having it once as yet',
      [
        heard('a', 'Glass', 0, { source: 'decks' }),
        heard('b', 'Sand', 4, { source: 'decks' }),
        heard('c', 'Glass', 6, { source: 'decks' }),
      ],
    ],
    [
      'again on a deck at once',
      [heard('a', 'Glass', 0, { source: 'decks' }), heard('c', 'Glass', 2, { source: 'decks' })],
    ],
    [
      'again by the broadcast, after another and after it was over',
      [heard('a', 'Glass', 0.2), heard('b', 'Sand', 5.2), heard('c', 'Glass', 7)],
    ],
    ['from another DJ', [ana('a', 'Glass', 0.2), ben('b', 'Other', 2), ben('c', 'Glass', 4.5)]],
    ['from another DJ by the same way', [ana('a', 'Glass', 0.2), ana('c', 'Glass', 4.5, { performer: 'Ben' })]],
  ])('%s stays', (_name, plays) => {
    const { facts } = match(plays, [noted('h:0', 'Glass', 0), noted('h:1', 'Sand', 5, { durationMs: MINUTE })]);
    expect(Object.values(facts).filter(({ removed }) => removed)).toEqual([]);
    expect(facts.a?.historyKey).toBe('h:0');
  });

  it('is not moved by another mix of the song, nor by another playing of it', () => {
    const plays = [heard('a', 'Glass (Original Mix)', 0.2, { endedAt: at(4) })];
    const remix = match(plays, [noted('h:0', 'Glass (Zed Remix)', 6)]);
    expect([remix.facts, remix.missed]).toEqual([{}, ['h:0']]);
    expect(match(plays, [noted('h:0', 'Glass (Zed Remix)', 3)]).facts).toEqual({});
    expect(match(plays, [noted('h:0', 'Glass (Original Mix)', 6)]).facts).toEqual({});
    expect(match(plays, [noted('h:0', 'Glass', 0)]).facts.a?.at).toBe(at(0));
  });

  it('from another DJ is not put right by the track as it ran here', () => {
    const plays = [ana('a', 'Sand', 0.2), ben('b', 'Other', 5), ben('c', 'Glass', 12)];
    const { facts, missed } = match(plays, [noted('h:0', 'Sand', 0), noted('h:1', 'Glass', 6.5)]);
    expect(Object.keys(facts)).toEqual(['a']);
    expect(missed).toEqual([]);
  });
});

describe('what was noted and not on air', () => {
  it('in rehearsal is not missed, whatever it was called', () => {
    const past = [noted('h:0', 'Glass', 0), noted('h:1', 'Rehearsed', 5), noted('h:2', 'Sand', 10)];
    const among = (title: string) => [
      heard('a', 'Glass', 0.2),
      heard('r', title, 5.2, { live: false, endedAt: at(10) }),
      heard('b', 'Sand', 10.2),
    ];
    expect(match(among('Rehearsed'), past)).toMatchObject({ missed: [], facts: { a: {}, b: {} } });
    expect(match(among('R?hearsed tr?ck'), past).missed).toEqual([]);
    expect(match(among('Rehearsed'), past).facts.r).toBeUndefined();
  });

  it('in rehearsal before the show keeps nothing live out', () => {
    const plays = [heard('r', 'Check', -3, { live: false, endedAt: at(-1) }), heard('b', 'Sand', 10.2)];
    expect(match(plays, [noted('h:1', 'Early', 1), noted('h:2', 'Sand', 10)]).missed).toEqual(['h:1']);
  });

  it('beside a guest on another computer stays out; before and after the guest it is the own', () => {
    const plays = [ana('a', 'Glass', 0.2), ben('b', 'Other', 10, { endedAt: at(20) }), ana('c', 'Sand', 30.2)];
    const past = [
      noted('h:0', 'Glass', 0),
      noted('h:1', 'Mine', 5),
      noted('h:2', 'Prepared', 12),
      noted('h:3', 'Mine too', 25),
      noted('h:4', 'Sand', 30),
    ];
    const { missed, performers } = match(plays, past);
    expect(missed).toEqual(['h:1', 'h:3']);
    expect(performers).toEqual(['Ana', 'Ana']);
  });

  it('stays out where a guest alone was heard', () => {
    expect(match([ben('b', 'Other', 0.2)], [noted('h:0', 'Prepared', 3)]).missed).toEqual([]);
  });

  it('is the own where the decks were heard', () => {
    const decks = ana('a', 'Unnamed', 0, { source: 'decks', mount: undefined });
    expect(match([decks], [noted('h:0', 'Mine', 5)])).toMatchObject({ missed: ['h:0'], performers: ['Ana'] });
  });
});

describe('a track that comes in', () => {
  const past = [noted('h:0', 'Glass', 0), noted('h:1', 'Sécret', 10), noted('h:2', 'Sand', 15)];
  it.each<[string, Partial<PlayToMatch>, string[]]>([
    ['the DJ hid', { hidden: true }, ['h:1']],
    ['a mask hides', { masked: true }, ['h:1']],
    ['the DJ wrote other words over', { dj: { artist: 'ID', title: 'ID' } }, ['h:1']],
    ['the DJ took out', { dj: { removed: true } }, ['h:1']],
    ['anybody may know', {}, []],
    ['anybody may know and the DJ moved', { dj: { at: at(10.1) } }, []],
  ])('beside a row that %s: doubtful %j', (_name, more, doubtful) => {
    const plays = [heard('a', 'Glass', 0.2), heard('x', 'S?cr?t', 10.2, more), heard('b', 'Sand', 15.2)];
    expect(match(plays, past)).toMatchObject({ missed: ['h:1'], doubtful });
  });

  it('is as hidden as the same song in another mix or at another time', () => {
    const plays = [heard('a', 'Glass (Dub)', 0.2, { hidden: true, endedAt: at(5) }), heard('b', 'Sand', 40.2)];
    const again = [noted('h:0', 'Glass', 0), noted('h:1', 'Glass (Zed Remix)', 30), noted('h:2', 'Sand', 40)];
    expect(match(plays, again)).toMatchObject({ missed: ['h:1'], doubtful: ['h:1'] });
  });

  it('is not doubtful beside a secret that was found, even twice', () => {
    const plays = [heard('a', 'Glass', 0.2, { hidden: true }), heard('a2', 'Glass', 1, { hidden: true })];
    const { facts, missed, doubtful } = match(plays, [noted('h:0', 'Glass', 0), noted('h:1', 'Noon', 5)]);
    expect(facts.a2).toEqual({ removed: true });
    expect([missed, doubtful]).toEqual([['h:1'], []]);
  });
});

describe('a file that was read anew', () => {
  const known = (id: string, title: string, minutes: number, key: string) =>
    heard(id, title, minutes, { history: { at: at(minutes), endedAt: at(minutes + 5), historyKey: key } });

  it('with other times changes nothing and brings nothing, not even what it had beside', () => {
    const plays = [known('a', 'Glass', 0, 'h:1'), known('b', 'Sand', 5, 'h:2')];
    const past = [noted('h:0', 'Check', 50), noted('h:1', 'Glass', 60), noted('h:2', 'Sand', 65)];
    expect(match(plays, past)).toMatchObject({ facts: {}, missed: [] });
  });

  it('with other times leaves what the decks told as it was; one that says more is read', () => {
    const deck = heard('a', 'Glass', 1, { source: 'decks', history: { endedAt: at(3), historyKey: 'h:0' } });
    const more = [noted('h:0', 'Glass', 0), noted('h:1', 'Sand', 5)];
    expect(match([deck], more)).toMatchObject({ missed: ['h:1'], facts: { a: { endedAt: at(5) } } });
    const shifted = [noted('h:0', 'Glass', 30), noted('h:1', 'Sand', 35)];
    expect(match([deck], shifted)).toMatchObject({ missed: [], facts: {} });
  });

  it('under another name brings nothing a second time', () => {
    const plays = [known('a', 'Glass', 0, 'h:1'), known('b', 'Sand', 5, 'h:2')];
    const past = [noted('i:1', 'Glass', 50), noted('i:2', 'Sand', 55), noted('i:3', 'Glass', 70)];
    expect(match(plays, past).missed).toEqual(['i:3']);
    const sameTime = [noted('i:1', 'Glass', 0), noted('i:2', 'Sand', 5)];
    expect(match(plays, sameTime)).toMatchObject({ missed: [], facts: { a: { historyKey: 'i:1' } } });
  });
});
