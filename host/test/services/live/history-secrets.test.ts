// The history names what was played: rehearsed, hidden and masked tracks must not come to the audience by it.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TrackHit } from '#domain/collection.ts';
import type { PastPlay } from '#domain/history-match.ts';
import { HistoryStage } from './history-stage.ts';

const AT = 1_700_000_000_000;
const MINUTE = 60_000;
const at = (minutes: number) => AT + minutes * MINUTE;

let stage: HistoryStage;
beforeEach(() => {
  stage = new HistoryStage();
  stage.liveSince = at(0);
});
afterEach(() => stage.close());

function noted(key: string, title: string, minutes: number, more: Partial<PastPlay> = {}): PastPlay {
  return { key, artist: 'Mira', title, at: at(minutes), durationMs: 5 * MINUTE, deck: 'A', public: true, ...more };
}

const track = (title: string, song = `mira|${title}|`): TrackHit => ({
  ...{ id: `t-${title}`, song, artist: 'Mira', title, path: `/music/${title}.mp3` },
  ...{ excluded: false, playlists: [] },
});

const titles = (id?: string) => stage.rows(id).map(({ play }) => play.title);
/** What the audience may read of rows that the history brought. */
const shown = () =>
  stage.rows().flatMap(({ play }) => (play.source === 'history' && !play.hidden && !play.masked ? play.title : []));

describe('what was rehearsed', () => {
  it('within a set stays out of it', async () => {
    stage.begin(at(0), at(60));
    stage.hear(at(0.2), 'Mira', 'Glass', { endedAt: at(10) });
    stage.hear(at(10.2), 'Mira', 'Rehearsed', { live: false, endedAt: at(15) });
    stage.hear(at(15.2), 'Mira', 'Sand');
    stage.past = [noted('0', 'Glass', 0), noted('1', 'Rehearsed', 10), noted('2', 'Sand', 15)];
    await stage.history.read();
    expect(titles()).toEqual(['Glass', 'Sand']);
  });

  it('between two sets stays out when they are made one', async () => {
    stage.begin(at(0), at(10), 'a');
    stage.begin(at(60), at(90), 'b');
    stage.hear(at(0.2), 'Mira', 'Glass');
    stage.hear(at(30), 'Mira', 'Soundcheck', { live: false });
    stage.hear(at(60), 'Mira', 'Sand');
    stage.past = [noted('0', 'Glass', 0), noted('1', 'Soundcheck', 30), noted('2', 'Sand', 60)];
    await stage.history.read();
    const [second, first] = stage.stores.setlists.all();
    if (first !== undefined && second !== undefined) stage.stores.setlists.merge(first, second);
    await stage.history.read();
    expect(titles('a')).toEqual(['Glass', 'Sand']);
  });

  it('and not heard either stays out where no show was live', async () => {
    stage.begin(at(0), at(90));
    stage.isLiveAt = (moment) => moment < at(10) || moment >= at(60);
    stage.hear(at(0.2), 'Mira', 'Glass');
    stage.hear(at(60.2), 'Mira', 'Sand');
    stage.past = [noted('0', 'Glass', 0), noted('1', 'Missed', 5), noted('2', 'Check', 30), noted('3', 'Sand', 60)];
    await stage.history.read();
    expect(titles()).toEqual(['Glass', 'Missed', 'Sand']);
  });
});

describe('what the audience must not learn', () => {
  it.each<[string, (id: string) => void]>([
    ['hidden by the DJ', (id) => stage.stores.plays.setMasks(id, { hidden: true, masked: true })],
    ['masked', (id) => stage.stores.plays.setMasks(id, { hidden: false, masked: true })],
    ['written over by the DJ', (id) => stage.stores.facts.write('dj', id, { artist: 'ID', title: 'ID' })],
  ])('%s, does not come in by its name', async (_name, keep) => {
    stage.begin(at(0), at(60));
    stage.hear(at(0.2), 'Mira', 'Glass', { endedAt: at(10) });
    keep(stage.hear(at(10.2), 'Sigur R?s', 'S?cret', { endedAt: at(15) }));
    stage.hear(at(15.2), 'Mira', 'Sand');
    stage.past = [noted('0', 'Glass', 0), noted('1', 'Sécret', 10, { artist: 'Sigur Rós' }), noted('2', 'Sand', 15)];
    await stage.history.read();
    expect(shown()).toEqual([]);
    await stage.history.read();
    expect(shown()).toEqual([]);
  });

  it('stays masked when it turns out to be a song that the DJ hid', async () => {
    stage.begin(at(0), at(60));
    stage.hear(at(0.2), 'Mira', 'Glass');
    stage.past = [noted('0', 'Glass', 0), noted('1', 'Noon', 5)];
    stage.isLibraryBroken = true;
    stage.rules = { ...stage.rules, masksByLibrary: true };
    await stage.history.read();
    stage.hear(at(30), 'Mira', 'Noon (Dub)', { hidden: true, song: 'noon' });
    stage.isLibraryBroken = false;
    stage.tracks = [track('Noon', 'noon')];
    await stage.history.read();
    expect(shown()).toEqual([]);
  });
});

describe('looking again at what was masked', () => {
  beforeEach(() => {
    stage.begin(at(0), at(60), 'first');
    stage.begin(at(60), at(120), 'second');
    stage.hear(at(0.2), 'Mira', 'Glass', { endedAt: at(5) });
    stage.hear(at(60.2), 'Mira', 'Sand', { endedAt: at(65) });
    stage.past = [
      ...[noted('0', 'Glass', 0), noted('1', 'Noon', 5), noted('2', 'Noon', 40)],
      ...[noted('3', 'Sand', 60), noted('4', 'Noon', 80), noted('5', 'Noon', 100)],
    ];
    stage.rules = { ...stage.rules, unknownTracks: 'mask' };
  });

  it('asks the library once for all plays of the same words', async () => {
    await stage.history.read();
    expect([shown(), titles('first'), titles('second')]).toEqual([
      [],
      ['Glass', 'Noon', 'Noon'],
      ['Sand', 'Noon', 'Noon'],
    ]);
    stage.asked = [];
    await stage.history.read();
    expect(stage.asked).toEqual(['Noon']);
  });

  it('tells of the sets that were put right before the disk was full', async () => {
    stage.db.exec(`create trigger broken before insert on plays when new.at > ${at(60)}
      begin select raise(abort, 'the disk is full'); end`);
    await expect(stage.history.read()).rejects.toThrow(/disk/);
    expect(stage.corrected).toEqual([['first']]);
  });
});
