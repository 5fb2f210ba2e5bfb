// The rows of a set: from plays as heard, what was found out later of them, and what the DJ wrote over it. Pure.
// What the DJ says stands over the history, the history over what was heard. A start that only the broadcast told is shown
// earlier by its lag, though never before what was played before it, and is rough.

import type { StartBy } from '@tracord/shared/sets.ts';
import type { Play } from './play.ts';

/** What one author says of a play; an absent member says nothing. */
type Fact = {
  at?: number;
  endedAt?: number;
  artist?: string;
  title?: string;
  deck?: string;
  removed?: boolean;
};
export type PlayFactsBy = { history?: Fact; dj?: Fact };

/** `place`: 1, 2, 3 …. `written`: words of the DJ's hand; `heard`: else the history's, else as heard. */
export type PlacedPlay = {
  play: Play;
  place: number;
  startsAt: number;
  /** Absent: it plays on, or nobody knows. */
  endsAt?: number;
  by: StartBy;
  rough: boolean;
  written: { artist?: string; title?: string };
  heard: { artist: string; title: string };
  deck?: string;
};

export type SetWindow = { fromAt: number; lagMs: number };

/** `plays`: those of one set, in the order they were heard. Starts ascend; none is without a place. */
export function placedPlays(
  plays: readonly Play[],
  facts: ReadonlyMap<string, PlayFactsBy>,
  { fromAt, lagMs }: SetWindow,
): PlacedPlay[] {
  const shown: { play: Play; fact: PlayFactsBy; startsAt: number }[] = [];
  for (const play of plays) {
    const fact = facts.get(play.id) ?? {};
    if (fact.dj?.removed ?? fact.history?.removed) continue;
    shown.push({ play, fact, startsAt: fact.dj?.at ?? fact.history?.at ?? heardStart(play, shown, fromAt, lagMs) });
  }
  // The order they were heard in decides where two start at once.
  shown.sort((a, b) => a.startsAt - b.startsAt);
  return shown.map(({ play, fact: { dj, history }, startsAt }, index) => {
    const by = dj?.at !== undefined ? 'dj' : history?.at !== undefined ? 'history' : heardBy(play);
    return {
      ...{ play, place: index + 1, startsAt, by },
      endsAt: endOf(startsAt, dj?.endedAt ?? history?.endedAt ?? play.endedAt, shown[index + 1]?.startsAt),
      rough: by === 'heard' && play.source === 'broadcast',
      written: { artist: dj?.artist, title: dj?.title },
      heard: { artist: history?.artist ?? play.artist, title: history?.title ?? play.title },
      deck: dj?.deck ?? history?.deck ?? play.deck,
    };
  });
}

/** The start of a play of which nobody said more. `before`: what was heard before it; the DJ may have moved some of it behind. */
function heardStart(play: Play, before: readonly { startsAt: number }[], fromAt: number, lagMs: number): number {
  if (play.source !== 'broadcast') return play.at;
  let earliest = Math.max(play.at - lagMs, Math.min(fromAt, play.at));
  for (const { startsAt } of before) if (startsAt <= play.at) earliest = Math.max(earliest, startsAt);
  return earliest;
}

function heardBy({ source }: Play): StartBy {
  return source === 'history' ? 'history' : 'heard';
}

/** A row ends where it is known to have ended, at the latest where the next one begins. */
function endOf(startsAt: number, endedAt: number | undefined, nextAt: number | undefined): number | undefined {
  const ended = endedAt !== undefined && endedAt > startsAt ? endedAt : undefined;
  if (nextAt === undefined) return ended;
  return ended === undefined ? nextAt : Math.min(ended, nextAt);
}

/** Which set a play belongs to goes by when it was heard; its place in the list may not. The moment from which the row at `place`
 * and all behind it were heard, and none before it. Undefined: there is none, a row was moved across. */
export function cutBefore(rows: readonly Pick<PlacedPlay, 'play'>[], place: number): number | undefined {
  const heardAt = rows.map(({ play }) => play.at);
  const cut = Math.min(...heardAt.slice(place - 1));
  return heardAt.slice(0, place - 1).every((at) => at < cut) ? cut : undefined;
}

/** The starts to write so that the rows stand in this order and each place keeps its start. `order`: the rows as they are to be,
 * with the starts they have; `starts`: those of the places. Only the places `from` to `to` (0, 1, 2 …) were changed. Where several
 * start at once the later ones begin a millisecond later. */
export function startsInOrder(
  order: readonly { id: string; startsAt: number }[],
  starts: readonly number[],
  from: number,
  to: number,
): Map<string, number> {
  const changed = new Map<string, number>();
  let last = starts[from - 1] ?? Number.NEGATIVE_INFINITY;
  for (let index = from; index < order.length; index++) {
    const row = order[index];
    const start = starts[index];
    if (row === undefined || start === undefined || (index > to && start > last)) break;
    last = Math.max(start, last + 1);
    if (last !== row.startsAt) changed.set(row.id, last);
  }
  return changed;
}
