import { settingsSchema } from '@tracord/shared/settings.ts';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readOldCounts, readOldRequests } from '#services/live/old-requests.ts';
import { translateOldSettings } from '#services/live/old-requests-settings.ts';

const NEW = {
  RequestNumber: 1,
  Date: '2025-11-02',
  Time: '21:45',
  User: 'lena',
  Artist: 'Mira',
  Title: 'Tin Harbour',
  Album: null,
  Bpm: 124,
};
/** As Python's json writes it, with an id that is larger than a number of JavaScript. */
const LIST = JSON.stringify(
  [NEW, { RequestNumber: 2, Date: '2025-06-30', User: 'jonas#1234', Song: 'Mira | Slow [Tides]' }],
  null,
  4,
).replace('"lena"', '"lena",\n        "UserId": 1100000000000000001');
const read = (...entries: unknown[]) => readOldRequests(JSON.stringify(entries), 'song_requests.json');

describe('readOldRequests', () => {
  it('reads both shapes of the list', () => {
    const [first, second] = readOldRequests(`\ufeff${LIST}`, 'song_requests.json');
    expect(first).toMatchObject({
      askedAt: new Date(2025, 10, 2, 21, 45).getTime(),
      requester: { platform: 'discord', id: '1100000000000000001', name: 'lena' },
      artist: 'Mira',
      title: 'Tin Harbour',
      words: undefined,
    });
    // The line for people is not taken apart.
    expect(second).toMatchObject({
      askedAt: new Date(2025, 5, 30).getTime(),
      requester: { platform: 'discord', id: 'name:jonas#1234', name: 'jonas#1234' },
      artist: '',
      title: 'Mira | Slow [Tides]',
      words: 'Mira | Slow [Tides]',
    });
  });

  it('gives each request an id that stays, whatever number it has by then', () => {
    const [first, again, other] = read(NEW, NEW, { ...NEW, User: 'ines' });
    expect(new Set([first?.id, again?.id, other?.id]).size).toBe(3);
    expect(read({ ...NEW, RequestNumber: 9 }, NEW).map(({ id }) => id)).toEqual([first?.id, again?.id]);
  });

  it.each<[string, string, RegExp]>([
    [
      'is cut off',
      LIST.slice(0, 100),
      /^song_requests\.json, line \d+, column \d+: it is no valid JSON.* cut off.*older copy/,
    ],
    ['is empty', '', /line 1, column 1/],
    ['is something else', '{"requests": []}', /holds no list of requests.*song_requests\.json/],
    ['has an entry of another kind', '["Mira"]', /entry 1: it is no request/],
    ['has an entry without a day', JSON.stringify([NEW, { ...NEW, Date: undefined }]), /entry 2: "Date" is missing/],
    ['has a wrong day', JSON.stringify([{ ...NEW, Date: '2025-02-31' }]), /entry 1: there is no such day/],
    ['has a day before Discord', JSON.stringify([{ ...NEW, Date: '0001-01-01' }]), /entry 1: there is no such day/],
    ['has a day to come', JSON.stringify([{ ...NEW, Date: '9999-01-01' }]), /entry 1: there is no such day/],
    ['has an id that is none', JSON.stringify([{ ...NEW, UserId: '7'.repeat(5_000) }]), /entry 1: "UserId" is no id/],
    ['has a name for an id', JSON.stringify([{ ...NEW, UserId: 'lena' }]), /entry 1: "UserId" is no id/],
    ['has a day in other order', JSON.stringify([{ ...NEW, Date: '02.11.2025' }]), /like 2025-06-30/],
    ['has an entry without a song', JSON.stringify([{ ...NEW, Title: ' ', Artist: 'x' }]), /entry 1: it names no song/],
  ])('says what is wrong with a file that %s', (_what, json, message) => {
    expect(() => readOldRequests(json, 'song_requests.json')).toThrow(message);
  });
});

describe('readOldCounts', () => {
  it('reads the totals, and takes absent ones for none', () => {
    expect(readOldCounts('{"total_song_requests": 89, "session_song_plays": 3}', 'stats.json')).toEqual({
      searches: 0,
      plays: 0,
      requests: 89,
    });
    expect(() => readOldCounts('{"total_song_plays": "many"}', 'stats.json')).toThrow(/"total_song_plays" is no count/);
    expect(() => readOldCounts('[]', 'stats.json')).toThrow(/holds no counters/);
  });
});

describe('translateOldSettings', () => {
  it('says what to write where, and shows no token', () => {
    const { lines, notes } = translateOldSettings(
      `{"DISCORD_TOKEN": "very.secret.token", "DISCORD_BOT_CHANNEL_IDS": [1100000000000000002, "1100000000000000003"],
        "DISCORD_BOT_REQUEST_PLAYED_CHANNEL_ID": "", "DISCORD_BOT_ADMIN_IDS": ["1100000000000000004"],
        "DISCORD_LIVE_NOTIFICATION_ROLES": ["1100000000000000005", "Tunes"], "TRAKTOR_LOCATION": "C:/Users/dj/",
        "TRAKTOR_BROADCAST_PORT": "8001", "MAX_SONGS": 20, "SOMETHING": 1,
        "EXCLUDED_ITEMS": {"FILE": [".stem."], "DIR": [":Samples/", "/:Loops/:Old/"]}}`,
      'settings.json',
    );
    expect(lines).toEqual([
      'discord:',
      '  requestsChannel: "1100000000000000002"',
      '  liveRoles: ["1100000000000000005"]',
      '  oldNames: true',
      'broadcast:',
      '  port: 8001',
      'library:',
      '  exclude: ["*.stem.*", "*/Samples/*", "*/Loops/Old/*"]',
    ]);
    // As they stand they are good settings.
    expect(settingsSchema.parse(parse(lines.join('\n'))).discord.oldNames).toBe(true);
    const said = [...lines, ...notes].join('\n');
    expect(said).not.toContain('secret.token');
    for (const word of [
      'discord.token',
      '1100000000000000003',
      '1100000000000000004',
      'Tunes',
      'C:/Users/dj/',
      'MAX_SONGS',
    ]) {
      expect(said).toContain(word);
    }
    expect(notes.at(-1)).toBe('Not known, and left out: SOMETHING.');
  });

  it('advises nothing that the host would refuse, nor what would exclude everything', () => {
    const { lines, notes } = translateOldSettings(
      `{"TRAKTOR_BROADCAST_PORT": 999999, "EXCLUDED_ITEMS": {"FILE": ["*", "", " "], "DIR": ["/:", "**/"]}}`,
      'settings.json',
    );
    expect(lines).toEqual(['discord:', '  oldNames: true']);
    expect(notes).toEqual([expect.stringMatching(/^broadcast\.port cannot be 999999 here, and was left out/)]);
  });

  it('prints nothing that a terminal obeys or that turns text round', () => {
    const bad = '\u001b]0;x\u0007\u202eevil\u009b2J';
    const { lines, notes } = translateOldSettings(
      JSON.stringify({
        ...{ [`KEY${bad}`]: 1, DISCORD_BOT_ADMIN_IDS: [bad], DISCORD_LIVE_NOTIFICATION_ROLES: [bad] },
        ...{ TRAKTOR_LOCATION: `C:/${bad}`, EXCLUDED_ITEMS: { FILE: [`a"${bad}`], DIR: [] } },
      }),
      'settings.json',
    );
    for (const line of [...lines, ...notes]) expect(line).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(settingsSchema.parse(parse(lines.join('\n'))).library.exclude).toEqual([`*a"${bad}*`]);
    expect(notes.join()).toContain('evil');
  });

  it('refuses what is no settings file by name', () => {
    expect(() => translateOldSettings('{"TRAKTOR_BROADCAST_PORT": true}', 'settings.json')).toThrow(
      /settings\.json: "TRAKTOR_BROADCAST_PORT"/,
    );
    expect(() => translateOldSettings('7', 'settings.json')).toThrow(/holds no settings/);
  });
});
