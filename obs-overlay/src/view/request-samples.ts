// Made-up requests, for the builder's preview and for looking at a theme without a host. Pure, but for the time of an announcement.

import type { PublicRequest, PublicRequests } from '@tracord/shared/requests.ts';
import type { ArtworkView } from '@tracord/shared/topics.ts';
import { LIFT, PLATFORM, SALT, TIDE, UPSTAIRS } from './sample-covers.ts';

type Row = Omit<PublicRequest, 'state' | 'announcedAt'>;

function row(number: number, artist: string, title: string, name: string, others = 0, artwork?: ArtworkView): Row {
  const track: Row['track'] = { display: { artist, title } };
  if (artwork !== undefined) track.artwork = artwork;
  return { number, track, name, others };
}

const ROWS: Record<string, Row> = {
  salt: row(14, 'Perrin Loke', 'Salt Engine (Northbound Mix)', 'mauve_fox', 0, SALT),
  moths: row(9, 'Kolde & Vargas', 'Nine Tin Moths', 'oskar', 8),
  platform: row(15, '水無瀬リョウ', '夜明け前のプラットフォーム', 'hana_0', 0, PLATFORM),
  lift: row(17, 'Тихая Смена', 'Медленный лифт на последний этаж', 'Аня', 0, LIFT),
  upstairs: row(18, 'Ostrava Sleep Choir', 'Everything We Left Running in the Upstairs Room', 'perla.m', 0, UPSTAIRS),
  tide: row(21, 'Ilse Vantar', 'Low Tide Arithmetic', 'juniper', 0, TIDE),
  ferry: row(100, 'Parallel Ferry', 'Untitled Dub No. 4', 'quiet_otter', 2),
  long: row(
    98,
    'Ostrava Sleep Choir & the Northern Tram Drivers’ Brass Ensemble of 1974',
    'Everything We Left Running in the Upstairs Room While the Whole House Was Still Asleep',
    'the_one_who_always_asks_for_the_b_side_first',
    12,
  ),
  arabic: row(99, 'ليان المرسى', 'ضوء بعيد فوق السطوح', 'ليان'),
  emoji: row(7, 'Teodor Myrl', 'Paper Lungs 🫁', '👩🏽‍🚀🛰️ 星の子'),
  markup: row(112, '<b>bold</b>', '<img src=x onerror=alert(1)> &amp; co', '<script>x</script>'),
};

const FIVE = ['salt', 'moths', 'platform', 'lift', 'upstairs'];

/** Which rows a sample holds. */
const QUEUES: Record<string, string[]> = {
  five: FIVE,
  six: [...FIVE, 'tide'],
  four: FIVE.slice(1),
  one: ['salt'],
  none: [],
  closed: [],
  hard: ['long', 'arabic', 'emoji', 'markup', 'ferry'],
  nonames: FIVE,
  next: ['tide'],
  nextlong: ['long'],
  nextplain: ['ferry'],
  toast: ['salt'],
  toasts: ['salt', 'moths', 'platform', 'lift'],
  toastplain: ['ferry'],
  toastlong: ['long'],
  toastnoname: ['salt'],
};

const WITHOUT_NAMES = ['nonames', 'toastnoname'];

/** A sample by name; unknown names show `five`, `idle` a host that has not spoken. `onAirSince`: the play that `requested` was asked for. */
export function requestSample(name: string, onAirSince: number): PublicRequests | undefined {
  if (name === 'idle') return undefined;
  // A toast says each request once: to be seen again it has to be another one.
  const round = name.startsWith('toast') ? `-${Date.now()}` : '';
  const order: string[] = [];
  const byId: PublicRequests['byId'] = {};
  for (const key of QUEUES[name] ?? FIVE) {
    const held = ROWS[key];
    if (held === undefined) continue;
    const { name: asker, ...rest } = held;
    const request: PublicRequest = { ...rest, state: 'accepted', announcedAt: Date.now() };
    if (asker !== undefined && !WITHOUT_NAMES.includes(name)) request.name = asker;
    order.push(`${key}${round}`);
    byId[`${key}${round}`] = request;
  }
  const isClosed = name === 'closed';
  const requests: PublicRequests = {
    open: !isClosed,
    hint: isClosed ? 'closed, back next set' : 'ask with /request',
    order,
    byId,
  };
  if (name === 'requested') requests.onAir = { onAirSince, name: 'oskar', others: 0 };
  return requests;
}
