// The commands around requests from the door to a real desk on a real store.

import type { CommandName } from '@tracord/shared/commands.ts';
import type { CommandAnswer, Role } from '@tracord/shared/protocol.ts';
import { requestCommands } from '@tracord/shared/request-commands.ts';
import type { BridgeHealth } from '@tracord/shared/topics.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CommandDesk } from '#app/commands.ts';
import { requestHandlers } from '#app/request-handlers.ts';
import { silentLogger } from '#kernel/logger.ts';
import { person, RequestStage } from '../services/live/request-stage.ts';
import { otherCommands } from './other-handlers.ts';

let stage: RequestStage;
let desk: CommandDesk;
let reported: BridgeHealth[];
let remembered: string[];
let asked: string[];
let searched: string[];
let unblocked: number;
let ids = 0;

function openDesk(): CommandDesk {
  const handlers = requestHandlers({
    requests: stage.requests,
    words: {
      ask: async ({ words }, commandKey) => {
        asked.push(`${commandKey}: ${words}`);
        return { ok: true, reply: `You asked for ${words}.`, outcome: 'wish' };
      },
    },
    memory: {
      remember: (name, value) => {
        remembered.push(`${name}=${value}`);
        return { ok: true };
      },
    },
    searches: { asked: (words, found) => searched.push(`${words}: ${found}`) },
    botReported: (health) => reported.push(health),
    onUnblocked: () => {
      unblocked += 1;
    },
  });
  return new CommandDesk({ ...otherCommands, ...handlers }, silentLogger);
}

const run = (
  name: CommandName,
  args: object,
  role: Role = 'operator',
  commandId = `c${ids++}`,
): Promise<CommandAnswer> => desk.run(name, args, commandId, role);
const add = (trackId: string, who: string, role: Role = 'bot', commandId?: string) =>
  run('request.add', { trackId, requester: person(who, role === 'bot' ? 'discord' : 'twitch') }, role, commandId);

beforeEach(async () => {
  [reported, remembered, asked, searched] = [[], [], [], []];
  unblocked = 0;
  stage = await new RequestStage({ perPerson: 9, minutesBetween: 0 }).live();
  desk = openDesk();
});
afterEach(() => stage.close());

test('every command of the table reaches its work', async () => {
  const added = [await add('a', 'ann'), ...(await Promise.all(['b', 'c'].map((track) => add(track, 'ann'))))];
  const [id, second, third] = added.map((answer) => (answer.ok ? String(answer.id) : ''));
  const requester = person('ann');
  const by = person('mod');
  const sent: [CommandName, object, Role, string][] = [
    ['request.accept', { id, by }, 'bot', 'ok'],
    ['request.undo', {}, 'operator', 'ok'],
    ['request.choose', { id, trackId: 'a' }, 'operator', 'not-a-candidate'],
    ['request.move', { id: third, before: second }, 'operator', 'ok'],
    ['request.skip', { id: second }, 'operator', 'ok'],
    ['request.decline', { id: third }, 'operator', 'ok'],
    ['request.withdraw', { id, requester }, 'bot', 'ok'],
    ['request.ping', { requester, on: false }, 'bot', 'ok'],
    ['request.text', { words: 'x', requester: person('1', 'twitch') }, 'requester', 'ok'],
    ['request.clear', {}, 'operator', 'ok'],
    ['requests.close', { reason: 'a break' }, 'operator', 'ok'],
    ['requests.open', {}, 'operator', 'ok'],
    ['person.block', { platform: 'discord', id: 'ann' }, 'bot', 'ok'],
    ['person.unblock', { platform: 'discord', id: 'ann' }, 'operator', 'ok'],
    ['cue.take', { id: 'none' }, 'bot', 'cue-gone'],
    ['cue.done', { id: 'none' }, 'bot', 'cue-gone'],
    ['bot.report', { status: 'ok', message: 'Well.' }, 'bot', 'ok'],
    ['bot.remember', { name: 'panel', value: '1/2' }, 'bot', 'ok'],
  ];
  for (const [name, args, role, outcome] of sent) {
    const answer = await run(name, args, role);
    expect([name, answer.ok ? 'ok' : answer.code]).toEqual([name, outcome]);
  }
  expect(['request.add', ...sent.map(([name]) => name)].sort()).toEqual(Object.keys(requestCommands).sort());
  expect([reported, remembered, unblocked]).toEqual([[{ status: 'ok', message: 'Well.' }], ['panel=1/2'], 1]);
  expect(stage.requests.pings(requester)).toBe(false);
});

describe('a command that is sent again', () => {
  test('is one request, also after the host was started again', async () => {
    const answers = await Promise.all([add('a', 'ann', 'bot', 'x'), add('a', 'ann', 'bot', 'x')]);
    await stage.restart();
    desk = openDesk();
    answers.push(await add('a', 'ann', 'bot', 'x'));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(stage.view.order).toHaveLength(1);
  });

  test('by another role is another', async () => {
    await add('a', 'ann', 'bot', 'x');
    expect(await add('b', 'bob', 'requester', 'x')).toMatchObject({ ok: true, number: 2 });
    await run('request.text', { words: 'x', requester: person('1', 'twitch') }, 'requester', 'y');
    expect(asked).toEqual(['requester:y: x']);
    expect(searched).toEqual(['x: 0']);
  });
});

test('another chat takes back what its people asked for, and nothing else', async () => {
  const [ofDiscord, ofTwitch] = [await add('a', '1'), await add('b', '1', 'requester')];
  const id = (answer: CommandAnswer) => (answer.ok ? String(answer.id) : '');
  const requester = person('1', 'twitch');
  expect(await run('request.withdraw', { id: id(ofDiscord), requester }, 'requester')).toMatchObject({
    code: 'not-yours',
  });
  expect(await run('request.withdraw', { id: id(ofTwitch) }, 'requester')).toMatchObject({ code: 'forbidden' });
  expect(await run('request.withdraw', { id: id(ofTwitch), requester }, 'requester')).toMatchObject({
    state: 'withdrawn',
  });
  expect(stage.titles).toEqual(['a']);
});
