// Whose track a heard text is: the DJ's remembered choice, else the library's match. Never a silent guess: where the
// library is not certain there are only candidates.

import type { MatchView } from '@tracord/shared/topics.ts';
import type { TrackHit } from '#domain/collection.ts';
import { fold } from '#domain/fold.ts';
import type { MatchResult } from '#domain/matching.ts';
import type { HeardTrack } from '#domain/sighting.ts';
import { messageOf } from '#kernel/domain-error.ts';
import type { Logger } from '#kernel/logger.ts';
import type { RememberedMatches } from '#storage/show/choices.ts';

export type Identity = {
  /** Only when certain. */
  hit?: TrackHit;
  /** Whatever it might be, the certain one included: masks look at all of them. */
  candidates: TrackHit[];
  match: MatchView;
  /** The library could not be asked: nothing is known, not even whether a mask applies. */
  failed?: boolean;
};

export type MatchingLibrary = {
  match(heard: HeardTrack): Promise<MatchResult>;
  tracks(ids: string[]): Promise<TrackHit[]>;
};

/** The key under which a choice for a text is remembered. */
export function textKey(artist: string, title: string): string {
  return fold(`${artist} - ${title}`);
}

export class Identification {
  readonly #library: MatchingLibrary;
  readonly #remembered: RememberedMatches;
  readonly #log: Logger;

  constructor(library: MatchingLibrary, remembered: RememberedMatches, log: Logger) {
    this.#library = library;
    this.#remembered = remembered;
    this.#log = log;
  }

  async identify(heard: HeardTrack): Promise<Identity> {
    try {
      return (await this.#byMemory(heard)) ?? (await this.#byLibrary(heard));
    } catch (error) {
      this.#log.error('match.failed', { artist: heard.artist, title: heard.title, error });
      const reasons = [`The library could not be asked: ${messageOf(error)}.`];
      return { candidates: [], match: { confidence: 0, by: 'none', reasons, alternatives: [] }, failed: true };
    }
  }

  /** The track the DJ names; undefined where the library has no such id. */
  async byChoice(trackId: string): Promise<Identity | undefined> {
    const hit = await this.#hit(trackId);
    return hit && certain(hit, 'dj', ['You chose it.']);
  }

  /** From now on this text means this track. */
  remember(heard: HeardTrack, trackId: string, at: number): void {
    this.#remembered.set(textKey(heard.artist, heard.title), trackId, at);
  }

  async #byMemory(heard: HeardTrack): Promise<Identity | undefined> {
    // A path is a fact, and better than an earlier choice for the same words.
    if (heard.path !== undefined) return undefined;
    const trackId = this.#remembered.get(textKey(heard.artist, heard.title));
    const hit = trackId === undefined ? undefined : await this.#hit(trackId);
    return hit && certain(hit, 'remembered', ['You chose it before for this text.']);
  }

  async #byLibrary(heard: HeardTrack): Promise<Identity> {
    const found = await this.#library.match(heard);
    const ids = [...(found.track ? [found.track.id] : []), ...found.alternatives.map((one) => one.id)];
    const candidates = ids.length === 0 ? [] : await this.#library.tracks(ids);
    const { by, confidence, reasons } = found;
    const alternatives = found.alternatives.map((one) => one.id);
    return {
      hit: candidates.find((one) => one.id === found.track?.id),
      candidates,
      match: { by, confidence, reasons, alternatives },
    };
  }

  async #hit(trackId: string): Promise<TrackHit | undefined> {
    return (await this.#library.tracks([trackId]))[0];
  }
}

function certain(hit: TrackHit, by: 'dj' | 'remembered', reasons: string[]): Identity {
  return { hit, candidates: [hit], match: { confidence: 1, by, reasons, alternatives: [] } };
}
