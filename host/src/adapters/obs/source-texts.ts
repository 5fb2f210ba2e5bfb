// What each source in OBS shows, from what the audience may know: one line of bounded length each, and the cover. Pure.
// A masked track is "ID – ID" without a cover because the audience's view says so; nothing else is looked at here.

import type { PublicTopics } from '@tracord/shared/topics.ts';
import { cutLine, oneLine } from '#domain/one-line.ts';

export const TEXT_SOURCES = ['text:title', 'text:artist', 'text:line', 'text:next', 'text:requests'] as const;
export type TextSource = (typeof TEXT_SOURCES)[number];

export const COVER_SOURCE = 'image:cover';

export type ShownTopics = Pick<PublicTopics, 'nowPlaying' | 'requests'>;

/** `cover`: id of an artwork; absent: the neutral picture. */
export type Shown = { texts: Record<TextSource, string>; cover?: string };

/** In characters as people count them. A line holds an artist and a title. */
const LONGEST_NAME = 120;
const LONGEST_LINE = 200;

export function isTextSource(what: string): what is TextSource {
  return TEXT_SOURCES.some((known) => known === what);
}

/** Empty texts where there is nothing to say: a source then shows nothing. */
export function shownOf({ nowPlaying, requests }: ShownTopics): Shown {
  const { track } = nowPlaying;
  return {
    texts: {
      'text:title': name(track?.display.title),
      'text:artist': name(track?.display.artist),
      'text:line': track === undefined ? '' : line(track.display, track.masked),
      'text:next': nextLine(requests),
      'text:requests': countLine(requests),
    },
    cover: track?.masked ? undefined : track?.artwork?.id,
  };
}

/** What lies on a deck, else what was taken first. */
function nextLine(requests: ShownTopics['requests']): string {
  const waiting = taken(requests);
  const next = waiting.find(({ state }) => state === 'loaded') ?? waiting[0];
  return next === undefined ? '' : `next: ${line(next.track.display)}`;
}

function countLine(requests: ShownTopics['requests']): string {
  const count = taken(requests).length;
  if (count === 0) return '';
  return count === 1 ? '1 request' : `${count} requests`;
}

/** Taken and still to come. */
function taken({ order, byId }: ShownTopics['requests']) {
  return order.flatMap((id) => byId[id] ?? []).filter(({ state }) => state !== 'playing');
}

function line({ artist, title }: { artist: string; title: string }, masked = false): string {
  const parts = [name(artist), name(title)].filter((part) => part !== '');
  return cutLine(parts.join(masked ? ' – ' : ' - '), LONGEST_LINE);
}

function name(text = ''): string {
  return cutLine(oneLine(text).replace(/\s+/gu, ' '), LONGEST_NAME);
}
