// What was told of a set when it is over, and what is told of it afterwards: tracks masked later, announced late, revealed and masked
// again, in lists, in Discord's summary, by the command line, whether the host runs or not.

import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXPORT_FORMATS, type ExportFormat } from '../../shared/src/set-queries.ts';
import { ByteRecorder, type Secret } from '../fakes/byte-recorder.ts';
import type { Posted } from '../fakes/discord.ts';
import { MaskedSet, maskedBy, song } from '../fakes/masked-set.ts';
import { type SetNight, setNight } from '../fakes/set-night.ts';

const OPEN = song('Oldane', 'Glasshouse Signal', 0);
const RULE = song('Hushford', 'Unspoken', 1, { comment: 'Do Not Show before May' });
const HAND = song('Fenwick', 'Candle Parade', 2);
const LATER = song('Roake', 'Harbour Pane', 3, { comment: 'later' });
const DELAYED = song('Vesper', 'Night Ferry', 4);
const STOPPED = song('Quillon', 'Slow Window', 5);
/** So many later the host no longer holds what it heard. */
const MORE = ['One', 'Two', 'Three'].map((name, index) => song(name, `Between ${name}`, 6 + index));
const TRACORD = join(import.meta.dirname, '../../host/src/app/tracord.ts');
const run = promisify(execFile);

let night: SetNight;
let set: MaskedSet;
/** What gives them away. */
let [rule, hand, later]: [Secret[], Secret[], Secret[]] = [[], [], []];

const settings = (comments: string[], more = '') => night.settings(maskedBy(night.webhook.url, comments) + more);

/** The summary of the set in Discord, and each text file that came with it. */
function summary(): { post: Posted; list: string; files: string[] } {
  const { discord } = night;
  const standing = discord.posted.filter(({ deletedAt }) => deletedAt === undefined);
  const [post, ...more] = standing.filter(({ message }) => message.content.includes('The set of'));
  if (post === undefined) throw new Error('nothing is said of the set yet');
  expect(more).toEqual([]);
  const list = JSON.stringify(post.message.embeds);
  const files = post.message.attachments.map(({ id }) => discord.world.files.get(String(id)) ?? '');
  return { post, list, files };
}

/** By the command line: into files, as anybody may read them. */
async function listsByCommand(
  from: string,
  formats: ExportFormat[],
  recorder: ByteRecorder,
  ...flags: string[]
): Promise<void> {
  const { host, home } = night;
  const out = join(home, from.replaceAll(' ', '-'));
  mkdirSync(out);
  const env = { ...process.env, HOME: home, TRACORD_CONFIG: host.config };
  const write = async (format: ExportFormat) => {
    const args = ['setlist', 'last', '--format', format, '--out', out, '--data', host.data, ...flags];
    const { stdout, stderr } = await run(process.execPath, [TRACORD, ...args], { env });
    recorder.keep(from, stderr + stdout.replaceAll(home, ''));
  };
  // One after the other: without a host each opens the data itself.
  for (const format of formats) await write(format);
  expect(readdirSync(out)).toHaveLength(formats.length);
  for (const name of readdirSync(out)) recorder.keep(from, `${name}\n${readFileSync(join(out, name), 'utf8')}`);
}

// The token of the bot and the clipboard are got at as Linux has them.
describe.skipIf(process.platform !== 'linux')('a set with secrets (needs Linux)', () => {
  beforeAll(async () => {
    night = await setNight([OPEN, RULE, HAND, LATER, DELAYED, STOPPED, ...MORE], (webhook) => maskedBy(webhook));
    set = new MaskedSet(night);
    await night.host.command('live.set', { on: true });
  }, 60_000);
  afterAll(() => night?.end());

  it('says nothing more of a track from the moment the settings mask it', async () => {
    await set.play(OPEN);
    const bea = night.discord.user('bea');
    const { choices } = await night.discord.autocomplete(bea, 'request', { song: 'harbour' });
    await night.discord.command(bea, 'request', { song: String(choices[0]?.value) });
    expect(await night.bot.get('/api/stats?of=all')).toMatch(/"topRequested":\[\{"artist":"Roake Artist"/);
    rule = await set.play(RULE);
    set.hide(RULE, rule);
    for (const one of MORE) await set.play(one);
    later = await set.play(LATER);
    await set.shows('Harbour Pane');
    await set.look(['harbour']);
    settings(['do not show', 'later']);
    await set.shows('ID');
    // What was on its way to Discord and OBS has arrived by then.
    await set.look();
    set.hide(LATER, later, night.heard.mark());
    await set.look(['harbour']);
    await set.nothingIsTold();
    expect(await set.inClear(later)).toContain('title');
  });

  it('says nothing of a track that is not announced yet, and never anything where it was hidden by then', async () => {
    const { host } = night;
    const delay = async (seconds: number) => {
      settings(['do not show', 'later'], `nowPlaying:\n  announceDelaySeconds: ${seconds}\n`);
      const inForce = new RegExp(`announceDelaySeconds":${seconds}\\D`);
      await host.until(async () => expect(JSON.stringify(await night.topic('settings'))).toMatch(inForce));
    };
    await delay(60);
    const delayed = await set.play(DELAYED, { searchable: true });
    set.hide(DELAYED, delayed);
    const stopped = await set.play(STOPPED, { searchable: true });
    set.hide(STOPPED, stopped);
    await set.look();
    await set.nothingIsTold();
    expect(await host.command('nowPlaying.hide', {})).toMatchObject({ hidden: true });
    await delay(0);
    set.reveal(DELAYED);
    // The next one is announced at once, and all that was before it with it.
    hand = await set.play(HAND, { searchable: true });
    await set.shows('Candle Parade');
    expect((await set.titles()).slice(-3)).toEqual(['Night Ferry', 'ID', 'Candle Parade']);
    await set.look();
    await set.nothingIsTold();
  });

  it('says none of them when it is over, in Discord, in files or by the command line', async () => {
    const { host, heard } = night;
    const cover = hand.filter(({ what }) => what === 'cover');
    await host.until(async () => expect(await heard.found(cover)).not.toEqual([]));
    await host.command('nowPlaying.hide', {});
    await set.look();
    set.hide(HAND, hand, heard.mark());
    expect(await host.command('set.end')).toMatchObject({ ok: true });
    const { list, files } = await host.until(summary, 20_000);
    expect(list).toContain('Night Ferry');
    expect(files.join()).toContain('Night Ferry');
    expect(files.join().match(/ID - ID/g)).toHaveLength(4);
    await set.look();
    await listsByCommand('the command line', ['cue', 'm3u8', 'nml', 'html'], heard);
    await set.nothingIsTold();
    const clear = new ByteRecorder();
    await listsByCommand('the command line in clear', ['json'], clear, '--clear');
    expect(await clear.found(hand)).not.toEqual([]);
  });

  it('tells of those that are revealed, everywhere, in the summary that was posted', async () => {
    const { host, heard, discord } = night;
    const since = heard.mark();
    const posts = () =>
      discord.requests.filter(({ method, body }) => method === 'POST' && JSON.stringify(body).includes('The set of'))
        .length;
    const before = { posts: posts(), id: summary().post.message.id };
    expect(await host.command('set.mask', { playId: await night.playOf('Candle Parade'), on: false })).toMatchObject({
      ok: true,
    });
    settings([]);
    for (const one of [RULE, HAND, LATER]) set.reveal(one);
    await host.until(() => {
      const { list, files } = summary();
      for (const text of [list, files.join()]) {
        expect(text).toContain('Candle Parade');
        expect(text).toContain('Harbour Pane');
        expect(text).toContain('Unspoken');
      }
    }, 20_000);
    expect({ posts: posts(), id: summary().post.message.id }).toEqual(before);
    await set.look();
    for (const title of ['Candle Parade', 'Harbour Pane', 'Unspoken']) {
      const found = await heard.found([{ of: title, what: 'title', pattern: new RegExp(title) }], since);
      const places = new Set(found.map(({ from }) => from));
      // Rows within 10 s are one chapter on YouTube, cut where it gets too long.
      const formats = EXPORT_FORMATS.filter((format) => format !== 'youtube').map((format) => `${format} export`);
      const wanted = [...formats, 'the clipboard', 'audience socket', 'audience /api/topics/set', 'Discord'];
      expect(wanted.filter((place) => !places.has(place))).toEqual([]);
    }
    await set.nothingIsTold();
  });

  it('takes them back where they are masked again, and says none of them when no host runs', async () => {
    const { host, heard } = night;
    expect(await host.command('set.undo')).toMatchObject({ ok: true });
    settings(['do not show', 'later']);
    await host.until(async () => expect((await set.titles()).filter((title) => title === 'ID')).toHaveLength(4));
    await host.until(() => {
      const { list, files } = summary();
      expect(list + files.join()).not.toMatch(/Candle Parade|Harbour Pane|Unspoken/);
    }, 20_000);
    await set.look();
    set.hide(HAND, hand, heard.mark());
    set.hide(LATER, later, heard.mark());
    set.hide(RULE, rule, heard.mark());
    await set.look();
    await set.nothingIsTold();
    await host.stop();
    await listsByCommand('the command line alone', ['json', 'html'], heard);
    await set.nothingIsTold();
  });
});
