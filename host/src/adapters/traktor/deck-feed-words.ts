// What the deck client's four messages say, as sightings. Fields it does not know, or that make no sense, are passed over.
// Source: https://github.com/ErikMinekus/traktor-api-client (D2/Api): seconds, tempo as a multiplier of the base BPM.

import { z } from 'zod';
import { LONGEST_TRACK_MS } from '#domain/on-air-times.ts';
import type { DeckId, DeckSighting, HeardTrack } from '#domain/sighting.ts';
import { cleanText } from './title-text.ts';

/** In code points; a path in UTF-16 units. */
const LONGEST_TEXT = 2_000;
const LONGEST_PATH = 4_096;

/** Far beyond what Traktor can play. */
const HIGHEST_BPM = 999;

const text = z
  .string()
  .transform((value) => cleanText(value, LONGEST_TEXT))
  .optional()
  .catch(undefined);
/** Names a file only as it is: one that would have to be cleaned is none. */
const pathText = z
  .string()
  .max(LONGEST_PATH)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u)
  .optional()
  .catch(undefined);
const flag = z
  .union([z.boolean(), z.literal([0, 1]).transform((value) => value === 1)])
  .optional()
  .catch(undefined);
const number = z.number().optional().catch(undefined);
const seconds = z
  .number()
  .min(0)
  .max(LONGEST_TRACK_MS / 1000)
  .optional()
  .catch(undefined);
const bpm = z.number().positive().max(HIGHEST_BPM).optional().catch(undefined);
/** Traktor's widest tempo range is ±100 %; anything far outside is no multiplier. */
const multiplier = z.number().positive().max(4).optional().catch(undefined);
/** A hair above 1 is full; far off it is no fader. */
const level = z
  .number()
  .min(0)
  .max(2)
  .transform((value) => Math.min(1, value))
  .optional()
  .catch(undefined);

const deckFields = z.object({
  filePath: pathText,
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
  trackLength: seconds,
  elapsedTime: seconds,
  bpm,
  tempo: multiplier,
  isPlaying: flag,
});
const clockFields = z.object({ deck: z.enum(['A', 'B', 'C', 'D']).optional().catch(undefined), bpm });
const channelFields = z.object({ isOnAir: flag, onAirLevel: level });

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
      return this.#with(channelFields, body, (said) => {
        if (said.isOnAir === undefined && said.onAirLevel === undefined) return [];
        return [{ kind: 'deck.channel', channel, onAir: said.isOnAir, level: said.onAirLevel, at }];
      });
    }
    if (endpoint === 'updateMasterClock') {
      return this.#with(clockFields, body, (said) => [{ kind: 'deck.clock', deck: said.deck, bpm: said.bpm, at }]);
    }
    return 'unknown';
  }

  #with<T>(fields: z.ZodType<T>, body: unknown, read: (said: T) => DeckSighting[]): DeckSighting[] | 'unreadable' {
    const said = fields.safeParse(body);
    return said.success ? read(said.data) : 'unreadable';
  }

  #loaded(deck: DeckId, said: DeckFields, at: number): DeckSighting[] {
    const track = heardTrack(said);
    this.#tempos.set(deck, { baseBpm: track?.trackBpm, tempo: said.tempo ?? 1 });
    if (track === undefined) return [{ kind: 'deck.unloaded', deck, at }];
    const positionMs = milliseconds(said.elapsedTime);
    const loaded = { kind: 'deck.loaded', deck, track, playing: said.isPlaying ?? false, positionMs, at } as const;
    const bpm = this.#bpm(deck);
    return bpm === undefined ? [loaded] : [loaded, { kind: 'deck.updated', deck, bpm, at }];
  }

  #updated(deck: DeckId, said: DeckFields, at: number): DeckSighting[] {
    const { tempo } = said;
    if (tempo !== undefined) this.#tempos.set(deck, { ...this.#tempos.get(deck), tempo });
    const bpm = tempo === undefined ? undefined : this.#bpm(deck);
    const positionMs = milliseconds(said.elapsedTime);
    // Sent even when empty (cue points, sync): it shows that the feed lives.
    return [{ kind: 'deck.updated', deck, playing: said.isPlaying, positionMs, bpm, at }];
  }

  #bpm(deck: DeckId): number | undefined {
    const { baseBpm, tempo = 1 } = this.#tempos.get(deck) ?? {};
    return baseBpm === undefined ? undefined : Math.round(baseBpm * tempo * 100) / 100 || undefined;
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
    trackBpm: said.bpm,
    keyIndex: key !== undefined && Number.isInteger(key) && key >= 0 && key <= 23 ? key : undefined,
    durationMs: milliseconds(said.trackLength) || undefined,
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

/** Of a time that is not negative: minus nothing is nothing. */
function milliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : Math.abs(Math.round(seconds * 1000));
}
