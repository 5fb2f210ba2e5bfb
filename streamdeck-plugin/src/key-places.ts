// Which request stands on which key. A request keeps its place until it leaves; nothing moves by rank alone, and nothing
// moves within 3 s of a touch. Pure: it is told the time and what the host says.

import { ACCEPTED_STATES, type RequestsView, type RequestView, WAITING_STATES } from '@tracord/shared/requests.ts';

/** A finger may be on its way to a key for this long after the last touch. */
export const STILL_AFTER_TOUCH_MS = 3_000;

/** A request on a key, as it was when it came there. */
type Standing = { id: string; skips: number };

export class KeyPlaces {
  readonly #places = new Map<number, Standing>();
  #first: Standing | undefined;
  #touchedAt = Number.NEGATIVE_INFINITY;
  #lastFirst: string | undefined;
  /** A press on this deck decided the first request: the next one may come at once. */
  #firstIsSettled = false;

  /** The request at a place (1, 2, 3 …), or at the place of the accept and skip keys. */
  at(place: number | 'first'): string | undefined {
    return place === 'first' ? this.#first?.id : this.#places.get(place)?.id;
  }

  /** A finger touched a key. */
  touched(nowMs: number): void {
    this.#touchedAt = nowMs;
  }

  /** A press here decided this request. */
  settled(id: string): void {
    if (this.#lastFirst === id) this.#firstIsSettled = true;
  }

  /**
   * Takes what left from its place and fills what is free, best first. `visible`: the places that keys show now; the others
   * keep what they had, as long as nobody else needs it. The answer is when this would come out otherwise by time alone.
   */
  arrange(requests: RequestsView, visible: readonly number[], nowMs: number): number | undefined {
    this.#takeAway(requests, nowMs);
    const isStill = nowMs < this.#touchedAt + STILL_AFTER_TOUCH_MS;
    this.#fillFirst(requests, isStill);
    const wants = this.#free(visible).length > 0 && this.#unplaced(requests, visible).length > 0;
    if (wants && !isStill) this.#fill(this.#free(visible), this.#unplaced(requests, visible));
    const ends = [...this.#places.values()].map(({ id }) => undoEnd(requests.byId[id], nowMs));
    const still = isStill && (wants || this.#first === undefined) ? this.#touchedAt + STILL_AFTER_TOUCH_MS : undefined;
    return earliest([...ends, still]);
  }

  /** The DJ says so: all waiting requests stand in the order they are offered; accepted ones stay where they are. */
  sort(requests: RequestsView, visible: readonly number[], nowMs: number): void {
    this.#takeAway(requests, nowMs);
    this.#first = undefined;
    this.#fillFirst(requests, false);
    for (const [place, { id }] of this.#places) {
      if (isWaiting(requests.byId[id])) this.#places.delete(place);
    }
    this.#fill(this.#free(visible), this.#unplaced(requests, visible));
  }

  #takeAway(requests: RequestsView, nowMs: number): void {
    for (const [place, standing] of this.#places) {
      const request = requests.byId[standing.id];
      const stays = isWaiting(request)
        ? request.skips <= standing.skips
        : request !== undefined && undoEnd(request, nowMs) !== undefined;
      if (!stays) this.#places.delete(place);
      // A skip that was undone counts no longer.
      else standing.skips = Math.min(standing.skips, request?.skips ?? 0);
    }
    const first = this.#first && requests.byId[this.#first.id];
    if (this.#first && !(isWaiting(first) && first.skips <= this.#first.skips)) this.#first = undefined;
  }

  #fillFirst(requests: RequestsView, isStill: boolean): void {
    if (this.#first || (isStill && !this.#firstIsSettled)) return;
    const next = waiting(requests)[0];
    if (next === undefined) return;
    this.#first = { id: next.id, skips: next.skips };
    this.#lastFirst = next.id;
    this.#firstIsSettled = false;
  }

  #free(visible: readonly number[]): number[] {
    return [...new Set(visible)].filter((place) => !this.#places.has(place)).sort((a, b) => a - b);
  }

  /** Waiting requests that no visible key shows, best first. */
  #unplaced(requests: RequestsView, visible: readonly number[]): RequestView[] {
    const shown = new Set(visible.map((place) => this.at(place)));
    return waiting(requests).filter(({ id }) => !shown.has(id));
  }

  #fill(free: readonly number[], requests: readonly RequestView[]): void {
    for (const [index, place] of free.entries()) {
      const request = requests[index];
      if (request === undefined) return;
      for (const [other, { id }] of this.#places) if (id === request.id) this.#places.delete(other);
      this.#places.set(place, { id: request.id, skips: request.skips });
    }
  }
}

/** Waiting requests as they are offered. */
export function waiting(requests: RequestsView): RequestView[] {
  return requests.order.flatMap((id) => {
    const request = requests.byId[id];
    return isWaiting(request) ? [request] : [];
  });
}

function isWaiting(request: RequestView | undefined): request is RequestView {
  return request !== undefined && WAITING_STATES.includes(request.state);
}

/** Until when an accepted request stays on its key; undefined where it does not. */
function undoEnd(request: RequestView | undefined, nowMs: number): number | undefined {
  if (request?.announcesAt === undefined || !ACCEPTED_STATES.includes(request.state)) return undefined;
  return request.announcesAt > nowMs ? request.announcesAt : undefined;
}

function earliest(times: (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}
