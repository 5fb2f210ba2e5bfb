// Made-up tracks, for the builder's preview and for looking at a theme without a host (`?sample=short`).

import { batch, computed, signal } from '@preact/signals';
import { isObject } from '@tracord/shared/json.ts';
import type { PublicRequests } from '@tracord/shared/requests.ts';
import type { NowTrack, PublicTopics } from '@tracord/shared/topics.ts';
import type { OverlaySource } from './overlay-page.ts';
import { requestSample } from './request-samples.ts';
import { GLASSHOUSE, LIFT, PLATFORM, ROOFTOPS, UPSTAIRS } from './sample-covers.ts';
import { setSample } from './set-samples.ts';

const CYCLE_MS = 5_000;
/** When the made-up track came on air: what its request refers to. */
const ON_AIR_SINCE = 1_700_000_000_000;

/** 200 characters, as a DJ pool's file names can be. */
const LONG_TITLE =
  'Everything We Left Running in the Upstairs Room While the Whole House Was Still Asleep and Nobody Came to Ask About the Noise Until Half Past Seven (Kolde & Vargas Long Night Extended Rehearsal Remix)';

function track(artist: string, title: string, more: Partial<NowTrack>): NowTrack {
  return { artist, title, display: { artist, title }, ...more };
}

const SHORT = track('Mira Oldane', 'Glasshouse Signal', {
  artwork: GLASSHOUSE,
  label: 'Tin Harbour',
  catalogNo: 'THR 027',
  trackBpm: 126,
  key: { camelot: '8A', openKey: '1m', name: 'Am' },
});

const TRACKS: Record<string, NowTrack | undefined> = {
  short: SHORT,
  offline: SHORT,
  requested: SHORT,
  long: track('Ostrava Sleep Choir feat. Jun Abara & the Northern Tram Drivers’ Brass Ensemble of 1974', LONG_TITLE, {
    artwork: UPSTAIRS,
    label: 'Paper Engine',
    catalogNo: 'PE114',
    trackBpm: 122.4,
    key: { camelot: '11B', openKey: '4d', name: 'A' },
  }),
  japanese: track('水無瀬リョウ', '夜明け前のプラットフォーム', {
    artwork: PLATFORM,
    label: '灯台レコード',
    catalogNo: 'TDR-009',
    trackBpm: 128,
    key: { camelot: '9B', openKey: '2d', name: 'G' },
  }),
  cyrillic: track('Тихая Смена', 'Медленный лифт на последний этаж', {
    artwork: LIFT,
    label: 'Полдень',
    catalogNo: 'ПЛД 31',
    trackBpm: 122,
    key: { camelot: '7A', openKey: '12m', name: 'Dm' },
  }),
  arabic: track('ليان المرسى', 'ضوء بعيد فوق السطوح', {
    artwork: ROOFTOPS,
    label: 'Qamar Press',
    catalogNo: 'QP 018',
    trackBpm: 120,
    key: { camelot: '6A', openKey: '11m', name: 'Gm' },
  }),
  nocover: track('Parallel Ferry', 'Untitled Dub No. 4', {}),
  masked: track('ID', 'ID', { masked: true }),
  idle: undefined,
};

const CYCLE = ['short', 'japanese', 'nocover', 'cyrillic', 'long', 'arabic', 'masked'];

function nowPlaying(name: string): PublicTopics['nowPlaying'] {
  const shown = name in TRACKS ? TRACKS[name] : SHORT;
  const value: PublicTopics['nowPlaying'] = {
    source: shown === undefined ? 'none' : 'broadcast',
    match: { confidence: 1, by: 'text', reasons: [], alternatives: [] },
    place: 12,
    onAirSince: ON_AIR_SINCE,
  };
  if (shown !== undefined) value.track = shown;
  return value;
}

function tempoOf({ track }: PublicTopics['nowPlaying']): PublicTopics['tempo'] {
  return track?.trackBpm === undefined ? {} : { bpm: Math.round(track.trackBpm) };
}

/**
 * A sample by name (unknown names show `short`); `cycle` goes through them all, one every 5 s. A page around this one
 * may ask for another by `postMessage({sample: name})`.
 */
export function sampleData(name: string, demo: boolean): OverlaySource {
  const current = signal(nowPlaying(name));
  const requests = signal<PublicRequests | undefined>(requestSample('none', ON_AIR_SINCE));
  const set = signal(setSample('idle'));
  const tempo = computed(() => tempoOf(current.value));
  let cycling: ReturnType<typeof setInterval> | undefined;
  const show = (wanted: string) => {
    clearInterval(cycling);
    batch(() => {
      current.value = nowPlaying(wanted);
      requests.value = requestSample(wanted, ON_AIR_SINCE);
      set.value = setSample(wanted);
    });
    document.documentElement.dataset.sample = wanted;
    if (wanted !== 'cycle') return;
    let place = 0;
    cycling = setInterval(() => {
      place = (place + 1) % CYCLE.length;
      current.value = nowPlaying(CYCLE[place] ?? 'short');
    }, CYCLE_MS);
  };
  // What is there from the start was announced before this page was open; what comes is news.
  setTimeout(() => show(name));
  window.addEventListener('message', ({ origin, data }) => {
    if (origin === location.origin && isObject(data) && typeof data.sample === 'string') show(data.sample);
  });
  const host = signal({ version: 'sample', demo });
  return { nowPlaying: current, host, requests, set, next: signal({}), tempo, hostNow: Date.now };
}
