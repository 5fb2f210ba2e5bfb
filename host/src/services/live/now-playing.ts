// What is on air: believes the on-air changes it is given, stores each as a play, finds its track, and publishes it.
// A play is stored before anything else is done with it, so that a crash at any moment loses none.

import type { OperatorTopics } from '@tracord/shared/topics.ts';
import type { OnAirChange } from '#domain/on-air.ts';
import { EVENING_MS, type Play } from '#domain/play.ts';
import { type Refusal, refused } from '#domain/request-refusal.ts';
import type { HeardTrack } from '#domain/sighting.ts';
import { isSameSong } from '#domain/song.ts';
import { withTestSong } from '#domain/test-song.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { Plays } from '#storage/show/plays.ts';
import type { ShowState } from '#storage/show/show-state.ts';
import { goesOnAt, heardOf, sameText, stillOnAir } from './heard-text.ts';
import { BY_MEMORY, choiceKey, type Identification, type Identity } from './identification.ts';
import { type BeganOnAir, newPlay } from './new-play.ts';
import { maskReasons, type NowPlayingRules, nowPlayingView } from './now-playing-view.ts';
import type { PlayBook } from './play-book.ts';
import { type KnownPlay, PlayKnowledge } from './play-knowledge.ts';

export type NowPlayingParts = {
  topics: TopicStore<OperatorTopics>;
  identification: Identification;
  plays: Plays;
  book: PlayBook;
  state: ShowState;
  rules: () => NowPlayingRules;
  cover: ConstructorParameters<typeof PlayKnowledge>[0]['cover'];
  /** Told the length of a track on air once it is known; undefined where it is not. */
  onLength: (heard: HeardTrack, durationMs: number | undefined) => void;
  /** Who plays now; undefined: nobody in particular. */
  performer?: () => string | undefined;
  clock: Clock;
  log: Logger;
};

/** With an announce delay the audience may be a few plays behind: so many are looked at again when masks change. */
const PAST_KEPT = 5;

export class NowPlaying {
  readonly #parts: NowPlayingParts;
  readonly #knowledge: PlayKnowledge;
  #current: KnownPlay | undefined;
  /** The plays before it, newest first. */
  #past: KnownPlay[] = [];
  #hideNext: boolean;
  /** Since when the test song covers what is on air. */
  #testSince: number | undefined;
  /** Changes are worked through one after the other. */
  #turn: Promise<void> = Promise.resolve();

  constructor(parts: NowPlayingParts) {
    this.#parts = parts;
    this.#knowledge = new PlayKnowledge({ ...parts, onLateCover: () => this.#publish() });
    this.#hideNext = parts.state.get('hideNext') === true;
  }

  /** Takes a change in the order of its coming; resolves when it is published. */
  take(change: OnAirChange): Promise<void> {
    return this.#next(() => (change.kind === 'on-air' ? this.#begin(change) : this.#end(change.at)));
  }

  /** Says which track a play is, the current one where `playId` is absent, and remembers it for that text. */
  correct(trackId: string, playId?: string): Promise<Refusal | { ok: true; playId: string; trackId: string }> {
    return this.#next(async () => {
      const play = playId === undefined ? this.#current?.play : this.#play(playId);
      if (play === undefined) {
        return playId === undefined
          ? refused('nothing-on-air', 'nothing is on air: name the play with playId')
          : refused('play-unknown', `there is no play "${playId}"`);
      }
      const { identification, book, clock } = this.#parts;
      const identity = await identification.byChoice(trackId);
      if (identity?.hit === undefined) return refused('track-unknown', `the library has no track "${trackId}"`);
      book.write(() => identification.remember(play, trackId, clock.now()));
      book.identify(play, identity);
      await this.#spread(play, identity);
      if (this.#current !== undefined) this.#tellLength(this.#current);
      this.#publish();
      return { ok: true as const, playId: play.id, trackId };
    });
  }

  /** Masks the current track, or arms the mask for the next one. `playId`: only while that play is on air. */
  hide(
    on: boolean,
    next: boolean,
    playId?: string,
  ): Promise<Refusal | { ok: true; hidden: boolean; hideNext: boolean }> {
    return this.#next(async () => {
      const play = this.#current?.play;
      if (playId !== undefined && play?.id !== playId) {
        return refused('changed', 'another track is on air than the one that was shown: look again');
      }
      if (next) this.#armHideNext(on);
      else if (play === undefined) {
        return refused('nothing-on-air', 'nothing is on air: hide the next track with {"next": true}');
      } else this.#hide(play, on);
      this.#publish();
      return { ok: true as const, hidden: this.#current?.play.hidden ?? false, hideNext: this.#hideNext };
    });
  }

  /** Shows the test song over what is on air, or no more. It ends, too, when something else comes on air. */
  showTest(on: boolean): void {
    this.#testSince = on ? (this.#testSince ?? this.#parts.clock.now()) : undefined;
    this.#publish();
  }

  /** The current play once every change so far is worked through; empty where nothing is on air. */
  settledPlayId(): Promise<string> {
    return this.#next(async () => this.#current?.play.id ?? '');
  }

  /** Shows at once what the rules of now say of what is known already; `refresh` then asks the library again. */
  rulesChanged(): void {
    this.#publish();
  }

  /** Looks again at what is shown, or may still be shown to the audience. */
  refresh(): Promise<void> {
    return this.#next(async () => {
      for (const known of this.#recent()) await this.#knowledge.renew(known);
      this.#publish();
    });
  }

  /** Plays were hidden or revealed in the list of the set: what is stored of them stands, but for what the rules say. */
  masksStored(): Promise<void> {
    return this.#next(async () => {
      for (const known of this.#recent()) {
        const { hidden, masked } = this.#parts.plays.get(known.play.id) ?? known.play;
        Object.assign(known.play, { hidden, masked });
        known.wasMasked &&= masked;
      }
      this.#publish();
    });
  }

  /** The show went live: what is on air counts, although it began before. */
  liveChanged(): Promise<void> {
    return this.#next(async () => {
      const play = this.#current?.play;
      if (play === undefined || play.live || !this.#parts.topics.get('live').on) return;
      this.#parts.book.count(play);
      // It has a place in the show now.
      this.#publish();
    });
  }

  /** The library says other things now: looks again at plays of the past that had no track, and at what is shown. */
  async libraryRenewed(): Promise<void> {
    await this.matchPast();
    await this.refresh();
  }

  /** Gives plays of the past that had no track the one that is there now. Answers how many. */
  async matchPast(limit = 500): Promise<number> {
    const { plays, book, identification, log } = this.#parts;
    let matched = 0;
    for (const text of plays.unmatchedTexts(limit)) {
      matched += book.identifyPast(text, await identification.identify(text));
    }
    if (matched > 0) log.info('plays.matched', { plays: matched });
    return matched;
  }

  /** At start: takes up the last plays. `onAir` is what was on air when the host stopped, if it may still be. */
  resume(onAir: HeardTrack | undefined): Promise<void> {
    return this.#next(async () => {
      const lately = this.#parts.plays.newest(PAST_KEPT);
      if (lately.length === 0) return;
      const last = stillOnAir(lately, onAir);
      if (last !== undefined && onAir !== undefined) this.#current = await this.#knowledge.of(last, onAir, last.masked);
      for (const play of lately.filter((one) => one !== last)) {
        this.#past.push(await this.#knowledge.of(play, heardOf(play), play.masked));
      }
      this.#parts.book.write(() => this.#parts.plays.closeOpen(last?.id ?? ''));
      this.#publish();
      if (this.#current !== undefined) this.#tellLength(this.#current);
    });
  }

  async #begin(change: BeganOnAir): Promise<void> {
    const { heard, at } = change;
    if (this.#current !== undefined && sameText(this.#current.heard, heard)) return;
    const again = this.#silenced(heard, at);
    const play = again?.play ?? this.#newPlay(change);
    if (again !== undefined) this.#parts.book.reopen(play);
    if (this.#current !== undefined) this.#parts.book.end(this.#current.play, at);
    const known = await this.#knowledge.of(play, heard, again?.play.masked);
    this.#past = [...(this.#current ? [this.#current] : []), ...this.#past]
      .filter((one) => one !== again)
      .slice(0, PAST_KEPT);
    this.#current = known;
    this.#testSince = undefined;
    this.#publish();
    this.#tellLength(known);
  }

  async #end(at: number): Promise<void> {
    if (this.#current === undefined) return;
    this.#parts.book.end(this.#current.play, at);
    this.#past = [this.#current, ...this.#past].slice(0, PAST_KEPT);
    this.#current = undefined;
    this.#testSince = undefined;
    this.#publish();
  }

  #newPlay(change: BeganOnAir): Play {
    const play = newPlay(change, {
      live: this.#parts.topics.get('live').on,
      hidden: this.#hideNext || this.#wasHidden(change.heard),
      performer: this.#parts.performer?.(),
    });
    this.#parts.book.begin(play);
    if (this.#hideNext) this.#armHideNext(false);
    return play;
  }

  /** The last play, where its source only fell silent and came back with the same text. */
  #silenced(heard: HeardTrack, at: number): KnownPlay | undefined {
    const [last] = this.#past;
    if (this.#current !== undefined || last === undefined) return undefined;
    return sameText(last.heard, heard) && goesOnAt(last.play, at) ? last : undefined;
  }

  /** The DJ's choice holds for every play of that text. */
  async #spread(play: Play, identity: Identity): Promise<void> {
    const remembered = { ...identity, match: { ...identity.match, ...BY_MEMORY } };
    this.#parts.book.identifyPast(play, remembered);
    const key = choiceKey(play.artist, play.title);
    for (const known of this.#recent()) {
      if (known.play === play) await this.#knowledge.renew(known, identity);
      else if (choiceKey(known.play.artist, known.play.title) === key) await this.#knowledge.renew(known, remembered);
    }
  }

  /** A mask goes by song: every play of it that evening, and those that may still be seen. */
  #hide(play: Play, on: boolean): void {
    this.#parts.book.hide(play, on, this.#eveningBegan());
    for (const { play: other } of this.#recent()) {
      if (isSameSong(other, play)) other.hidden = on;
    }
  }

  #wasHidden(play: Pick<Play, 'artist' | 'title' | 'song'>): boolean {
    return this.#parts.plays.isHidden(play, this.#eveningBegan());
  }

  #eveningBegan(): number {
    return this.#parts.clock.now() - EVENING_MS;
  }

  #armHideNext(on: boolean): void {
    this.#hideNext = on;
    this.#parts.book.write(() => this.#parts.state.set('hideNext', on));
  }

  #recent(): KnownPlay[] {
    return [...(this.#current ? [this.#current] : []), ...this.#past];
  }

  #play(id: string): Play | undefined {
    return this.#recent().find((one) => one.play.id === id)?.play ?? this.#parts.plays.get(id);
  }

  #tellLength({ heard, identity }: KnownPlay): void {
    this.#parts.onLength(heard, identity.hit?.durationMs ?? heard.durationMs);
  }

  #publish(): void {
    const { topics, rules, book } = this.#parts;
    for (const known of this.#recent()) book.mask(known.play, maskReasons(known, rules()).length > 0);
    const shown = { current: this.#current, past: this.#past, place: this.#place(), hideNext: this.#hideNext };
    const now = nowPlayingView(shown, rules());
    topics.set('nowPlaying', this.#testSince === undefined ? now : withTestSong(now, this.#testSince));
  }

  #place(): number | undefined {
    const { on, since = 0 } = this.#parts.topics.get('live');
    return on && this.#current?.play.live ? this.#parts.plays.countLive(since) : undefined;
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.then(
      () => {},
      (error: unknown) => this.#parts.log.error('now-playing.failed', { error }),
    );
    return result;
  }
}
