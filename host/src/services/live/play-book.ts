// Writes plays down as they go on. What cannot be written (a full disk) is said in `health`, and does not stop the show.

import type { Play } from '#domain/play.ts';
import { messageOf } from '#kernel/domain-error.ts';
import type { HealthReporter } from '#kernel/health.ts';
import type { Logger } from '#kernel/logger.ts';
import type { Plays } from '#storage/show/plays.ts';
import type { Identity } from './identification.ts';

/** Each method changes the play it is given, and the store. */
export class PlayBook {
  readonly #plays: Plays;
  readonly #report: HealthReporter;
  readonly #log: Logger;

  constructor(plays: Plays, report: HealthReporter, log: Logger) {
    this.#plays = plays;
    this.#report = report;
    this.#log = log;
  }

  begin(play: Play): void {
    this.#write(() => this.#plays.add(play));
    this.#log.info('play.stored', { play: play.id, artist: play.artist, title: play.title, live: play.live });
  }

  end(play: Play, at: number): void {
    play.endedAt = at;
    this.#write(() => this.#plays.end(play.id, at));
  }

  /** The same play again, open: its source only fell silent. */
  reopened(play: Play): Play {
    this.#write(() => this.#plays.reopen(play.id));
    return { ...play, endedAt: undefined };
  }

  /** Which track it is, where that is certain. */
  identify(play: Play, { hit, match }: Identity): void {
    if (hit === undefined) return;
    const track = { trackId: hit.id, song: hit.song, confidence: match.confidence, matchedBy: match.by };
    Object.assign(play, track);
    this.#write(() => this.#plays.setTrack(play.id, track));
  }

  hide(play: Play, hidden: boolean): void {
    play.hidden = hidden;
    this.#write(() => this.#plays.hide(play.id, hidden));
  }

  mask(play: Play, masked: boolean): void {
    if (play.masked === masked) return;
    play.masked = masked;
    this.#write(() => this.#plays.mask(play.id, masked));
  }

  /** Gives each play of this text that had no track the one the library has now; how many there were. */
  identifyPast(text: { artist: string; title: string }, { hit, match }: Identity): number {
    if (hit === undefined) return 0;
    const track = { trackId: hit.id, song: hit.song, confidence: match.confidence, matchedBy: match.by };
    let plays = 0;
    this.#write(() => {
      plays = this.#plays.matchText(text, track);
    });
    return plays;
  }

  #write(write: () => void): void {
    try {
      write();
      this.#report({ status: 'ok', message: 'Every play is stored.' });
    } catch (error) {
      this.#log.error('store.failed', { error });
      this.#report({
        status: 'down',
        message: 'Plays cannot be stored; what is on air is still shown.',
        remedy: `Make room on the disk, and see that the data folder can be written to (${messageOf(error)}).`,
      });
    }
  }
}
