// Asking by words, with a real search and a real desk: what is certain is asked for, what is not is never guessed.

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '#kernel/logger.ts';
import { RequestWords } from '#services/live/request-words.ts';
import { RequestLists } from '#storage/show/request-lists.ts';
import { LibraryOfRequests } from './library-of-requests.ts';
import { person, RequestStage } from './request-stage.ts';

const NAMES = [
  'Mirelle – Slow Voltage',
  'Mirelle – Slow Voltage (Harbour Remix)',
  'Owls – Night Bus',
  'Owls – Night Train',
  'Secret – Promo Only',
  'Left – Out Here',
  'Gone – Long Ago',
  '/ban – @everyone',
  'Cee Dee – Second Sun',
  'Ann Bee – First Light',
  'Ann Bee – First Light (Dub)',
  'Eff Gee feat. Hoo – Third Rail',
  'Kid – Play',
  'Kid – Please',
  'Ben – Stand by Me',
  ...Array.from({ length: 8 }, (_, index) => `Many – Song ${index + 1}`),
];

let library: LibraryOfRequests;
let stage: RequestStage;
let words: RequestWords;
let isMarked: boolean;

beforeEach(async () => {
  library = new LibraryOfRequests(NAMES, {
    'Promo Only': { maskedBecause: 'it is tagged' },
    'Out Here': { excluded: true },
    'Long Ago': { missingSince: 1 },
  });
  stage = new RequestStage({ minutesBetween: 0, perPerson: 20 });
  stage.tracks = library.tracks;
  isMarked = true;
  words = new RequestWords({
    ...{ catalogue: library, requests: stage.requests, topics: stage.topics },
    settings: () => stage.settings,
    titles: ({ artist, title, mix }) => ({ artist, title: mix ? `${title} (${mix})` : title }),
    marksAreCurrent: () => isMarked,
    log: silentLogger,
  });
  await stage.live();
});
afterEach(() => {
  stage.close();
  library.remove();
});

const ask = (text: string, who = 'ann') => words.ask({ words: text, requester: person(who, 'twitch') });
const wishes = () => new RequestLists(stage.db).wishes(10);

describe('ask', () => {
  it('asks for a song that is certain, and says its number', async () => {
    const answer = await ask('owls - night bus');
    expect(answer).toMatchObject({
      ok: true,
      outcome: 'added',
      number: 1,
      reply: 'Owls – Night Bus is number 1, next in line.',
    });
    const [id = ''] = stage.view.order;
    expect(answer.id).toBe(id);
    expect(stage.view.byId[id]).toMatchObject({ track: { id: 't3' }, words: 'owls - night bus' });
    expect(await ask('Night Bus', 'bob')).toMatchObject({
      outcome: 'voted',
      id,
      reply: 'Owls – Night Bus was asked for already: your vote counts for number 1.',
    });
    expect(await ask('Night Train', 'bob')).toMatchObject({ reply: 'Owls – Night Train is number 2, 1 ahead of it.' });
  });

  it('lets the DJ choose between a few', async () => {
    const answer = await ask('slow voltage');
    expect(answer).toMatchObject({
      outcome: 'doubtful',
      number: 1,
      reply: 'Noted as number 1. 2 songs fit that: the DJ chooses.',
    });
    expect(stage.view.byId[answer.id ?? '']).toMatchObject({
      candidates: [
        { id: 't1', confidence: 0.5 },
        { id: 't2', confidence: 0.5 },
      ],
    });
    expect(await ask('slow voltage', 'bob')).toMatchObject({
      outcome: 'voted',
      reply: 'That was asked for already: your vote counts for number 1.',
    });
  });

  it('counts what the rules leave of several songs', async () => {
    stage.tracks = library.tracks.map((one) => (one.id === 't1' ? { ...one, durationMs: 20 * 60_000 } : one));
    stage.rules({ longestMinutes: 10 });
    expect(await ask('slow voltage')).toMatchObject({
      outcome: 'doubtful',
      reply: 'Noted as number 1. One song may be meant: the DJ decides.',
    });
  });

  it('asks back where one song only comes near, or too many fit', async () => {
    expect(await ask('bus')).toMatchObject({
      outcome: 'doubtful',
      reply: 'Do you mean Owls – Night Bus? Then ask for it by artist and title.',
    });
    expect(await ask('many song')).toMatchObject({ outcome: 'too-many', reply: expect.stringContaining('Too many') });
    expect(stage.view.order).toEqual([]);
  });

  it('keeps what the library does not have as a wish, if the DJ wants that', async () => {
    expect(await ask('Blorptastic Zyx')).toMatchObject({
      outcome: 'wish',
      reply: 'That song is not in the library. It is noted as a wish.',
    });
    expect(wishes()).toMatchObject([{ kind: 'wish', words: 'Blorptastic Zyx', count: 1, people: 1 }]);
    stage.rules({ keepWishes: false });
    expect(await ask('Other Blorptastic')).toMatchObject({ outcome: 'refused', code: 'track-unknown' });
    expect(wishes()).toHaveLength(1);
  });

  it.each(['Secret - Promo Only', 'Left - Out Here', 'Gone - Long Ago'])('knows nothing of "%s"', async (text) => {
    const answer = await ask(text);
    expect(answer.outcome).toBe('wish');
    expect(answer.reply).not.toMatch(/Secret|Promo|Left|Gone/);
  });

  it('knows nothing at all while masks are being applied', async () => {
    isMarked = false;
    expect(await ask('owls - night bus')).toMatchObject({ outcome: 'refused', code: 'failed' });
    expect((await words.choices('night')).songs).toEqual([]);
    expect(wishes()).toEqual([]);
  });

  it('makes no wish of a library that cannot be asked', async () => {
    library.remove();
    const reply = 'Songs cannot be looked up right now. Try again in a minute.';
    expect(await ask('owls - night bus')).toMatchObject({ outcome: 'refused', reply });
    expect(wishes()).toEqual([]);
  });

  it('answers a refusal with the text of its rule', async () => {
    stage.rules({ perPerson: 1, minutesBetween: 10 });
    await ask('night bus');
    stage.rules({ perPerson: 5 });
    const answer = await ask('night train');
    expect(answer).toMatchObject({
      ok: true,
      outcome: 'refused',
      code: 'too-soon',
      reply: 'You can ask again in 10 min.',
    });
    expect(answer.retryAt).toBe(stage.clock.now() + 10 * 60_000);
  });

  it('says first of all that requests are closed', async () => {
    await stage.requests.close({ reason: 'Back at ten.' });
    expect(await ask('blorp')).toMatchObject({
      outcome: 'refused',
      code: 'closed',
      reply: 'Requests are closed right now. Back at ten.',
    });
    stage.setLive(false);
    expect(await ask('night bus')).toMatchObject({ code: 'rehearsal', reply: 'Requests open when the show starts.' });
    expect(wishes()).toEqual([]);
  });

  it('makes no command of a title, and calls nobody', async () => {
    const { reply } = await ask('/ban @everyone');
    expect(reply).toMatch(/^“\/ban – ＠everyone is number 1/);
  });

  it('answers the same to the same command sent again', async () => {
    const asked = { words: 'night bus', requester: person('ann', 'twitch') };
    const first = await words.ask(asked, 'key-1');
    expect(await words.ask(asked, 'key-1')).toMatchObject({ id: first.id, number: 1, outcome: 'added' });
    expect(stage.view.order).toHaveLength(1);
  });

  it('says one short line, whatever was typed, and never what was typed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 500 }), async (noise) => {
        const { reply } = await ask(`${noise} zzqx`);
        expect(reply.length).toBeLessThanOrEqual(200);
        expect(reply).not.toMatch(/[\p{Cc}@]|zzqx/u);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a song asked for as people do in a chat', () => {
  const SUN = 'Cee Dee – Second Sun';
  const RAIL = 'Eff Gee feat. Hoo – Third Rail';
  const DUB = 'Ann Bee – First Light (Dub)';

  it.each([
    ['second sun', SUN],
    ['second sun by cee dee', SUN],
    ['Second Sun from Cee Dee', SUN],
    ['please play second sun', SUN],
    ['play second sun', SUN],
    ['pls second sun', SUN],
    ['can you play second sun', SUN],
    ['hey can u please play second sun next?', SUN],
    ['I would like to hear Second Sun, thanks!', SUN],
    ['second sun please', SUN],
    ['!sr second sun', SUN],
    ['Second Sun (Original Mix)', SUN],
    ['Second Sun (Original Mix) - Cee Dee', SUN],
    ['Cee Dee – Second Sun [Label]', SUN],
    ['Cee Dee - Second Sun (Official Video)', SUN],
    ['can you play second sun by cee dee please', SUN],
    ['eff gee ft hoo third rail', RAIL],
    ['Eff Gee - Third Rail (feat. Hoo)', RAIL],
    ['third rail by eff gee', RAIL],
    ['first light dub', DUB],
    ['please play first light (dub) by ann bee', DUB],
    ['play', 'Kid – Play'],
    ['stand by me', 'Ben – Stand by Me'],
    ['stand by me by ben', 'Ben – Stand by Me'],
    ['please', 'Kid – Please'],
  ])('is known by "%s"', async (text, song) => {
    expect(await ask(text)).toMatchObject({ outcome: 'added', reply: `${song} is number 1, next in line.` });
  });

  it.each([
    ['second sun (somebody remix)', 'wish'],
    ['please play blorptastic', 'wish'],
    ['play first light', 'doubtful'],
    // A title may hold what people say around one, and who "by" names.
    ['play by kid', 'doubtful'],
    ['i want you second sun', 'wish'],
    ['spin second sun', 'doubtful'],
    ['https://example.org/watch', 'wish'],
    ['genre:techno', 'wish'],
    ['bpm:120-130', 'wish'],
    ['added:<30d', 'wish'],
  ])('is not taken for one it is not: "%s" is answered as %s', async (text, outcome) => {
    expect(await ask(text)).toMatchObject({ outcome });
  });

  it.each(['', '-', '!!!', '“ ”', '🔥'])('needs letters: "%s" is no wish', async (text) => {
    expect(await ask(text)).toMatchObject({
      outcome: 'refused',
      reply: 'Say which song you want: the artist and the title.',
    });
    expect(wishes()).toEqual([]);
  });
});

describe('choices', () => {
  it('are songs, best first, and certain where the words are a name', async () => {
    const night = await words.choices('night');
    expect(night).toMatchObject({ isCertain: false });
    expect(night.songs.map(({ title }) => title).sort()).toEqual(['Night Bus', 'Night Train']);
    expect(await words.choices('night train')).toMatchObject({ isCertain: true, songs: [{ id: 't4' }] });
    expect(await words.choices('slow -voltage')).toMatchObject({ plausible: 2 });
    expect((await words.choices('  ')).songs).toEqual([]);
  });
});
