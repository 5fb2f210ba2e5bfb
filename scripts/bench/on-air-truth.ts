// What should have been on air, told from what the room heard and not from what the deck client said.

import type { OnAirPolicy } from '../../host/src/domain/on-air-policies.ts';
import { LEAD_MARGIN } from '../../host/src/domain/on-air-times.ts';
import type { Moment, Voice } from './mixer.ts';

/** A time in which one track, or none, was the one that counts under a policy. `either`: any of
 * these is right. */
export type Reign = { track?: number; fromMs: number; toMs: number; isSilent: boolean; either?: number[] };

/** A silence this long ends what is on air, so that the same track after it is a new play. */
const LONG_SILENCE_MS = 28_000;
/** `first-audible`: a track that was away for this long arrives anew. */
const ARRIVES_ANEW_MS = 30_000;
/** Messages take this long at most: nearer than this to a limit both sides of it are right. */
const UNSURE_MS = 50;

/** The reigns under a policy, without gaps. Who reigns: under `dominant` the loudest by the margin; under `first-audible`
 * the audible track that arrived last; under `full-over` the only audible one; under `others-stopped` an audible one
 * beside which nothing runs. */
export function reignsOf(truth: readonly Moment[], endMs: number, policy: OnAirPolicy): Reign[] {
  const reigns: Reign[] = [];
  const arrivals = new Arrivals();
  truth.forEach((moment, index) => {
    const fromMs = moment.atMs;
    const toMs = truth[index + 1]?.atMs ?? endMs;
    if (toMs <= fromMs) return;
    const voices = merged(moment.voices);
    const audible = voices.filter((voice) => voice.loudness > 0);
    arrivals.hear(audible, fromMs, toMs);
    const isUnsure = policy === 'first-audible' && audible.length > 1 && arrivals.isUnsureOf(audible);
    const either = isUnsure ? audible.map((voice) => voice.track) : undefined;
    const track = isUnsure ? undefined : reigning(policy, voices, audible, arrivals);
    const isSilent = audible.length === 0;
    const last = reigns.at(-1);
    const goesOn = last?.track === track && last?.isSilent === isSilent && last.either?.join() === either?.join();
    if (last !== undefined && goesOn) last.toMs = toMs;
    else reigns.push({ track, fromMs, toMs, isSilent, either });
  });
  return reigns;
}

/** How often each track came to reign: again only after another one, or after a long silence. */
export function timesReigned(reigns: readonly Reign[]): Map<number, number> {
  const times = new Map<number, number>();
  const count = (track: number) => times.set(track, (times.get(track) ?? 0) + 1);
  let last: number | undefined;
  for (const { track, isSilent, either, fromMs, toMs } of reigns) {
    if (either !== undefined) either.forEach(count);
    if (either !== undefined || (isSilent && toMs - fromMs >= LONG_SILENCE_MS)) last = undefined;
    if (track === undefined || track === last) continue;
    count(track);
    last = track;
  }
  return times;
}

/** When each track could be heard for the first time. */
export function firstHeard(truth: readonly Moment[]): Map<number, number> {
  const heard = new Map<number, number>();
  for (const { atMs, voices } of truth) {
    for (const { track, loudness } of voices) if (loudness > 0 && !heard.has(track)) heard.set(track, atMs);
  }
  return heard;
}

function reigning(policy: OnAirPolicy, voices: Voice[], audible: Voice[], arrivals: Arrivals): number | undefined {
  const [first, second] = [...audible].sort((a, b) => b.loudness - a.loudness);
  if (first === undefined) return undefined;
  if (policy === 'dominant') {
    return first.loudness - (second?.loudness ?? 0) >= LEAD_MARGIN || second === undefined ? first.track : undefined;
  }
  if (policy === 'first-audible') return arrivals.newestOf(audible);
  if (policy === 'full-over') return second === undefined ? first.track : undefined;
  return voices.length === 1 ? first.track : undefined;
}

class Arrivals {
  readonly #heard = new Map<number, { sinceMs: number; untilMs: number; isUnsure: boolean }>();

  hear(audible: Voice[], fromMs: number, toMs: number): void {
    for (const { track } of audible) {
      const before = this.#heard.get(track);
      const awayMs = before === undefined ? Infinity : fromMs - before.untilMs;
      const sinceMs = before !== undefined && awayMs < ARRIVES_ANEW_MS ? before.sinceMs : fromMs;
      const isUnsure = awayMs > 0 ? Math.abs(awayMs - ARRIVES_ANEW_MS) <= UNSURE_MS : before?.isUnsure === true;
      this.#heard.set(track, { sinceMs, untilMs: toMs, isUnsure });
    }
  }

  isUnsureOf(audible: Voice[]): boolean {
    return audible.some(({ track }) => this.#heard.get(track)?.isUnsure === true);
  }

  newestOf(audible: Voice[]): number | undefined {
    const sinceMs = ({ track }: Voice) => this.#heard.get(track)?.sinceMs ?? 0;
    return [...audible].sort((a, b) => sinceMs(b) - sinceMs(a))[0]?.track;
  }
}

/** The same track on two decks is one voice, as loud as the louder. */
function merged(voices: readonly Voice[]): Voice[] {
  const tracks = new Map<number, number>();
  for (const { track, loudness } of voices) tracks.set(track, Math.max(loudness, tracks.get(track) ?? 0));
  return [...tracks].map(([track, loudness]) => ({ track, loudness }));
}
