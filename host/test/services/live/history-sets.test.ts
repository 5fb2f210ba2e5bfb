import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TrackHit } from '#domain/collection.ts';
import type { PastPlay } from '#domain/history-match.ts';
import { maskJudge } from '#domain/masks.ts';
import { HistoryStage } from './history-stage.ts';

const AT = 1_700_000_000_000;
const MINUTE = 60_000;
const at = (minutes: number) => AT + minutes * MINUTE;

let stage: HistoryStage;
beforeEach(() => {
  stage = new HistoryStage();
});
afterEach(() => stage.close());

function noted(key: string, title: string, minutes: number, more: Partial<PastPlay> = {}): PastPlay {
  return { key, artist: 'Mira', title, at: at(minutes), durationMs: 5 * MINUTE, deck: 'A', public: true, ...more };
}

const track = (title: string, more: Partial<TrackHit> = {}): TrackHit => ({
  ...{ id: `t-${title}`, song: `mira|${title}|`, artist: 'Mira', title, path: `/music/${title}.mp3` },
  ...{ excluded: false, playlists: [], ...more },
});

const titles = (id?: string) => stage.rows(id).map(({ play }) => play.title);

/** A set of an hour: Glass was heard at 0, Sand at 10; Noon at 5 was missed. */
function evening(): void {
  stage.begin(at(0.2), at(60));
  stage.hear(at(0.2), 'Mira', 'Glass', { id: 'glass' });
  stage.hear(at(10.2), 'Mira', 'Sand', { id: 'sand', performer: 'Zed' });
  stage.past = [noted('h:0', 'Glass', 0), noted('h:1', 'Noon', 5), noted('h:2', 'Sand', 10)];
}

const noon = () => stage.rows().find(({ play }) => play.title === 'Noon')?.play;

describe('reading the history', () => {
  it('corrects starts and takes missed tracks in, once', async () => {
    evening();
    expect(await stage.history.read()).toEqual({ corrected: 2, missed: 1 });
    expect(stage.rows().map(({ play, startsAt, by }) => [play.title, startsAt, by])).toEqual([
      ['Glass', at(0), 'history'],
      ['Noon', at(5), 'history'],
      ['Sand', at(10), 'history'],
    ]);
    expect(stage.corrected).toEqual([['set']]);
    const stored = stage.stored();
    expect(await stage.history.read()).toEqual({ corrected: 0, missed: 0 });
    expect(stage.stored()).toBe(stored);
    expect(stage.corrected).toHaveLength(1);
  });

  it('does nothing where the setting says so, and where there is no set', async () => {
    stage.past = [noted('h:0', 'Glass', 0)];
    expect(await stage.history.read()).toEqual({ corrected: 0, missed: 0 });
    evening();
    stage.readHistory = false;
    expect(await stage.history.read()).toEqual({ corrected: 0, missed: 0 });
    expect(titles()).toEqual(['Glass', 'Sand']);
  });

  it('twice at once is one after the other', async () => {
    evening();
    await Promise.all([stage.history.read(), stage.history.read()]);
    expect(titles()).toEqual(['Glass', 'Noon', 'Sand']);
  });

  it('changes a set as a whole or not at all', async () => {
    evening();
    const stored = stage.stored();
    stage.db.exec(`create trigger broken before insert on plays begin select raise(abort, 'the disk is full'); end`);
    await expect(stage.history.read()).rejects.toThrow(/disk/);
    expect(stage.stored()).toBe(stored);
    stage.db.exec('drop trigger broken');
    await stage.history.read();
    expect(titles()).toEqual(['Glass', 'Noon', 'Sand']);
  });

  it('gives a play of the history to one set', async () => {
    stage.begin(at(0), at(5), 'first');
    stage.begin(at(5), at(60), 'second');
    stage.hear(at(4.8), 'Mira', 'Glass');
    stage.hear(at(5.2), 'Mira', 'Glass');
    stage.past = [noted('h:0', 'Glass', 4.5)];
    expect(await stage.history.read()).toEqual({ corrected: 1, missed: 0 });
    expect([titles('first'), titles('second')]).toEqual([['Glass'], ['Glass']]);
  });

  it('takes the first tracks in that were missed since the show went live, and none before', async () => {
    evening();
    stage.liveSince = at(-6);
    stage.past.push(noted('h:3', 'Before', -7), noted('h:4', 'Early', -5));
    await stage.history.read();
    expect(titles()).toEqual(['Early', 'Glass', 'Noon', 'Sand']);
    expect(stage.rows()[0]?.startsAt).toBe(at(-5));
  });
});

describe('what the DJ did stands', () => {
  it('a start, a title, a row that was taken out', async () => {
    evening();
    stage.stores.facts.write('dj', 'glass', { at: at(2), title: 'Glass (Live)' });
    stage.stores.facts.write('dj', 'sand', { removed: true });
    await stage.history.read();
    expect(stage.rows().map(({ play, startsAt, by }) => [play.title, startsAt, by])).toEqual([
      ['Glass', at(2), 'dj'],
      ['Noon', at(5), 'history'],
    ]);
    expect(stage.stores.facts.read(['glass']).get('glass')?.dj).toEqual({ at: at(2), title: 'Glass (Live)' });
  });

  it('also of what the history brought', async () => {
    evening();
    await stage.history.read();
    stage.stores.facts.write('dj', noon()?.id ?? '', { removed: true });
    expect(await stage.history.read()).toEqual({ corrected: 0, missed: 0 });
    expect(titles()).toEqual(['Glass', 'Sand']);
  });
});

describe('a track that the history brought', () => {
  it('is known by its file, and belongs to who played before it', async () => {
    evening();
    stage.hear(at(4), 'Mira', 'Other', { performer: 'Ada' });
    stage.past[1] = noted('h:1', 'Noon', 5, { trackId: 't-Noon', deck: 'B' });
    stage.past.splice(1, 0, noted('h:9', 'Other', 3.8));
    stage.tracks = [track('Noon')];
    await stage.history.read();
    expect(noon()).toMatchObject({ trackId: 't-Noon', performer: 'Ada', deck: 'B', live: true, masked: false });
  });

  it.each<[string, () => void]>([
    [
      'whose text is masked',
      () => {
        stage.rules = {
          ...stage.rules,
          masks: maskJudge({ tags: [], comments: [], folders: [], playlists: [], patterns: ['noon'] }),
        };
      },
    ],
    [
      'whose track is masked',
      () => {
        stage.tracks = [track('Noon', { maskedBecause: 'it is tagged "promo"' })];
      },
    ],
    [
      'that is not in the library, where such are masked',
      () => {
        stage.rules = { ...stage.rules, unknownTracks: 'mask' };
      },
    ],
    [
      'while the library cannot be asked, where masks go by it',
      () => {
        stage.isLibraryBroken = true;
        stage.rules = { ...stage.rules, masksByLibrary: true };
      },
    ],
    [
      'while the masks of now are not applied',
      () => {
        stage.rules = { ...stage.rules, masksByLibrary: true, marksAreCurrent: false };
      },
    ],
  ])('is masked %s', async (_name, arrange) => {
    evening();
    arrange();
    await stage.history.read();
    expect(noon()?.masked).toBe(true);
  });

  it('is shown once the library can be asked, unless the DJ hid it', async () => {
    evening();
    stage.isLibraryBroken = true;
    stage.rules = { ...stage.rules, masksByLibrary: true };
    await stage.history.read();
    stage.isLibraryBroken = false;
    stage.tracks = [track('Noon')];
    expect(await stage.history.read()).toEqual({ corrected: 1, missed: 0 });
    expect(noon()).toMatchObject({ masked: false, trackId: 't-Noon' });
    expect(await stage.history.read()).toEqual({ corrected: 0, missed: 0 });
  });

  it('is hidden where the DJ hid its song that evening', async () => {
    evening();
    stage.hear(at(30), 'Mira', 'Noon', { hidden: true });
    await stage.history.read();
    expect(stage.rows().map(({ play }) => [play.title, play.hidden])).toContainEqual(['Noon', true]);
    expect(noon()?.masked).toBe(true);
  });
});

it('asks the library for the words that were heard last, also where they were heard first', async () => {
  stage.begin(at(0), at(600));
  const more = { source: 'history', masked: true } as const;
  stage.hear(at(0), 'Mira', 'Old friend', more);
  for (let index = 0; index < 200; index++) stage.hear(at(1 + index), 'Mira', `Song ${index}`, more);
  stage.hear(at(300), 'Mira', 'Old friend', more);
  await stage.history.read();
  expect(stage.asked).toHaveLength(200);
  expect(stage.asked.at(-1)).toBe('Old friend');
  expect(stage.asked).not.toContain('Song 0');
});

it.each(['before it', 'while history is read', 'while the library is asked'])(
  'writes nothing more after a stop %s',
  async (when) => {
    evening();
    stage.hear(at(20), 'Mira', 'Masked', { source: 'history', masked: true });
    const stored = stage.stored();
    const stop = () => stage.history.stop();
    if (when === 'before it') stop();
    const reading = stage.history.read();
    if (when === 'while history is read') stop();
    if (when === 'while the library is asked') stage.onAsked = stop;
    expect(await reading).toEqual({ corrected: 0, missed: 0 });
    expect([stage.stored(), stage.corrected]).toEqual([stored, []]);
  },
);
