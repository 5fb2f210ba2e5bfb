// The request desk: what viewers ask for and what the DJ does with it. Every answer that says ok is on the disk. Look-ups in
// the library come first; from there on a command is decided, stored and published in one go, so that no rule can be
// broken by another command in between.

import type { CommandArgs, CommandResult, RequestCommandName } from '@tracord/shared/commands.ts';
import type { BotCue, Person, RequestView } from '@tracord/shared/requests.ts';
import type { Settings } from '@tracord/shared/settings.ts';
import type { ArtworkView, NowPlaying, OperatorTopics } from '@tracord/shared/topics.ts';
import type { TrackHit } from '#domain/collection.ts';
import type { MatchResult } from '#domain/matching.ts';
import type { CleanTitle } from '#domain/now-track.ts';
import { oneLine } from '#domain/one-line.ts';
import { type Refusal, refused, refusedByRule } from '#domain/request-refusal.ts';
import { undoLabel } from '#domain/request-undo.ts';
import type { DeckSighting, HeardTrack } from '#domain/sighting.ts';
import type { Clock } from '#kernel/clock.ts';
import { EventBus } from '#kernel/event-bus.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { Plays } from '#storage/show/plays.ts';
import type { RequestStores } from '#storage/show/requests-stores.ts';
import { Cues } from './cues.ts';
import { LiveSets } from './live-sets.ts';
import { RequestDesk } from './request-desk.ts';
import { RequestsAsking, type Wanted } from './requests-asking.ts';
import { sentToClipboard } from './requests-clipboard.ts';
import { RequestsOnAir } from './requests-on-air.ts';
import { RequestsPeople } from './requests-people.ts';
import { savedOr } from './requests-saved.ts';
import { ShownTitles } from './requests-titles.ts';
import { bestPlaylist, type MaskRulesNow, RequestTracks } from './requests-tracks.ts';
import { isMasked } from './requests-view.ts';

export type RequestsParts = {
  topics: TopicStore<OperatorTopics>;
  stores: RequestStores;
  plays: Plays;
  tracks: (ids: string[]) => Promise<TrackHit[]>;
  match: (heard: HeardTrack) => Promise<MatchResult>;
  settings: () => Pick<Settings, 'requests' | 'requestTexts'>;
  /** The masks of now, and whether the library is marked by them. */
  masks: () => MaskRulesNow;
  cover: (path: string) => Promise<ArtworkView | undefined>;
  titles: CleanTitle;
  /** Puts a text on the clipboard; false: it could not. */
  copy: (text: string) => Promise<boolean>;
  announceDelayMs: () => number;
  /** Whether the audience was told of a play that began then. */
  knowsOf: (playedAt: number) => boolean;
  clock: Clock;
  log: Logger;
};

/** After a disk refused to begin or end a set. */
const TRY_AGAIN_MS = 10_000;

type Answer<Name extends RequestCommandName> = Refusal | ({ ok: true } & CommandResult<Name>);

export class Requests {
  readonly #parts: RequestsParts;
  readonly #titles: ShownTitles;
  readonly #library: RequestTracks;
  readonly #cues: Cues;
  readonly #desk: RequestDesk;
  readonly #asking: RequestsAsking;
  readonly #onAir: RequestsOnAir;
  readonly #people: RequestsPeople;
  readonly #events: EventBus<{ changed: undefined }>;

  constructor(given: RequestsParts) {
    this.#titles = new ShownTitles(given.titles);
    const parts = { ...given, titles: this.#titles.of, log: given.log.scope('requests') };
    this.#parts = parts;
    this.#events = new EventBus(parts.log);
    const sets = new LiveSets(parts.stores.sets, parts.plays);
    const library = new RequestTracks({ ...parts, onCover: () => this.#desk.publish() });
    const cues = new Cues({
      ...parts,
      queue: () => this.#desk.queue,
      isMasked: (request) => isMasked(request, library) || this.#onAir.isMaskedPlay(request.playId),
    });
    const desk = new RequestDesk({
      ...{ ...parts, sets, cues, tracks: library },
      onChanged: () => this.#events.emit('changed', undefined),
      onSettled: () => this.#onAir.settle(),
    });
    this.#library = library;
    this.#cues = cues;
    this.#desk = desk;
    this.#asking = new RequestsAsking({ ...parts, desk, sets, library });
    this.#people = new RequestsPeople({ ...parts, desk, asking: this.#asking });
    this.#onAir = new RequestsOnAir({ ...parts, desk, sets, library });
  }

  /** At start, once the library can be asked: goes on with the set as it was left. */
  async resume(): Promise<void> {
    this.#desk.resume();
    const { setId } = this.#desk.queue;
    if (setId !== undefined) this.#cues.resume(setId);
    this.liveChanged(this.#parts.topics.get('live').on);
    await this.libraryRenewed();
    // Settings may have changed meanwhile.
    this.#desk.look();
  }

  /** `commandKey` names the command over restarts: the same again is answered as the first time. */
  async add(wanted: Wanted, commandKey?: string): Promise<Answer<'request.add'>> {
    const added = await this.#asking.add(wanted, commandKey);
    // What the audience does not know of yet may be what was asked for.
    if (added.ok) this.#onAir.look();
    return added;
  }

  /** Keeps words that no song fits, where the settings say so; answers whether it did. */
  wish(words: string, requester: Person): boolean {
    return this.#asking.wish(words, requester);
  }

  async choose({ id, trackId, revision, by }: CommandArgs<'request.choose'>): Promise<Answer<'request.choose'>> {
    const isKnown = this.#library.get(trackId) !== undefined;
    const isMeant = this.#desk.queue.requests.get(id)?.candidates.some((one) => one.trackId === trackId);
    if (isMeant && !isKnown) return refused('track-unknown', 'The library has this track no more: choose another.');
    const done = this.#saved(() => this.#desk.do({ kind: 'choose', id, trackId, revision }, by));
    if (!done.ok) return done;
    this.#onAir.look();
    // Where the song is open already, that request stays.
    const stays = done.changes[0]?.requestId ?? id;
    return { ok: true, id: stays, revision: this.#desk.queue.requests.get(stays)?.revision ?? 0 };
  }

  async accept({ id, revision, by }: CommandArgs<'request.accept'>): Promise<Answer<'request.accept'>> {
    const done = this.#saved(() => this.#desk.do({ kind: 'accept', id, revision }, by));
    if (!done.ok) return done;
    const request = this.#desk.queue.requests.get(id);
    const playlist = bestPlaylist(this.#library.get(request?.trackId));
    const clipboard = request !== undefined && sentToClipboard(request, this.#parts);
    return { ok: true, id, changeId: done.changeId, playlist, clipboard };
  }

  async skip({ id, revision, by }: CommandArgs<'request.skip'>): Promise<Answer<'request.skip'>> {
    const done = this.#saved(() => this.#desk.do({ kind: 'skip', id, revision }, by));
    if (!done.ok) return done;
    const state = done.changes[0]?.state === 'skipped' ? 'skipped' : 'declined';
    return { ok: true, id, changeId: done.changeId, state };
  }

  async decline({ id, revision, by }: CommandArgs<'request.decline'>): Promise<Answer<'request.decline'>> {
    const done = this.#saved(() => this.#desk.do({ kind: 'decline', id, revision }, by));
    return done.ok ? { ok: true, id, changeId: done.changeId } : done;
  }

  async withdraw({ id, revision, requester }: CommandArgs<'request.withdraw'>): Promise<Answer<'request.withdraw'>> {
    const done = savedOr(this.#parts.log, 'viewer', () => this.#desk.do({ kind: 'withdraw', id, revision, requester }));
    if (!done.ok) return done;
    if (requester !== undefined) this.#asking.leftBehind(done.changes);
    return { ok: true, id, state: done.changes[0]?.what === 'vote-withdrawn' ? 'vote-withdrawn' : 'withdrawn' };
  }

  async ping(args: CommandArgs<'request.ping'>): Promise<Answer<'request.ping'>> {
    return this.#toldBot(this.#people.ping(args));
  }

  async move({ id, before, revision, by }: CommandArgs<'request.move'>): Promise<Answer<'request.move'>> {
    const done = this.#saved(() => this.#desk.do({ kind: 'move', id, before, revision }, by));
    return done.ok ? { ok: true, id } : done;
  }

  async undo({ changeId, by }: CommandArgs<'request.undo'>): Promise<Answer<'request.undo'>> {
    const before = this.#desk.queue;
    const now = this.#parts.clock.now();
    const done = this.#saved(() => this.#desk.do({ kind: 'undo', undoId: changeId }, by));
    if (!done.ok) return done;
    this.#onAir.look();
    const undone = before.undoable.find((one) => one.changeId === done.undone);
    const label = undone === undefined ? '' : undoLabel(before, undone, now);
    return { ok: true, undone: label, ids: done.changes.map(({ requestId }) => requestId) };
  }

  async clear({ by }: CommandArgs<'request.clear'>): Promise<Answer<'request.clear'>> {
    const done = this.#saved(() => this.#desk.do({ kind: 'clear' }, by));
    if (!done.ok) return done;
    const { changeId, changes } = done;
    return { ok: true, cleared: changes.length, ...(changes.length > 0 ? { changeId } : {}) };
  }

  async open(): Promise<Answer<'requests.open'>> {
    if (!this.#desk.queue.live) return refusedByRule('rehearsal', this.#parts.settings().requestTexts);
    return this.#saved(() => {
      this.#desk.setOpen(true, undefined);
      return { ok: true, open: true };
    });
  }

  async close({ reason }: CommandArgs<'requests.close'>): Promise<Answer<'requests.close'>> {
    return this.#saved(() => {
      this.#desk.setOpen(false, oneLine(reason ?? '') || undefined);
      return { ok: true, open: false };
    });
  }

  async block(args: CommandArgs<'person.block'>): Promise<Answer<'person.block'>> {
    return this.#people.block(args);
  }

  async unblock(args: CommandArgs<'person.unblock'>): Promise<Answer<'person.unblock'>> {
    return this.#people.unblock(args);
  }

  /** The show went live, or its end came. */
  liveChanged(on: boolean): void {
    const { topics, clock, log } = this.#parts;
    try {
      this.#desk.live(on ? (topics.get('live').since ?? clock.now()) : undefined);
      this.#onAir.look();
    } catch (error) {
      log.error('set.failed', { error });
      clock.after(TRY_AGAIN_MS, () => this.liveChanged(topics.get('live').on));
    }
  }

  /** What is on air now. As `deckSighted` taken in the order of coming; resolves when requests say so, never rejects. */
  onAirChanged(now: NowPlaying): Promise<void> {
    return this.#onAir.onAirChanged(now);
  }

  deckSighted(sighting: DeckSighting): Promise<void> {
    return this.#onAir.deckSighted(sighting);
  }

  /** Plays of the past are other tracks now. Never rejects. */
  playsCorrected(): Promise<void> {
    return this.#onAir.renew();
  }

  /** The library says other things now. Never rejects: tracks it cannot be asked about count as masked. */
  async libraryRenewed(): Promise<void> {
    await this.#library.renewAll(this.#desk.queue.requests.values());
    this.#desk.publish();
    await this.#onAir.renew();
  }

  /** Something else is on air, and this far is each track from it. */
  distancesAre(distances: RequestTracks['distances']): void {
    this.#library.distances = distances;
    this.#desk.publish();
  }

  /** Settings, masks or the cleaning of titles are others now. */
  rulesChanged(): void {
    this.#titles.forget();
    this.#desk.publish();
    this.#desk.look();
  }

  stop(): void {
    this.#desk.stop();
    this.#onAir.stop();
  }

  /** Calls back whenever a pending cue, a message or a request that is over may have changed. */
  onBotChange(listener: () => void): () => void {
    return this.#events.on('changed', listener);
  }

  pendingCues(): BotCue[] {
    return this.#cues.pending();
  }

  async takeCue(id: string): Promise<Answer<'cue.take'>> {
    return this.#toldBot(this.#saved(() => this.#cues.take(id)));
  }

  async doneCue(id: string, message?: string): Promise<Answer<'cue.done'>> {
    return this.#toldBot(this.#saved(() => this.#cues.done(id, message)));
  }

  /** Where a request was told in Discord: "<channel id>/<message id>". */
  messageOf(requestId: string): string | undefined {
    return this.#cues.messageOf(requestId);
  }

  /** Requests of the current set that are over, by number. */
  finished(): RequestView[] {
    return this.#desk.finished();
  }

  /** Whether a person is pinged when a song of theirs is on air. */
  pings(person: Pick<Person, 'platform' | 'id'>): boolean {
    return this.#people.pings(person);
  }

  #saved<T>(work: () => T): T | Refusal {
    return savedOr(this.#parts.log, 'dj', work);
  }

  #toldBot<T extends { ok: boolean }>(answer: T): T {
    if (answer.ok) this.#events.emit('changed', undefined);
    return answer;
  }
}
