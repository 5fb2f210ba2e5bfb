import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readPanelPress } from '#discord-bot/panel-body.ts';
import { STAFF_MODULES } from '#discord-bot/staff-side.ts';
import type { FakeUser, Posted } from '../../../test/fakes/discord.ts';
import { until } from '../../../test/fakes/until.ts';
import { NOW, type Stage, stage } from './staff-stage.ts';

let at: Stage;
let vic: FakeUser;
let panel: Posted;
const songs = Array.from({ length: 7 }, (_, index) => ({
  id: `song-${index}`,
  artist: 'Ada W',
  title: `Halogen ${index}`,
}));

beforeEach(async () => {
  at = await stage(STAFF_MODULES);
  vic = at.discord.user('Vic');
  at.host.queries = (name, input) => {
    const { q } = input as { q?: string };
    if (name === 'requests.choices') return { choices: q === 'halogen' ? songs : [], isCertain: false };
    if (name === 'requests.mine') return { requests: [], pings: true };
    return name === 'requests.stats' ? { set: { plays: 0 } } : undefined;
  };
  at.host.set('discord', { ...at.host.topics.discord, panelChannel: at.discord.channel('panel').id });
  panel = await until(() => {
    const [found] = at.in('panel');
    if (found?.message.pinned !== true) throw new Error('no panel');
    return found;
  });
});
afterEach(() => at.stop());

const press = (id: string, on = panel) => at.discord.press(vic, on.message.id, id);
const labels = (posted: Posted | undefined) =>
  JSON.stringify(posted?.message.components)
    .match(/"label":"[^"]+"/g)
    ?.map((one) => one.slice(9, -1)) ?? [];

async function asked(words: string) {
  return at.discord.submitModal(vic, await press('panel:request'), { song: words });
}

function shown(of: { message?: Posted }): Posted {
  if (of.message === undefined) throw new Error('no answer');
  return of.message;
}

describe('the panel', () => {
  test('is one pinned message with four short buttons', async () => {
    expect(panel.message.content).toBe('## Requests\nAsk the DJ for a song of the library.');
    expect(labels(panel)).toEqual(['Request', 'On now', 'Mine', 'Setlist']);
    at.host.set('requests', { ...at.host.topics.requests, open: false, reason: 'back *soon*' });
    await until(() => {
      at.clock.advance(500);
      expect(panel.message.content).toBe('## Requests\nRequests are closed: back \\*soon\\*');
    });
    const answer = await press('panel:request');
    expect(answer).toMatchObject({ kind: 'message', ephemeral: true });
    expect(answer.content).toBe('Requests are closed: back \\*soon\\*');
    await at.restart();
    await at.quiet();
    expect(at.in('panel')).toHaveLength(1);
    expect(at.discord.violations).toEqual([]);
  });

  test('asks with one field, and offers up to five songs, one below the other', async () => {
    const answer = await asked('halogen');
    expect(answer.ephemeral).toBe(true);
    expect(labels(answer.message)).toEqual([
      ...songs.slice(0, 5).map(({ title }) => `${title} – Ada W`),
      'None of these',
    ]);
    expect(answer.message?.message.components).toHaveLength(5);
    at.host.answers = ({ name }) =>
      name === 'request.add' ? { ok: true, id: 'r1', number: 14, outcome: 'added', place: 3 } : undefined;
    await press('panel:take:song-2:halogen', shown(answer));
    await until(() => expect(answer.content).toContain('request number 14, place 3 in line'));
    expect(labels(answer.message)).toEqual([]);
    const [added] = at.host.ran('request.add');
    expect(added?.args).toMatchObject({
      ...{ trackId: 'song-2', words: 'halogen', requester: { platform: 'discord', id: vic.id, name: 'Vic' } },
      standing: { kind: 'viewer' },
    });
  });

  test('closed while somebody types, it says so and offers nothing', async () => {
    const modal = await press('panel:request');
    at.host.set('requests', { ...at.host.topics.requests, open: false });
    const answer = await at.discord.submitModal(vic, modal, { song: 'halogen' });
    expect(answer.content).toBe('Requests are closed right now.');
    expect(labels(answer.message)).toEqual([]);
  });

  test('when the show begins, it waits until requests are open, and no longer than a moment', async () => {
    const { requests } = at.host.topics;
    for (const opens of [true, false]) {
      at.host.set('live', { on: false });
      at.host.set('requests', { ...requests, open: false, reason: 'Requests open when the show starts.' });
      await until(() => {
        at.clock.advance(1_000);
        expect(panel.message.content).toContain('Requests open when the show starts.');
      });
      await at.quiet();
      at.clock.advance(10_000);
      const edits = panel.edits.length;
      at.host.set('live', { on: true });
      at.clock.advance(400);
      await at.quiet();
      expect(panel.edits).toHaveLength(edits);
      at.host.set('requests', { ...requests, open: opens });
      if (!opens) at.clock.advance(100);
      await until(() => expect(panel.edits).toHaveLength(edits + 1));
      expect(panel.message.content).toContain(opens ? 'Ask the DJ' : 'Requests are closed right now.');
    }
  });

  test('none of them: asks again, and guesses nothing', async () => {
    const answer = await asked('halogen');
    await press('panel:none', shown(answer));
    await until(() => expect(answer.content).toBe('Ask again with the artist and more of the title.'));
    expect(labels(answer.message)).toEqual(['Ask again']);
    expect((await press('panel:request', shown(answer))).kind).toBe('modal');
    expect(at.host.commands.filter(({ name }) => name.startsWith('request.'))).toEqual([]);
  });

  test('where nothing fits, the words are the host’s to keep', async () => {
    at.host.answers = ({ name }) =>
      name === 'request.text' ? { ok: true, reply: 'Noted for the DJ *once*.', outcome: 'wish' } : undefined;
    const answer = await asked('no such song');
    expect(answer.content).toBe('Noted for the DJ \\*once\\*.');
    expect(at.host.ran('request.text')[0]?.args).toMatchObject({ words: 'no such song' });
  });

  test('says what is on, what was asked for, and what was played', async () => {
    expect((await press('panel:now')).content).toBe('Nothing is on air right now.');
    const track = { artist: 'A', title: 'T', display: { artist: 'Mirelle', title: 'Slow' } };
    at.host.set('nowPlaying', { ...at.host.topics.nowPlaying, track, onAirSince: NOW });
    expect((await press('panel:now')).content).toContain('Slow – Mirelle');
    expect((await press('panel:mine')).content).toContain('You asked for nothing yet.');
    expect((await press('panel:setlist')).content).toBe('Nothing was played yet.');
  });

  test('answers what the rule says when the song may not be asked for', async () => {
    const answer = await asked('halogen');
    at.host.answers = () => ({
      ok: false,
      code: 'too-soon',
      message: 'You can ask again in 3 min.',
      retryAt: NOW + 180_000,
    });
    await press('panel:take:song-0:halogen', shown(answer));
    await until(() => expect(answer.content).toContain('You can ask again in 3 min.'));
  });
});

test.each([
  ['panel:take:song-1:a: b', { kind: 'take', trackId: 'song-1', words: 'a: b' }],
  ['panel:take:song-1:', { kind: 'take', trackId: 'song-1', words: '' }],
  ['panel:none', { kind: 'none' }],
  ['panel:take::x', undefined],
  ['panel:other', undefined],
  ['board:pick', undefined],
])('%s', (customId, press_) => {
  expect(readPanelPress(customId)).toEqual(press_);
});
