import { RULE_CODES } from '@tracord/shared/request-commands.ts';
import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { expect, it } from 'vitest';
import { type Ask, ask } from '#domain/request-asking.ts';
import { decide } from '#domain/request-queue.ts';
import { EMPTY_QUEUE, type Queue } from '#domain/request-record.ts';
import { type PlayFacts, personRefused, type RuledTrack } from '#domain/request-rules.ts';

const NOW = 1_700_000_000_000;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const LIVE: Queue = { ...EMPTY_QUEUE, setId: 'set', live: true, open: true };
const NO_PLAYS: PlayFacts = { played: [], lately: new Set() };

const song = (name: string, more: Partial<RuledTrack> = {}): RuledTrack => ({
  ...{ trackId: `t-${name}`, song: `by ${name}|${name}|`, artist: `By ${name}`, title: name, ...more },
});
type Rules = Partial<typeof DEFAULT_SETTINGS.requests>;
type Case = { queue?: Queue; rules?: Rules; at?: number; who?: string; helper?: boolean } & Partial<
  Omit<Ask, 'who'>
> & {
    facts?: Partial<Ask['who']>;
    platform?: string;
  };
let ids = 0;

function asking({ queue = LIVE, rules = {}, at = NOW, who = 'ann', helper = false, facts, platform, ...more }: Case) {
  ids += 1;
  const asker = { platform: platform ?? 'twitch', id: who, name: who, isHelper: helper };
  return ask(
    queue,
    {
      ...{ id: `r-${ids}`, candidates: [{ ...song('Blue'), confidence: 1 }], plays: NO_PLAYS, knowsOf: () => true },
      ...{ who: { asker, isBlocked: false, ...facts }, ...more },
    },
    { requests: { ...DEFAULT_SETTINGS.requests, ...rules }, texts: DEFAULT_SETTINGS.requestTexts },
    { now: at, changeId: `c-${ids}` },
  );
}

/** The queue once these people asked for these songs, each a moment after the other. */
function after(asked: [who: string, title: string][], rules: Rules = { minutesBetween: 0 }): Queue {
  return asked.reduce((queue, [who, title], index) => {
    const candidates = [{ ...song(title), confidence: 1 }];
    const answer = asking({ queue, rules, who, candidates, at: NOW - 1_000 + index });
    if (!answer.ok) throw new Error(answer.message);
    return answer.queue;
  }, LIVE);
}

const played = (...titles: string[]): PlayFacts => ({ ...NO_PLAYS, played: titles.map((title) => song(title)) });
const only = (more: Partial<RuledTrack>) => [{ ...song('Blue', more), confidence: 1 }];

const REFUSED: [string, Case, { code: string; message?: string; retryAt?: number }][] = [
  ['outside a show', { queue: EMPTY_QUEUE }, { code: 'rehearsal', message: 'Requests open when the show starts.' }],
  ['while closed', { queue: { ...LIVE, open: false } }, { code: 'closed', message: 'Requests are closed right now.' }],
  [
    'while closed, with the reason',
    { queue: { ...LIVE, open: false, reason: 'Back at ten.' } },
    { code: 'closed', message: 'Requests are closed right now. Back at ten.' },
  ],
  ['by a blocked person', { facts: { isBlocked: true } }, { code: 'person-blocked' }],
  ['by a person the settings block', { rules: { blockedPeople: ['twitch:ann'] } }, { code: 'person-blocked' }],
  [
    'from a young Discord account',
    { platform: 'discord', facts: { accountCreatedAt: NOW - 5.5 * DAY } },
    {
      code: 'account-too-young',
      message: 'Your account is too new to ask for songs yet. Try again in 2 days.',
      retryAt: NOW + 1.5 * DAY,
    },
  ],
  [
    'from a Discord account whose id tells its age',
    { platform: 'discord', who: String(BigInt(NOW - 3 * DAY - 1_420_070_400_000) << 22n) },
    { code: 'account-too-young', retryAt: NOW + 4 * DAY },
  ],
  [
    'by one who has two',
    {
      queue: after([
        ['ann', 'One'],
        ['ann', 'Two'],
      ]),
      rules: { minutesBetween: 0 },
    },
    {
      code: 'too-many-open',
      message: 'You already have 2 requests waiting. Take one back, or wait until one is played.',
    },
  ],
  [
    'by a helper who has four',
    {
      queue: after(
        [
          ['ann', 'One'],
          ['ann', 'Two'],
          ['ann', 'Three'],
          ['ann', 'Four'],
        ],
        { minutesBetween: 0, perPerson: 4 },
      ),
      rules: { minutesBetween: 0 },
      helper: true,
    },
    { code: 'too-many-open' },
  ],
  [
    'too soon after the last',
    { queue: after([['ann', 'One']]), at: NOW + 2.5 * MINUTE },
    { code: 'too-soon', message: 'You can ask again in 8 min.', retryAt: NOW - 1_000 + 10 * MINUTE },
  ],
  [
    'while the queue is full',
    {
      queue: after([
        ['bob', 'One'],
        ['cid', 'Two'],
      ]),
      rules: { inQueue: 2 },
    },
    { code: 'queue-full' },
  ],
  [
    'twice by the same person',
    {
      queue: after([
        ['bob', 'One'],
        ['ann', 'Blue'],
      ]),
    },
    { code: 'already-asked', message: 'You already asked for this one: it is number 2.' },
  ],
  [
    'played in this set',
    { plays: played('x', 'y', 'z', 'Blue') },
    { code: 'already-played', message: 'Blue was already played tonight.' },
  ],
  ['played in a set before', { plays: { ...NO_PLAYS, lately: new Set(['by Blue|Blue|']) } }, { code: 'played-lately' }],
  [
    'by an artist of the last three tracks',
    { plays: { ...NO_PLAYS, played: [song('x'), song('y'), song('z', { artist: 'by  BLUE feat. Somebody' })] } },
    { code: 'artist-too-close', message: 'By Blue was on just now. Try again in a few songs.' },
  ],
  ['by a blocked artist', { rules: { blockedArtists: ['BY BLUE'] } }, { code: 'artist-blocked' }],
  [
    'with a blocked guest',
    { candidates: only({ artist: 'X feat. Guest' }), rules: { blockedArtists: ['guest'] } },
    { code: 'artist-blocked' },
  ],
  ['a blocked track', { rules: { blockedTracks: ['by blue - BLUE'] } }, { code: 'track-blocked' }],
  [
    'a blocked version',
    { candidates: only({ mix: 'Dub' }), rules: { blockedTracks: ['By Blue - Blue (Dub)'] } },
    { code: 'track-blocked' },
  ],
  [
    'a blocked genre',
    { candidates: only({ genre: 'House / Schlager' }), rules: { blockedGenres: ['schlager'] } },
    { code: 'genre-blocked' },
  ],
  [
    'in a blocked folder',
    { candidates: only({ path: 'C:\\Music\\Tools\\a.mp3' }), rules: { blockedFolders: ['*/tools/*'] } },
    { code: 'folder-blocked' },
  ],
  [
    'longer than allowed',
    { candidates: only({ durationMs: 601_000 }), rules: { longestMinutes: 10 } },
    { code: 'too-long' },
  ],
  ['no track', { candidates: [] }, { code: 'track-unknown', message: 'That song is not in the library.' }],
];

it.each(REFUSED)('refuses a request %s', (_name, asked, expected) => {
  expect(asking(asked)).toMatchObject({ ok: false, ...expected });
});

it('has a case for every rule', () => {
  expect(new Set(REFUSED.map(([, , { code }]) => code))).toEqual(new Set(RULE_CODES));
});

const TAKEN: [string, Case][] = [
  ['an old Discord account', { platform: 'discord', facts: { accountCreatedAt: NOW - 8 * DAY } }],
  ['a Discord account of unknown age', { platform: 'discord' }],
  [
    'a young account where none are too young',
    { platform: 'discord', facts: { accountCreatedAt: NOW }, rules: { discordAccountDays: 0 } },
  ],
  ['a young account elsewhere', { facts: { accountCreatedAt: NOW } }],
  [
    'a third of a helper',
    {
      queue: after([
        ['ann', 'One'],
        ['ann', 'Two'],
      ]),
      rules: { minutesBetween: 0 },
      helper: true,
    },
  ],
  ['a second after ten minutes', { queue: after([['ann', 'One']]), at: NOW + 10 * MINUTE }],
  [
    'an artist four tracks ago',
    {
      plays: { ...NO_PLAYS, played: [...['x', 'y', 'z'].map((name) => song(name)), song('w', { artist: 'By Blue' })] },
    },
  ],
  [
    'a song played before where that does not matter',
    { plays: played('x', 'y', 'z', 'Blue'), rules: { oncePerSet: false } },
  ],
  [
    'an unnamed artist again',
    { plays: { ...NO_PLAYS, played: [song('x', { artist: '' })] }, candidates: only({ artist: '' }) },
  ],
  ['one of several artists beside a blocked pair', { rules: { blockedArtists: ['By Blue & Other'] } }],
];

it.each(TAKEN)('takes %s', (_name, asked) => expect(asking(asked)).toMatchObject({ ok: true, outcome: 'added' }));

it('counts a second person as a vote, whoever has how many', () => {
  const queue = after([
    ['bob', 'One'],
    ['bob', 'Two'],
    ['ann', 'Blue'],
  ]);
  const voted = asking({ queue, who: 'bob' });
  expect(voted).toMatchObject({ ok: true, outcome: 'voted', request: { number: 3, revision: 1 } });
  if (!voted.ok) return;
  expect(voted.request.requester.name).toBe('ann');
  expect(voted.request.voters.map(({ name }) => name)).toEqual(['bob']);
  expect(asking({ queue: voted.queue, who: 'bob' })).toMatchObject({ ok: false, code: 'already-asked' });
});

it('keeps what a declined request held while that can be undone', () => {
  const queue = after([
    ['bob', 'One'],
    ['ann', 'Blue'],
  ]);
  const id = [...queue.requests.keys()][1] ?? '';
  const rules = { ...DEFAULT_SETTINGS.requests, inQueue: 2, minutesBetween: 0 };
  const gone = decide(queue, { kind: 'decline', id }, { now: NOW, changeId: 'gone' }, rules);
  if (!gone.ok) throw new Error(gone.message);
  const other = { queue: gone.queue, who: 'cid', rules, candidates: [{ ...song('Other'), confidence: 1 }] };
  expect(asking({ ...other, at: NOW + 19_999 })).toMatchObject({ code: 'queue-full' });
  expect(asking({ ...other, at: NOW + 20_000 })).toMatchObject({ ok: true });
  // To everybody outside it still waits: the same song again is a vote.
  expect(asking({ queue: gone.queue, who: 'cid', at: NOW + 1_000 })).toMatchObject({ outcome: 'voted' });
});

it('is doubtful where several songs may be meant, and no surer where a rule leaves one', () => {
  const candidates = [song('Blue'), song('Blue', { trackId: 'dub', song: 'dub', mix: 'Dub' })].map((track) => ({
    ...track,
    confidence: 0.5,
  }));
  const asked = asking({ candidates });
  expect(asked).toMatchObject({
    ok: true,
    request: { title: 'Blue', candidates: [{ trackId: 't-Blue' }, { mix: 'Dub' }] },
  });
  expect(asked.ok && asked.request.trackId).toBeUndefined();
  const left = asking({ candidates, plays: played('Blue'), rules: { artistTracksApart: 0 } });
  expect(left).toMatchObject({ ok: true, request: { mix: 'Dub', candidates: [{ trackId: 'dub' }] } });
  expect(left.ok && left.request.song).toBeUndefined();
  const files = candidates.map((one) => ({ ...one, song: 'same' }));
  expect(asking({ candidates: files })).toMatchObject({ ok: true, request: { trackId: 't-Blue', candidates: [] } });
});

it('fills in a text once, and leaves words alone that only look like places for it', () => {
  const queue = { ...LIVE, open: false };
  const who = { asker: { platform: 'twitch', id: 'a', name: 'a', isHelper: false }, isBlocked: false };
  const texts = { ...DEFAULT_SETTINGS.requestTexts, closed: '{unknown} {title}.' };
  expect(personRefused(queue, who, { requests: DEFAULT_SETTINGS.requests, texts }, NOW)?.message).toBe('{unknown} .');
  const odd = [{ ...song('{artist}'), confidence: 1 }];
  expect(asking({ candidates: odd, plays: played('{artist}') })).toMatchObject({
    message: '{artist} was already played tonight.',
  });
});
