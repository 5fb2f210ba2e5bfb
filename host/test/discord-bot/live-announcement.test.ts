import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { announcement } from '#discord-bot/live-announcement.ts';
import { STAFF_MODULES } from '#discord-bot/staff-side.ts';
import { type FakeUser, MANAGE_GUILD } from '../../../test/fakes/discord.ts';
import { until } from '../../../test/fakes/until.ts';
import { type Stage, stage } from './staff-stage.ts';

let at: Stage;
let staff: FakeUser;
beforeEach(async () => {
  at = await stage(STAFF_MODULES);
  staff = at.discord.user('Sam', { permissions: MANAGE_GUILD });
});
afterEach(() => at.stop());

const set = (more: Partial<Stage['host']['topics']['discord']>) =>
  at.host.set('discord', { ...at.host.topics.discord, ...more });

describe('/live', () => {
  test('mentions the roles of the settings and nobody else', async () => {
    const fans = at.discord.role('fans');
    const mods = at.discord.role('mods');
    set({ liveRoles: [fans], announceChannel: at.discord.channel('general').id });
    const said = `@everyone <@&${mods}> <@${staff.id}> we are on: https://www.youtube.com/@x/live`;
    const answer = await at.discord.command(staff, 'live', { message: said });
    await until(() => expect(answer.content).toMatch(/^Sent: https:\/\/discord\.com\/channels\/\d+\/\d+\/\d+$/));
    const [sent] = at.in('general');
    expect(sent?.pinged).toEqual({ users: [], roles: [fans], everyone: false });
    expect(sent?.message.content).toBe(
      `<@&${fans}> @everyone <@&${mods}> <@${staff.id}> we are on: https://www.youtube.com/@x/live`,
    );
    expect(answer.ephemeral).toBe(true);
  });

  test('goes where it is typed when no channel is set, and mentions nobody without roles', async () => {
    await at.discord.command(staff, 'live', { message: 'hello' }, { channelId: at.discord.channel('panel').id });
    await until(() => expect(at.in('panel').map(({ message }) => message.content)).toEqual(['hello']));
  });

  test('is refused in rehearsal, and to who is no staff', async () => {
    at.host.set('live', { on: false });
    const answer = await at.discord.command(staff, 'live', { message: 'hello' });
    expect(answer.content).toContain('You are in rehearsal');
    at.host.set('live', { on: true });
    // Somebody the server's owner let see it, who has no role of the staff.
    staff.permissions = MANAGE_GUILD;
    const other = at.discord.user('Vic', { permissions: MANAGE_GUILD });
    const isShown = at.discord.world.commands.find(({ name }) => name === 'live');
    if (isShown !== undefined) isShown.default_member_permissions = null;
    other.permissions = 0n;
    expect((await at.discord.command(other, 'live', { message: 'hello' })).content).toContain('for the staff');
    await at.quiet();
    expect(at.discord.posted.filter(({ ephemeralFor }) => ephemeralFor === undefined)).toEqual([]);
  });

  test('says why it did not go', async () => {
    set({ announceChannel: '300000000000000001' });
    const answer = await at.discord.command(staff, 'live', { message: 'hello' });
    await until(() =>
      expect(answer.content).toContain('It was not sent. The channel of the setting discord.announceChannel is gone.'),
    );
    expect(at.troubles.get('live')?.remedy).toContain('discord.announceChannel');
  });

  test('has its old name only when that is wanted', () => {
    expect(at.discord.commands).not.toContain('srblive');
    set({ oldNames: true });
    expect(at.modules.flatMap((module) => module.commands?.() ?? []).map(({ name }) => name)).toContain('srblive');
  });

  test.each(['x'.repeat(4_000), '<@'.repeat(1_000), '👩‍👩‍👧‍👦'.repeat(500)])(
    'is cut to what Discord takes',
    (words) => {
      const { content = '' } = announcement(words, ['1'.repeat(18), '2'.repeat(18)]);
      expect(content.length).toBeLessThanOrEqual(2_000);
      expect(content.length).toBeGreaterThan(1_950);
      expect(content).toMatch(/^<@&1{18}> <@&2{18}> [^…]+…$/);
    },
  );
});

describe('/requests', () => {
  test('opens', async () => {
    at.host.answers = ({ name }) => (name === 'requests.open' ? { ok: true, open: true } : undefined);
    const answer = await at.discord.command(staff, 'requests open');
    await until(() => expect(answer.content).toBe('Requests are open.'));
    expect(at.host.ran('requests.open')).toHaveLength(1);
  });

  test('closes, with a reason', async () => {
    const answer = await at.discord.command(staff, 'requests close', { reason: 'back *soon*' });
    await until(() => expect(answer.content).toBe('Requests are closed: back \\*soon\\*'));
    expect(at.host.ran('requests.close')[0]?.args).toEqual({ reason: 'back *soon*' });
  });

  test('says the host’s own reason when it is refused', async () => {
    at.host.answers = () => ({ ok: false, code: 'rehearsal', message: 'Requests open when the show starts.' });
    const answer = await at.discord.command(staff, 'requests open');
    await until(() => expect(answer.content).toBe('Requests open when the show starts.'));
  });
});
