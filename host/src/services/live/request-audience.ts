// Keeps the audience's and the Discord bot's view of requests in step with everything they depend on: the queue, what is on
// air to whom, masks, names and settings. Nothing is kept but what others were told already.

import type { BotCue, BotRequests, Person } from '@tracord/shared/requests.ts';
import type { Settings } from '@tracord/shared/settings.ts';
import type { BotTopics, OperatorTopics, PublicTopics } from '@tracord/shared/topics.ts';
import { announcedNow, botRequests, publicRequests } from '#domain/request-audience.ts';
import { type Mine, mineOf } from '#domain/request-audience-mine.ts';
import { saidOrder } from '#domain/request-audience-order.ts';
import type { AudienceFacts } from '#domain/request-audience-said.ts';
import { personKey } from '#domain/request-record.ts';
import type { Clock } from '#kernel/clock.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { RequestLists } from '#storage/show/request-lists.ts';
import { readableNames } from './names.ts';
import type { Requests } from './requests.ts';

export type RequestAudienceParts = {
  operator: TopicStore<OperatorTopics>;
  audience: TopicStore<PublicTopics>;
  bot: TopicStore<BotTopics>;
  requests: Pick<Requests, 'finished' | 'messageOf' | 'onBotChange' | 'pendingCues'>;
  settings: () => Pick<Settings, 'requests' | 'requestTexts' | 'discord' | 'library' | 'masks'>;
  /** Whether the library, and the tracks of the queue, are marked by the masks of now; true where no mask needs them to be. */
  marksAreCurrent: () => boolean;
  /** What the audience was told is on air, without a test song. */
  followOnAir: (listener: (shown: PublicTopics['nowPlaying']) => void) => () => void;
  /** Whether the audience was told of a play that began then. */
  knowsOf: (playedAt: number) => boolean;
  lists: Pick<RequestLists, 'blocked' | 'maskedPlaysSince'>;
  clock: Clock;
};

/** No set is longer. */
const SET_MS = 48 * 60 * 60_000;

export class RequestAudience {
  readonly #parts: RequestAudienceParts;
  readonly #stops: (() => void)[];
  #names: { rules: Settings['requests']; readable: (name: string) => string | undefined } | undefined;
  #maskedPlays: ReadonlySet<number> = new Set();
  #announced: ReadonlyMap<string, number> = new Map();
  #told: readonly string[] = [];
  #covers: ReadonlySet<string> = new Set();
  #choices = '';
  #onAir: AudienceFacts['onAir'] = { masked: false };

  constructor(parts: RequestAudienceParts) {
    this.#parts = parts;
    const { operator, audience, bot, requests } = parts;
    this.#stops = [
      parts.followOnAir((value) => bot.set('nowPlaying', value)),
      audience.follow('live', (value) => bot.set('live', value)),
      audience.follow('host', (value) => bot.set('host', value)),
      audience.onChange(({ topic }) => {
        if (topic === 'nowPlaying') this.publish();
      }),
      operator.onChange(({ topic }) => {
        // In the list of the set plays of long ago are hidden, too, and revealed.
        if (['nowPlaying', 'set'].includes(topic)) this.#lookAtMaskedPlays();
        if (['nowPlaying', 'set', 'settings', 'library'].includes(topic)) this.publish();
      }),
    ];
    // The queue tells this after each change, once its topic is published.
    requests.onBotChange(() => this.publish());
    this.#lookAtMaskedPlays();
    this.publish();
  }

  /** Makes both views anew. To be called when the marks of the library are current again, and when somebody was unblocked. */
  publish(): void {
    const { operator, audience, bot, requests, settings } = this.#parts;
    const view = operator.get('requests');
    const finished = requests.finished();
    const facts = this.#facts();
    const shown = publicRequests(view, finished, facts);
    const told = botRequests(view, finished, (id) => requests.messageOf(id), facts);
    this.#announced = announcedNow(view, finished, facts);
    this.#told = saidOrder(view, finished, facts);
    this.#covers = new Set(Object.values(shown.byId).flatMap(({ track }) => track.artwork?.id ?? []));
    audience.set('requests', shown);
    bot.set('requests', told);
    bot.set('cues', cuesFor(told, requests.pendingCues()));
    bot.set('discord', settings().discord);
    this.#publishChoices(facts);
  }

  /** Whether a cover belongs to a request that the audience sees now. */
  mayShowArtwork(id: string): boolean {
    return this.#covers.has(id);
  }

  /** What somebody may read of what they asked for in this set. */
  mine(person: Pick<Person, 'platform' | 'id'>): Mine[] {
    const { operator, requests } = this.#parts;
    return mineOf(person, operator.get('requests'), requests.finished(), this.#facts());
  }

  stop(): void {
    for (const stop of this.#stops) stop();
  }

  #facts(): AudienceFacts {
    const { operator, audience, lists, settings, marksAreCurrent, knowsOf, clock } = this.#parts;
    const { requests: rules, requestTexts } = settings();
    if (this.#names?.rules !== rules) this.#names = { rules, readable: readableNames(rules) };
    const { readable } = this.#names;
    const blocked = new Set([...rules.blockedPeople, ...lists.blocked()]);
    const now = operator.get('nowPlaying');
    const shown = audience.get('nowPlaying');
    // Under the test song what is on air goes on.
    if (!shown.test) this.#onAir = { since: shown.onAirSince, masked: shown.track?.masked === true };
    return {
      now: clock.now(),
      marksAreCurrent: marksAreCurrent(),
      onAir: this.#onAir,
      knowsOf,
      // The DJ's view is first to know, also where a play could not be stored.
      isMaskedPlay: (at) => (at === now.onAirSince && now.track?.masked === true) || this.#maskedPlays.has(at),
      announced: this.#announced,
      told: this.#told,
      nameOf: ({ name }) => readable(name),
      showNames: rules.showNames,
      isBlocked: (person) => blocked.has(personKey(person)),
      isLive: operator.get('live').on,
      closedText: requestTexts.closed,
      howToAsk: rules.howToAsk,
    };
  }

  #lookAtMaskedPlays(): void {
    const { lists, clock } = this.#parts;
    this.#maskedPlays = new Set(lists.maskedPlaysSince(clock.now() - SET_MS));
  }

  /** Answers of before are out of date when the library, what is left out or what is masked changed. */
  #publishChoices({ marksAreCurrent }: AudienceFacts): void {
    const { operator, bot, settings, clock } = this.#parts;
    const { library, masks } = settings();
    const importedAt = operator.get('library').collection?.importedAt;
    const now = JSON.stringify([importedAt, library.exclude, library.excludeLoops, masks, marksAreCurrent]);
    if (now === this.#choices) return;
    this.#choices = now;
    // No version is given twice, also after a restart.
    bot.set('choices', { version: Math.max(clock.now(), bot.get('choices').version + 1) });
  }
}

/** Nothing is done about a request that the bot may not know of, and nobody is told of a play before the audience is. */
function cuesFor({ byId }: BotRequests, cues: BotCue[]): BotTopics['cues'] {
  const due = cues.filter(({ kind, requestId }) => {
    const request = byId[requestId];
    return request !== undefined && (kind !== 'on-air-ping' || request.said === 'playing');
  });
  return { order: due.map(({ id }) => id), byId: Object.fromEntries(due.map((cue) => [cue.id, cue])) };
}
