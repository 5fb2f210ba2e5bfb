// Made-up sets, for the builder's preview and for looking at a theme without a host. Pure.

import type { PublicSet, PublicSetRow } from '@tracord/shared/sets.ts';

const MINUTE_MS = 60_000;
/** The last track began so long ago. */
const BEGAN_AGO_MS = 3 * MINUTE_MS;

type Track = { title: string; minutesBefore: number; masked?: true; rough?: true };

const TRACKS: Record<string, Track[]> = {
  set: [
    { title: 'Slow Relay', minutesBefore: 22 },
    { title: 'Quarter to Rust', minutesBefore: 17 },
    { title: 'ID', minutesBefore: 13, masked: true },
    { title: '夜明け前のプラットフォーム', minutesBefore: 7 },
    { title: 'Glasshouse Signal', minutesBefore: 0 },
  ],
  setone: [{ title: 'Glasshouse Signal', minutesBefore: 0 }],
  sethard: [
    {
      title: 'Everything We Left Running in the Upstairs Room While the Whole House Was Still Asleep',
      minutesBefore: 24,
    },
    { title: 'ضوء بعيد فوق السطوح', minutesBefore: 18, rough: true },
    { title: 'Медленный лифт на последний этаж', minutesBefore: 12 },
    { title: '<img src=x onerror=alert(1)> &amp; co', minutesBefore: 6 },
    { title: 'Paper Lungs 🫁 (Northbound Extended Rehearsal Mix)', minutesBefore: 0, rough: true },
  ],
};

/** Who plays. */
const PERFORMERS: Record<string, string> = {
  setone: 'Mauve Fox',
  sethard: 'Ostrava Sleep Choir & the Northern Tram Drivers’ Brass Ensemble of 1974',
};

/** Places in the set before those that are shown. */
const BEFORE: Record<string, number> = { set: 13, sethard: 112 };

/** A sample by name; any other name is no set. */
export function setSample(name: string, now = Date.now()): PublicSet {
  const tracks = TRACKS[name] ?? [];
  const order: string[] = [];
  const byId: Record<string, PublicSetRow> = {};
  for (const [index, { title, minutesBefore, masked, rough }] of tracks.entries()) {
    const place = (BEFORE[name] ?? 0) + index + 1;
    const id = `row-${place}`;
    order.push(id);
    const startsAt = now - BEGAN_AGO_MS - minutesBefore * MINUTE_MS;
    byId[id] = { place, startsAt, display: { artist: masked ? 'ID' : 'Mira Oldane', title } };
    if (masked) byId[id].masked = masked;
    if (rough) byId[id].rough = rough;
  }
  const performer = PERFORMERS[name];
  return { isOn: tracks.length > 0, ...(performer !== undefined && { performer }), order, byId };
}
