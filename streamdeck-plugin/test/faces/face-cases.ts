// Every state of every face, as the keys and dials would ask for it: for the tests and for the sheet that people look at.

import type { RequestCandidate, RequestView } from '@tracord/shared/requests.ts';
import type { BridgeHealth, NowPlaying } from '@tracord/shared/topics.ts';
import type { AlternativeView } from '#faces/face-inputs.ts';
import { type DialCase, dial, type KeyCase, key, NOW } from './face-case.ts';
import { obsCases } from './obs-cases.ts';
import { planDialCases, planKeyCases } from './plan-cases.ts';

const MINUTE = 60_000;
const KEY_8A = { camelot: '8A', openKey: '1m', name: 'Am' };

/** A request that has waited for `waited` (0–1) of its 100 minutes. */
export function request(
  title: string,
  name: string,
  number: number,
  waited = 0.38,
  more: Partial<RequestView> = {},
): RequestView {
  const askedAt = NOW - waited * 100 * MINUTE;
  return {
    id: `r${number}`,
    number,
    revision: 1,
    state: 'new',
    track: {
      id: `t${number}`,
      artist: 'Ardent Quay',
      title,
      key: KEY_8A,
      trackBpm: 126,
      durationMs: 401_000,
      display: { artist: 'Ardent Quay', title },
    },
    requester: { platform: 'discord', id: '1', name },
    votes: 1,
    voters: [],
    askedAt,
    changedAt: askedAt,
    expiresAt: askedAt + 100 * MINUTE,
    skips: 0,
    score: { total: 0, parts: [] },
    ...more,
  };
}

export function playing(title: string, artist: string, more: Partial<NowPlaying['track']> = {}): NowPlaying {
  return {
    source: 'broadcast',
    match: { confidence: 1, by: 'text', reasons: [], alternatives: [] },
    onAirSince: NOW - 248_000,
    track: {
      id: 't1',
      artist,
      title,
      key: KEY_8A,
      trackBpm: 126.04,
      durationMs: 400_000,
      display: { artist, title },
      ...more,
    },
  };
}

export const SILENCE: NowPlaying = {
  source: 'none',
  match: { confidence: 0, by: 'none', reasons: [], alternatives: [] },
};

const DOUBTFUL_NOW: NowPlaying = {
  ...playing('Untitled Dub No. 4', 'Side Doors', { id: undefined, key: undefined, trackBpm: undefined }),
  match: { confidence: 0.4, by: 'text', reasons: [], alternatives: ['a', 'b', 'c'] },
};

const CANDIDATES: RequestCandidate[] = [0.93, 0.71, 0.7].map((confidence, index) => ({
  id: `c${index}`,
  artist: 'Perla M',
  title: 'Untitled Dub No. 4',
  album: 'Side Doors',
  year: 2019,
  durationMs: 401_000,
  confidence,
  display: { artist: 'Perla M', title: 'Untitled Dub No. 4' },
}));

const ALTERNATIVE: AlternativeView = {
  id: 'a',
  artist: 'Perla M',
  title: 'Untitled Dub No. 4',
  album: 'Side Doors',
  year: 2019,
  durationMs: 401_000,
  confidence: 0.93,
};

const SALT = 'Salt Engine (Northbound Mix)';
const salt = (waited?: number, more?: Partial<RequestView>) => request(SALT, 'mauve_fox', 14, waited, more);
const doubtful = (): RequestView => {
  const one = request('Untitled Dub No. 4', 'perla.m', 9, 0.2, { candidates: CANDIDATES });
  return { ...one, track: { ...one.track, id: undefined } };
};
const LONG_TITLE = 'A Very Long Way Round the Harbour to the Last Open Bar of the Season (Extended Northbound Mix)';

const on = (facts: RequestView, more: object = {}) => ({ kind: 'request', request: facts, ...more }) as const;
const health = (bridges: Record<string, BridgeHealth>, status: 'ok' | 'warn' | 'down') =>
  ({ kind: 'health', health: { status, bridges } }) as const;

/** `cover`: a data URL. */
export function keyCases(cover: string): KeyCase[] {
  const playlist = salt(0.38, { state: 'accepted', track: { ...salt().track, playlist: 'Friday A' } });
  const votes = request('Nine Tin Moths', 'oskar', 3, 0.55, { votes: 9 });
  return [
    key('new, a pulse', on(salt(0.06), { pulses: true, shownSince: NOW - 400 })),
    key('new, at rest', on(salt(0.06), { pulses: true, shownSince: NOW - 5_000 })),
    key('waiting', on(salt())),
    key('waiting, over 75 %', on(request('Hollow Coast', 'dj_kitt_e', 6, 0.88))),
    key('votes', on(votes)),
    key('votes, over 75 %', on({ ...votes, askedAt: NOW - 80 * MINUTE, expiresAt: NOW + 20 * MINUTE })),
    key('skipped once', on(request('Paper Lungs', 'tess', 17, 0.5, { state: 'skipped', skips: 1 }))),
    key('mixes now', on(salt(0.38, { distance: 'now' }))),
    key('one between', on(salt(0.38, { distance: 'one' }))),
    key('two between', on({ ...votes, distance: 'two' })),
    key('two between, masked', on({ ...votes, distance: 'two', track: { ...votes.track, masked: true } })),
    key('two between, many votes', on({ ...votes, votes: 23, distance: 'two' })),
    key('far', on(request('Hollow Coast', 'dj_kitt_e', 6, 0.88, { distance: 'far' }))),
    key('accepted, one between', on({ ...playlist, distance: 'one' })),
    key('doubtful', on(doubtful())),
    key('masked', on({ ...votes, track: { ...votes.track, masked: true } })),
    key('choosing', on(doubtful(), { choosing: { index: 0, of: 3, track: CANDIDATES[0] } })),
    key('accepted', on(playlist)),
    key('accepted, no playlist', on(salt(0.38, { state: 'accepted' }))),
    key('loaded', on(salt(0.38, { state: 'loaded' }))),
    key('playing', on(salt(0.38, { state: 'playing' }))),
    key('withdrawn', on(salt(0.38, { state: 'withdrawn' }))),
    key('hold ring', on(salt(), { hold: { progress: 0.6, glyph: 'skip', word: 'Skip' } })),
    key('hold ring, sort', on(salt(), { hold: { progress: 0.3, glyph: 'sort', word: 'Sort' } })),
    key('pressed', on(salt(), { mark: { kind: 'ok' } })),
    key('pressed, stale', on(salt(), { mark: { kind: 'stale', word: 'Changed' } })),
    key('pressed, too early', on(request('Paper Lungs', 'tess', 17, 0.1), { mark: { kind: 'early' } })),
    key('nothing to do', { kind: 'request' }),
    { name: 'host away', input: { kind: 'request', host: 'away', nowMs: NOW } },
    { name: 'starting', input: { kind: 'request', host: 'starting', nowMs: NOW } },
    key('accept', { ...on(salt()), kind: 'accept' }),
    key('accept, doubtful', { ...on(doubtful()), kind: 'accept' }),
    key('accept, nothing', { kind: 'accept' }),
    key('skip', { ...on(salt()), kind: 'skip' }),
    key('skip, nothing', { kind: 'skip' }),
    key('now playing', { kind: 'now', nowPlaying: playing('Glasshouse Signal', 'Mira Oldane'), cover }),
    key('now, no cover', { kind: 'now', nowPlaying: playing('Glasshouse Signal', 'Mira Oldane') }),
    key('now, hidden', {
      kind: 'now',
      nowPlaying: playing('Glasshouse Signal', 'Mira Oldane', { masked: true }),
      cover,
    }),
    key('now, doubtful', { kind: 'now', nowPlaying: DOUBTFUL_NOW }),
    key('now, unknown', {
      kind: 'now',
      nowPlaying: playing('Demo 7', '', { id: undefined, key: undefined, trackBpm: undefined, durationMs: undefined }),
    }),
    key('now, silence', { kind: 'now', nowPlaying: SILENCE }),
    key('fix', { kind: 'fix', nowPlaying: DOUBTFUL_NOW }),
    key('fix, hidden', {
      kind: 'fix',
      nowPlaying: { ...DOUBTFUL_NOW, track: DOUBTFUL_NOW.track && { ...DOUBTFUL_NOW.track, masked: true } },
    }),
    key('fix, nothing', { kind: 'fix', nowPlaying: playing('Glasshouse Signal', 'Mira Oldane') }),
    key('mask', { kind: 'mask', target: 'now', on: false, armed: false, isPlaying: true }),
    key('mask, next', { kind: 'mask', target: 'next', on: false, armed: false, isPlaying: true }),
    key('mask, armed', { kind: 'mask', target: 'next', on: false, armed: true, isPlaying: true }),
    key('mask, on', { kind: 'mask', target: 'now', on: true, armed: false, isPlaying: true }),
    key('mask, next armed too', { kind: 'mask', target: 'now', on: false, armed: true, isPlaying: true }),
    key('mask, silence', { kind: 'mask', target: 'now', on: false, armed: false, isPlaying: false }),
    key('live', { kind: 'live', live: { on: true, by: 'dj' } }),
    key('rehearsal', { kind: 'live', live: { on: false, by: 'none' } }),
    key('requests open', { kind: 'requests', open: true, waiting: 7 }),
    key('requests closed', { kind: 'requests', open: false, waiting: 2 }),
    key('undo', {
      kind: 'undo',
      undo: { changeId: 'c', what: 'accept', label: 'Accept 14', title: SALT, since: NOW - 7_000, until: NOW + 13_000 },
    }),
    key('undo, several', {
      kind: 'undo',
      undo: { changeId: 'c', what: 'clear', label: 'Clear 7 requests', since: NOW - 15_000, until: NOW + 5_000 },
    }),
    key('undo, nothing', { kind: 'undo' }),
    key('test song', { kind: 'test', live: { on: false, by: 'none' } }),
    key('test song, live', { kind: 'test', live: { on: true, by: 'dj' } }),
    key('health, good', health({ broadcast: { status: 'ok', message: 'Traktor sends.' } }, 'ok')),
    key(
      'health, warns',
      health(
        { discord: { status: 'warn', message: 'Discord does not answer.', remedy: 'Wait, or see the token.' } },
        'warn',
      ),
    ),
    key('health, down', health({ broadcast: { status: 'down', message: 'Traktor is not heard.' } }, 'down')),
    key(
      'health, several',
      health({ decks: { status: 'warn', message: 'a' }, plays: { status: 'down', message: 'b' } }, 'down'),
    ),
    key('health, an alarm', {
      ...health({}, 'ok'),
      alarm: {
        id: 'n1',
        kind: 'recording-stopped',
        level: 'alarm',
        message: 'The recording stopped.',
        remedy: 'Start it again.',
        at: NOW,
        count: 1,
      },
    }),
    key('health, OBS refuses', {
      ...health({ obs: { status: 'down', message: 'OBS does not take the password.' } }, 'down'),
      obsRefuses: true,
    }),
    key('health, OBS slow', { ...health({ broadcast: { status: 'ok', message: '' } }, 'ok'), lost: 0.012 }),
    ...obsCases(),
    ...planKeyCases(),
    key('no title', on({ ...salt(), track: { ...salt().track, display: { artist: '', title: '' } } })),
    key('artist alone', on({ ...salt(), track: { ...salt().track, display: { artist: 'Ardent Quay', title: '' } } })),
    key('no name', on(request('Salt Engine', '', 14))),
    key(
      'long word',
      on(request('Donaudampfschifffahrtsgesellschaft', 'a_name_that_goes_on_for_long', 123, 0.4, { votes: 23 })),
    ),
    key('Cyrillic', on(request('Медленный лифт на последний этаж', 'Аня', 5, 0.9))),
    key('Greek', on(request('Το αργό ασανσέρ', 'Ελένη', 8))),
    key('Polish', on(request('Zażółć gęślą jaźń', 'Łukasz', 21))),
    key('Japanese', on(request('夜明けのエレベーター', 'ゆき', 4))),
    key('Japanese and Latin', on(request('東京 Nights (再会 Mix)', 'mika🌙', 11))),
    key('Korean', on(request('새벽의 엘리베이터', '지민', 12))),
    key('Arabic', on(request('مصعد الفجر البطيء', 'ليلى', 13))),
    key('Hebrew', on(request('המעלית של הלילה', 'נועה', 15))),
    key('emoji', on(request('🔥🔥 Hands Up 🙌', '👩‍🎤 star', 16))),
    key('markup', on(request('<b>Bold</b> & "Loud"', '<script>', 18))),
    ...[0, 1_000, 2_000, 2_130, 2_260, 3_000, 7_000].map((scrollMs) =>
      key(
        `long title, ${scrollMs / 1000} s`,
        on(request(LONG_TITLE, 'mauve_fox', 14), scrollMs === 0 ? {} : { scrollMs }),
      ),
    ),
  ];
}

export function dialCases(): DialCase[] {
  const queue = (facts: RequestView | undefined, index: number, more: object = {}) =>
    ({ kind: 'queue', request: facts, index, of: 7, open: true, ...more }) as const;
  return [
    dial('queue, votes', queue(salt(0.42, { votes: 4 }), 1)),
    dial('queue, one between', queue(salt(0.42, { votes: 4, distance: 'one' }), 1)),
    dial(
      'queue, mixes now, Cyrillic',
      queue(request('Медленный лифт на последний этаж', 'Аня', 5, 0.9, { distance: 'now' }), 4),
    ),
    dial('queue, new', queue(salt(0.02), 6, { pulses: true, shownSince: NOW - 5_000 })),
    dial('queue, over 75 %', queue(request('Hollow Coast', 'dj_kitt_e', 6, 0.88), 0)),
    dial('queue, Cyrillic', queue(request('Медленный лифт на последний этаж', 'Аня', 5, 0.9), 4)),
    dial('queue, masked', queue({ ...salt(0.42), track: { ...salt().track, masked: true } }, 1)),
    dial('queue, doubtful', queue(doubtful(), 2)),
    dial('queue, accepted', queue(salt(0.42, { state: 'accepted' }), 1)),
    dial('queue, holding', queue(salt(0.42), 1, { hold: { progress: 0.6, glyph: 'skip', word: 'Skip' } })),
    dial('queue, choosing', queue(doubtful(), 2, { choosing: { index: 0, of: 3, track: CANDIDATES[0] } })),
    dial('queue, empty', queue(undefined, 0)),
    dial('queue, closed', queue(undefined, 0, { open: false })),
    dial('queue, pressed', queue(salt(), 1, { mark: { kind: 'ok' } })),
    dial('queue, stale', queue(salt(), 1, { mark: { kind: 'stale', word: 'Changed' } })),
    dial('queue, too early', queue(salt(), 1, { mark: { kind: 'early' } })),
    { name: 'host away', input: { kind: 'queue', index: 0, of: 0, open: false, host: 'away', nowMs: NOW } },
    { name: 'starting', input: { kind: 'queue', index: 0, of: 0, open: false, host: 'starting', nowMs: NOW } },
    dial('fix', { kind: 'fix', nowPlaying: DOUBTFUL_NOW }),
    dial('fix, choosing', { kind: 'fix', nowPlaying: DOUBTFUL_NOW, choosing: { index: 0, of: 3, track: ALTERNATIVE } }),
    dial('fix, certain', { kind: 'fix', nowPlaying: playing('Glasshouse Signal', 'Mira Oldane') }),
    dial('fix, hidden', { kind: 'fix', nowPlaying: playing('Glasshouse Signal', 'Mira Oldane', { masked: true }) }),
    dial('fix, silence', { kind: 'fix', nowPlaying: SILENCE }),
    ...planDialCases(),
    dial('queue, Japanese', queue(request('夜明けのエレベーター', 'ゆき', 4), 3)),
    dial('queue, Arabic', queue(request('مصعد الفجر البطيء', 'ليلى', 13), 3)),
    dial('queue, long', queue(request(LONG_TITLE, 'a_name_that_goes_on_for_ever_and_ever', 88), 3)),
    dial('queue, long, 3 s', queue(request(LONG_TITLE, 'mauve_fox', 88), 3, { scrollMs: 3_000 })),
  ];
}
