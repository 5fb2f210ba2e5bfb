// What the pages of all overlays begin with: the options, the user's own styles, the fonts, and where the topics come from.

import type { ReadonlySignal } from '@preact/signals';
import type { PublicRequests } from '@tracord/shared/requests.ts';
import type { PublicTopics } from '@tracord/shared/topics.ts';
import { followHost } from './live-data.ts';
import type { OverlayParams } from './params.ts';

export type OverlaySource = {
  nowPlaying: ReadonlySignal<PublicTopics['nowPlaying']>;
  host: ReadonlySignal<PublicTopics['host']>;
  /** Undefined until the host has spoken of requests. */
  requests: ReadonlySignal<PublicRequests | undefined>;
  next: ReadonlySignal<PublicTopics['next']>;
  set: ReadonlySignal<PublicTopics['set']>;
  tempo: ReadonlySignal<PublicTopics['tempo']>;
  /** The time by the clock of whoever speaks here, in ms since the epoch. */
  hostNow: () => number;
};

/** `fonts` are shorthands; they are asked for, and nothing waits for them. */
export function preparePage(fonts: string[]): void {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = '/user.css';
  document.head.append(link);
  // Letters of the scripts our fonts carry, so that each of their files is there before the first title.
  for (const font of fonts) document.fonts.load(font, 'aé—ěяѐω').catch((error) => console.warn('font', font, error));
}

/** The host this page came from, or made-up data where the address asks for it. */
export async function overlaySource(params: OverlayParams): Promise<OverlaySource> {
  if (params.sample === undefined) return followHost(location.origin);
  const { sampleData } = await import('./samples.ts');
  return sampleData(params.sample, params.demo);
}
