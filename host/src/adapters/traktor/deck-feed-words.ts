// What the deck client's four messages say, as sightings. Fields it does not know, or that make no sense, are passed over.
// Source: https://github.com/ErikMinekus/traktor-api-client (D2/Api): seconds, tempo as a multiplier of the base BPM.

import { z } from 'zod';
import type { DeckId, DeckSighting, HeardTrack } from '#domain/sighting.ts';

const LONGEST_TEXT = 2_000;

const text = z
  .string()
  .transform((value) => value.slice(0, LONGEST_TEXT))
  .optional()
  .catch(undefined);
const flag = z
  .union([z.boolean(), z.literal([0, 1]).transform((value) => value === 1)])
  .optional()
  .catch(undefined);
const number = z.number().optional().catch(undefined);

const deckFields = z.object({
  filePath: text,
  title: text,
  artist: text,
  album: text,
  genre: text,
  comment: text,
  comment2: text,
  label: text,
  mix: text,
  remixer: text,
  key: number,
  trackLength: number,
  elapsedTime: number,
  bpm: number,
  tempo: number,
  isPlaying: flag,
});
const clockFields = z.object({ deck: z.enum(['A', 'B', 'C', 'D']).optional().catch(undefined), bpm: number });
const channelFields = z.object({ isOnAir: flag, onAirLevel: number });

type DeckFields = z.infer<typeof deckFields>;

/** Remembers each deck's base BPM, as later messages only tell the multiplier. */
export class DeckFeedWords {
  readonly #tempos = new Map<DeckId, { baseBpm?: number; tempo: number }>();

  /** `path` is the request's, for example `/deckLoaded/A`. 'unknown' for other endpoints, 'unreadable' for a body that
   * is no object; no sightings where the message says nothing of use here. */
  read(path: string, body: unknown, at: number): DeckSighting[] | 'unknown' | 'unreadable' {
    const [, endpoint = '', target = ''] = /^\/+(\w+)(?:\/(\w+))?\/?$/.exec(path) ?? [];
    const deck = /^[A-D]$/i.test(target) ? (target.toUpperCase() as DeckId) : undefined;
    const channel = /^[1-4]$/.test(target) ? (Number(target) as 1 | 2 | 3 | 4) : undefined;
    if (endpoint === 'deckLoaded' && deck) return this.#with(deckFields, body, (said) => this.#loaded(deck, said, at));
    if (endpoint === 'updateDeck' && deck) return this.#with(deckFields, body, (said) => this.#updated(deck, said, at));
    if (endpoint === 'updateChannel' && channel) {
      return this.#with(channelFields, body, ({ isOnAir, onAirLevel }) => {
        const level = onAirLevel === undefined ? undefined : Math.min(1, Math.max(0, onAirLevel));
        if (isOnAir === undefined && level === undefined) return [];
        return [{ kind: 'deck.channel', channel, onAir: isOnAir, level, at }];
      });
    }
    if (endpoint === 'updateMasterClock') {
      return this.#with(clockFields, body, (said) => [
        { kind: 'deck.clock', deck: said.deck, bpm: positive(said.bpm), at },
      ]);
    }
    return 'unknown';
  }

  #with<T>(fields: z.ZodType<T>, body: unknown, read: (said: T) => DeckSighting[]): DeckSighting[] | 'unreadable' {
    const said = fields.safeParse(body);
    return said.success ? read(said.data) : 'unreadable';
  }

  #loaded(deck: DeckId, said: DeckFields, at: number): DeckSighting[] {
    const track = heardTrack(said);
    this.#tempos.set(deck, { baseBpm: track?.trackBpm, tempo: multiplier(said.tempo) ?? 1 });
    if (track === undefined) return [{ kind: 'deck.unloaded', deck, at }];
    const positionMs = milliseconds(said.elapsedTime);
    const loaded = { kind: 'deck.loaded', deck, track, playing: said.isPlaying ?? false, positionMs, at } as const;
    const bpm = this.#bpm(deck);
    return bpm === undefined ? [loaded] : [loaded, { kind: 'deck.updated', deck, bpm, at }];
  }

  #updated(deck: DeckId, said: DeckFields, at: number): DeckSighting[] {
    const tempo = multiplier(said.tempo);
    if (tempo !== undefined) this.#tempos.set(deck, { ...this.#tempos.get(deck), tempo });
    const bpm = tempo === undefined ? undefined : this.#bpm(deck);
    const positionMs = milliseconds(said.elapsedTime);
    // Sent even when empty (cue points, sync): it shows that the feed lives.
    return [{ kind: 'deck.updated', deck, playing: said.isPlaying, positionMs, bpm, at }];
  }

  #bpm(deck: DeckId): number | undefined {
    const { baseBpm, tempo = 1 } = this.#tempos.get(deck) ?? {};
    return baseBpm === undefined ? undefined : Math.round(baseBpm * tempo * 100) / 100;
  }
}

function heardTrack(said: DeckFields): HeardTrack | undefined {
  const path = filePath(said.filePath ?? '');
  const artist = said.artist ?? '';
  const title = said.title ?? '';
  if (artist === '' && title === '' && path === undefined) return undefined;
  const { key } = said;
  return {
    artist,
    title,
    path,
    mix: filled(said.mix),
    remixer: filled(said.remixer),
    album: filled(said.album),
    genre: filled(said.genre),
    label: filled(said.label),
    comment: filled(said.comment),
    comment2: filled(said.comment2),
    trackBpm: positive(said.bpm),
    keyIndex: key !== undefined && Number.isInteger(key) && key >= 0 && key <= 23 ? key : undefined,
    durationMs: milliseconds(positive(said.trackLength)),
  };
}

/** Traktor on a Mac may write `Volume:folder:file`; everything else is passed on as it came. */
function filePath(raw: string): string | undefined {
  if (raw === '') return undefined;
  const isClassicMac = raw.includes(':') && !raw.includes('/') && !/^[a-z]:\\/i.test(raw);
  return isClassicMac ? `/Volumes/${raw.replaceAll(':', '/')}` : raw;
}

function filled(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

function positive(value: number | undefined): number | undefined {
  return value !== undefined && value > 0 ? value : undefined;
}

function milliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : Math.round(seconds * 1000);
}

/** Traktor's widest tempo range is ±100 %; anything far outside is no multiplier. */
function multiplier(value: number | undefined): number | undefined {
  return value !== undefined && value > 0 && value <= 4 ? value : undefined;
}
