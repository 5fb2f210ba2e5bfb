// What the builder holds: the options, kept in its own address so that a reload or a bookmark brings them back.

import { computed, effect, signal } from '@preact/signals';
import {
  formatParams,
  OVERLAY_NAMES,
  type OverlayName,
  type OverlayParams,
  paramsFor,
  parseParams,
  type ThemeName,
} from '#view/params.ts';
import { recommendedSize } from '#view/stage-size.ts';

export const params = signal<OverlayParams>(withoutSample(parseParams(location.search)));

export const overlay = signal<OverlayName>(overlayIn(location.search));

export function choose(change: Partial<OverlayParams>): void {
  params.value = { ...params.value, ...change };
}

export const address = computed(
  () => `${location.origin}/overlays/${overlay.value}?${formatParams(paramsFor(overlay.value, params.value))}`,
);
export const sourceSize = computed(() => recommendedSize(params.value.theme, overlay.value, params.value.requester));
/** A band across the whole picture has no side. */
export const hasSide = computed(() => params.value.theme !== 'strip' || overlay.value !== 'now-playing');
/** At the head of the picture, where what plays stands at its foot. */
export const isAtTop = computed(() => !['now-playing', 'up-next'].includes(overlay.value));

export const OVERLAY_INFO: { name: OverlayName; title: string; says: string }[] = [
  { name: 'now-playing', title: 'Now playing', says: 'What is on air' },
  { name: 'requests', title: 'Requests', says: 'How to ask, and what you took' },
  { name: 'request-toast', title: 'Request toast', says: 'A few seconds for each you take' },
  { name: 'up-next', title: 'Up next', says: 'The request that comes next' },
  { name: 'setlist', title: 'Setlist', says: 'The last five tracks, with their times' },
  { name: 'bpm', title: 'Tempo', says: 'How fast it plays' },
];

export type ThemeInfo = { name: ThemeName; title: string; says: string; hasCover: boolean };

export const THEME_INFO: ThemeInfo[] = [
  { name: 'plate', title: 'Plate', says: 'Cover on a dark plate, wiped open', hasCover: true },
  { name: 'strip', title: 'Strip', says: 'One line across the picture', hasCover: true },
  { name: 'sleeve', title: 'Sleeve', says: 'Large cover, record and paper', hasCover: true },
  { name: 'bare', title: 'Bare', says: 'Outlined words and nothing else', hasCover: false },
  { name: 'label', title: 'Label', says: 'Catalogue number, two colours', hasCover: false },
];

effect(() => {
  const which = overlay.value === 'now-playing' ? '' : `overlay=${overlay.value}&`;
  history.replaceState(null, '', `?${which}${formatParams(params.value)}`);
});

function overlayIn(search: string): OverlayName {
  const wanted = new URLSearchParams(search).get('overlay');
  return OVERLAY_NAMES.find((name) => name === wanted) ?? 'now-playing';
}

function withoutSample(read: OverlayParams): OverlayParams {
  const { sample: _sample, ...rest } = read;
  return { ...rest, demo: false };
}
