// Who plays, and whose sightings count, for DJs who take turns. What did not count is remembered as it stands, so that it is
// there at once when it counts after all: another DJ's track may be on already. All of it survives a restart.

import { z } from 'zod';
import { isDeckSighting, type Sighting } from '#domain/sighting.ts';
import type { ShowState } from '#storage/show/show-state.ts';

export type PerformersParts = {
  state: Pick<ShowState, 'get' | 'set'>;
  /** Writes to the store, now or as soon as it can be. */
  write: (write: () => void) => void;
  /** The setting `sets.performer`: who plays where nobody was named. */
  usual: () => string;
  /** Takes what counts from now on, in the order it has to be heard. */
  retake: (sightings: Sighting[]) => void;
  onChange: () => void;
};

const stored = z.object({
  /** Absent: nobody was named, the usual one plays. */
  name: z.string().optional(),
  /** By name, the newest last. */
  hears: z.array(z.tuple([z.string(), z.string()])),
});
type Stored = z.infer<typeof stored>;

/** Under this name the show's state keeps it. */
const RECORD = 'performer';
/** So many names are remembered with what they hear. */
const MOST_NAMES = 200;
/** So many decks, channels and mounts that did not count are remembered. */
const MOST_MISSED = 64;

export class Performers {
  readonly #parts: PerformersParts;
  #stored: Stored;
  /** What did not count, the last word of each deck, channel and mount. */
  readonly #missed = new Map<string, Sighting>();

  constructor(parts: PerformersParts) {
    this.#parts = parts;
    this.#stored = stored.safeParse(parts.state.get(RECORD)).data ?? { hears: [] };
  }

  /** Empty: nobody in particular. */
  get name(): string {
    return this.#stored.name ?? this.#parts.usual();
  }

  /** "decks", "broadcast", or a mount like "/guest"; empty: everything. */
  get hears(): string {
    return this.#stored.hears.find(([name]) => name === this.name)?.[1] ?? '';
  }

  /** Without `hears` what was said for this name before. */
  set({ name, hears }: { name: string; hears?: string }): { ok: true; name: string; hears: string } {
    const known = this.#stored.hears.find(([one]) => one === name)?.[1];
    const others = this.#stored.hears.filter(([one]) => one !== name);
    const wanted = hears ?? known ?? '';
    this.#stored = { name, hears: [...others, [name, wanted] satisfies [string, string]].slice(-MOST_NAMES) };
    const record = this.#stored;
    this.#parts.write(() => this.#parts.state.set(RECORD, record));
    this.#catchUp();
    this.#parts.onChange();
    return { ok: true, name: this.name, hears: this.hears };
  }

  /** Whether a sighting is to be believed now. That a mount went away always counts: it ends what it had begun. */
  counts(sighting: Sighting): boolean {
    const counts = isHeard(sighting, this.hears) || sighting.kind === 'broadcast.disconnected';
    if (counts) forget(this.#missed, sighting);
    else remember(this.#missed, sighting);
    return counts;
  }

  #catchUp(): void {
    const { hears } = this;
    const due = [...this.#missed].filter(([, sighting]) => isHeard(sighting, hears));
    for (const [key] of due) this.#missed.delete(key);
    // What lies on a deck before what the deck does.
    const sightings = due.map(([, sighting]) => sighting).sort((a, b) => rank(a) - rank(b));
    if (sightings.length > 0) this.#parts.retake(sightings);
  }
}

function isHeard(sighting: Sighting, hears: string): boolean {
  if (hears === '') return true;
  if (isDeckSighting(sighting)) return hears === 'decks';
  return hears === 'broadcast' || hears === sighting.mount;
}

function rank({ kind }: Sighting): number {
  return kind === 'deck.loaded' || kind === 'deck.unloaded' ? 0 : 1;
}

/** Undefined: nothing that would still be true later. */
function keyOf(sighting: Sighting): string | undefined {
  switch (sighting.kind) {
    case 'deck.loaded':
    case 'deck.unloaded':
      return `load ${sighting.deck}`;
    case 'deck.updated':
      return `deck ${sighting.deck}`;
    case 'deck.channel':
      return `channel ${sighting.channel}`;
    case 'broadcast.title':
    case 'broadcast.disconnected':
      return `mount ${sighting.mount}`;
    default:
      return undefined;
  }
}

function remember(missed: Map<string, Sighting>, sighting: Sighting): void {
  const key = keyOf(sighting);
  if (key === undefined) return;
  // What the deck did was done with the track before.
  if (key.startsWith('load ')) missed.delete(key.replace('load', 'deck'));
  const before = missed.get(key);
  const isPart = sighting.kind === 'deck.updated' || sighting.kind === 'deck.channel';
  missed.delete(key);
  missed.set(key, isPart && before !== undefined ? { ...before, ...sighting } : sighting);
  const oldest = missed.keys().next().value;
  if (missed.size > MOST_MISSED && oldest !== undefined) missed.delete(oldest);
}

function forget(missed: Map<string, Sighting>, sighting: Sighting): void {
  const key = keyOf(sighting);
  if (key !== undefined) missed.delete(key);
}
