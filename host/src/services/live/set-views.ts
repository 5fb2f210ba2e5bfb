// A set as it is read: its rows with their words, their masks, and where they lie in each recording and stream. Every row is made
// here, for screens and for lists that are written out.

import { basename } from 'node:path/posix';
import type { PublicSet, SetOutput, SetRow, SetView } from '@tracord/shared/sets.ts';
import type { TrackHit } from '#domain/collection.ts';
import { fold } from '#domain/fold.ts';
import { filesOf, type OutputClock, placeOn } from '#domain/output-clock.ts';
import { publicSet } from '#domain/public-view.ts';
import { type PlacedPlay, placedPlays } from '#domain/set-rows.ts';
import type { SetStores } from '#storage/show/set-stores.ts';
import type { Setlist } from '#storage/show/setlists.ts';
import type { NowPlayingRules } from './now-playing-view.ts';
import { isMaskedPlay } from './play-history.ts';
import type { LibrarySays } from './set-library.ts';

export type SetViewsParts = {
  stores: SetStores;
  rules: () => NowPlayingRules;
  lagMs: () => number;
  /** Recordings and streams that ran at some time between the two, ms since the epoch, the oldest first. */
  clocks: (fromMs: number, toMs: number) => OutputClock[];
  now: () => number;
};

/** `track`: what the library has of it, absent where the DJ wrote that it was another. `words`: in clear. */
export type ReadRow = PlacedPlay & {
  words: { artist: string; title: string; mix?: string };
  display: { artist: string; title: string };
  track?: TrackHit;
  masked: boolean;
};

export class SetViews {
  readonly #parts: SetViewsParts;

  constructor(parts: SetViewsParts) {
    this.#parts = parts;
  }

  /** The rows in their order, without what the library says. */
  placed(set: Setlist): PlacedPlay[] {
    const { stores, lagMs } = this.#parts;
    const { from, to } = stores.setlists.window(set.id) ?? { from: set.fromAt, to: set.fromAt };
    const plays = stores.plays.between(from, to).filter(({ live }) => live);
    const facts = stores.facts.read(plays.map(({ id }) => id));
    return placedPlays(plays, facts, { fromAt: from, lagMs: lagMs() });
  }

  read(placed: readonly PlacedPlay[], says: LibrarySays): ReadRow[] {
    return placed.map((row) => this.#row(row, says));
  }

  /** In the operator's view. */
  view(set: Setlist, placed: readonly PlacedPlay[], says: LibrarySays): SetView {
    const outputs = this.outputs(set, placed);
    const rows = this.read(placed, says).map((row) => [row.play.id, setRow(row, outputs)] as const);
    return {
      ...{ id: set.id, name: set.name, isOn: set.endedAt === undefined, startedAt: set.fromAt, endedAt: set.endedAt },
      order: rows.map(([id]) => id),
      byId: Object.fromEntries(rows),
      outputs: outputViews(outputs),
    };
  }

  /** Recordings and streams that ran while something of the set was played. */
  outputs({ fromAt, endedAt }: Setlist, placed: readonly PlacedPlay[]): OutputClock[] {
    const last = placed.at(-1);
    const until = last?.endsAt ?? endedAt ?? this.#parts.now();
    return this.#parts.clocks(
      Math.min(fromAt, placed[0]?.startsAt ?? fromAt),
      Math.max(until, last?.startsAt ?? until),
    );
  }

  #row(row: PlacedPlay, says: LibrarySays): ReadRow {
    const { rules } = this.#parts;
    const { play, written, heard } = row;
    const hit = play.trackId === undefined ? undefined : says.hits.get(play.trackId);
    const isOther = hit !== undefined && written.title !== undefined && !sharesWord(written.title, hit.title);
    const words = {
      artist: written.artist ?? hit?.artist ?? heard.artist,
      title: written.title ?? hit?.title ?? heard.title,
      mix: written.title === undefined ? hit?.mix : undefined,
    };
    const { masks } = rules();
    const masked =
      isMaskedPlay(play, hit, rules()) ||
      (play.trackId !== undefined && !says.isTrusted) ||
      [words, heard, hit].some((text) => text !== undefined && masks.text(text.artist, text.title) !== undefined);
    return { ...row, words, masked, display: rules().clean(words), track: isOther ? undefined : hit };
  }
}

/** A title that was set right still has a word of what it was. */
function sharesWord(written: string, title: string): boolean {
  const words = new Set(fold(title).split(' '));
  return fold(written)
    .split(' ')
    .some((word) => words.has(word));
}

/** What the audience may read of a view: rows it was told of. A track the library was not asked for yet is as one that was not
 * announced. `knowsOf`: whether the audience was told of a play that began then. */
export function toldOf(
  view: SetView,
  placed: readonly PlacedPlay[],
  says: LibrarySays,
  knowsOf: (playedAt: number) => boolean,
): PublicSet {
  const told = placed.filter(({ play }) => {
    return knowsOf(play.at) && (play.trackId === undefined || says.isAsked(play.trackId));
  });
  const ids = new Set(told.map(({ play }) => play.id));
  return publicSet(view, (playId) => ids.has(playId));
}

/** What belongs to the tracks of these rows. */
export function trackIdsOf(placed: readonly PlacedPlay[]): string[] {
  return [...new Set(placed.flatMap(({ play }) => play.trackId ?? []))];
}

/** In the order they play, each once. */
export function performersOf(placed: readonly PlacedPlay[]): string[] {
  return [...new Set(placed.flatMap(({ play }) => play.performer ?? []))];
}

function setRow(row: ReadRow, outputs: readonly OutputClock[]): SetRow {
  const { play, place, startsAt, endsAt, by, rough, words, display, deck, masked, track } = row;
  return {
    ...{ place, startsAt, endsAt, artist: words.artist, title: words.title, display },
    ...{ trackId: play.trackId, label: track?.label, deck, performer: play.performer, by },
    masked: masked || undefined,
    rough: rough || undefined,
    on: outputs.flatMap((output) => {
      const found = placeOn(output, startsAt);
      if (found === undefined) return [];
      return [{ output: output.id, file: found.file, ms: found.ms, rough: rough || found.rough || undefined }];
    }),
  };
}

function outputViews(outputs: readonly OutputClock[]): SetOutput[] {
  const counts = { recording: 0, stream: 0 };
  return outputs.map((output) => {
    const { id, kind, startedAt, endedAt } = output;
    counts[kind]++;
    // OBS may run on Windows.
    const files = filesOf(output).flatMap(({ path }) =>
      path === undefined ? [] : basename(path.replaceAll('\\', '/')),
    );
    return { id, kind, number: counts[kind], startedAt, endedAt, files };
  });
}
