// What the overlays of one line show, "request-toast" and "up-next": a title with a cover, and a line above it. Pure.

import type { PublicRequest, PublicRequests } from '@tracord/shared/requests.ts';
import { coverUrl, edgeOf, NEUTRAL_DARK } from './card-content.ts';
import type { OverlayParams } from './params.ts';
import { askerOf, comingRequests } from './queue-content.ts';
import { splitMix } from './text-parts.ts';

/** The line above the title: a name between fixed words. Where it is too long the name gives way. */
export type NoticeLine = { before?: string; name?: string; after?: string };

export type NoticeContent = {
  /** Of the request. */
  id: string;
  line: NoticeLine;
  title: string;
  /** Absent: the neutral record. */
  coverUrl?: string;
  edge: string;
  /** Stands where the cover will be while it loads. */
  dark: string;
  showCover: boolean;
  /** How many more there are. */
  more: number;
  demo: boolean;
};

function noticeContent(id: string, request: PublicRequest, line: NoticeLine, params: OverlayParams, demo: boolean) {
  const { display, artwork } = request.track;
  const content: NoticeContent = {
    id,
    line,
    title: splitMix(display.title.trim()).name,
    edge: edgeOf(params, artwork),
    dark: artwork?.colors.dark ?? NEUTRAL_DARK,
    showCover: params.cover,
    more: 0,
    demo,
  };
  if (artwork !== undefined) content.coverUrl = coverUrl(artwork.id);
  return content;
}

/** "NAME asked for" a title; `more` others were taken with it. */
export function toastContent(
  id: string,
  request: PublicRequest,
  more: number,
  params: OverlayParams,
  demo: boolean,
): NoticeContent {
  const name = askerOf(request)?.name;
  const line: NoticeLine = name === undefined ? { after: 'asked for' } : { name, after: 'asked for' };
  return { ...noticeContent(id, request, line, params, demo), more };
}

/**
 * "next, ARTIST": what lies on a deck, else what was taken first; with the option `loaded` only what lies on a deck.
 * Undefined where that is nothing.
 */
export function upNextContent(
  requests: PublicRequests | undefined,
  params: OverlayParams,
  demo: boolean,
): NoticeContent | undefined {
  if (requests === undefined) return undefined;
  const coming = comingRequests(requests);
  const next = coming.find(([, { state }]) => state === 'loaded') ?? (params.loaded ? undefined : coming[0]);
  if (next === undefined) return undefined;
  const [id, request] = next;
  const artist = request.track.display.artist.trim();
  const line: NoticeLine = artist === '' ? { before: 'next' } : { before: 'next,', name: artist };
  return noticeContent(id, request, line, params, demo);
}
