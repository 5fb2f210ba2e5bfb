import { describe, expect, it } from 'vitest';
import { DeckFeedWords } from '#adapters/traktor/deck-feed-words.ts';

const AT = 1_700_000_000_000;

const LOADED = {
  filePath: 'C:\\Music\\a.mp3',
  title: 'Title',
  artist: 'Artist',
  album: 'Album',
  genre: '',
  comment: 'c',
  comment2: 'd',
  label: 'Label',
  mix: 'Dub',
  remixer: '',
  key: 21,
  keyText: '8A',
  gridOffset: 0.01,
  trackLength: 401.5,
  elapsedTime: 12.3456,
  nextCuePos: null,
  bpm: 126,
  tempo: 1.02,
  isPlaying: true,
  isSynced: false,
};

describe('the deck client in our words', () => {
  it('a load, with the tempo it plays at', () => {
    const track = {
      artist: 'Artist',
      title: 'Title',
      path: 'C:\\Music\\a.mp3',
      mix: 'Dub',
      album: 'Album',
      label: 'Label',
      comment: 'c',
      comment2: 'd',
      trackBpm: 126,
      keyIndex: 21,
      durationMs: 401_500,
    };
    expect(new DeckFeedWords().read('/deckLoaded/A', LOADED, AT)).toEqual([
      { kind: 'deck.loaded', deck: 'A', track, playing: true, positionMs: 12_346, at: AT },
      { kind: 'deck.updated', deck: 'A', bpm: 128.52, at: AT },
    ]);
  });

  it('a later tempo is of the base BPM', () => {
    const words = new DeckFeedWords();
    expect(words.read('/updateDeck/A', { tempo: 0.98 }, AT)).toEqual([{ kind: 'deck.updated', deck: 'A', at: AT }]);
    words.read('/deckLoaded/A', LOADED, AT);
    expect(words.read('/updateDeck/A', { tempo: 0.98 }, AT)).toEqual([
      { kind: 'deck.updated', deck: 'A', bpm: 123.48, at: AT },
    ]);
  });

  it('an emptied deck', () => {
    const empty = { filePath: '', title: '', artist: '', isPlaying: false };
    expect(new DeckFeedWords().read('/deckLoaded/C', empty, AT)).toEqual([
      { kind: 'deck.unloaded', deck: 'C', at: AT },
    ]);
  });

  it.each([
    ['C:\\a\\b.mp3', 'C:\\a\\b.mp3'],
    ['/Volumes/Stick/b.mp3', '/Volumes/Stick/b.mp3'],
    ['Stick:a:b.mp3', '/Volumes/Stick/a/b.mp3'],
    ['\\\\server\\a\\b.mp3', '\\\\server\\a\\b.mp3'],
    ['/Volumes/Stick/a:b.mp3', '/Volumes/Stick/a:b.mp3'],
  ])('the path %j is %j', (filePath, path) => {
    expect(new DeckFeedWords().read('/deckLoaded/A', { filePath }, AT)).toMatchObject([{ track: { path } }]);
  });

  it.each([
    [{ key: -1 }, 'keyIndex'],
    [{ key: 24 }, 'keyIndex'],
    [{ key: 1.5 }, 'keyIndex'],
    [{ trackLength: 0 }, 'durationMs'],
    [{ bpm: 0 }, 'trackBpm'],
    [{ mix: 7 }, 'mix'],
    [{ mix: '\u202e\0' }, 'mix'],
    [{ bpm: -126 }, 'trackBpm'],
    [{ bpm: 1e308 }, 'trackBpm'],
    [{ bpm: Number.NaN }, 'trackBpm'],
    [{ bpm: Number.POSITIVE_INFINITY }, 'trackBpm'],
    [{ trackLength: 1e10 }, 'durationMs'],
    [{ trackLength: -1 }, 'durationMs'],
    [{ trackLength: 1e-9 }, 'durationMs'],
    [{ filePath: '/music/a\0.mp3' }, 'path'],
    [{ filePath: '/music/\ud83c.mp3' }, 'path'],
    [{ filePath: `/${'x'.repeat(5_000)}` }, 'path'],
  ])('%j is passed over', (change, field) => {
    const [loaded] = new DeckFeedWords().read('/deckLoaded/A', { ...LOADED, ...change }, AT);
    expect(loaded).toMatchObject({ kind: 'deck.loaded', track: { title: 'Title' } });
    expect(loaded).not.toHaveProperty(`track.${field}`, expect.anything());
  });

  it.each([
    ['/updateChannel/2', { isOnAir: false }, { kind: 'deck.channel', channel: 2, onAir: false, at: AT }],
    ['/updateChannel/4', { onAirLevel: 1.2 }, { kind: 'deck.channel', channel: 4, level: 1, at: AT }],
    [
      '/updateDeck/b',
      { isPlaying: 1, elapsedTime: 2 },
      { kind: 'deck.updated', deck: 'B', playing: true, positionMs: 2000, at: AT },
    ],
    ['/updateDeck/B', { nextCueName: 'x' }, { kind: 'deck.updated', deck: 'B', at: AT }],
    ['/updateMasterClock', { deck: 'D', bpm: 120.5 }, { kind: 'deck.clock', deck: 'D', bpm: 120.5, at: AT }],
  ])('%s %j', (path, body, sighting) => {
    expect(new DeckFeedWords().read(path, body, AT)).toEqual([sighting]);
  });

  it.each([
    [{ tempo: 4, bpm: 1e308 }],
    [{ tempo: 1e-9 }],
    [{ tempo: Number.NaN, bpm: 0 }],
    [{ tempo: -1, bpm: Number.POSITIVE_INFINITY }],
  ])('no tempo comes of %j', (change) => {
    expect(new DeckFeedWords().read('/deckLoaded/A', { ...LOADED, ...change }, AT)).toHaveLength(1);
  });

  it.each([1e10, -1, Number.NaN, Number.POSITIVE_INFINITY, '12'])('the position %j was not said', (elapsedTime) => {
    expect(new DeckFeedWords().read('/updateDeck/A', { elapsedTime }, AT)).toEqual([
      { kind: 'deck.updated', deck: 'A', at: AT },
    ]);
  });

  it.each([-0.5, 127, Number.NaN])('the level %j was not said', (onAirLevel) => {
    const words = new DeckFeedWords();
    expect(words.read('/updateChannel/1', { onAirLevel }, AT)).toEqual([]);
    expect(words.read('/updateChannel/1', { onAirLevel, isOnAir: true }, AT)).toEqual([
      { kind: 'deck.channel', channel: 1, onAir: true, at: AT },
    ]);
  });

  it('texts are as they were sent, on one line, without what turns them round', () => {
    const odd = { title: ' Safe\u202e3pm\u202c\r\nMix\0', artist: 'שלום\u200f \ud83c', comment: 'x'.repeat(3_000) };
    const [loaded] = new DeckFeedWords().read('/deckLoaded/A', { ...LOADED, ...odd }, AT);
    expect(loaded).toMatchObject({ track: { title: 'Safe3pm Mix', artist: 'שלום\u200f', comment: 'x'.repeat(2_000) } });
  });

  it('says what it cannot read', () => {
    const words = new DeckFeedWords();
    expect(words.read('/updateChannel/1', {}, AT)).toEqual([]);
    expect(words.read('/deckLoaded/A', 'text', AT)).toBe('unreadable');
    expect(words.read('/other', {}, AT)).toBe('unknown');
  });
});
