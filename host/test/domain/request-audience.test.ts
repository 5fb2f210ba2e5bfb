import type { RequestState } from '@tracord/shared/requests.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { announcedNow, botRequests, publicRequests } from '#domain/request-audience.ts';
import type { AudienceFacts } from '#domain/request-audience-said.ts';
import { facts, NOW, person, request, someScene, track, viewOf } from './requests-for-test.ts';

const LATER = NOW + 10_000;
const ON_AIR = NOW - 5_000;
const onAir: Partial<AudienceFacts> = { onAir: { since: ON_AIR, masked: false }, knowsOf: (at) => at <= ON_AIR };

describe('publicRequests', () => {
  it('shows an accepted request with its names', () => {
    const one = request('1', { number: 14, voters: [person('Jonas'), person('Ines')] });
    expect(publicRequests(viewOf(one), [], facts())).toEqual({
      open: true,
      hint: 'ask with /request',
      order: ['1'],
      byId: {
        '1': {
          number: 14,
          state: 'accepted',
          track: { display: { artist: 'Artist of Song 1', title: 'Song 1' }, mix: undefined, artwork: undefined },
          name: 'Lena',
          others: 2,
          announcedAt: NOW - 10_000,
        },
      },
      onAir: undefined,
    });
  });

  it.each<[string, Partial<Parameters<typeof request>[1]>, Partial<AudienceFacts>, string | undefined]>([
    ['a new one', { state: 'new' }, {}, undefined],
    ['a skipped one', { state: 'skipped' }, {}, undefined],
    ['one that can still be undone', { announcesAt: LATER }, {}, undefined],
    ['one whose window is over', { announcesAt: NOW }, {}, 'accepted'],
    [
      'one that was skipped, and may come back',
      { state: 'skipped', announcesAt: LATER },
      { announced: new Map([['1', NOW]]) },
      'accepted',
    ],
    ['one that a setting leaves out', { track: track('x', { excluded: true }) }, {}, undefined],
    ['one that is loaded', { state: 'loaded' }, {}, 'loaded'],
    ['one that plays, and the audience knows', { state: 'playing', onAirSince: ON_AIR }, onAir, 'playing'],
    [
      'one that plays unannounced',
      { state: 'playing', onAirSince: ON_AIR },
      { announced: new Map([['1', NOW]]) },
      'accepted',
    ],
    ['one nobody heard of that plays unannounced', { state: 'playing', onAirSince: ON_AIR }, {}, undefined],
    ['one that is over, but still heard', { state: 'played', onAirSince: ON_AIR }, onAir, 'playing'],
    ['one that was played', { state: 'played', onAirSince: ON_AIR - 1 }, onAir, undefined],
    ['a masked one', { track: track('x', { masked: true }) }, {}, undefined],
    [
      'one the DJ hid while it plays',
      { state: 'playing', onAirSince: ON_AIR },
      { ...onAir, isMaskedPlay: () => true },
      undefined,
    ],
    [
      'one that plays as "ID – ID"',
      { state: 'playing', onAirSince: ON_AIR },
      { ...onAir, onAir: { since: ON_AIR, masked: true } },
      undefined,
    ],
    ['one that is not certain', { track: track('x', { id: undefined }) }, {}, undefined],
    ['any while masks are being applied', {}, { marksAreCurrent: false }, undefined],
  ])('of %s', (_what, change, more, state) => {
    const one = request('1', change);
    const isOver = one.state === 'played';
    const shown = publicRequests(viewOf(...(isOver ? [] : [one])), isOver ? [one] : [], facts(more));
    expect(shown.byId['1']?.state).toBe(state);
    expect(shown.order).toEqual(state === undefined ? [] : ['1']);
    expect(shown.onAir).toEqual(state === 'playing' ? { onAirSince: ON_AIR, name: 'Lena', others: 0 } : undefined);
  });

  it('shows neither a blocked person nor a name that may not be shown', () => {
    const one = request('1', { requester: person('Rude'), voters: [person('Blocked'), person('Ines')] });
    const more = facts({
      nameOf: ({ name }) => (name === 'Rude' ? undefined : name),
      isBlocked: ({ name }) => name === 'Blocked',
    });
    expect(publicRequests(viewOf(one), [], more).byId['1']).toMatchObject({ name: undefined, others: 1 });
  });

  it('says why requests are closed', () => {
    const closed = { ...viewOf(), open: false };
    const hint = (reason: string | undefined, isLive: boolean) =>
      publicRequests({ ...closed, reason }, [], facts({ isLive })).hint;
    expect(hint(undefined, true)).toBe('closed');
    expect(hint('back at ten', true)).toBe('closed: back at ten');
    expect(hint('Requests open when the show starts.', false)).toBe('Requests open when the show starts.');
  });

  it('keeps the moment of the announcement while the request goes on', () => {
    const announced = announcedNow(viewOf(request('1', { changedAt: NOW - 21_000 })), [], facts());
    expect([...announced]).toEqual([['1', NOW - 1_000]]);
    const loaded = viewOf(request('1', { state: 'loaded', changedAt: NOW }));
    expect(publicRequests(loaded, [], facts({ announced })).byId['1']?.announcedAt).toBe(NOW - 1_000);
  });
});

describe('botRequests', () => {
  const told = (state: RequestState, change = {}, more: Partial<AudienceFacts> = {}) => {
    const one = request('1', { state, ...change });
    return botRequests(viewOf(), [one], () => undefined, facts(more)).byId['1']?.said;
  };

  it.each<[RequestState, string]>([
    ['new', 'waiting'],
    ['skipped', 'waiting'],
    ['accepted', 'accepted'],
    ['loaded', 'accepted'],
    ['withdrawn', 'withdrawn'],
    ['declined', 'over'],
    ['expired', 'over'],
  ])('says of a request that is %s: %s', (state, said) => {
    expect(told(state)).toBe(said);
  });

  it('says what was said before while the last change can be undone', () => {
    const accepted = { announced: new Map([['1', NOW]]) };
    expect(told('accepted', { announcesAt: LATER })).toBe('waiting');
    expect(told('declined', { announcesAt: LATER })).toBe('waiting');
    expect(told('declined', { announcesAt: LATER }, accepted)).toBe('accepted');
    expect(told('skipped', { announcesAt: LATER }, accepted)).toBe('accepted');
    expect(told('skipped', { announcesAt: NOW }, accepted)).toBe('waiting');
  });

  it('says that a request played once the audience was told so', () => {
    const accepted = { announced: new Map([['1', NOW]]) };
    expect(told('playing', { onAirSince: ON_AIR }, accepted)).toBe('accepted');
    expect(told('playing', { onAirSince: ON_AIR }, onAir)).toBe('playing');
    expect(told('played', { onAirSince: ON_AIR }, onAir)).toBe('playing');
    expect(told('played', { onAirSince: ON_AIR - 1 }, onAir)).toBe('played');
    expect(told('played', { onAirSince: NOW }, accepted)).toBe('accepted');
  });

  it('has names as all may read them, whatever the overlays show, and none of blocked people', () => {
    const one = request('1', { requester: person('Lena'), voters: [person('Rude'), person('Blocked')] });
    const more = facts({
      nameOf: ({ name }) => (name === 'Rude' ? undefined : `shown ${name}`),
      isBlocked: ({ name }) => name === 'Blocked',
      showNames: false,
    });
    const { requester, voters } = botRequests(viewOf(one), [], () => undefined, more).byId['1'] ?? {};
    expect([requester, ...(voters ?? [])].map((who) => [who?.name, who?.shownAs])).toEqual([
      ['Lena', 'shown Lena'],
      ['Rude', undefined],
      ['Blocked', undefined],
    ]);
    expect(publicRequests(viewOf(one), [], more).byId['1']?.name).toBeUndefined();
  });

  it('has nothing of a request that a setting leaves out since, nor of one that may mean such a track', () => {
    const candidates = [{ ...track('other', { excluded: true }), id: 'other', confidence: 0.5 }];
    const doubtful = request('2', { state: 'new', track: track('z', { id: undefined }), candidates });
    const view = viewOf(request('1', { track: track('x', { excluded: true }) }), doubtful);
    expect(botRequests(view, [], () => undefined, facts())).toMatchObject({ order: [], byId: {} });
  });

  it('has no words, no score, and the message it was told of', () => {
    const one = request('1', { words: 'play it', score: { total: 3, parts: [] } });
    const bot = botRequests(viewOf(one), [], (id) => `channel/${id}`, facts());
    expect(bot.byId['1']).toMatchObject({ message: 'channel/1', said: 'accepted' });
    expect(JSON.stringify(bot)).not.toMatch(/play it|score/);
  });
});

describe('at any moment', () => {
  it('nothing of a masked, undone or open request, no typed word and no blocked or hidden name reaches the audience', () => {
    fc.assert(
      fc.property(someScene, ({ view, finished, facts: known }) => {
        const shown = publicRequests(view, finished, known);
        const text = JSON.stringify(shown);
        for (const one of [...Object.values(view.byId), ...finished]) {
          const { state, announcesAt = 0, track: asked, candidates = [], onAirSince, requester, voters } = one;
          const isMasked =
            !known.marksAreCurrent ||
            [asked, ...candidates].some(({ masked }) => masked) ||
            (onAirSince !== undefined &&
              (known.isMaskedPlay(onAirSince) || (known.onAir.masked && known.onAir.since === onAirSince)));
          const canBeUndone = announcesAt > known.now;
          const mayShow =
            !isMasked &&
            asked.id !== undefined &&
            (canBeUndone ? known.announced.has(one.id) : ['accepted', 'loaded', 'playing', 'played'].includes(state));
          if (!mayShow)
            for (const secret of [asked.title, `cover-${one.id}`, requester.name]) expect(text).not.toContain(secret);
          expect(text).not.toContain(`words-${one.id}`);
          expect(text).not.toContain(`track-${one.id}`);
          if (known.isBlocked(requester) || known.nameOf(requester) === undefined)
            expect(text).not.toContain(requester.name);
          // Voters are counted, never named.
          for (const voter of voters) expect(text).not.toContain(voter.name);
          const isKnown = onAirSince !== undefined && known.knowsOf(onAirSince);
          if (shown.byId[one.id]?.state === 'playing') expect(isKnown && onAirSince === known.onAir.since).toBe(true);
          if (state === 'played' && !canBeUndone && isKnown && onAirSince !== known.onAir.since)
            expect(shown.byId).not.toHaveProperty(one.id);
        }
        expect(text).not.toMatch(/"(new|skipped|declined|withdrawn|expired|played)"/);
        if (shown.onAir) expect(shown.onAir.onAirSince).toBe(known.onAir.since);
      }),
      { numRuns: 500 },
    );
  });

  it('nothing of a masked request and no typed word reaches the bot, and what it may say tells no secret', () => {
    fc.assert(
      fc.property(someScene, ({ view, finished, facts: known }) => {
        const bot = botRequests(view, finished, () => undefined, known);
        const text = JSON.stringify(bot);
        for (const one of [...Object.values(view.byId), ...finished]) {
          const { track: asked, candidates = [], announcesAt = 0, state } = one;
          const isMasked = !known.marksAreCurrent || [asked, ...candidates].some(({ masked }) => masked);
          if (isMasked) expect(text).not.toContain(asked.title);
          expect(text).not.toContain(`words-${one.id}`);
          const said = bot.byId[one.id]?.said;
          if (announcesAt > known.now && said !== undefined) expect(['waiting', 'accepted']).toContain(said);
          if (announcesAt > known.now && !known.announced.has(one.id) && said !== undefined)
            expect(said).toBe('waiting');
          if (state === 'skipped' && said !== undefined) expect(['waiting', 'accepted']).toContain(said);
        }
        expect(bot.order.every((id) => bot.byId[id] !== undefined)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
