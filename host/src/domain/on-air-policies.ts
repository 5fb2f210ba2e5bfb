// Who is on air: five policies, each a rule a DJ can say in one sentence. Pure; the times stand in on-air-times.ts.
// All of them: only an audible track can be chosen, a stutter ends nothing, and the same track on two decks is one.
// A channel of which nothing was ever said counts as open and full: where the host is started after Traktor, or the mixer is
// an external one, that a deck plays has to be enough until a fader is moved.

import { DECKS, type Decks, isHeld, isRunning, loudness } from './on-air-decks.ts';
import { LEAD_MARGIN, LEAD_MS } from './on-air-times.ts';
import type { DeckId } from './sighting.ts';

/**
 * `dominant`: the loudest audible deck, once it was that for 4 s; at once when all the others have stopped.
 * `first-audible`: the newest track the room can hear, at once; when it goes away, the newest of those that remain.
 * `full-over`: the track on air stays until it cannot be heard any more, then the loudest takes over.
 * `others-stopped`: a track is on air when it can be heard and every other deck has stopped.
 * `manual`: only the DJ says what is on air.
 */
export type OnAirPolicy = 'dominant' | 'first-audible' | 'full-over' | 'others-stopped' | 'manual';

/** One track the decks hold, on one deck or several. */
type Voice = {
  key: string;
  /** The loudest deck that holds it. */
  deck: DeckId;
  audible: boolean;
  /** Audible, or only stuttering. */
  held: boolean;
  /** Its deck runs, heard or not. */
  running: boolean;
  /** 0–1; 0 while not audible. */
  loudness: number;
  /** Since when it can be heard; 0 for never. */
  arrivedAt: number;
};

/** What an election remembers: the key of the chosen track and its deck, and who leads since when. */
export type Ballot = { elected?: string; deck?: DeckId; lead?: { key: string; since: number } };

/** The next ballot; `wakeAtMs` is when to ask again although nothing was heard. */
export function elect(
  policy: OnAirPolicy,
  decks: Decks,
  ballot: Ballot,
  nowMs: number,
): { ballot: Ballot; wakeAtMs?: number } {
  if (policy === 'manual') return { ballot: {} };
  const voices = voicesOf(decks, nowMs);
  const sitting = voices.find((voice) => voice.key === ballot.elected && voice.held);
  if (policy === 'dominant') return dominant(voices, sitting, ballot, nowMs);
  const chosen =
    policy === 'first-audible'
      ? newest(voices)
      : policy === 'full-over'
        ? (sitting ?? loudest(voices))
        : (voices.find((voice) => voice.audible && isAlone(voice, voices)) ?? sitting);
  return { ballot: seat(chosen) };
}

function dominant(
  voices: Voice[],
  sitting: Voice | undefined,
  ballot: Ballot,
  nowMs: number,
): { ballot: Ballot; wakeAtMs?: number } {
  const leader = leaderOf(voices, sitting, ballot);
  if (leader === undefined) return { ballot: seat(sitting) };
  const since = ballot.lead?.key === leader.key ? ballot.lead.since : nowMs;
  const lead = { key: leader.key, since };
  if (leader.key === sitting?.key) return { ballot: { ...seat(leader), lead } };
  const wins = nowMs - since >= LEAD_MS || isAlone(leader, voices);
  if (wins && leader.audible) return { ballot: { ...seat(leader), lead } };
  return { ballot: { ...seat(sitting), lead }, wakeAtMs: since + LEAD_MS };
}

/** The loudest; whoever sits, or led before, is beaten only by the margin, and keeps the lead through a stutter. */
function leaderOf(voices: Voice[], sitting: Voice | undefined, ballot: Ballot): Voice | undefined {
  const best = loudest(voices);
  const before = voices.find((voice) => voice.key === ballot.lead?.key);
  if (best === undefined) return before?.held === true ? before : undefined;
  for (const holder of [sitting, before]) {
    if (holder?.audible === true && best.loudness < holder.loudness + LEAD_MARGIN) return holder;
  }
  return best;
}

function loudest(voices: Voice[]): Voice | undefined {
  return best(
    voices.filter((voice) => voice.audible),
    (a, b) => b.loudness - a.loudness || a.arrivedAt - b.arrivedAt,
  );
}

function newest(voices: Voice[]): Voice | undefined {
  return best(
    voices.filter((voice) => voice.held),
    (a, b) => b.arrivedAt - a.arrivedAt || b.loudness - a.loudness,
  );
}

function best(voices: Voice[], order: (a: Voice, b: Voice) => number): Voice | undefined {
  return voices.sort(order)[0];
}

function isAlone(voice: Voice, voices: Voice[]): boolean {
  return voices.every((other) => other.key === voice.key || !other.running);
}

function seat(voice: Voice | undefined): Ballot {
  return voice === undefined ? {} : { elected: voice.key, deck: voice.deck };
}

function voicesOf(decks: Decks, nowMs: number): Voice[] {
  const voices: Voice[] = [];
  for (const id of DECKS) {
    const deck = decks[id];
    if (deck === undefined) continue;
    const held = isHeld(deck, nowMs);
    const running = isRunning(deck, nowMs);
    if (!held && !running) continue;
    const level = deck.audible ? loudness(deck) : 0;
    const arrivedAt = deck.arrivedAt ?? 0;
    const double = voices.find((voice) => voice.key === deck.key);
    if (double === undefined) {
      voices.push({ key: deck.key, deck: id, audible: deck.audible, held, running, loudness: level, arrivedAt });
      continue;
    }
    if (level > double.loudness) double.deck = id;
    double.arrivedAt = Math.min(double.arrivedAt || arrivedAt, arrivedAt || double.arrivedAt);
    double.loudness = Math.max(double.loudness, level);
    double.audible ||= deck.audible;
    double.held ||= held;
    double.running ||= running;
  }
  return voices;
}
