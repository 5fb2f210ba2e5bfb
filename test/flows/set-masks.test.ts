// A set with tracks that no audience may know of: every byte to sockets and HTTP of other roles, to Discord, OBS and webhooks, every
// list that is written for others and every cover file is kept, and none of it may tell. The DJ reads all of it in clear.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXPORT_FORMATS } from '../../shared/src/set-queries.ts';
import type { NowTrack } from '../../shared/src/topics.ts';
import { showTheSame } from '../fakes/byte-recorder.ts';
import { connectDeckClient } from '../fakes/deck-client.ts';
import { writeHistory } from '../fakes/history-file.ts';
import { kindsOf, MaskedSet, maskedBy, song } from '../fakes/masked-set.ts';
import { type SetNight, searched, secretsOf, setNight } from '../fakes/set-night.ts';

const OBS_SOURCES = ['text:title', 'text:artist', 'text:line', 'text:next', 'text:requests', 'image:cover'];
const NEUTRAL = join(import.meta.dirname, '../../host/src/adapters/artwork/neutral-cover.svg');

const OPEN = song('Oldane', 'Glasshouse Signal', 0);
const RULE = song('Hushford', 'Unspoken', 1, { comment: 'Do Not Show before May' });
const HAND = song('Fenwick', 'Candle Parade', 2);
const NEXT = song('Tobin', 'Paper Lantern', 3);
const TWIN = song('Twinley', 'Double Hush', 4);
const TWIN_MASKED = song('Twinley', 'Double Hush', 5, {
  ...{ folder: 'Other-crate', file: 'Other-file.mp3', comment: 'do not show' },
});
const MISSED = song('Ansel', 'Moth Season', 6, { comment: 'do not show' });
const ALL = [OPEN, RULE, HAND, NEXT, TWIN, TWIN_MASKED, MISSED];
/** What a viewer types: words of songs that nobody may search for. */
const TYPED = ['unspoken', 'hushford artist', 'double hush', 'moth season'];

let night: SetNight;
let set: MaskedSet;

const obsInput = (name: string) => night.obs.model.now.inputs.find((one) => one.name === name)?.settings ?? {};

// The token of the bot and the clipboard are got at as Linux has them.
describe.skipIf(process.platform !== 'linux')('a track of a set (needs Linux)', () => {
  beforeAll(async () => {
    night = await setNight(ALL, (webhook) => maskedBy(webhook));
    const { host, obs } = night;
    set = new MaskedSet(night);
    await host.until(async () => expect((await night.topic('obs')).status).toBe('connected'));
    expect(await host.command('obs.setup', { sources: [...OBS_SOURCES, 'overlay:setlist'] })).toMatchObject({
      ok: true,
    });
    expect(await host.command('recording.set', { on: true })).toMatchObject({ ok: true });
    await host.until(async () => {
      expect((await night.topic('live')).on).toBe(true);
      expect((await night.topic('obs')).recording.active).toBe(true);
    });
    expect(obs.clients).toBe(1);
  }, 60_000);
  afterAll(() => night?.end());

  it('is told everywhere where nothing masks it', async () => {
    const open = await set.play(OPEN);
    await set.shows('Glasshouse Signal');
    await night.host.until(async () => {
      const found = await night.heard.found(open);
      expect(found.filter(({ from }) => from === 'Discord' || from === 'OBS')).not.toEqual([]);
      expect(found.filter(({ from }) => from === 'the files for OBS')).toMatchObject([{ what: 'cover' }]);
    }, 15_000);
    await set.look(TYPED);
    const found = await night.heard.found(open);
    // The id of a play is told to nobody, but where plays are listed.
    expect(kindsOf(found)).toEqual(kindsOf(open).filter((what) => what !== 'play'));
    const roles = ['audience', 'requester', 'bot'];
    const places = new Set(found.filter(({ what }) => what === 'title').map(({ from }) => from));
    const wanted = [
      ...['Discord', 'Discord presence', 'OBS', 'the clipboard', ...EXPORT_FORMATS.map((format) => `${format} export`)],
      ...roles.flatMap((role) => [`${role} socket`, `${role} /api/topics/set`, `${role} /api/plays`]),
      ...['bot /api/stats', 'requester /api/stats', 'requester /api/stats.csv', 'bot stats.get'],
    ];
    expect(wanted.filter((place) => !places.has(place))).toEqual([]);
    expect(await night.publicTopic('tempo')).toEqual({ bpm: 100 });
  });

  it('is told to nobody where a rule masks it, and to the DJ in clear', async () => {
    searched(night.host, [...TYPED, 'glasshouse']);
    const secrets = await set.play(RULE);
    set.hide(RULE, secrets);
    await set.shows('ID');
    await set.look(TYPED);
    await set.nothingIsTold();
    const searches = [{ of: 'viewers', what: 'words', pattern: /"topSearches":\[\{"name":"glasshouse","count":1\}\]/ }];
    expect((await night.heard.found(searches)).map(({ from }) => from)).toContain('bot /api/stats');
    expect(await set.inClear(secrets)).toEqual(kindsOf(secrets));
    expect(await night.publicTopic('tempo')).toEqual({});
    const { obs } = night;
    await night.host.until(() => expect(obsInput('TraCord artist and title')).toMatchObject({ text: 'ID – ID' }));
    const neutral = await sharp(readFileSync(NEUTRAL)).png().toBuffer();
    expect(await showTheSame(readFileSync(String(obsInput('TraCord cover').file)), neutral)).toBe(true);
    expect(obs.recording.files[0]?.chapters.map(({ name }) => name)).toEqual([
      'Oldane Artist – Glasshouse Signal',
      'ID – ID',
    ]);
  });

  it('disappears from all that is shown at the moment the DJ hides it', async () => {
    const { host, heard, discord } = night;
    const secrets = await set.play(HAND, { searchable: true });
    await set.shows('Candle Parade');
    const posted = () => discord.messages(discord.channel('now-playing').id).map(({ message }) => message.content);
    await host.until(() => expect(posted().join()).toContain('Candle Parade'), 15_000);
    await host.until(() => expect(obsInput('TraCord title')).toMatchObject({ text: 'Candle Parade' }));
    await set.look(TYPED);
    set.hide(HAND, secrets, heard.mark());
    expect(await host.command('nowPlaying.hide', {})).toMatchObject({ hidden: true });
    expect(await set.titles()).toEqual(['Glasshouse Signal', 'ID', 'ID']);
    await host.until(() => expect(posted().join()).not.toContain('Candle Parade'), 15_000);
    await host.until(() => expect(obsInput('TraCord title')).toMatchObject({ text: 'ID' }));
    await set.look(TYPED);
    await set.nothingIsTold();
    expect(await set.inClear(secrets)).toEqual(kindsOf(secrets));
  });

  it('is hidden from its first moment where the DJ hides the next one, and told once it is revealed', async () => {
    const { host } = night;
    expect(await host.command('nowPlaying.hide', { next: true })).toMatchObject({ hideNext: true });
    const secrets = await set.play(NEXT, { searchable: true });
    set.hide(NEXT, secrets);
    await set.look(TYPED);
    await set.nothingIsTold();
    expect(await host.command('nowPlaying.hide', { on: false })).toMatchObject({ hidden: false });
    set.reveal(NEXT);
    await set.shows('Paper Lantern');
    await host.until(() => expect(obsInput('TraCord title')).toMatchObject({ text: 'Paper Lantern' }));
    await set.look(TYPED);
    const places = new Set((await night.heard.found(secrets)).map(({ from }) => from));
    expect(EXPORT_FORMATS.filter((format) => !places.has(`${format} export`))).toEqual([]);
    await set.nothingIsTold();
  });

  it('is told to nobody where it may be one of two and one of them is masked', async () => {
    const secrets = [...(await set.play(TWIN)), ...(await set.play(TWIN_MASKED))];
    set.hide(TWIN, secrets);
    await set.look(TYPED);
    await set.nothingIsTold();
    expect((await night.topic('nowPlaying')).track?.title).toBe('Double Hush');
  });

  it('that only Traktor’s history knows of is masked from the first byte', async () => {
    const { host, collection, operator, audience, requester, bot } = night;
    const { order, byId } = await night.topic('set');
    const [first, second] = order.map((id) => byId[id]?.startsAt ?? 0);
    const wholeSecond = (at = 0) => Math.ceil(at / 1000) * 1000;
    // What was heard stands in it too: so it is known whose history it is.
    writeHistory(collection, [
      { ...OPEN, key: night.keyOf(OPEN), at: wholeSecond(first), seconds: 31, deck: 0 },
      { ...MISSED, key: night.keyOf(MISSED), at: wholeSecond(second), seconds: 33, deck: 1 },
    ]);
    const imported = async () => {
      expect(await host.command('library.import')).toMatchObject({ ok: true });
      return host.until(() => night.playOf('Moth Season'), 15_000);
    };
    let isAsking = true;
    const ask = async () => {
      while (isAsking) {
        for (const { get } of [audience, requester, bot]) {
          for (const path of ['/api/topics/set', '/api/plays', '/api/stats?of=set']) await get(path);
        }
      }
    };
    const asking = ask();
    const playId = await imported().finally(() => {
      isAsking = false;
    });
    await asking;
    const found = JSON.parse(await operator.get('/api/tracks?q=Moth')) as { tracks: NowTrack[] };
    const match = { confidence: 1, by: 'path' as const, reasons: [], alternatives: [] };
    const secrets = await secretsOf(MISSED, { track: found.tracks[0], match, playId });
    set.hide(MISSED, secrets);
    await set.look(TYPED);
    await set.nothingIsTold();
    // Its cover is in the page of the set; it was never on air, which is where the id of a cover is said.
    expect(await set.inClear(secrets)).toEqual(kindsOf(secrets).filter((what) => what !== 'artwork'));
    expect((await set.titles()).filter((title) => title === 'ID')).toHaveLength(4);
  });

  it('does not give itself away by how fast its deck runs, nor by what a deck alone says of it', async () => {
    const { host, heard, deckPort } = night;
    const decks = await connectDeckClient(deckPort);
    const turn = async (deck: string, channel: number, track: { title: string; [more: string]: unknown }) => {
      for (const other of ['A', 'B', 'C'].filter((one) => one !== deck)) {
        await decks.send(`updateDeck/${other}`, { isPlaying: false });
      }
      await decks.send(`updateChannel/${channel}`, { isOnAir: true, onAirLevel: 1 });
      await decks.send(`deckLoaded/${deck}`, { ...track, tempo: 1, elapsedTime: 9, isPlaying: true });
      await host.until(async () => expect((await night.topic('nowPlaying')).track?.title).toBe(track.title));
    };
    await turn('A', 1, { artist: NEXT.artist, title: NEXT.title, bpm: 166.2 });
    await host.until(async () => expect(await night.publicTopic('tempo')).toEqual({ bpm: 166 }));
    const since = heard.mark();
    await turn('B', 2, { artist: RULE.artist, title: RULE.title, bpm: 171.9 });
    await set.look();
    expect(await night.publicTopic('tempo')).toEqual({});
    await turn('C', 3, {
      artist: 'Nobody',
      title: 'Fresh Promo',
      comment: 'do not show',
      label: 'Promo Only',
      bpm: 173.4,
    });
    await set.look();
    decks.close();
    const told = (pattern: RegExp) => heard.found([{ of: 'a deck', what: String(pattern), pattern }], since);
    expect(await told(/Paper Lantern/)).not.toEqual([]);
    expect(await told(/Fresh Promo|Promo Only|17[1-3]\.[49]|bpm\W{1,6}17[0-4]/)).toEqual([]);
    await set.nothingIsTold();
  });
});
