// The face of what is on air: cover, key and tempo, title, artist, and how far it is. Pure.

import { formatBpm } from '@tracord/shared/format.ts';
import type { NowPlaying, NowTrack } from '@tracord/shared/topics.ts';
import { type Bar, IS, KEY_BAR, stepsPassed } from './bars.ts';
import type { Drawing } from './drawing.ts';
import { emptyKey, type KeyValue, songKey } from './key-parts.ts';
import { ACCENT, GROUND, T1, T2, WARN } from './palette.ts';

const COVER = /^data:image\/(?:png|jpeg|webp|gif);base64,[A-Za-z0-9+/]+=*$/;

export function nowFace(now: NowPlaying, cover: string | undefined, nowMs: number, scrollMs?: number): Drawing {
  const { track } = now;
  if (track === undefined) return emptyKey('play', 'Nothing is on air');
  const { artist, title } = track.display;
  const doubtful = filesMeant(now) > 0;
  const { bar, nextAtMs } = progress(now, track, doubtful, nowMs);
  const glyph = track.masked === true ? 'mask' : doubtful ? 'q' : 'play';
  const masked = track.masked === true ? 'hidden from viewers' : '';
  return songKey({
    state: doubtful ? 'doubtful' : track.masked === true ? 'masked' : 'now',
    glyph: { name: glyph, colour: doubtful ? WARN : ACCENT },
    value: keyAndTempo(track),
    title: title || artist,
    third: { text: title === '' ? '' : artist, colour: cover === undefined ? T2 : T1 },
    bar,
    ground: cover === undefined || !COVER.test(cover) ? undefined : coverGround(cover),
    alt: ['On air', artist, title, masked, doubtful ? `${filesMeant(now)} files may be meant` : ''],
    changesAtMs: nextAtMs,
    nowMs,
    scrollMs,
  });
}

/** How many tracks of the library may be on air; 0 when it is certain, or none is near. */
export function filesMeant({ track, match }: NowPlaying): number {
  return track === undefined || track.id !== undefined ? 0 : match.alternatives.length;
}

/** The cover at 45 %, a veil where the text stands. */
function coverGround(cover: string): string {
  return `<image href="${cover}" x="0" y="0" width="72" height="72" preserveAspectRatio="xMidYMid slice" opacity=".45"/><rect x="0" y="16" width="72" height="46" fill="${GROUND}" opacity=".55"/>`;
}

function keyAndTempo({ key, trackBpm }: NowTrack): KeyValue | undefined {
  const parts = [key?.camelot, trackBpm === undefined ? undefined : formatBpm(trackBpm)].filter(Boolean);
  return parts.length === 0 ? undefined : { text: parts.join(' '), colour: T1 };
}

function progress(
  { onAirSince }: NowPlaying,
  { durationMs }: NowTrack,
  doubtful: boolean,
  nowMs: number,
): { bar: Bar; nextAtMs?: number } {
  if (doubtful) return { bar: { kind: 'dashed', colour: WARN } };
  if (onAirSince === undefined || durationMs === undefined) return { bar: IS };
  const { passed, nextAtMs } = stepsPassed(onAirSince, onAirSince + durationMs, nowMs, KEY_BAR.width);
  return { bar: { kind: 'fill', filled: passed, colour: ACCENT }, nextAtMs };
}
