// What the builder holds: the options, kept in its own address so that a reload or a bookmark brings them back.

import { computed, effect, signal } from '@preact/signals';
import { formatParams, type OverlayParams, parseParams, type ThemeName } from '#view/params.ts';
import { recommendedSize } from '#view/stage-size.ts';

export const params = signal<OverlayParams>(withoutSample(parseParams(location.search)));

export function choose(change: Partial<OverlayParams>): void {
  params.value = { ...params.value, ...change };
}

export const address = computed(() => `${location.origin}/overlays/now-playing?${formatParams(params.value)}`);
export const sourceSize = computed(() => recommendedSize(params.value.theme));

export type ThemeInfo = { name: ThemeName; title: string; says: string; hasCover: boolean };

export const THEME_INFO: ThemeInfo[] = [
  { name: 'plate', title: 'Plate', says: 'Cover on a dark plate, wiped open', hasCover: true },
  { name: 'strip', title: 'Strip', says: 'One line across the picture', hasCover: true },
  { name: 'sleeve', title: 'Sleeve', says: 'Large cover, record and paper', hasCover: true },
  { name: 'bare', title: 'Bare', says: 'Outlined words and nothing else', hasCover: false },
  { name: 'label', title: 'Label', says: 'Catalogue number, two colours', hasCover: false },
];

effect(() => {
  history.replaceState(null, '', `?${formatParams(params.value)}`);
});

function withoutSample(read: OverlayParams): OverlayParams {
  const { sample: _sample, ...rest } = read;
  return { ...rest, demo: false };
}
