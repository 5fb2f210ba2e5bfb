// Who asked for the track on air, as `now-playing` says it: 2 s after the card came, and gone as soon as it is not so.

import type { PublicRequests } from '@tracord/shared/requests.ts';
import type { PublicTopics } from '@tracord/shared/topics.ts';

/** `others`: how many more asked for it. */
export type Asker = { name: string; others: number };

export const ASKER_AFTER_MS = 2_000;

/** Undefined where nobody asked for it, names are off, or the track is masked. Pure. */
export function askerOnAir(now: PublicTopics['nowPlaying'], requests: PublicRequests | undefined): Asker | undefined {
  const onAir = requests?.onAir;
  const name = onAir?.name?.trim();
  if (onAir === undefined || !name || now.track === undefined || now.track.masked) return undefined;
  return onAir.onAirSince === now.onAirSince ? { name, others: onAir.others } : undefined;
}

/** Waits from the moment a card comes. Timers, no DOM. */
export class AskerDelay {
  readonly #onDue: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isDue = false;

  constructor(onDue: () => void) {
    this.#onDue = onDue;
  }

  get isDue(): boolean {
    return this.#isDue;
  }

  begin(): void {
    this.end();
    this.#timer = setTimeout(() => {
      this.#isDue = true;
      this.#onDue();
    }, ASKER_AFTER_MS);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#isDue = false;
  }
}
