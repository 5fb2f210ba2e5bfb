// Random evenings on a real desk: whatever happens, in whatever order, no value that the audience or the Discord bot is sent
// tells what they may not know.

import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { FIRST_BOT_TOPICS, FIRST_PUBLIC_TOPICS } from '@tracord/shared/topics.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { maskJudge } from '#domain/masks.ts';
import { silentLogger } from '#kernel/logger.ts';
import { type TopicChange, TopicStore } from '#kernel/topic-store.ts';
import { Audience } from '#services/live/audience.ts';
import { RequestAudience } from '#services/live/request-audience.ts';
import { RequestLists } from '#storage/show/request-lists.ts';
import { person, RequestStage, track } from './request-stage.ts';

const SONGS = ['a', 'b', 'c', 'd'];
const PEOPLE = ['ann', 'bob', 'cat'];

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('add' as const),
      song: fc.constantFrom(...SONGS),
      who: fc.constantFrom(...PEOPLE),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('accept' as const, 'skip' as const, 'decline' as const),
      at: fc.nat(5),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('play' as const), song: fc.constantFrom(...SONGS) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1_000, 10_000, 20_000, 60_000) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('undo' as const, 'clear' as const, 'hide' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('block' as const), who: fc.constantFrom(...PEOPLE) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('mask' as const), song: fc.constantFrom(...SONGS) }) },
);

class Evening {
  readonly stage = new RequestStage({ minutesBetween: 0, perPerson: 20, artistTracksApart: 0, oncePerSet: false });
  readonly audience = new TopicStore(FIRST_PUBLIC_TOPICS, silentLogger);
  readonly bot = new TopicStore({ ...FIRST_BOT_TOPICS, discord: DEFAULT_SETTINGS.discord }, silentLogger);
  readonly masked = new Set<string>();
  readonly blocked = new Set<string>();
  readonly found: unknown[] = [];
  readonly views: RequestAudience;
  readonly #shown: Audience;

  constructor(delayMs: number) {
    const { stage, audience, bot } = this;
    stage.announceDelayMs = delayMs;
    this.#shown = new Audience(stage.topics, audience, stage.clock, () => delayMs);
    this.views = new RequestAudience({
      ...{ operator: stage.topics, audience, bot, requests: stage.requests, clock: stage.clock },
      settings: () => DEFAULT_SETTINGS,
      marksAreCurrent: () => true,
      knowsOf: (at) => this.#shown.knowsOf(at),
      followOnAir: (listener) => this.#shown.followOnAir(listener),
      lists: new RequestLists(stage.db),
    });
    // A store goes on when a listener throws: what was found is kept for the test.
    const looksAt = (viewer: 'audience' | 'bot') => (change: TopicChange) => {
      try {
        this.#check(change, viewer);
      } catch (error) {
        this.found.push(error);
      }
    };
    audience.onChange(looksAt('audience'));
    bot.onChange(looksAt('bot'));
  }

  async do(one: typeof step extends fc.Arbitrary<infer Step> ? Step : never): Promise<void> {
    const { stage } = this;
    switch (one.do) {
      case 'add':
        await stage.add(one.song, one.who, { words: `words of ${one.who}` });
        break;
      case 'accept':
      case 'skip':
      case 'decline':
        await stage.requests[one.do]({ id: stage.view.order[one.at] ?? 'none' });
        break;
      case 'play':
        await stage.play(one.song);
        break;
      case 'wait':
        stage.clock.advance(one.ms);
        break;
      case 'undo':
        await stage.requests.undo({});
        break;
      case 'clear':
        await stage.requests.clear({});
        break;
      case 'hide':
        await this.#hide();
        break;
      case 'block':
        // From the moment it is asked for.
        this.blocked.add(`Name ${one.who}`);
        await stage.requests.block(person(one.who));
        break;
      case 'mask':
        this.masked.add(`Title ${one.song}`);
        stage.tracks = stage.tracks.map((other) =>
          other.id === one.song ? track(one.song, { maskedBecause: 'x' }) : other,
        );
        stage.masks = { ...stage.masks, masks: maskJudge({ ...DEFAULT_SETTINGS.masks, patterns: [...this.masked] }) };
        await stage.requests.libraryRenewed();
        this.views.publish();
    }
  }

  /** As the host hides what is on air: stored, then told. */
  async #hide(): Promise<void> {
    const { stage } = this;
    const now = stage.topics.get('nowPlaying');
    if (now.playId === undefined || now.track === undefined) return;
    this.hidden.add(now.onAirSince ?? 0);
    stage.plays.hide({ id: now.playId, artist: now.track.artist, title: now.track.title }, true, now.onAirSince ?? 0);
    stage.topics.set('nowPlaying', { ...now, track: { ...now.track, masked: true } });
    await stage.requests.onAirChanged(stage.topics.get('nowPlaying'));
  }

  readonly hidden = new Set<number>();
  /** Requests the audience was shown. */
  readonly told = new Set<string>();

  #check({ topic, value }: TopicChange, viewer: 'audience' | 'bot'): void {
    if (topic !== 'requests' && topic !== 'cues') return;
    const { stage } = this;
    const text = JSON.stringify(value);
    expect(text).not.toContain('words of');
    for (const title of this.masked) expect(text).not.toContain(title);
    for (const request of [...Object.values(stage.view.byId), ...stage.requests.finished()]) {
      if (request.onAirSince !== undefined && this.hidden.has(request.onAirSince))
        expect(text).not.toContain(request.id);
      if (viewer === 'bot' || !text.includes(request.id)) continue;
      // What can still be undone changes nothing of what was told: who was not there before is not, who was stays.
      if ((request.announcesAt ?? 0) > stage.clock.now()) expect(this.told).toContain(request.id);
      else expect(['accepted', 'loaded', 'playing', 'played']).toContain(request.state);
      this.told.add(request.id);
    }
    if (viewer === 'audience') for (const name of this.blocked) expect(text).not.toContain(name);
    // Nothing here says more of what is on air than the audience was told.
    const since = this.audience.get('nowPlaying').onAirSince;
    if (viewer === 'audience' && text.includes('"playing"')) expect(text).toContain(`"onAirSince":${since}`);
  }
}

it('tells no secret in any order of events', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(0, 30_000),
      fc.array(step, { minLength: 5, maxLength: 25 }),
      async (delayMs, steps) => {
        const evening = new Evening(delayMs);
        try {
          await evening.stage.live();
          for (const one of steps) await evening.do(one);
          if (evening.found.length > 0) throw evening.found[0];
        } finally {
          evening.stage.close();
        }
      },
    ),
    { numRuns: 60 },
  );
});
