// What one press means: it belongs to what the key showed when the finger came down, whatever happens meanwhile, and it is
// one thing only, a short press or a hold. Pure: it is told the time, and what was painted.

/** The last press is not heard where the key came to show another subject less than this ago. */
export const SETTLES_MS = 400;
/** After a wake or a new device: fingers and faces are not yet in step. */
export const DEAF_MS = 700;
export const HOLD_MS = 500;
/** What was painted less than this ago no eye has seen. */
export const UNSEEN_MS = 150;

/** `subject`: what a face is about: a request, a play, a change that can be undone; absent: nothing in particular. `stamp`:
 * the state of it that a press would decide on; absent: nothing to decide. */
export type Painted = { subject?: string; stamp?: string; holdMs?: number };

export type PressKind = 'short' | 'hold';
export type Press<Shown> = { kind: PressKind; shown: Shown };

export class PressGuard<Shown extends Painted> {
  #shown: Shown | undefined;
  /** What was painted before, where it was the same subject in another state. */
  #before: { shown: Shown; until: number } | undefined;
  /** The last subject it showed, also when it shows none now. */
  #subject: string | undefined;
  #subjectSince = Number.NEGATIVE_INFINITY;
  #deafUntil = Number.NEGATIVE_INFINITY;
  #held: { shown: Shown; since: number } | undefined;

  /** The key was painted so at `nowMs`. */
  painted(shown: Shown, nowMs: number): void {
    const before = this.#shown;
    this.#shown = shown;
    if (before?.subject !== shown.subject) this.#before = undefined;
    else if (before?.stamp !== undefined && before.stamp !== shown.stamp) {
      this.#before = { shown: before, until: nowMs + UNSEEN_MS };
    }
    if (shown.subject === undefined || shown.subject === this.#subject) return;
    // The very first subject is not another one.
    if (this.#subject !== undefined) this.#subjectSince = nowMs;
    this.#subject = shown.subject;
  }

  /** The DJ's own hand brings another subject next: a press of it may follow at once. A press that is held comes to nothing. */
  turned(): void {
    this.#subject = undefined;
    this.#held = undefined;
  }

  /** Forgets a press that is held, and hears none for a while. */
  deafen(nowMs: number): void {
    this.#deafUntil = nowMs + DEAF_MS;
    this.#held = undefined;
  }

  /** 'early': the key has only just come to show this; 'deaf': nothing is heard now; neither begins a press. */
  down(nowMs: number): 'begun' | 'early' | 'deaf' {
    this.#held = undefined;
    if (nowMs < this.#deafUntil || this.#shown === undefined) return 'deaf';
    if (nowMs - this.#subjectSince < SETTLES_MS) return 'early';
    // The eye decided on what it saw: the host will say that this has changed.
    const seen = this.#before && nowMs < this.#before.until ? this.#before.shown : this.#shown;
    this.#held = { shown: seen, since: nowMs };
    return 'begun';
  }

  /** The press that is held, and for how long, in ms. */
  held(nowMs: number): { shown: Shown; forMs: number } | undefined {
    return this.#held && { shown: this.#held.shown, forMs: nowMs - this.#held.since };
  }

  /** The hold that is complete now, though the finger is still down; once. */
  ripened(nowMs: number): Press<Shown> | undefined {
    const held = this.held(nowMs);
    if (held?.shown.holdMs === undefined || held.forMs < held.shown.holdMs) return undefined;
    this.#held = undefined;
    return { kind: 'hold', shown: held.shown };
  }

  /** The finger is up: what the press was, unless it ripened before or never began. */
  up(nowMs: number): Press<Shown> | undefined {
    const held = this.#held;
    const ripe = this.ripened(nowMs);
    this.#held = undefined;
    return ripe ?? (held && { kind: 'short', shown: held.shown });
  }

  /** The press comes to nothing: the key went away. */
  cancel(): void {
    this.#held = undefined;
  }
}
