// Writes plays and the little state of a show down as they go on. What cannot be written (a full disk) is kept, said in
// `health`, and written as soon as it works again; the show does not stop for it.

import { EVENING_MS, type Play } from '#domain/play.ts';
import { messageOf } from '#kernel/domain-error.ts';
import type { HealthReporter } from '#kernel/health.ts';
import type { Logger } from '#kernel/logger.ts';
import type { Plays } from '#storage/show/plays.ts';
import type { Identity } from './identification.ts';

/** So many writes wait at most: an evening's worth. */
const MOST_WAITING = 10_000;

/** Each method changes the play it is given, and the store. */
export class PlayBook {
  readonly #plays: Plays;
  readonly #report: HealthReporter;
  readonly #log: Logger;
  /** Writes that failed, oldest first: they are done in their order. */
  readonly #waiting: (() => void)[] = [];

  constructor(plays: Plays, report: HealthReporter, log: Logger) {
    this.#plays = plays;
    this.#report = report;
    this.#log = log;
  }

  begin(play: Play): void {
    const stored = { ...play };
    this.write(() => this.#plays.add(stored));
    this.#log.info('play.began', { play: play.id, artist: play.artist, title: play.title, live: play.live });
  }

  end(play: Play, at: number): void {
    play.endedAt = at;
    this.write(() => this.#plays.end(play.id, at));
  }

  /** The same play goes on: its source only fell silent. */
  reopen(play: Play): void {
    play.endedAt = undefined;
    this.write(() => this.#plays.reopen(play.id));
  }

  /** Which track it is, where that is certain; a song that the DJ hid that evening is hidden. */
  identify(play: Play, { hit, match }: Identity): void {
    if (hit === undefined) return;
    const track = { trackId: hit.id, song: hit.song, confidence: match.confidence, matchedBy: match.by };
    Object.assign(play, track);
    // Found to be a song that was hidden under another text.
    const since = play.at - EVENING_MS;
    if (!play.hidden && this.#plays.isHidden(play, since)) this.hide(play, true, since);
    this.write(() => this.#plays.setTrack(play.id, track));
  }

  /** Gives each play of this text that has no track the one that is known now; how many there were. */
  identifyPast(text: { artist: string; title: string }, { hit, match }: Identity): number {
    if (hit === undefined) return 0;
    const track = { trackId: hit.id, song: hit.song, confidence: match.confidence, matchedBy: match.by };
    let plays = 0;
    this.write(() => {
      plays = this.#plays.matchText(text, track);
    });
    return plays;
  }

  /** Goes by song: with this play every one of its text or song since `sinceMs`. */
  hide(play: Play, hidden: boolean, sinceMs: number): void {
    play.hidden = hidden;
    const { id, artist, title, song } = play;
    this.write(() => this.#plays.hide({ id, artist, title, song }, hidden, sinceMs));
  }

  mask(play: Play, masked: boolean): void {
    if (play.masked === masked) return;
    play.masked = masked;
    this.write(() => this.#plays.mask(play.id, masked));
  }

  /** It counts after all: the show went live while it played. */
  count(play: Play): void {
    play.live = true;
    this.write(() => this.#plays.setLive(play.id));
  }

  /** Does a write now, or keeps it until the store takes it. */
  write(write: () => void): void {
    this.#waiting.push(write);
    if (this.#waiting.length > MOST_WAITING) this.#waiting.shift();
    try {
      for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
        next();
        this.#waiting.shift();
      }
      this.#report({ status: 'ok', message: 'Every play is stored.' });
    } catch (error) {
      this.#log.error('store.failed', { waiting: this.#waiting.length, error });
      this.#report({
        status: 'down',
        message:
          'Plays cannot be stored; what is on air is still shown, and what is missing is stored as soon as it works again.',
        remedy: `Make room on the disk, and see that the data folder can be written to (${messageOf(error)}).`,
      });
    }
  }
}
