// What the overlays of one line show, "request-toast" and "up-next": a title with a cover, and a line above it. Pure.

import type { PublicRequest, PublicRequests } from '@tracord/shared/requests.ts';
import type { PublicTopics } from '@tracord/shared/topics.ts';
import { coverUrl, edgeOf, MASKED_TITLE, NEUTRAL_DARK } from './card-content.ts';
import type { OverlayParams } from './params.ts';
import { askerOf, comingRequests } from './queue-content.ts';
import { splitMix } from './text-parts.ts';

/** The line above the title: a name between fixed words. Where it is too long the name gives way. */
export type NoticeLine = { before?: string; name?: string; after?: string };

export type NoticeContent = {
  /** Another one where it is another track. */
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

function noticeContent(
  id: string,
  { display, artwork }: Pick<PublicRequest['track'], 'display' | 'artwork'>,
  line: NoticeLine,
  params: OverlayParams,
  demo: boolean,
) {
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
  return { ...noticeContent(id, request.track, line, params, demo), more };
}

/**
 * "next, ARTIST": the request that lies on a deck, else what the DJ has next, else the request that was taken first; with the option
 * `loaded` only what lies on a deck. Undefined where that is nothing.
 */
export function upNextContent(
  requests: PublicRequests | undefined,
  { track }: PublicTopics['next'],
  params: OverlayParams,
  demo: boolean,
): NoticeContent | undefined {
  const coming = requests === undefined ? [] : comingRequests(requests);
  const loaded = coming.find(([, { state }]) => state === 'loaded');
  if (loaded === undefined && params.loaded) return undefined;
  if (loaded === undefined && track !== undefined) {
    const { artist, title } = track.display;
    const shown = track.masked ? { ...track, display: { artist: '', title: MASKED_TITLE } } : track;
    return noticeContent(`next ${artist} ${title}`, shown, nextLine(shown.display.artist), params, demo);
  }
  const [id, request] = loaded ?? coming[0] ?? [];
  if (id === undefined || request === undefined) return undefined;
  return noticeContent(id, request.track, nextLine(request.track.display.artist), params, demo);
}

function nextLine(artist: string): NoticeLine {
  const name = artist.trim();
  return name === '' ? { before: 'next' } : { before: 'next,', name };
}
