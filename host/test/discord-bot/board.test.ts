import type { BotRequest } from '@tracord/shared/requests.ts';
import { afterEach, describe, expect, test } from 'vitest';
import { STAFF_MODULES } from '#discord-bot/staff-side.ts';
import type { Posted } from '../../../test/fakes/discord.ts';
import { until } from '../../../test/fakes/until.ts';
import { boardOf, boardSays, withBoard } from './board-channel.ts';
import { mia, NOW, request, type Stage, stage } from './staff-stage.ts';

let at: Stage;
afterEach(() => at.stop());

async function begin(...requests: BotRequest[]): Promise<Posted> {
  const begun = await withBoard(...requests);
  ({ at } = begun);
  return begun.message;
}

describe('the board', () => {
  test('is pinned, lists who waits, and offers them in a menu', async () => {
    const message = await begin(request(14), request(15, { votes: 3, voters: [mia, mia] }));
    await until(() => expect(at.discord.pins(at.discord.channel('staff').id)).toHaveLength(1));
    expect(message.message.content).toBe(
      [
        '## Requests are open',
        '**2 waiting**',
        '**14** Slow Voltage 14 – Mirelle Okafor',
        `-# Ada · <t:${Math.floor(NOW / 1000)}:R>`,
        '**15** Slow Voltage 15 – Mirelle Okafor',
        `-# Ada · 3 votes · <t:${Math.floor(NOW / 1000)}:R>`,
      ].join('\n'),
    );
    expect(JSON.stringify(message.message.components)).toContain('"label":"14 Slow Voltage 14 – Mirelle Okafor"');
  });

  test('is found again after a restart, and made again when somebody deleted it', async () => {
    const first = await begin(request(1));
    await until(() => expect(at.host.topics.memory.board).toContain(first.message.id));
    await at.restart();
    at.host.request(request(2));
    await boardSays(at, '2 waiting');
    expect((await boardOf(at)).message.id).toBe(first.message.id);
    first.deletedAt = Date.now();
    at.host.request(request(3));
    await boardSays(at, '3 waiting');
    expect((await boardOf(at)).message.id).not.toBe(first.message.id);
  });

  test('killed before its id was kept, there is still one board', async () => {
    at = await stage(STAFF_MODULES);
    at.host.answers = ({ name }) => (name === 'bot.remember' ? { ok: false, code: 'killed', message: '' } : undefined);
    at.host.set('discord', { ...at.host.topics.discord, staffChannel: at.discord.channel('staff').id });
    await boardOf(at);
    at.host.answers = () => undefined;
    await at.restart();
    at.host.request(request(1));
    await boardSays(at, '1 waiting');
    await boardOf(at);
  });

  test('is edited at most every 3 s, and the last change arrives', async () => {
    const message = await begin();
    let second = 0;
    await until(() => {
      second += 1;
      at.host.request(request(second));
      at.clock.advance(1_000);
      expect(message.edits.length).toBeGreaterThan(3);
    });
    // One more waits with each second, so that what was sent says when that was.
    const seconds = message.edits.map(({ content }) => Number(/(\d+) waiting/.exec(content)?.[1]));
    for (const [index, sent] of seconds.entries()) {
      if (index > 0) expect(sent - (seconds[index - 1] ?? 0)).toBeGreaterThanOrEqual(3);
    }
    await boardSays(at, `${second} waiting`);
  });

  test('what is on air stands apart from what comes; what was just declined is not accepted', async () => {
    const display = { artist: 'Mirelle', title: 'Slow (Dub)' };
    const message = await begin(
      request(1, { state: 'playing', said: 'playing' }),
      request(2, { state: 'accepted', said: 'accepted', track: { ...request(2).track, mix: 'Dub', display } }),
      request(3, { state: 'declined', said: 'waiting' }),
      request(4, { track: { ...request(4).track, mix: 'Dub', display } }),
    );
    const lines = message.message.content.split('\n');
    expect(lines.slice(0, 3)).toEqual(['## Requests are open', '**1 waiting**', '**4** Slow \\(Dub\\) – Mirelle']);
    expect(lines.slice(4)).toEqual(['**On air**', '**1** Slow Voltage 1', '**1 accepted**', '**2** Slow \\(Dub\\)']);
    expect(JSON.stringify(message.message.components)).toContain('"label":"4 Slow (Dub) – Mirelle"');
  });

  test('stays within what Discord takes, whatever waits', async () => {
    const long = 'Ω̷̈*'.repeat(200);
    const track = { id: 'x'.repeat(90), artist: long, title: long, display: { artist: long, title: long } };
    const all = Array.from({ length: 60 }, (_, index) =>
      request(index + 1, { track, requester: { ...mia, name: long.slice(0, 100) }, votes: 12 }),
    );
    const taken = all.map((one) => ({ ...one, id: `t${one.number}`, state: 'accepted' as const, by: mia }));
    const message = await begin(...all, ...taken, request(99, { id: 'y'.repeat(100) }));
    expect(message.message.content.length).toBeLessThanOrEqual(2_000);
    expect(message.message.content).toMatch(/… and \d+ more/);
    expect(at.discord.violations).toEqual([]);
  });

  test('in rehearsal it is not made; after a show it says so, once', async () => {
    at = await stage(STAFF_MODULES, {});
    at.host.set('live', { on: false });
    at.host.set('discord', { ...at.host.topics.discord, staffChannel: at.discord.channel('staff').id });
    await at.quiet();
    expect(at.discord.posted).toEqual([]);
    at.host.set('live', { on: true });
    await boardSays(at, 'Requests are open');
    at.host.set('live', { on: false });
    await boardSays(at, 'The show is over.');
    const asked = at.discord.requests.length;
    await at.restart();
    at.host.set('requests', { ...at.host.topics.requests, open: false });
    at.clock.advance(60_000);
    await at.quiet();
    expect(at.discord.requests.slice(asked).filter(({ route }) => route.includes('/channels'))).toEqual([]);
  });
});

describe('what the DJ reads', () => {
  test('what is wrong, and nothing more once it is put right', async () => {
    at = await stage(STAFF_MODULES);
    at.discord.world.isInGuild = false;
    const staffChannel = at.discord.channel('staff').id;
    at.host.set('discord', { ...at.host.topics.discord, staffChannel });
    await until(() => expect(at.troubles.get('board')?.message).toBe(`The bot does not see channel ${staffChannel}.`));
    at.discord.world.isInGuild = true;
    at.host.set('discord', { ...at.host.topics.discord, staffChannel: '300000000000000001' });
    await until(() => {
      at.clock.advance(1_000);
      expect(at.troubles.get('board')?.message).toContain('discord.staffChannel is gone');
    });
    at.host.set('discord', { ...at.host.topics.discord, staffChannel });
    await boardOf(at);
    await until(() => expect(at.troubles.size).toBe(0));
  });
});
