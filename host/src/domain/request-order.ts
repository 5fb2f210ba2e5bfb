// In which order requests stand, and why. Waiting ones: nobody's second before everybody's first, then by votes, then as they
// came; skipped ones after the rest. Accepted ones as they were taken. Where the DJ put one, it stays. Pure.

import type { ExplainedScore } from '@tracord/shared/requests.ts';
import { ACCEPTED_STATES } from '@tracord/shared/requests.ts';
import { type List, listOf, personKey, type SongRequest } from './request-record.ts';

export type Placed = { request: SongRequest; score: ExplainedScore };
type Part = ExplainedScore['parts'][number];

/** Each step outweighs all of the one before: numbers stay below the first, votes below the second, rounds below the third. */
const VOTE = 10_000;
const ROUND = 10_000_000;
const SKIPPED = 10_000_000_000;
/** The slot of what the DJ put at the end. */
const LAST = 1_000_000;

/** The requests of a list, first one first. `requests` are all of the set: what somebody had counts. */
export function inOrder(requests: Iterable<SongRequest>, list: List): Placed[] {
  const all = [...requests];
  const rounds = list === 'waiting' ? roundsOf(all) : new Map<string, number>();
  const natural = all
    .filter((request) => listOf(request) === list)
    .map((request) => ({ request, score: list === 'waiting' ? waitingScore(request, rounds) : takenScore(request) }))
    .sort((a, b) => b.score.total - a.score.total || a.request.number - b.request.number);
  return asMoved(natural);
}

/** Puts those the DJ moved where they were put; the others keep their order around them. */
function asMoved(natural: Placed[]): Placed[] {
  const free = natural.filter(({ request }) => request.slot === undefined);
  const moved = natural.filter(({ request }) => request.slot !== undefined);
  if (moved.length === 0) return natural;
  moved.sort((a, b) => (a.request.slot ?? 0) - (b.request.slot ?? 0));
  const placed: Placed[] = [];
  while (free.length > 0 || moved.length > 0) {
    const next = moved[0];
    const isDue = next !== undefined && (next.request.slot ?? 0) <= placed.length;
    const taken = isDue || free.length === 0 ? moved.shift() : free.shift();
    if (taken !== undefined) placed.push(taken);
  }
  return placed;
}

/** By request: how many of the same person come before it, those that were taken in this set included. */
function roundsOf(all: SongRequest[]): Map<string, number> {
  const had = new Map<string, number>();
  for (const { state, requester } of all) {
    if (!ACCEPTED_STATES.includes(state) && state !== 'played') continue;
    had.set(personKey(requester), (had.get(personKey(requester)) ?? 0) + 1);
  }
  const fresh = all.filter(({ state }) => state === 'new');
  fresh.sort((a, b) => b.voters.length - a.voters.length || a.number - b.number);
  const rounds = new Map<string, number>();
  for (const { id, requester } of fresh) {
    const before = had.get(personKey(requester)) ?? 0;
    rounds.set(id, before);
    had.set(personKey(requester), before + 1);
  }
  return rounds;
}

function waitingScore(request: SongRequest, rounds: Map<string, number>): ExplainedScore {
  if (request.state === 'skipped') {
    return scored(
      { name: 'skipped', value: -SKIPPED, why: 'you skipped it: not now' },
      { name: 'turn', value: 0 - (request.turn ?? 0), why: 'in the order they were skipped' },
    );
  }
  const round = rounds.get(request.id) ?? 0;
  const votes = request.voters.length + 1;
  return scored(
    {
      name: 'round',
      value: round === 0 ? 0 : -round * ROUND,
      why: round === 0 ? 'their first in this set' : `they had ${round} before it in this set`,
    },
    { name: 'votes', value: votes * VOTE, why: votes === 1 ? 'one person wants it' : `${votes} people want it` },
    { name: 'waiting', value: -request.number, why: `number ${request.number} of those asked for` },
  );
}

function takenScore({ turn = 0 }: SongRequest): ExplainedScore {
  return scored({ name: 'turn', value: 0 - turn, why: 'in the order you took them' });
}

function scored(...parts: Part[]): ExplainedScore {
  return { total: parts.reduce((sum, { value }) => sum + value, 0), parts };
}

/** The slots of a list once `id` stands before `before`, or last: those moved earlier keep their places in what comes out. */
export function slotsAfterMove(
  requests: Iterable<SongRequest>,
  moved: SongRequest,
  before: string | undefined,
): Map<string, number> {
  const list = listOf(moved);
  const slots = new Map<string, number>();
  if (list === undefined) return slots;
  const others = inOrder(requests, list)
    .map(({ request }) => request)
    .filter(({ id }) => id !== moved.id);
  const at = others.findIndex(({ id }) => id === before);
  const order = at < 0 ? [...others, moved] : [...others.slice(0, at), moved, ...others.slice(at)];
  for (const [index, request] of order.entries()) {
    const isLast = request.id === moved.id && at < 0;
    // Behind those that were put at the end before it.
    if (isLast) slots.set(request.id, Math.max(LAST, ...others.map(({ slot }) => (slot ?? 0) + 1)));
    else if (request.id === moved.id || (request.slot !== undefined && request.slot < LAST))
      slots.set(request.id, index);
  }
  return slots;
}

/** How far those the DJ moved come up when others leave their list. */
export function shiftsAfterLeaving(
  before: Iterable<SongRequest>,
  leaving: (request: SongRequest) => boolean,
): { id: string; by: number }[] {
  const all = [...before];
  const shifts: { id: string; by: number }[] = [];
  for (const list of ['waiting', 'accepted'] as const) {
    let gone = 0;
    for (const { request } of inOrder(all, list)) {
      if (leaving(request)) gone += 1;
      else if (gone > 0 && request.slot !== undefined && request.slot < LAST) shifts.push({ id: request.id, by: gone });
    }
  }
  return shifts;
}
