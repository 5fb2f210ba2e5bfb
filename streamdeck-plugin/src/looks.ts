// What one key or dial looks like now: drawn anew only when what it shows changed, or when time alone makes it another.

import type { Face, HoldView, KeyFaceInput, PressMark, RequestFacts } from '#faces/face-inputs.ts';

const MARK_MS = 300;
/** A long title runs through once, after this long. */
const SCROLLS_AFTER_MS = 2_000;
/** A request that was asked longer ago is not news. */
const NEWS_FOR_MS = 10_000;

export type SharedInput = Pick<KeyFaceInput, 'host' | 'nowMs' | 'mark' | 'hold' | 'scrollMs'> &
  Required<Pick<RequestFacts, 'shownSince' | 'pulses'>>;

/** What there is to look at: `facts` of a face, what they are about, and a hold under way. */
export type Sight<Facts> = { facts: Facts; subject?: string; host: KeyFaceInput['host']; hold?: HoldView };

export class Looks<Facts extends object> {
  readonly #draw: (facts: Facts, shared: SharedInput) => Face;
  /** `until` is known once it was painted. */
  #mark: { mark: PressMark; until?: number; isDrawn?: boolean } | undefined;
  #subject: { id: string | undefined; since: number } | undefined;
  #scrollFrom = Number.POSITIVE_INFINITY;
  #drawn: { of: string; face: Face } | undefined;

  constructor(draw: (facts: Facts, shared: SharedInput) => Face) {
    this.#draw = draw;
  }

  /** Shows what a press came to, for a moment from when it is painted. */
  say(mark: PressMark): void {
    this.#mark = { mark };
  }

  /** The face drawn last was painted. */
  painted(nowMs: number): void {
    if (this.#mark?.isDrawn && this.#mark.until === undefined) this.#mark.until = nowMs + MARK_MS;
  }

  /** The DJ goes on: what the last press came to is shown no longer. */
  goOn(): void {
    this.#mark = undefined;
  }

  /** Lets long titles run through from now on. */
  scroll(nowMs: number): void {
    this.#scrollFrom = nowMs;
  }

  /** The mark that is to be seen now. */
  markAt(nowMs: number): PressMark | undefined {
    return nowMs < (this.#mark?.until ?? Number.POSITIVE_INFINITY) ? this.#mark?.mark : undefined;
  }

  /** The face, and when it may be another by time alone. */
  at(nowMs: number, { facts, subject, host, hold }: Sight<Facts>): { svg: string; changesAtMs?: number } {
    if (this.#subject === undefined || subject !== this.#subject.id) {
      this.#subject = { id: subject, since: nowMs };
      this.#scrollFrom = nowMs + SCROLLS_AFTER_MS;
    }
    const mark = this.markAt(nowMs);
    if (mark && this.#mark) this.#mark.isDrawn = true;
    const scrollEnd = this.#scrollFrom + (this.#drawn?.face.scrollsForMs ?? 0);
    const isScrolling = nowMs >= this.#scrollFrom && nowMs < scrollEnd;
    const of = JSON.stringify([facts, host, hold, mark, isScrolling]);
    const isStale = (this.#drawn?.face.changesAtMs ?? Number.POSITIVE_INFINITY) <= nowMs;
    if (this.#drawn?.of !== of || isStale) {
      const shownSince = this.#subject.since;
      const scrollMs = isScrolling ? nowMs - this.#scrollFrom : undefined;
      const shared = { host, nowMs, mark, hold, scrollMs, shownSince, pulses: isNews(facts, shownSince) };
      this.#drawn = { of, face: this.#draw(facts, shared) };
    }
    const { face } = this.#drawn;
    const scrollTimes = face.scrollsForMs === undefined ? [] : [this.#scrollFrom, this.#scrollFrom + face.scrollsForMs];
    return { svg: face.svg, changesAtMs: next([face.changesAtMs, this.#mark?.until, ...scrollTimes], nowMs) };
  }
}

function isNews(facts: object, shownSince: number): boolean {
  if (!('request' in facts)) return false;
  const { request } = facts as RequestFacts;
  return request?.state === 'new' && shownSince - request.askedAt < NEWS_FOR_MS;
}

/** The first of these times that is still to come. */
export function next(times: (number | undefined)[], nowMs: number): number | undefined {
  const first = Math.min(...times.filter((time) => time !== undefined && time > nowMs).map(Number));
  return Number.isFinite(first) ? first : undefined;
}
