// Decides what a heard text is taken for: a track of the library, one of several, or none. Never a silent guess: a track is
// named only where nothing serious speaks against it and nothing else comes near. Pure.

import { type Comparison, compare, type Heard } from './matching-penalties.ts';
import type { TrackSummary } from './track.ts';

export type MatchResult = {
  by: 'path' | 'text' | 'none';
  /** 0–1: how sure. With `track` at least 0.75; of several equal candidates each has its share. */
  confidence: number;
  /** Sentences a DJ can read; the first says the verdict, the others what spoke against certainty. */
  reasons: string[];
  /** Present only when certain. */
  track?: TrackSummary;
  /** Doubtful candidates, best first; empty when certain or none. */
  alternatives: TrackSummary[];
};

/** Up to this distance a track is certain, if it is alone. */
const CERTAIN = 0.25;
/** Up to this distance it is worth showing to the DJ. */
const DOUBTFUL = 0.6;
/** A candidate this much farther away than the best is no rival. */
const CLEAR = 0.2;
const MOST_ALTERNATIVES = 50;

export function certainByPath(track: TrackSummary): MatchResult {
  const reasons = ['The sender named the file, and the library has it.'];
  if (track.missingSince !== undefined) reasons.push('The collection no longer lists this file.');
  return { by: 'path', confidence: 1, reasons, track, alternatives: [] };
}

/** Judges the tracks whose song is called as the heard one. */
export function judge(heard: Heard, candidates: TrackSummary[]): MatchResult {
  const compared = candidates.map((track) => compare(heard, track));
  const near = compared.filter(({ rejected, distance }) => rejected === undefined && distance <= DOUBTFUL);
  near.sort((a, b) => a.distance - b.distance || (a.track.id < b.track.id ? -1 : 1));
  const best = near[0];
  if (best === undefined) return none(heard, compared);
  const rivals = near.filter((one) => isRival(one, best));
  if (rivals.length > 1) return several(heard, rivals);
  if (best.distance > CERTAIN) return doubtful(best, near);
  return {
    by: 'text',
    confidence: rounded(1 - best.distance),
    reasons: ['Artist and title are those of one track of the library.', ...sentences(best)],
    track: best.track,
    alternatives: [],
  };
}

/** For names that only fit with artist and title swapped: never certain. */
export function judgeSwapped(heard: Heard, candidates: TrackSummary[]): MatchResult | undefined {
  const near = candidates
    .map((track) => compare(heard, track))
    .filter(({ rejected, distance }) => rejected === undefined && distance <= CERTAIN);
  if (near.length === 0) return undefined;
  near.sort((a, b) => a.distance - b.distance || (a.track.id < b.track.id ? -1 : 1));
  return {
    by: 'text',
    confidence: 0.4,
    reasons: ['Artist and title may have been swapped: the other way round the library has it.'],
    alternatives: near.slice(0, MOST_ALTERNATIVES).map(({ track }) => track),
  };
}

/** Whether `one` could be meant as well as `best`. A file that vanished loses to one that is there, another spelling to
 * the exact one. */
function isRival(one: Comparison, best: Comparison): boolean {
  if (one === best) return true;
  if (one.track.missingSince !== undefined && best.track.missingSince === undefined) return false;
  if (best.exact && !one.exact && !best.penalties.some(({ name }) => name === 'length')) return false;
  return one.distance - best.distance < CLEAR;
}

function several(heard: Heard, rivals: Comparison[]): MatchResult {
  const first = rivals[0]?.track;
  const name = `“${[first?.artist, first?.title].filter(Boolean).join(' – ')}”`;
  const allSame = rivals.every(({ exact }) => exact);
  const reasons = [
    allSame
      ? `${counted(rivals.length)} files of the library are called ${name}.`
      : `${counted(rivals.length)} tracks of the library could be meant by this name.`,
  ];
  if (heard.track.durationMs !== undefined) reasons.push('Their lengths do not tell them apart.');
  return {
    by: 'text',
    confidence: rounded((1 - (rivals[0]?.distance ?? 0)) / rivals.length),
    reasons,
    alternatives: rivals.slice(0, MOST_ALTERNATIVES).map(({ track }) => track),
  };
}

function doubtful(best: Comparison, near: Comparison[]): MatchResult {
  return {
    by: 'text',
    confidence: rounded(Math.min(0.7, 1 - best.distance)),
    reasons: ['The library has something near, but not surely this.', ...sentences(best)],
    alternatives: near.slice(0, MOST_ALTERNATIVES).map(({ track }) => track),
  };
}

function none(heard: Heard, compared: Comparison[]): MatchResult {
  const versions = compared.filter(({ rejected }) => rejected === 'version');
  const artists = compared.filter(({ rejected }) => rejected === 'artist');
  const reasons =
    versions.length > 0
      ? [`The library has “${heard.track.title.trim()}” only in other versions, such as “${called(versions)}”.`]
      : artists.length > 0
        ? [`The library has this title only by others, such as ${artists[0]?.track.artist || 'an unnamed artist'}.`]
        : ['No track of the library is called this.'];
  return { by: 'none', confidence: 0, reasons, alternatives: [] };
}

function called(compared: Comparison[]): string {
  const track = compared[0]?.track;
  return track?.mix ? `${track.title} (${track.mix})` : (track?.title ?? '');
}

function sentences(one: Comparison): string[] {
  return one.penalties.map(({ sentence }) => sentence);
}

function counted(count: number): string {
  return ['', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'][count] ?? String(count);
}

function rounded(value: number): number {
  return Math.max(0, Math.round(value * 100) / 100);
}
