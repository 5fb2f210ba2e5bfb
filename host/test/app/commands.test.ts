import type { Role } from '@tracord/shared/protocol.ts';
import { describe, expect, it } from 'vitest';
import { type AllHandlers, CommandDesk } from '#app/commands.ts';
import { DomainError } from '#kernel/domain-error.ts';
import { silentLogger } from '#kernel/logger.ts';
import { otherCommands } from './other-handlers.ts';

function desk() {
  const done: string[] = [];
  const refuse = async () => ({ ok: false, code: 'nothing-on-air', message: 'nothing is on air' }) as const;
  const handlers: AllHandlers = {
    ...otherCommands,
    'nowPlaying.correct': refuse,
    'nowPlaying.previous': async () => {
      throw new Error('secret details');
    },
    'nowPlaying.set': async ({ artist, title }) => {
      done.push(`${artist} – ${title}`);
      return { ok: true, playId: `play ${done.length}` };
    },
    'nowPlaying.hide': refuse,
    'nowPlaying.test': async () => ({ ok: true, endsAt: 0 }),
    'live.set': async ({ on }) => ({ ok: true, on }),
    'library.import': async () => {
      throw new DomainError('not-nml', 'this is no collection');
    },
    'request.add': async ({ trackId }, { role, commandId }) => {
      done.push(`${role} ${commandId}: ${trackId}`);
      return { ok: true, id: `r${done.length}`, number: done.length, outcome: 'added' };
    },
    'request.withdraw': async ({ id }) => ({ ok: true, id, state: 'withdrawn' }),
    'request.accept': async ({ id, by }) => {
      done.push(`${id} by ${by?.name}`);
      return { ok: true, id, changeId: 'c', clipboard: false };
    },
    'cue.take': async () => ({ ok: true }),
  };
  return { desk: new CommandDesk(handlers, silentLogger), done };
}

describe('CommandDesk', () => {
  it('does the same commandId once and gives the same answer', async () => {
    const { desk: commands, done } = desk();
    const args = { artist: 'A', title: 'T' };
    const answers = await Promise.all([1, 2].map(() => commands.run('nowPlaying.set', args, 'c1', 'operator')));
    expect(answers).toEqual([
      { ok: true, playId: 'play 1' },
      { ok: true, playId: 'play 1' },
    ]);
    expect(done).toEqual(['A – T']);
    expect(await commands.run('nowPlaying.set', args, 'c2', 'operator')).toMatchObject({ playId: 'play 2' });
  });

  it('refuses a commandId that was used for something else', async () => {
    const { desk: commands, done } = desk();
    const first = await commands.run('nowPlaying.set', { title: 'T' }, 'c1', 'operator');
    expect(await commands.run('nowPlaying.set', { title: 'U' }, 'c1', 'operator')).toMatchObject({ code: 'id-used' });
    expect(await commands.run('live.set', { on: true }, 'c1', 'operator')).toMatchObject({ code: 'id-used' });
    // The default, spelled out, asks for the same.
    expect(await commands.run('nowPlaying.set', { title: 'T', artist: '' }, 'c1', 'operator')).toEqual(first);
    expect(done).toHaveLength(1);
  });

  it('keeps an answer whatever an audience sends, and spends no id on what was refused', async () => {
    const { desk: commands, done } = desk();
    const first = await commands.run('nowPlaying.set', { title: 'T' }, 'c1', 'operator');
    for (let at = 0; at < 1_100; at++) await commands.run('live.set', { on: true }, `flood ${at}`, 'audience');
    expect(await commands.run('nowPlaying.set', { title: 'T' }, 'c1', 'operator')).toEqual(first);
    expect(done).toHaveLength(1);
    expect(await commands.run('live.set', { on: 1 }, 'c2', 'operator')).toMatchObject({ code: 'invalid' });
    expect(await commands.run('live.set', { on: true }, 'c2', 'operator')).toEqual({ ok: true, on: true });
  });

  it('gives nobody the answer to another’s command', async () => {
    const { desk: commands } = desk();
    await commands.run('nowPlaying.set', { title: 'T' }, 'c1', 'operator');
    expect(await commands.run('nowPlaying.set', { title: 'T' }, 'c1', 'audience')).toMatchObject({ code: 'forbidden' });
  });

  it.each([
    ['an unknown command', 'constructor', {}, 'unknown'],
    ['arguments that do not fit', 'nowPlaying.set', { title: '' }, 'invalid'],
    ['arguments nobody asked for', 'live.set', { on: true, off: false }, 'invalid'],
    ['a refusal', 'nowPlaying.hide', {}, 'nothing-on-air'],
    ['a fault with a code', 'library.import', {}, 'not-nml'],
    ['a fault without one', 'nowPlaying.previous', {}, 'failed'],
  ])('%s', async (_name, command, args, code) => {
    const answer = await desk().desk.run(command, args, 'c', 'operator');
    expect(answer).toMatchObject({ ok: false, code });
    expect(JSON.stringify(answer)).not.toContain('secret details');
  });
});

describe('roles', () => {
  const person = (platform: string) => ({ platform, id: '1', name: 'Ann' });
  const add = (platform = 'twitch') => ({ trackId: 't1', requester: person(platform) });
  const by = person('discord');

  it.each<[string, string, object, Role, string]>([
    ['every chat may ask', 'request.add', add(), 'requester', 'ok'],
    ['the audience may not', 'request.add', add(), 'audience', 'forbidden'],
    ['the bot speaks for Discord', 'request.add', add('discord'), 'bot', 'ok'],
    ['no other chat does', 'request.add', add('discord'), 'requester', 'forbidden'],
    ['nor for the desk', 'request.add', add('desk'), 'requester', 'forbidden'],
    ['a chat says who subscribes', 'request.add', { ...add(), standing: { kind: 'subscriber' } }, 'requester', 'ok'],
    ['but not who is staff', 'request.add', { ...add(), standing: { kind: 'staff' } }, 'requester', 'forbidden'],
    ['the bot does', 'request.add', { ...add('discord'), standing: { kind: 'staff' } }, 'bot', 'ok'],
    ['a chat takes back for its people', 'request.withdraw', { id: 'r1', requester: by }, 'requester', 'forbidden'],
    ['a chat says for whom', 'request.withdraw', { id: 'r1' }, 'requester', 'forbidden'],
    ['the operator need not', 'request.withdraw', { id: 'r1' }, 'operator', 'ok'],
    ['a chat accepts nothing', 'request.accept', { id: 'r1' }, 'requester', 'forbidden'],
    ['staff accept in Discord', 'request.accept', { id: 'r1', by }, 'bot', 'ok'],
    ['nobody names another who did it', 'request.add', { ...add(), by }, 'requester', 'invalid'],
    ['cues are for the bot', 'cue.take', { id: 'c1' }, 'requester', 'forbidden'],
    ['and the operator may all', 'cue.take', { id: 'c1' }, 'operator', 'ok'],
    ['the bot does not go live', 'live.set', { on: true }, 'bot', 'forbidden'],
    ['nor does another chat', 'live.set', { on: true }, 'requester', 'forbidden'],
  ])('%s', async (_name, command, args, role, outcome) => {
    const { desk: commands, done } = desk();
    const answer = await commands.run(command, args, 'c', role);
    expect(answer.ok ? 'ok' : answer.code).toBe(outcome);
    if (!answer.ok) expect(done).toEqual([]);
  });

  it('have ids of their own: the same one is another command, with another answer', async () => {
    const { desk: commands, done } = desk();
    const roles = ['operator', 'bot', 'requester'] as const;
    const answers = await Promise.all(roles.map((role) => commands.run('request.add', add(), 'c1', role)));
    expect(done).toEqual(roles.map((role) => `${role} c1: t1`));
    expect(new Set(answers.map((answer) => answer.ok && answer.id)).size).toBe(3);
    expect(await commands.run('request.add', add(), 'c1', 'requester')).toEqual(answers[2]);
    expect(done).toHaveLength(3);
  });

  it('are not made to forget by a flood of another', async () => {
    const { desk: commands, done } = desk();
    const first = await commands.run('request.add', add(), 'c1', 'bot');
    for (let at = 0; at < 1_100; at++) await commands.run('request.add', add(), `flood ${at}`, 'requester');
    expect(await commands.run('request.add', add(), 'c1', 'bot')).toEqual(first);
    expect(done).toHaveLength(1_101);
  });
});
