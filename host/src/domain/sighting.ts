// What adapters heard and nobody believes yet: the broadcast's titles, the deck feed's words. Times are ms since the epoch.
// Adapters clean what they report: texts fit one line, numbers lie within what a deck can do or are absent.

export type DeckId = 'A' | 'B' | 'C' | 'D';

/** A track as a sender named it: its words as sent, on one line. An absent field was not said. */
export type HeardTrack = {
  artist: string;
  title: string;
  /** Absolute path on this computer, where the sender knows it. */
  path?: string;
  mix?: string;
  remixer?: string;
  album?: string;
  genre?: string;
  label?: string;
  comment?: string;
  comment2?: string;
  /** Above 0, up to 999. */
  trackBpm?: number;
  /** 0–23. */
  keyIndex?: number;
  /** Above 0, up to 24 h. */
  durationMs?: number;
};

export type BroadcastSighting =
  | { kind: 'broadcast.connected'; mount: string; at: number }
  | { kind: 'broadcast.title'; mount: string; artist: string; title: string; at: number }
  | { kind: 'broadcast.disconnected'; mount: string; at: number };

export type DeckSighting =
  | { kind: 'deck.loaded'; deck: DeckId; track: HeardTrack; playing: boolean; positionMs?: number; at: number }
  /** The deck was emptied. */
  | { kind: 'deck.unloaded'; deck: DeckId; at: number }
  /** A part of what a deck does. A position without `playing` is only sent by a deck that plays, once a second.
   * `positionMs` 0 to 24 h. */
  | { kind: 'deck.updated'; deck: DeckId; playing?: boolean; positionMs?: number; bpm?: number; at: number }
  /** `channel` 1–4 belongs to decks A–D. `onAir`: fader above zero and crossfader not fully away; `level` 0–1. */
  | { kind: 'deck.channel'; channel: 1 | 2 | 3 | 4; onAir?: boolean; level?: number; at: number }
  | { kind: 'deck.clock'; deck?: DeckId; bpm?: number; at: number };

export type Sighting = BroadcastSighting | DeckSighting;

export function isDeckSighting(sighting: Sighting): sighting is DeckSighting {
  return sighting.kind.startsWith('deck.');
}
