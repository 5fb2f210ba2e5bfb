// The dial that settles which track is on air: what is on air, or one of the tracks it may be. Pure.

import { formatBpm } from '@tracord/shared/format.ts';
import { DIAL_BAR, IS, stepsPassed } from './bars.ts';
import { emptyDial, songDial } from './dial-parts.ts';
import { trackFacts } from './dial-queue-face.ts';
import type { Drawing } from './drawing.ts';
import type { DialFaceInput } from './face-inputs.ts';
import { filesMeant } from './now-face.ts';
import { ACCENT, T1, WARN } from './palette.ts';

type FixInput = Extract<DialFaceInput, { kind: 'fix' }>;

export function dialFixFace({ nowPlaying, choosing, nowMs, scrollMs }: FixInput): Drawing {
  if (choosing !== undefined) return choosingFace(choosing, nowMs, scrollMs);
  const { track, onAirSince } = nowPlaying;
  if (track === undefined) return emptyDial('play', 'Nothing on air');
  const { artist, title } = track.display;
  const files = filesMeant(nowPlaying);
  if (files > 0) {
    return songDial({
      state: 'fix',
      glyph: { name: 'q', colour: WARN },
      place: 'Fix',
      masked: track.masked,
      value: { text: files === 1 ? '1 file' : `${files} files`, colour: WARN },
      title: title || artist,
      third: { left: title === '' ? '' : artist, right: 'turn to choose' },
      bar: { kind: 'dashed', colour: WARN },
      alt: [
        'On air',
        artist,
        title,
        `${files} files may be meant`,
        track.masked === true ? 'hidden from viewers' : '',
        'turn to choose',
      ],
      nowMs,
      scrollMs,
    });
  }
  const length = track.durationMs;
  const steps =
    onAirSince === undefined || length === undefined
      ? undefined
      : stepsPassed(onAirSince, onAirSince + length, nowMs, DIAL_BAR.width);
  const keyAndTempo = [track.key?.camelot, track.trackBpm === undefined ? undefined : formatBpm(track.trackBpm)];
  return songDial({
    state: track.masked === true ? 'masked' : 'now',
    glyph: { name: track.masked === true ? 'mask' : 'play', colour: ACCENT },
    place: track.masked === true ? 'ID – ID' : 'On air',
    value: { text: keyAndTempo.filter(Boolean).join(' '), colour: T1 },
    title: title || artist,
    third: { left: title === '' ? '' : artist },
    bar: steps === undefined ? IS : { kind: 'fill', filled: steps.passed, colour: ACCENT },
    alt: ['On air', artist, title, track.masked === true ? 'hidden from viewers' : ''],
    changesAtMs: steps?.nextAtMs,
    nowMs,
    scrollMs,
  });
}

function choosingFace(
  { index, of, track }: NonNullable<FixInput['choosing']>,
  nowMs: number,
  scrollMs: number | undefined,
): Drawing {
  const { artist, title, mix, confidence } = track;
  const place = `${index + 1} of ${of}`;
  const name = mix === undefined || mix === '' || title.includes(mix) ? title : `${title} (${mix})`;
  const sure = confidence === undefined ? undefined : `${Math.round(confidence * 100)} %`;
  const facts = trackFacts(track);
  return songDial({
    state: 'choosing',
    glyph: { name: 'q', colour: WARN },
    place,
    value: sure === undefined ? undefined : { text: sure, colour: T1 },
    title: name || artist,
    third: { left: facts || artist },
    bar: { kind: 'dashed', colour: WARN },
    alt: [`Choose ${place}`, artist, name, facts, sure ?? ''],
    nowMs,
    scrollMs,
  });
}
