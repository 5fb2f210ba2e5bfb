// One chapter in OBS's recording for each track the audience is told of, as the audience may read it: a masked one is "ID – ID".
// Marked once, at that moment or not at all: a recording that begins later, or an OBS that was away, is not made up for.

import type { OperatorTopics, PublicTopics } from '@tracord/shared/topics.ts';
import { cutLine, oneLine } from '#domain/one-line.ts';
import type { Refusal } from '#domain/request-refusal.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicStore } from '#kernel/topic-store.ts';

export type RecordChaptersParts = {
  operator: TopicStore<OperatorTopics>;
  /** What the audience was told is on air, without a test song. */
  followOnAir: (listener: (shown: PublicTopics['nowPlaying']) => void) => () => void;
  isOn: () => boolean;
  /** Marks a chapter in OBS's recording. Never rejects. */
  mark: (name: string) => Promise<Refusal | { ok: true }>;
  /** What this recording cannot do, as a sentence; undefined: nothing is known to be wrong. */
  lacks: (sentence: string | undefined) => void;
  clock: Clock;
  log: Logger;
};

/** Later the chapter would stand in the wrong place. */
const EXPIRES_MS = 10_000;
const LONGEST_NAME = 100;
const NAMELESS = 'Chapter';

/** To be made once the show was taken up again: what is on air then has no chapter to come. */
export class RecordChapters {
  readonly #parts: RecordChaptersParts;
  readonly #stops: (() => void)[];
  #shown: PublicTopics['nowPlaying'] | undefined;
  /** The play whose chapter is to come, until when. */
  #due: { onAirSince: number; expiresAt: number } | undefined;
  #canRecord = false;
  /** This recording has no chapters: it is not asked again. */
  #isRefused = false;
  #isLacking = false;

  constructor(given: RecordChaptersParts) {
    this.#parts = { ...given, log: given.log.scope('chapters') };
    const { operator, followOnAir } = this.#parts;
    const unfollow = operator.follow('obs', ({ status, recording }) => {
      const isConnected = status === 'connected';
      // Another recording may have another format, another connection may be to another OBS.
      if (!isConnected || !recording.active) this.#isRefused = false;
      if (!isConnected) this.#say(undefined);
      this.#canRecord = isConnected && recording.active && recording.paused !== true;
      void this.#look();
    });
    this.#stops = [unfollow, followOnAir((shown) => this.#take(shown))];
  }

  /** Marks a chapter now. Without a name: what the audience reads of the track on air. */
  async chapterNow(name?: string): Promise<Refusal | { ok: true; name: string }> {
    const text = chapterName(name ?? this.#text() ?? NAMELESS);
    const answer = await this.#mark(text);
    return answer.ok ? { ok: true, name: text } : answer;
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#due = undefined;
  }

  #take(shown: PublicTopics['nowPlaying']): void {
    const before = this.#shown;
    this.#shown = shown;
    if (before === undefined || shown.onAirSince === before.onAirSince) return;
    const { onAirSince, track } = shown;
    const expiresAt = this.#parts.clock.now() + EXPIRES_MS;
    this.#due = track === undefined || onAirSince === undefined ? undefined : { onAirSince, expiresAt };
    void this.#look();
  }

  async #look(): Promise<void> {
    const { clock, isOn, log } = this.#parts;
    const due = this.#due;
    if (due === undefined || !this.#canRecord || this.#isRefused) return;
    this.#due = undefined;
    const text = this.#text();
    if (text === undefined || !isOn() || clock.now() > due.expiresAt) return;
    const name = chapterName(text);
    const answer = await this.#mark(name);
    if (answer.ok) log.info('marked', { name });
    else log.info('refused', { name, code: answer.code, why: answer.message });
  }

  async #mark(name: string): Promise<Refusal | { ok: true }> {
    const answer = await this.#parts.mark(name);
    if (answer.ok) this.#say(undefined);
    else if (answer.code === 'no-chapters') {
      this.#isRefused = true;
      this.#say(answer.message);
    }
    return answer;
  }

  #say(sentence: string | undefined): void {
    if (sentence === undefined && !this.#isLacking) return;
    this.#isLacking = sentence !== undefined;
    this.#parts.lacks(sentence);
  }

  #text(): string | undefined {
    const display = this.#shown?.track?.display;
    return display && `${display.artist} – ${display.title}`;
  }
}

function chapterName(text: string): string {
  return cutLine(oneLine(text), LONGEST_NAME) || NAMELESS;
}
