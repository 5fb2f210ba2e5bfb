// What one card shows: the audience's `nowPlaying` after the options of the address had their say. Pure.

import { formatBpm } from '@tracord/shared/format.ts';
import type { ArtworkView, PublicTopics } from '@tracord/shared/topics.ts';
import { type CatalogueParts, catalogueParts } from './catalogue.ts';
import type { OverlayParams } from './params.ts';
import type { Asker } from './requested-by.ts';

export type PublicNowPlaying = PublicTopics['nowPlaying'];

export type CardContent = {
  title?: string;
  artist?: string;
  /** Absent: the neutral record. */
  coverUrl?: string;
  /** Colour of the edge, the ring, the bar: the cover's, else the neutral grey. */
  edge: string;
  /** Stands where the cover will be while it loads. */
  dark: string;
  showCover: boolean;
  label?: string;
  key?: string;
  bpm?: string;
  catalogue?: CatalogueParts;
  /** Comes into the card some time after the rest. */
  asker?: Asker;
  demo: boolean;
};

export const NEUTRAL_EDGE = '#8A919D';
export const NEUTRAL_DARK = '#1C1F25';
export const MASKED_TITLE = 'ID – ID';

/** The colour that was asked for, else the cover's, else the neutral grey. */
export function edgeOf({ accent }: OverlayParams, artwork: ArtworkView | undefined): string {
  return accent ?? artwork?.colors.main ?? NEUTRAL_EDGE;
}

/** Undefined where nothing is to be shown. */
export function cardContent(now: PublicNowPlaying, params: OverlayParams, demo: boolean): CardContent | undefined {
  const track = now.track;
  if (track === undefined) return undefined;
  const base = {
    edge: edgeOf(params, undefined),
    dark: NEUTRAL_DARK,
    showCover: params.cover,
    demo,
  };
  const content: CardContent = track.masked
    ? { ...base, title: MASKED_TITLE }
    : {
        ...base,
        title: params.title ? track.display.title.trim() || undefined : undefined,
        artist: params.artist ? track.display.artist.trim() || undefined : undefined,
      };
  const catalogue = catalogueParts(track.masked ? undefined : track.catalogNo, now.place);
  if (catalogue !== undefined) content.catalogue = catalogue;
  if (track.masked) return content;

  if (track.artwork !== undefined) {
    content.coverUrl = coverUrl(track.artwork.id);
    content.edge = edgeOf(params, track.artwork);
    content.dark = track.artwork.colors.dark;
  }
  if ((params.label ?? params.theme === 'strip') && track.label) content.label = track.label;
  if (params.key && track.key) content.key = track.key.camelot;
  if (params.bpm && track.trackBpm !== undefined) content.bpm = `${formatBpm(track.trackBpm)} BPM`;
  return content.title === undefined && content.artist === undefined ? undefined : content;
}

/** Ids that are addresses themselves (`data:`) belong to the samples. */
export function coverUrl(artworkId: string): string {
  return artworkId.startsWith('data:') ? artworkId : `/artwork/${encodeURIComponent(artworkId)}?size=360`;
}

/** The same piece of music for people's eyes: what differs beyond this is corrected in place, without a change. */
export function isSameTrack(a: CardContent, b: CardContent): boolean {
  return a.title === b.title && a.artist === b.artist;
}
