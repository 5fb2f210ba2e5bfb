// What staff press on the board, and who may.

import type { BotRequest } from '@tracord/shared/requests.ts';
import { afterEach, describe, expect, test } from 'vitest';
import { type FakeUser, MANAGE_GUILD, type Posted } from '../../../test/fakes/discord.ts';
import { until } from '../../../test/fakes/until.ts';
import { boardSays, withBoard } from './board-channel.ts';
import { mia, NOW, request, type Stage } from './staff-stage.ts';

let at: Stage;
let staff: FakeUser;
afterEach(() => at.stop());

async function begin(...requests: BotRequest[]): Promise<Posted> {
  const begun = await withBoard(...requests);
  ({ at, staff } = begun);
  return begun.message;
}

const byRole = () => at.discord.user('Rita', { roles: [at.discord.role('crew')] });
const pick = (message: Posted, value: string, user = staff) =>
  at.discord.select(user, message.message.id, 'board:pick', [value]);
const buttons = (posted: Posted | undefined) =>
  JSON.stringify(posted?.message.components)
    .match(/"custom_id":"[^"]+"/g)
    ?.map((one) => one.slice(13, -1)) ?? [];

describe('a press', () => {
  test('accepts what it showed, says so, offers Undo for 20 s, and the board says it too', async () => {
    const message = await begin(request(14));
    at.host.answers = ({ name }) =>
      name === 'request.accept'
        ? { ok: true, id: 'r14', changeId: 'c1', playlist: 'Deep/*1*', clipboard: true }
        : undefined;
    const picked = await pick(message, '1:r14');
    expect(picked).toMatchObject({ ephemeral: true });
    expect(picked.content).toContain('**14** Slow Voltage 14');
    expect(buttons(picked.message)).toEqual(
      ['accept', 'skip', 'decline', 'block'].map((verb) => `board:${verb}:1:r14`),
    );
    const done = await at.discord.press(staff, picked.message?.message.id ?? '', 'board:accept:1:r14');
    await until(() =>
      expect(done.content).toBe('Accepted (in Deep\\/\\*1\\*): **14** Slow Voltage 14 – Mirelle Okafor'),
    );
    expect(buttons(done.message)).toEqual(['board:undo:c1']);
    const by = { platform: 'discord', id: staff.id, name: 'Sam' };
    expect(at.host.ran('request.accept').map(({ args }) => args)).toEqual([{ id: 'r14', revision: 1, by }]);
    at.host.request(request(14, { state: 'accepted', revision: 2, by, changedAt: NOW }));
    await boardSays(at, '-# 14 accepted by Sam', '**1 accepted**', 'Nobody waits.');
    await until(() => {
      at.clock.advance(1_000);
      expect(buttons(done.message)).toEqual([]);
    });
    expect(done.content).toContain('Accepted');
  });

  test('undo is asked for by its change', async () => {
    const message = await begin(request(14));
    at.host.answers = ({ name }) => {
      if (name === 'request.skip') return { ok: true, id: 'r14', changeId: 'c7', state: 'skipped' };
      return name === 'request.undo' ? { ok: true, undone: 'Skip 14', ids: ['r14'] } : undefined;
    };
    const picked = await pick(message, '1:r14');
    const id = picked.message?.message.id ?? '';
    await at.discord.press(staff, id, 'board:skip:1:r14');
    await until(() => expect(picked.content).toContain('Skipped, it waits at the end'));
    await at.discord.press(staff, id, 'board:undo:c7');
    await until(() => expect(picked.content).toBe('Undone: Skip 14.'));
    expect(at.host.ran('request.undo').map(({ args }) => args)).toMatchObject([
      { changeId: 'c7', by: { platform: 'discord' } },
    ]);
  });

  test('of two at once: one does it, the other reads who did', async () => {
    const message = await begin(request(14));
    const other = at.discord.user('Kim', { permissions: MANAGE_GUILD });
    let takenBy: unknown;
    at.host.answers = ({ name, args }) => {
      if (name !== 'request.accept') return undefined;
      if (takenBy !== undefined) return { ok: false, code: 'already-accepted', message: 'Accepted already.' };
      takenBy = args.by;
      at.host.request(request(14, { state: 'accepted', revision: 2, by: args.by as BotRequest['requester'] }));
      return { ok: true, id: 'r14', changeId: 'c1', clipboard: false };
    };
    const [one, two] = await Promise.all([pick(message, '1:r14'), pick(message, '1:r14', other)]);
    await Promise.all([
      at.discord.press(staff, one.message?.message.id ?? '', 'board:accept:1:r14'),
      at.discord.press(other, two.message?.message.id ?? '', 'board:accept:1:r14'),
    ]);
    await until(() => {
      const said = [one.content, two.content].sort();
      expect(said[0]).toMatch(/^Accepted: /);
      expect(said[1]).toMatch(/^Already accepted by (Sam|Kim): /);
    });
  });

  test('that is stale does nothing, says what changed, and shows it as it is now', async () => {
    const message = await begin(request(14));
    const picked = await pick(message, '1:r14');
    at.host.answers = ({ name, args }) =>
      name === 'request.accept' && args.revision !== 3
        ? { ok: false, code: 'changed', message: 'It changed.' }
        : undefined;
    at.host.request(request(14, { revision: 3, state: 'skipped', by: mia }));
    const id = picked.message?.message.id ?? '';
    await at.discord.press(staff, id, 'board:accept:1:r14');
    await until(() =>
      expect(picked.content).toContain('It changed: skipped by Mia. Press again if you still mean it.'),
    );
    expect(buttons(picked.message)).toContain('board:accept:3:r14');
  });

  test('survives a restart of the bot', async () => {
    const message = await begin(request(14));
    const picked = await pick(message, '1:r14');
    await at.restart();
    at.host.answers = ({ name }) => (name === 'request.decline' ? { ok: true, id: 'r14', changeId: 'c' } : undefined);
    await at.discord.press(staff, picked.message?.message.id ?? '', 'board:decline:1:r14');
    await until(() => expect(picked.content).toContain('Declined'));
  });

  test('block takes the person’s requests back, and can be taken back', async () => {
    const message = await begin(request(14, { requester: { platform: 'twitch', id: '77', name: '*Bo*' } }));
    at.host.answers = ({ name }) => (name === 'person.block' ? { ok: true, withdrawn: 2 } : undefined);
    const picked = await pick(message, '1:r14');
    const id = picked.message?.message.id ?? '';
    await at.discord.press(staff, id, 'board:block:1:r14');
    await until(() => expect(picked.content).toBe('Blocked \\*Bo\\*; 2 requests were taken back.'));
    expect(at.host.ran('person.block')[0]?.args).toMatchObject({
      platform: 'twitch',
      id: '77',
      name: '*Bo*',
      by: { name: 'Sam' },
    });
    await at.discord.press(staff, id, 'board:unblock:twitch:77');
    await until(() => expect(picked.content).toBe('They can ask for songs again.'));
    expect(at.host.ran('person.unblock')[0]?.args).toEqual({ platform: 'twitch', id: '77' });
  });

  test('a doubtful one is chosen first', async () => {
    const candidates = [
      { id: 'a', artist: 'Mirelle Okafor', title: 'Slow Voltage', mix: 'EP' },
      { id: 'b', artist: 'Mirelle Okafor', title: 'Slow Voltage', mix: 'Edit' },
    ];
    const { id: _, ...track } = request(14).track;
    const message = await begin(request(14, { track, candidates }));
    expect(message.message.content).toContain('which one?');
    const picked = await pick(message, '1:r14');
    const id = picked.message?.message.id ?? '';
    await expect(async () => at.discord.press(staff, id, 'board:accept:1:r14')).rejects.toThrow('is disabled');
    at.host.answers = ({ name }) => (name === 'request.choose' ? { ok: true, id: 'r14', revision: 2 } : undefined);
    await at.discord.select(staff, id, 'board:choose:1:r14', ['b']);
    await until(() => expect(picked.content).toContain('**14** Slow Voltage \\(Edit\\) – Mirelle Okafor'));
    expect(at.host.ran('request.choose')[0]?.args).toMatchObject({ id: 'r14', revision: 1, trackId: 'b' });
    expect(buttons(picked.message)).toContain('board:accept:2:r14');
  });

  test('of a request that is over, or with the host away, says so', async () => {
    const message = await begin(request(14));
    const picked = await pick(message, '1:r14');
    const id = picked.message?.message.id ?? '';
    at.host.isConnected = false;
    await at.discord.press(staff, id, 'board:accept:1:r14');
    await until(() => expect(picked.content).toBe('away'));
    at.host.isConnected = true;
    const again = await pick(message, '1:r14');
    at.host.set('requests', { ...at.host.topics.requests, order: [], byId: {} });
    await at.discord.press(staff, again.message?.message.id ?? '', 'board:accept:1:r14');
    await until(() => expect(again.content).toBe('That request is over.'));
  });
});

describe('who is staff', () => {
  test('others are refused politely, and nothing is done', async () => {
    const message = await begin(request(14));
    const viewer = at.discord.user('Vic');
    const answer = await pick(message, '1:r14', viewer);
    expect(answer.content).toContain('This is for the staff of the show.');
    expect(answer.ephemeral).toBe(true);
    const ran = at.host.commands.filter(({ name }) => name.startsWith('request'));
    expect(ran).toEqual([]);
  });

  test('who has one of the roles is', async () => {
    const message = await begin(request(14));
    const rita = byRole();
    at.host.set('discord', { ...at.host.topics.discord, staffRoles: [rita.roles[0] ?? ''] });
    expect((await pick(message, '1:r14', rita)).content).toContain('**14**');
  });

  test('the commands are hidden from everybody who does not manage the server', async () => {
    await begin();
    const viewer = at.discord.user('Vic');
    for (const name of ['requests open', 'live']) {
      await expect(async () => at.discord.command(viewer, name)).rejects.toThrow('hidden');
    }
    await expect(async () => at.discord.userCommand(viewer, 'Block from requests', staff)).rejects.toThrow('hidden');
  });

  test('a member is blocked from the menu of their name', async () => {
    await begin();
    const target = at.discord.user('Tom');
    at.host.answers = ({ name }) => (name === 'person.block' ? { ok: true, withdrawn: 1 } : undefined);
    const answer = await at.discord.userCommand(staff, 'Block from requests', target);
    expect(answer.content).toBe('Blocked Tom; 1 request was taken back.');
    expect(at.host.ran('person.block')[0]?.args).toMatchObject({ platform: 'discord', id: target.id, name: 'Tom' });
  });
});
