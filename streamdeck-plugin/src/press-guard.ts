// What one press means: it belongs to what the key showed when the finger came down, whatever happens meanwhile, and it is
// one thing only, a short press or a hold. Pure: it is told the time, and what was painted.

/** A press is not heard where the key came to show its subject less than this ago, also where it showed none before. */
export const SETTLES_MS = 400;
/** After a wake or a new device: fingers and faces are not yet in step. */
export const DEAF_MS = 700;
/** What a press here has just decided is not decided again by the next tap. */
export const AGAIN_AFTER_MS = 1_000;
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
  /** What the last face that no mark covered was about. */
  #subject: string | undefined;
  #stamp: string | undefined;
  #isCovered = false;
  #subjectSince = Number.NEGATIVE_INFINITY;
  #turnedTo: { subject: string | undefined; until: number } | undefined;
  /** The DJ has turned away from what the face still shows. */
  #isTurning = false;
  #decided: { subject: string; until: number } | undefined;
  #deafUntil = Number.NEGATIVE_INFINITY;
  #held: { shown: Shown; since: number } | undefined;

  /** The key was painted so at `nowMs`. */
  painted(shown: Shown, nowMs: number): void {
    this.#isTurning = false;
    const before = this.#shown;
    this.#shown = shown;
    if (before?.subject !== shown.subject) this.#before = undefined;
    else if (before?.stamp !== undefined && before.stamp !== shown.stamp) {
      this.#before = { shown: before, until: nowMs + UNSEEN_MS };
    }
    const isChangedUnseen = this.#isCovered && shown.stamp !== undefined && shown.stamp !== this.#stamp;
    const isOther = shown.subject !== this.#subject || isChangedUnseen;
    this.#isCovered = false;
    this.#subject = shown.subject;
    this.#stamp = shown.stamp;
    if (!isOther) return;
    const isTurnedTo = this.#turnedTo?.subject === shown.subject && nowMs < (this.#turnedTo?.until ?? 0);
    this.#subjectSince = shown.subject === undefined || isTurnedTo ? Number.NEGATIVE_INFINITY : nowMs;
  }

  /** A mark was painted over the face: nothing can be seen that a press could mean. After it a press may follow at once where
   * the face is as it was before. */
  covered(): void {
    this.#isCovered = true;
    this.#shown = undefined;
    this.#before = undefined;
  }

  /** The DJ's own hand brings this subject next, and only this: a press may follow once it is painted, not before. A press
   * that is held comes to nothing. */
  turned(subject: string | undefined, nowMs: number): void {
    this.#turnedTo = { subject, until: nowMs + SETTLES_MS };
    this.#isTurning = subject !== this.#shown?.subject;
    this.#held = undefined;
  }

  /** A press has decided on this subject. */
  decided(subject: string, nowMs: number): void {
    this.#decided = { subject, until: nowMs + AGAIN_AFTER_MS };
  }

  /** Forgets a press that is held, and hears none until then. */
  deafen(untilMs: number): void {
    this.#deafUntil = untilMs;
    this.#held = undefined;
  }

  /** 'early': the key has only just come to show this, or a press has only just decided on it; 'deaf': nothing is heard now; neither begins a press. */
  down(nowMs: number): 'begun' | 'early' | 'deaf' {
    this.#held = undefined;
    if (nowMs < this.#deafUntil || this.#shown === undefined) return 'deaf';
    if (this.#isTurning) return 'early';
    if (nowMs - this.#subjectSince < SETTLES_MS || this.#isAgain(this.#shown, nowMs)) return 'early';
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

  #isAgain({ subject, stamp }: Shown, nowMs: number): boolean {
    return stamp !== undefined && subject === this.#decided?.subject && nowMs < (this.#decided?.until ?? 0);
  }
}
