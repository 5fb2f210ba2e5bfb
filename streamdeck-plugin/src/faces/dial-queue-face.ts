// The dial that goes through the waiting requests. Pure.

import { formatBpm, formatDuration } from '@tracord/shared/format.ts';
import { DISTANCE_WORDS } from '@tracord/shared/plan.ts';
import type { RequestTrack, RequestView } from '@tracord/shared/requests.ts';
import { DIAL_BAR } from './bars.ts';
import { emptyDial, holdingDial, songDial } from './dial-parts.ts';
import { type Drawing, earliest } from './drawing.ts';
import type { DialFaceInput } from './face-inputs.ts';
import { ACCENT, T1, WARN } from './palette.ts';
import { distanceOf, requestGlyph, requestWords, thirdLine, titleOf } from './request-face.ts';
import { NEW_FOR_MS, requestBar, type Stage, stageColour, stageOf } from './request-state.ts';

type QueueInput = Extract<DialFaceInput, { kind: 'queue' }>;

export function dialQueueFace(input: QueueInput): Drawing {
  const { request, choosing, index, of, open, nowMs } = input;
  if (request === undefined) {
    return open ? emptyDial('bubbleO', 'No requests') : emptyDial('bubbleX', 'Requests are closed');
  }
  if (input.hold !== undefined) return holdingDial(input.hold, titleOf(request), nowMs);
  if (choosing !== undefined) return choosingFace(input, request, choosing);
  const stage = stageOf(request, input, nowMs);
  const { bar, nextAtMs } = requestBar(request, stage, nowMs, DIAL_BAR.width);
  const third = thirdLine(request, stage);
  const distance = distanceOf(request, stage);
  const rests = stage === 'new' && input.shownSince !== undefined ? input.shownSince + NEW_FOR_MS : undefined;
  return songDial({
    state: stage,
    glyph: { name: requestGlyph(request, stage), colour: stageColour(stage) },
    place: `${index + 1} of ${of}`,
    value: dialValue(request, stage),
    masked: request.track.masked,
    title: titleOf(request),
    third: {
      left: third.text,
      after: third.after,
      right: distance === undefined ? keyAndTempo(request.track) : DISTANCE_WORDS[distance],
    },
    bar,
    alt: [`${index + 1} of ${of}`, ...requestWords(request, stage)],
    changesAtMs: earliest(nextAtMs, rests),
    nowMs,
    scrollMs: input.scrollMs,
  });
}

function choosingFace(
  { nowMs, scrollMs }: QueueInput,
  { number }: RequestView,
  { index, of, track }: NonNullable<QueueInput['choosing']>,
): Drawing {
  const place = `${index + 1} of ${of}`;
  const facts = trackFacts(track);
  return songDial({
    state: 'choosing',
    glyph: { name: 'q', colour: WARN },
    place,
    value: { text: `${Math.round(track.confidence * 100)} %`, colour: T1 },
    title: track.display.title || track.display.artist,
    third: { left: facts },
    bar: { kind: 'dashed', colour: WARN },
    alt: [`Request ${number}: choose ${place}`, track.display.artist, track.display.title, facts],
    nowMs,
    scrollMs,
  });
}

/** "6:41  Side Doors, 2019": what tells files of one name apart. */
export function trackFacts({
  durationMs,
  album,
  year,
}: {
  durationMs?: number;
  album?: string;
  year?: number;
}): string {
  const release = [album, year].filter((part) => part !== undefined && part !== '').join(', ');
  return [durationMs === undefined ? '' : formatDuration(durationMs), release].filter(Boolean).join('  ');
}

function dialValue({ number, votes, candidates }: RequestView, stage: Stage) {
  if (stage === 'doubtful') return { text: `${candidates?.length ?? 0} files`, colour: WARN };
  if (votes > 1) return { text: String(votes), colour: ACCENT, votes: true };
  return { text: String(number), colour: T1 };
}

function keyAndTempo({ key, trackBpm }: RequestTrack): string {
  return [key?.camelot, trackBpm === undefined ? undefined : formatBpm(trackBpm)].filter(Boolean).join(' ');
}
