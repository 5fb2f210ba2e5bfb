// What the DJ told the planner, kept over a restart: how to go on, what is next, and what is not wanted in this set.

import { PRESETS } from '@tracord/shared/plan.ts';
import { z } from 'zod';
import type { ShowState } from '#storage/show/show-state.ts';

const remembered = z.object({
  preset: z.enum(PRESETS).default('smooth'),
  pinned: z.string().optional(),
  blocked: z.array(z.string()).default([]),
  /** The set that `blocked` was said in. */
  setId: z.string().optional(),
});
type Remembered = z.infer<typeof remembered>;

const NAME = 'planner';
/** Nobody says no so often in a night. */
const MOST_BLOCKED = 500;

export class PlannerMemory {
  readonly #state: ShowState;
  readonly #write: (write: () => void) => void;
  #now: Remembered;

  constructor(state: ShowState, write: (write: () => void) => void) {
    this.#state = state;
    this.#write = write;
    const stored = remembered.safeParse(state.get(NAME) ?? {});
    this.#now = stored.success ? stored.data : { preset: 'smooth', blocked: [] };
  }

  /** In another set than it was said in nothing is blocked any more. */
  of(setId: string | undefined): Remembered {
    if (setId !== undefined && this.#now.setId !== setId) {
      const isFirst = this.#now.setId === undefined;
      this.change({ setId, blocked: isFirst ? this.#now.blocked : [] });
    }
    return this.#now;
  }

  change(change: Partial<Remembered>): void {
    const now = { ...this.#now, ...change };
    this.#now = { ...now, blocked: now.blocked.slice(-MOST_BLOCKED) };
    this.#write(() => this.#state.set(NAME, this.#now));
  }
}
