// The face of a request on a key, and of the keys that would take or skip the next one. Pure.

import { formatDuration } from '@tracord/shared/format.ts';
import { DISTANCE_WORDS, type Distance } from '@tracord/shared/plan.ts';
import type { RequestView } from '@tracord/shared/requests.ts';
import { KEY_BAR } from './bars.ts';
import { type Drawing, earliest } from './drawing.ts';
import type { RequestFacts } from './face-inputs.ts';
import type { GlyphName } from './glyphs.ts';
import { emptyKey, type KeyValue, type SongKey, songKey, type ThirdLine } from './key-parts.ts';
import { ACCENT, T1, WARN } from './palette.ts';
import { pulse, requestBar, type Stage, stageColour, stageOf } from './request-state.ts';

type Purpose = 'request' | 'accept' | 'skip';
type Frame = { nowMs: number; scrollMs?: number };

const EMPTY = {
  request: { glyph: 'bubbleO', alt: 'No request here' },
  accept: { glyph: 'tick', alt: 'No request to accept' },
  skip: { glyph: 'skip', alt: 'No request to skip' },
} as const;

export function requestFace(purpose: Purpose, facts: RequestFacts, frame: Frame): Drawing {
  const { request } = facts;
  if (request === undefined) return emptyKey(EMPTY[purpose].glyph, EMPTY[purpose].alt);
  if (facts.choosing !== undefined) return choosingFace(request, facts.choosing, frame);
  const stage = stageOf(request, facts, frame.nowMs);
  const { bar, nextAtMs } = requestBar(request, stage, frame.nowMs, KEY_BAR.width);
  const waits = stage === 'new' || stage === 'waiting';
  const beat = purpose === 'request' && waits ? pulse(facts, frame.nowMs) : { on: false };
  const colour = stageColour(purpose !== 'request' && stage === 'new' ? 'waiting' : stage);
  return songKey({
    state: stage === 'new' && purpose !== 'request' ? 'waiting' : stage,
    glyph: { name: purpose === 'request' ? requestGlyph(request, stage) : purposeGlyph(purpose, stage), colour },
    value: requestValue(request, stage),
    masked: request.track.masked,
    distance: distanceOf(request, stage),
    title: titleOf(request),
    third: thirdLine(request, stage),
    more: request.track.display.title === '' ? '' : request.track.display.artist,
    bar,
    frame: beat.on ? ACCENT : undefined,
    alt: [purposeWords(purpose), ...requestWords(request, stage)],
    changesAtMs: earliest(nextAtMs, beat.nextAtMs),
    ...frame,
  });
}

/** The DJ goes through the tracks a doubtful request may mean. */
function choosingFace(request: RequestView, choosing: NonNullable<RequestFacts['choosing']>, frame: Frame): Drawing {
  const { track, index, of } = choosing;
  const facts = [`${Math.round(track.confidence * 100)} %`];
  if (track.durationMs !== undefined) facts.push(formatDuration(track.durationMs));
  return songKey({
    state: 'choosing',
    glyph: { name: 'q', colour: WARN },
    value: { text: `${index + 1} of ${of}`, colour: T1 },
    title: track.display.title || track.display.artist,
    third: { text: facts.join(' · ') },
    more: track.display.artist,
    bar: { kind: 'dashed', colour: WARN },
    alt: [
      `Request ${request.number}: choose ${index + 1} of ${of}`,
      track.display.artist,
      track.display.title,
      ...facts,
    ],
    ...frame,
  } satisfies SongKey);
}

export function requestGlyph(request: RequestView, stage: Stage): GlyphName {
  switch (stage) {
    case 'doubtful':
      return 'q';
    case 'long':
      return 'clock';
    case 'accepted':
    case 'loaded':
      return 'tick';
    case 'playing':
      return 'play';
    case 'over':
      return request.state === 'played' ? 'tick' : 'cross';
    default:
      return request.state === 'skipped' ? 'skip' : 'bubble';
  }
}

/** A key that takes shows a tick, one that skips an arrow; both say when a press would lead to a choice first. */
function purposeGlyph(purpose: 'accept' | 'skip', stage: Stage): GlyphName {
  if (purpose === 'skip') return 'skip';
  return stage === 'doubtful' ? 'q' : 'tick';
}

export function requestValue({ number, votes, candidates }: RequestView, stage: Stage): KeyValue {
  if (stage === 'doubtful') return { text: `${candidates?.length ?? 0} files`, colour: WARN };
  if (votes > 1 && (stage === 'new' || stage === 'waiting' || stage === 'long')) {
    return { text: String(votes), colour: ACCENT, votes: true };
  }
  return { text: String(number), colour: stage === 'long' ? WARN : T1 };
}

export function thirdLine({ requester, votes, track, state }: RequestView, stage: Stage): ThirdLine {
  if (stage === 'accepted' && track.playlist !== undefined) return { text: `in “${track.playlist}”` };
  if (stage === 'loaded') return { text: 'on a deck' };
  if (stage === 'playing') return { text: 'on air', colour: T1 };
  if (stage === 'over') return { text: state };
  return { text: requester.name, after: votes > 1 ? ` +${votes - 1}` : '' };
}

/** How far it is from what is on air, while that is worth knowing. */
export function distanceOf({ distance }: RequestView, stage: Stage): Distance | undefined {
  return stage === 'new' || stage === 'waiting' || stage === 'long' || stage === 'accepted' ? distance : undefined;
}

export function titleOf({ track: { display } }: RequestView): string {
  return display.title || display.artist;
}

export function requestWords(request: RequestView, stage: Stage): string[] {
  const { number, votes, track, requester, candidates, state } = request;
  const distance = distanceOf(request, stage);
  const stages: Record<Stage, string> = {
    new: 'new',
    waiting: state === 'skipped' ? 'waiting, skipped before' : 'waiting',
    long: 'waiting for long',
    doubtful: `${candidates?.length ?? 0} files may be meant`,
    accepted: track.playlist === undefined ? 'accepted' : `accepted, in “${track.playlist}”`,
    loaded: 'on a deck',
    playing: 'on air',
    over: state,
  };
  return [
    `Request ${number}`,
    track.display.artist,
    track.display.title,
    requester.name === '' ? '' : `for ${requester.name}`,
    votes > 1 ? `${votes} votes` : '',
    stages[stage],
    track.masked === true ? 'hidden from viewers' : '',
    distance === undefined ? '' : DISTANCE_WORDS[distance],
  ];
}

function purposeWords(purpose: Purpose): string {
  return purpose === 'accept' ? 'Accept' : purpose === 'skip' ? 'Skip' : '';
}
