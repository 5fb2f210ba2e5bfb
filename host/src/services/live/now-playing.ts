// What is on air: believes the on-air changes it is given, stores each as a play, finds its track, and publishes it.
// A play is stored before anything else is done with it, so that a crash at any moment loses none.

import { randomUUID } from 'node:crypto';
import type { ArtworkView, OperatorTopics } from '@tracord/shared/topics.ts';
import type { OnAirChange } from '#domain/on-air.ts';
import type { Play } from '#domain/play.ts';
import type { HeardTrack } from '#domain/sighting.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { Plays } from '#storage/show/plays.ts';
import type { ShowState } from '#storage/show/show-state.ts';
import type { Identification, Identity } from './identification.ts';
import { type KnownPlay, maskReasons, type NowPlayingRules, nowPlayingView } from './now-playing-view.ts';
import type { PlayBook } from './play-book.ts';

export type NowPlayingParts = {
  topics: TopicStore<OperatorTopics>;
  identification: Identification;
  plays: Plays;
  book: PlayBook;
  state: ShowState;
  rules: () => NowPlayingRules;
  cover: (path: string) => Promise<ArtworkView | undefined>;
  /** Told the length of the current track once it is known; undefined where it is not. */
  onLength: (durationMs: number | undefined) => void;
  clock: Clock;
  log: Logger;
};

export type Refused = { ok: false; code: string; message: string };

/** How long a title waits for its cover before it is shown without: most covers are in the cache. */
const COVER_PATIENCE_MS = 15;
/** An unended play no older than this is taken up again after a restart, or when its source comes back. */
const RESUME_WITHIN_MS = 15 * 60_000;

export class NowPlaying {
  readonly #parts: NowPlayingParts;
  #current: KnownPlay | undefined;
  #previous: KnownPlay | undefined;
  #hideNext: boolean;
  /** Changes are worked through one after the other. */
  #turn: Promise<void> = Promise.resolve();

  constructor(parts: NowPlayingParts) {
    this.#parts = parts;
    this.#hideNext = parts.state.get('hideNext') === true;
  }

  /** Takes a change in the order of its coming; resolves when it is published. */
  take(change: OnAirChange): Promise<void> {
    return this.#next(() => (change.kind === 'on-air' ? this.#begin(change) : this.#end(change.at)));
  }

  /** Says which track a play is, the current one where `playId` is absent. */
  correct(trackId: string, playId?: string): Promise<Refused | { ok: true; playId: string; trackId: string }> {
    return this.#next(async () => {
      const shown = [this.#current, this.#previous].filter((one) => one !== undefined);
      const play =
        playId === undefined
          ? this.#current?.play
          : (shown.find((one) => one.play.id === playId)?.play ?? this.#parts.plays.get(playId));
      if (play === undefined) {
        return playId === undefined
          ? refused('nothing-on-air', 'nothing is on air: name the play with playId')
          : refused('play-unknown', `there is no play "${playId}"`);
      }
      const identity = await this.#parts.identification.byChoice(trackId);
      if (identity?.hit === undefined) return refused('track-unknown', `the library has no track "${trackId}"`);
      this.#parts.identification.remember(heardOf(play), trackId, this.#parts.clock.now());
      this.#parts.book.identify(play, identity);
      for (const one of shown.filter((other) => other.play === play)) {
        one.identity = identity;
        one.artwork = await this.#cover(identity);
      }
      if (this.#current?.play.id === play.id) this.#parts.onLength(identity.hit.durationMs);
      this.#publish();
      return { ok: true as const, playId: play.id, trackId };
    });
  }

  /** Masks the current track, or arms the mask for the next one. */
  hide(on: boolean, next: boolean): Promise<Refused | { ok: true; hidden: boolean; hideNext: boolean }> {
    return this.#next(async () => {
      if (next) this.#armHideNext(on);
      else if (this.#current === undefined) {
        return refused('nothing-on-air', 'nothing is on air: hide the next track with {"next": true}');
      } else {
        this.#parts.book.hide(this.#current.play, on);
      }
      this.#publish();
      return { ok: true as const, hidden: this.#current?.play.hidden ?? false, hideNext: this.#hideNext };
    });
  }

  /** The current play once every change so far is worked through; empty where nothing is on air. */
  settledPlayId(): Promise<string> {
    return this.#next(async () => this.#current?.play.id ?? '');
  }

  /** Looks again at what is shown: after an import, or when masks or titles are set otherwise. */
  refresh(): Promise<void> {
    return this.#next(async () => {
      for (const shown of [this.#current, this.#previous]) {
        if (shown === undefined) continue;
        const chosen = shown.play.matchedBy === 'dj' && shown.play.trackId !== undefined;
        const identity =
          (chosen && (await this.#parts.identification.byChoice(shown.play.trackId ?? ''))) ||
          (await this.#parts.identification.identify(shown.heard));
        if (identity.hit?.id !== shown.play.trackId) this.#parts.book.identify(shown.play, identity);
        shown.identity = identity;
        shown.artwork = await this.#cover(identity);
      }
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
    let matched = 0;
    for (const text of this.#parts.plays.unmatchedTexts(limit)) {
      matched += this.#parts.book.identifyPast(text, await this.#parts.identification.identify(text));
    }
    if (matched > 0) this.#parts.log.info('plays.matched', { plays: matched });
    return matched;
  }

  /** At start: takes up the play that a stop or a crash interrupted. Answers it if it may still be on air. */
  resume(): Promise<{ heard: HeardTrack; source: Play['source']; since: number } | undefined> {
    return this.#next(async () => {
      const last = this.#parts.plays.newest();
      if (last === undefined) return undefined;
      const shown = await this.#know(last, heardOf(last));
      const stillOn = last.endedAt === undefined && this.#parts.clock.now() - last.at < RESUME_WITHIN_MS;
      if (stillOn) this.#current = shown;
      else this.#previous = shown;
      this.#publish();
      return stillOn ? { heard: shown.heard, source: last.source, since: last.at } : undefined;
    });
  }

  async #begin(change: Extract<OnAirChange, { kind: 'on-air' }>): Promise<void> {
    const { heard, at } = change;
    if (this.#current !== undefined && sameText(this.#current.heard, heard)) return;
    const play = this.#resumed(heard, at) ?? this.#newPlay(change);
    if (this.#current !== undefined) this.#parts.book.end(this.#current.play, at);
    const shown = await this.#know(play, heard);
    if (this.#current !== undefined) this.#previous = this.#current;
    else if (this.#previous?.play.id === play.id) this.#previous = undefined;
    this.#current = shown;
    this.#publish();
    this.#parts.onLength(shown.identity.hit?.durationMs ?? heard.durationMs);
    // Not awaited: the next track need not wait for this one's cover.
    this.#lateCover(shown).catch((error: unknown) => this.#parts.log.error('cover.failed', { error }));
  }

  #newPlay(change: Extract<OnAirChange, { kind: 'on-air' }>): Play {
    const { heard, at, source, mount, deck } = change;
    const play: Play = {
      id: randomUUID(),
      ...{ at, source, mount, deck, artist: heard.artist, title: heard.title },
      live: this.#parts.topics.get('live').on,
      hidden: this.#hideNext,
      masked: false,
      confidence: 0,
      matchedBy: 'none',
    };
    this.#parts.book.begin(play);
    if (this.#hideNext) this.#armHideNext(false);
    return play;
  }

  /** The last play, where its source only fell silent and came back with the same text. */
  #resumed(heard: HeardTrack, at: number): Play | undefined {
    if (this.#current !== undefined || this.#previous === undefined) return undefined;
    const { play } = this.#previous;
    const recent = at - (play.endedAt ?? play.at) < RESUME_WITHIN_MS;
    if (!recent || !sameText(this.#previous.heard, heard)) return undefined;
    return this.#parts.book.reopened(play);
  }

  async #end(at: number): Promise<void> {
    if (this.#current === undefined) return;
    this.#parts.book.end(this.#current.play, at);
    this.#previous = this.#current;
    this.#current = undefined;
    this.#publish();
  }

  async #know(play: Play, heard: HeardTrack): Promise<KnownPlay> {
    const chosen = play.matchedBy === 'dj' ? await this.#parts.identification.byChoice(play.trackId ?? '') : undefined;
    const identity = chosen ?? (await this.#parts.identification.identify(heard));
    this.#parts.book.identify(play, identity);
    const cover = this.#cover(identity);
    const artwork = await Promise.race([
      cover,
      new Promise<undefined>((resolve) => this.#parts.clock.after(COVER_PATIENCE_MS, () => resolve(undefined))),
    ]);
    return { play, heard, identity, artwork };
  }

  /** A cover that took its time is published when it is there, if its track is still shown. */
  async #lateCover(shown: KnownPlay): Promise<void> {
    if (shown.artwork !== undefined) return;
    shown.artwork = await this.#cover(shown.identity);
    if (shown.artwork !== undefined) this.#publish();
  }

  async #cover(identity: Identity): Promise<ArtworkView | undefined> {
    const path = identity.hit?.path;
    return path === undefined ? undefined : this.#parts.cover(path);
  }

  #armHideNext(on: boolean): void {
    this.#hideNext = on;
    this.#parts.state.set('hideNext', on);
  }

  #publish(): void {
    const { topics, rules } = this.#parts;
    const now = this.#current;
    if (now !== undefined) this.#parts.book.mask(now.play, maskReasons(now, rules()).length > 0);
    const shown = { current: now, previous: this.#previous, place: this.#place(), hideNext: this.#hideNext };
    topics.set('nowPlaying', nowPlayingView(shown, rules()));
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

function refused(code: string, message: string): Refused {
  return { ok: false, code, message };
}

function sameText(a: HeardTrack, b: HeardTrack): boolean {
  return a.artist === b.artist && a.title === b.title && (a.path ?? b.path) === (b.path ?? a.path);
}

/** A play of the past as a heard text: the path was not stored, the library's answer was. */
function heardOf(play: Play): HeardTrack {
  return { artist: play.artist, title: play.title };
}
