// Requests made up for tests of what others see of them: plain ones to change, and random ones whose every secret is marked.

import type { Person, RequestState, RequestsView, RequestTrack, RequestView } from '@tracord/shared/requests.ts';
import fc from 'fast-check';
import type { AudienceFacts } from '#domain/request-audience-said.ts';

export const NOW = 1_700_000_000_000;

export const person = (name: string, platform = 'discord'): Person => ({ platform, id: `id-of-${name}`, name });

export const track = (title: string, more: Partial<RequestTrack> = {}): RequestTrack => ({
  id: `track-${title}`,
  artist: `Artist of ${title}`,
  title,
  display: { artist: `Artist of ${title}`, title },
  ...more,
});

export const request = (id: string, more: Partial<RequestView> = {}): RequestView => ({
  id,
  number: 1,
  revision: 0,
  state: 'accepted',
  track: track(`Song ${id}`),
  requester: person('Lena'),
  votes: 1 + (more.voters?.length ?? 0),
  voters: [],
  askedAt: NOW - 60_000,
  changedAt: NOW - 30_000,
  skips: 0,
  score: { total: 0, parts: [] },
  ...more,
});

export const viewOf = (...requests: RequestView[]): RequestsView => ({
  open: true,
  setId: 'set-1',
  order: requests.map(({ id }) => id),
  byId: Object.fromEntries(requests.map((one) => [one.id, one])),
  waiting: 0,
  accepted: 0,
});

export const facts = (more: Partial<AudienceFacts> = {}): AudienceFacts => ({
  now: NOW,
  marksAreCurrent: true,
  onAir: { masked: false },
  knowsOf: () => false,
  isMaskedPlay: () => false,
  announced: new Map(),
  told: [],
  nameOf: ({ name }) => name,
  showNames: true,
  isBlocked: () => false,
  closedText: 'Requests are closed right now.',
  howToAsk: 'ask with /request',
  isLive: true,
  ...more,
});

const OPEN: RequestState[] = ['new', 'skipped', 'accepted', 'loaded', 'playing'];
const OVER: RequestState[] = ['played', 'declined', 'withdrawn', 'expired'];

/** Titles and names tell the request they are of, so that a view can be searched for them. */
const someRequest = (id: string, states: RequestState[]): fc.Arbitrary<RequestView> =>
  fc
    .record({
      number: fc.integer({ min: 1, max: 99 }),
      state: fc.constantFrom(...states),
      masked: fc.constantFrom(true, undefined, undefined),
      doubtful: fc.constantFrom<'no' | 'open' | 'masked'>('no', 'no', 'no', 'open', 'masked'),
      voters: fc.integer({ min: 0, max: 3 }),
      announcesAt: fc.option(fc.integer({ min: NOW - 20_000, max: NOW + 20_000 }), { nil: undefined }),
      onAirSince: fc.option(fc.constantFrom(NOW - 900_000, NOW - 600_000, NOW - 300_000), { nil: undefined }),
      cover: fc.boolean(),
    })
    .map(({ number, state, masked, doubtful, voters, announcesAt, onAirSince, cover }) =>
      request(id, {
        ...{ number, state, announcesAt },
        onAirSince: state === 'playing' || state === 'played' ? onAirSince : undefined,
        track: track(`title-${id}`, {
          id: doubtful === 'no' ? `track-${id}` : undefined,
          masked,
          artwork: cover ? { id: `cover-${id}`, colors: { main: '#FFFFFF', dark: '#000000' } } : undefined,
        }),
        candidates:
          doubtful === 'no'
            ? undefined
            : [
                { ...track(`first-${id}`), id: `first-${id}`, confidence: 0.5 },
                {
                  ...track(`second-${id}`),
                  id: `second-${id}`,
                  confidence: 0.5,
                  masked: doubtful === 'masked' || undefined,
                },
              ],
        requester: person(`asker-${id}`),
        voters: Array.from({ length: voters }, (_, index) => person(`voter-${id}-${index}`)),
        words: `words-${id}`,
      }),
    );

export type Scene = { view: RequestsView; finished: RequestView[]; facts: AudienceFacts };

/** A random moment: requests in every state, plays the audience knows of or not, people who are blocked or not shown. */
export const someScene: fc.Arbitrary<Scene> = fc
  .record({
    open: fc.boolean(),
    running: fc.integer({ min: 0, max: 5 }).chain((n) => fc.tuple(...ids('r', n).map((id) => someRequest(id, OPEN)))),
    finished: fc.integer({ min: 0, max: 5 }).chain((n) => fc.tuple(...ids('f', n).map((id) => someRequest(id, OVER)))),
    marksAreCurrent: fc.constantFrom(true, true, true, false),
    onAirSince: fc.option(fc.constantFrom(NOW - 900_000, NOW - 600_000, NOW - 300_000), { nil: undefined }),
    onAirMasked: fc.boolean(),
    knownUntil: fc.constantFrom(0, NOW - 900_000, NOW - 600_000, NOW - 300_000),
    maskedPlays: fc.subarray([NOW - 900_000, NOW - 600_000, NOW - 300_000]),
    announced: fc.subarray([...ids('r', 5), ...ids('f', 5)]),
    blocked: fc.subarray(everybody()),
    hidden: fc.subarray(everybody()),
  })
  .map((scene) => ({
    view: { ...viewOf(...scene.running), open: scene.open },
    finished: scene.finished,
    facts: facts({
      marksAreCurrent: scene.marksAreCurrent,
      onAir: { since: scene.onAirSince, masked: scene.onAirMasked },
      knowsOf: (at) => at <= scene.knownUntil,
      isMaskedPlay: (at) => scene.maskedPlays.includes(at),
      announced: new Map(scene.announced.map((id) => [id, NOW - 40_000])),
      isBlocked: ({ name }) => scene.blocked.includes(name),
      nameOf: ({ name }) => (scene.hidden.includes(name) ? undefined : `shown(${name})`),
    }),
  }));

function ids(letter: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${letter}${index}`);
}

function everybody(): string[] {
  return [...ids('r', 5), ...ids('f', 5)].flatMap((id) => [
    `asker-${id}`,
    ...[0, 1, 2].map((index) => `voter-${id}-${index}`),
  ]);
}
