// The options an overlay takes from its address. Pure. What is missing or not valid falls back; what is unknown is ignored.

export const THEME_NAMES = ['plate', 'strip', 'sleeve', 'bare', 'label'] as const;
export type ThemeName = (typeof THEME_NAMES)[number];

export const OVERLAY_NAMES = ['now-playing', 'requests', 'request-toast', 'up-next', 'setlist', 'bpm'] as const;
export type OverlayName = (typeof OVERLAY_NAMES)[number];

export type OverlayParams = {
  theme: ThemeName;
  /** `change`: the overlay comes with each new track and leaves again. */
  show: 'always' | 'change';
  /** How long it stays with `show=change`. */
  forSeconds: number;
  /** With `show=change`: comes back this often during a track; 0 means never. */
  everyMinutes: number;
  align: 'left' | 'right';
  cover: boolean;
  artist: boolean;
  title: boolean;
  /** Absent: as the theme likes it (Strip shows the label, the others do not). */
  label?: boolean;
  key: boolean;
  bpm: boolean;
  /** `now-playing`: says who asked for the track. */
  requester: boolean;
  /** `up-next`: says only what lies on a deck already, not what is merely accepted. */
  loaded: boolean;
  motion: boolean;
  /** Free space round the overlay, in pixels at 1080p. Absent: 5 % on a whole canvas, else none. */
  margin?: number;
  /** `#RRGGBB`; absent: the cover's colour, or the theme's own. */
  accent?: string;
  back?: string;
  ink?: string;
  /** Shows made-up data without a host. */
  sample?: string;
  /** With `sample` only: as if the host were playing its demo set. */
  demo: boolean;
};

export const DEFAULT_PARAMS: OverlayParams = {
  theme: 'plate',
  show: 'always',
  forSeconds: 20,
  everyMinutes: 0,
  align: 'left',
  cover: true,
  artist: true,
  title: true,
  key: false,
  bpm: false,
  requester: true,
  loaded: false,
  motion: true,
  demo: false,
};

const COMMON = ['theme', 'align', 'motion', 'margin', 'accent', 'back', 'ink', 'sample', 'demo'] as const;
const OWN = {
  'now-playing': ['show', 'forSeconds', 'everyMinutes', 'cover', 'artist', 'title', 'label', 'key', 'bpm', 'requester'],
  requests: [],
  'request-toast': ['cover'],
  'up-next': ['cover', 'loaded'],
  setlist: [],
  bpm: [],
} as const satisfies Record<OverlayName, readonly (keyof OverlayParams)[]>;

/** The same options with those at their defaults that mean nothing to this overlay. */
export function paramsFor(overlay: OverlayName, params: OverlayParams): OverlayParams {
  const meant: readonly string[] = [...COMMON, ...OWN[overlay]];
  const chosen = Object.fromEntries(Object.entries(params).filter(([name]) => meant.includes(name)));
  return { ...DEFAULT_PARAMS, ...chosen };
}

/** Reads `?theme=strip&show=change&for=30 …`. */
export function parseParams(search: string): OverlayParams {
  const given = new URLSearchParams(search);
  const params: OverlayParams = {
    theme: oneOf(given.get('theme'), THEME_NAMES) ?? DEFAULT_PARAMS.theme,
    show: oneOf(given.get('show'), ['always', 'change'] as const) ?? DEFAULT_PARAMS.show,
    forSeconds: number(given.get('for'), 3, 600) ?? DEFAULT_PARAMS.forSeconds,
    everyMinutes: number(given.get('every'), 0, 120) ?? DEFAULT_PARAMS.everyMinutes,
    align: oneOf(given.get('align'), ['left', 'right'] as const) ?? DEFAULT_PARAMS.align,
    cover: flag(given.get('cover')) ?? DEFAULT_PARAMS.cover,
    artist: flag(given.get('artist')) ?? DEFAULT_PARAMS.artist,
    title: flag(given.get('title')) ?? DEFAULT_PARAMS.title,
    key: flag(given.get('key')) ?? DEFAULT_PARAMS.key,
    bpm: flag(given.get('bpm')) ?? DEFAULT_PARAMS.bpm,
    requester: flag(given.get('requester')) ?? DEFAULT_PARAMS.requester,
    loaded: flag(given.get('loaded')) ?? DEFAULT_PARAMS.loaded,
    motion: flag(given.get('motion')) ?? DEFAULT_PARAMS.motion,
    demo: flag(given.get('demo')) ?? DEFAULT_PARAMS.demo,
  };
  const label = flag(given.get('label'));
  if (label !== undefined) params.label = label;
  const margin = number(given.get('margin'), 0, 400);
  if (margin !== undefined) params.margin = margin;
  for (const name of ['accent', 'back', 'ink'] as const) {
    const colour = hexColour(given.get(name));
    if (colour !== undefined) params[name] = colour;
  }
  const sample = given.get('sample');
  if (sample !== null && /^[a-z]{1,20}$/.test(sample)) params.sample = sample;
  return params;
}

/** The shortest address query that `parseParams` reads back to the same options: defaults are left out. */
export function formatParams(params: OverlayParams): string {
  const query = new URLSearchParams({ theme: params.theme });
  const add = (name: string, value: string | number | undefined, usual: string | number | undefined) => {
    if (value !== undefined && value !== usual) query.set(name, String(value));
  };
  const bit = (value: boolean | undefined) => (value === undefined ? undefined : value ? '1' : '0');
  add('show', params.show, DEFAULT_PARAMS.show);
  if (params.show === 'change') {
    add('for', params.forSeconds, DEFAULT_PARAMS.forSeconds);
    add('every', params.everyMinutes, DEFAULT_PARAMS.everyMinutes);
  }
  add('align', params.align, DEFAULT_PARAMS.align);
  add('cover', bit(params.cover), '1');
  add('artist', bit(params.artist), '1');
  add('title', bit(params.title), '1');
  add('label', bit(params.label), undefined);
  add('key', bit(params.key), '0');
  add('bpm', bit(params.bpm), '0');
  add('requester', bit(params.requester), '1');
  add('loaded', bit(params.loaded), '0');
  add('motion', params.motion ? 'on' : 'off', 'on');
  add('margin', params.margin, undefined);
  for (const name of ['accent', 'back', 'ink'] as const) add(name, params[name]?.slice(1), undefined);
  add('sample', params.sample, undefined);
  add('demo', bit(params.demo), '0');
  return query.toString();
}

function oneOf<T extends string>(value: string | null, allowed: readonly T[]): T | undefined {
  const wanted = value?.trim().toLowerCase();
  return allowed.find((item) => item === wanted);
}

function flag(value: string | null): boolean | undefined {
  const wanted = value?.trim().toLowerCase();
  if (wanted === '1' || wanted === 'on' || wanted === 'true' || wanted === 'yes') return true;
  if (wanted === '0' || wanted === 'off' || wanted === 'false' || wanted === 'no') return false;
  return undefined;
}

function number(value: string | null, least: number, most: number): number | undefined {
  if (value === null || value.trim() === '') return undefined;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? Math.min(most, Math.max(least, parsed)) : undefined;
}

function hexColour(value: string | null): string | undefined {
  const match = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(value?.trim() ?? '');
  if (match?.[1] === undefined) return undefined;
  const digits = match[1].length === 3 ? [...match[1]].map((digit) => digit + digit).join('') : match[1];
  return `#${digits.toUpperCase()}`;
}
