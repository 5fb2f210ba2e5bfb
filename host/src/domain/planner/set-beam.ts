// The first draft of a set: from its beginning always the few cheapest unfinished sets are gone on with. Pure.

import type { Chance } from './set-random.ts';
import type { SetTask } from './set-task.ts';
import { easeOfDifference } from './transition.ts';

/** Unfinished sets at a time; fewer where there is much to look at. */
const WIDTH = 12;
const LOOKS = 3_000_000;
/** Of a great many tracks only so many are looked at for each step, by chance. */
const MOST_NEXT = 600;
const LEAST_NEXT = 100;
const DRAFTS = 4;
/** Sets that begin alike, of all that are gone on with: others may catch up. */
const ALIKE = 3;
/** What taking a track that has to be in it anyway is worth. */
const MUST_WORTH = 0.25;
/** How much of a track is its own, what runs together with the next one taken off. */
const OWN_PART = 0.93;

/** `root`: its first track that did not stand fixed. */
type Draft = { tracks: Int32Array; root: number; cost: number };

type Unfinished = {
  tracks: Int32Array;
  /** Its first track that did not stand fixed; -1: none so far. */
  root: number;
  /** 1 or 0 by song: is in it, or kept for its place. */
  used: Uint8Array;
  startsMs: number;
  cost: number;
  mustLeft: number;
  mustLeftMs: number;
};

type Next = { from: Unfinished; track: number; root: number; startsMs: number; cost: number; rank: number };

/** The best few, the best first; at least one where there is a track at all. Each holds all that must be in it. */
export function drafts(task: SetTask, chance: Chance): Draft[] {
  const found: Draft[] = [];
  const guide = guideOf(task);
  const width = widthOf(task);
  let open: Unfinished[] = [beginning(task)];
  for (let at = task.head; open.length > 0; at++) {
    const next: Next[] = [];
    for (const from of open) {
      finish(task, from, at, found);
      if (from.startsMs > task.wantedMs && from.mustLeft === 0 && isPastLocks(task, at)) continue;
      for (const track of choices(task, from, at, chance)) {
        const limit = next.length < width ? Number.POSITIVE_INFINITY : (next.at(-1)?.rank ?? 0);
        const one = nextOf(task, from, at, track, guide, limit);
        if (one !== undefined) keep(next, width, one);
      }
    }
    open = next.map((one) => grown(task, one, at));
  }
  return found;
}

function beginning(task: SetTask): Unfinished {
  const used = new Uint8Array(task.size).fill(1, 0, task.head);
  let [mustLeft, mustLeftMs] = [0, 0];
  for (const track of task.locked.values()) used[task.songs[track] ?? 0] = 1;
  if (task.last !== undefined) used[task.songs[task.last] ?? 0] = 1;
  for (let track = task.head; track < task.size; track++) {
    if (used[task.songs[track] ?? 0] === 1 || task.isMust[track] === 0) continue;
    mustLeft++;
    mustLeftMs += task.restMs(track) * OWN_PART;
  }
  const tracks = Int32Array.from({ length: task.head }, (_, at) => at);
  return { tracks, root: -1, used, startsMs: task.headStartsMs, cost: 0, mustLeft, mustLeftMs };
}

function isPastLocks(task: SetTask, at: number): boolean {
  for (const locked of task.locked.keys()) if (locked >= at) return false;
  return true;
}

/** A set of as many tracks as it has now, if it may end here. */
function finish(task: SetTask, { tracks, root, mustLeft }: Unfinished, at: number, found: Draft[]): void {
  if (mustLeft > 0 || !isPastLocks(task, at) || (at === 0 && task.last === undefined)) return;
  const whole = task.last === undefined ? tracks : Int32Array.from([...tracks, task.last]);
  const cost = task.cost(whole, whole.length);
  const same = found.findIndex((draft) => draft.root === root);
  if (same >= 0 && (found[same]?.cost ?? 0) <= cost) return;
  if (same >= 0) found.splice(same, 1);
  found.push({ tracks: whole, root, cost });
  found.sort((a, b) => a.cost - b.cost);
  if (found.length > DRAFTS) found.pop();
}

function choices(task: SetTask, from: Unfinished, at: number, chance: Chance): Iterable<number> {
  const locked = task.locked.get(at);
  if (locked !== undefined) return [locked];
  const last = task.last === undefined ? 0 : task.restMs(task.last);
  const own = at === 0 ? 0 : task.restMs(from.tracks[at - 1] ?? 0) * OWN_PART;
  const onlyMust = from.mustLeft > 0 && from.startsMs + own + from.mustLeftMs + last >= task.wantedMs;
  const all: number[] = [];
  for (let track = task.head; track < task.size; track++) {
    if (from.used[task.songs[track] ?? 0] === 0 && (!onlyMust || task.isMust[track] === 1)) all.push(track);
  }
  const most = Math.max(LEAST_NEXT, Math.min(MOST_NEXT, Math.floor(LOOKS / task.size)));
  if (all.length <= most) return all;
  const start = chance(all.length);
  return Array.from({ length: most }, (_, one) => all[(start + one * 7) % all.length] ?? 0);
}

/** Undefined: its rank is not below the limit. */
function nextOf(
  task: SetTask,
  from: Unfinished,
  at: number,
  track: number,
  guide: Guide,
  limit: number,
): Next | undefined {
  const before = from.tracks[at - 1];
  const startsMs = before === undefined ? from.startsMs : from.startsMs + task.advanceMs(before, track);
  const cost =
    from.cost +
    (before === undefined ? 0 : task.step(before, track)) +
    task.energyAt(track, startsMs) +
    task.spacingCost(from.tracks, at, track);
  const known = cost + MUST_WORTH * (from.mustLeft - (task.isMust[track] ?? 0));
  if (known >= limit) return undefined;
  const rank = known + guide(track, at, startsMs);
  const root = from.root < 0 && !task.locked.has(at) ? track : from.root;
  return rank < limit ? { from, track, root, startsMs, cost, rank } : undefined;
}

function grown(task: SetTask, { from, track, root, startsMs, cost }: Next, at: number): Unfinished {
  const tracks = new Int32Array(at + 1);
  tracks.set(from.tracks);
  tracks[at] = track;
  const used = from.used.slice();
  used[task.songs[track] ?? 0] = 1;
  const isMust = task.isMust[track] ?? 0;
  const mustLeft = from.mustLeft - isMust;
  const mustLeftMs = from.mustLeftMs - isMust * task.restMs(track) * OWN_PART;
  return { tracks, root, used, startsMs, cost, mustLeft, mustLeftMs };
}

/** Keeps the list short and in order. */
function keep(list: Next[], width: number, next: Next): void {
  let [alike, dearest] = [0, -1];
  if (next.root >= 0) {
    for (let at = 0; at < list.length; at++) {
      if (list[at]?.root !== next.root) continue;
      alike++;
      dearest = at;
    }
  }
  if (alike >= ALIKE) {
    if (next.rank >= (list[dearest]?.rank ?? 0)) return;
    list.splice(dearest, 1);
  }
  let at = list.length;
  while (at > 0 && (list[at - 1]?.rank ?? 0) > next.rank) at--;
  list.splice(at, 0, next);
  if (list.length > width) list.pop();
}

/** What the way still to go to the next track that stands fixed costs at the least: its tempo has to be reached. */
type Guide = (track: number, at: number, startsMs: number) => number;

function guideOf(task: SetTask): Guide {
  const locked = [...task.locked].sort(([a], [b]) => a - b);
  const meanMs = meanLengthMs(task);
  return (track, at, startsMs) => {
    const lock = locked.find(([place]) => place > at);
    const target = lock?.[1] ?? task.last;
    if (target === undefined) return 0;
    const steps = lock === undefined ? Math.max(1, (task.wantedMs - startsMs) / meanMs - 1) : lock[0] - at;
    const apart = Math.abs(Math.log2(task.bpm(target) / task.bpm(track)));
    // Double and half time are no distance.
    const distance = Math.min(apart, Math.abs(apart - 1));
    if (Number.isNaN(distance)) return 0;
    return steps * (1 - Math.sqrt(easeOfDifference(2 ** (distance / steps) - 1)));
  };
}

function meanLengthMs(task: SetTask): number {
  let sum = 0;
  for (let track = task.head; track < task.size; track++) sum += task.restMs(track) * OWN_PART;
  return sum / Math.max(1, task.size - task.head);
}

function widthOf(task: SetTask): number {
  const tracks = Math.max(1, Math.min(task.size, Math.ceil(task.wantedMs / meanLengthMs(task))));
  const looks = tracks * Math.min(MOST_NEXT, task.size);
  return Math.max(1, Math.min(WIDTH, Math.floor(LOOKS / looks)));
}
