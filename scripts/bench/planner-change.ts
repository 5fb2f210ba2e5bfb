// What an import that changes one track in a hundred costs the planner, from the word that the library changed until the next
// suggestions, with a real library file and a DJ of whom something is known; and how long its first suggestions take.

import type { HeardPlay } from '../../host/src/services/library/library-habits.ts';
import { plannerMethods } from '../../host/src/services/library/planner-methods.ts';
import { openLibraryDatabase } from '../../host/src/storage/library/database.ts';
import { changedTracks } from '../../host/src/storage/library/track-changes.ts';
import { SeededRandom } from '../made-collection/random.ts';
import { quantile } from './quantile.ts';
import type { BenchRow } from './row.ts';
import { madeLibrary } from './search-library.ts';

const CHANGES = 30;
const CHANGED_SHARE = 0.01;
const NIGHTS = 100;
const TRACKS_A_NIGHT = 25;
const DAY_MS = 86_400_000;

export async function changeRows(count: number, seed: number): Promise<BenchRow[]> {
  const random = new SeededRandom(seed, 51);
  const library = await madeLibrary(count, seed);
  const writing = openLibraryDatabase(library.db.name);
  const ids = library.db.prepare<[], string>('select id from tracks').pluck().all();
  const anyId = () => ids[random.below(ids.length)] ?? '';
  const planner = plannerMethods(() => library.db);
  planner.learn(madePlays(anyId));
  const night = { blockedTracks: [], playedSongs: [], wishes: [], today: 20_000, artistSpacing: 4, weights: {} };
  const suggested = () => {
    const started = performance.now();
    planner.suggest({ onAir: { trackId: anyId() }, night, preset: 'smooth', limit: 50, filters: {} });
    return performance.now() - started;
  };
  const first = suggested();
  const change = writing.prepare('update tracks set bpm = ?, musical_key = ? where n = ?');
  const times = Array.from({ length: CHANGES }, () => {
    writing.transaction(() => {
      const noteChange = changedTracks(writing);
      for (let n = 0; n < count * CHANGED_SHARE; n++) {
        const track = 1 + random.below(count);
        change.run(random.between(60, 180), random.below(24), track);
        noteChange(track);
      }
    })();
    planner.renew();
    return suggested();
  });
  writing.close();
  await library.remove();
  const of = `${count.toLocaleString('en')} tracks`;
  return [
    { figure: `first suggestions of a library of ${of}, ms`, measured: first, bound: {} },
    changed(of, 'p50', quantile(times, 0.5), { atMost: 50 }),
    changed(of, 'p95', quantile(times, 0.95), {}),
  ];
}

function changed(of: string, which: string, measured: number, bound: BenchRow['bound']): BenchRow {
  return { figure: `1 % of ${of} changed, until the next suggestions ${which}, ms`, measured, bound };
}

function madePlays(anyId: () => string): HeardPlay[] {
  return Array.from({ length: NIGHTS * TRACKS_A_NIGHT }, (_, n) => ({
    at: Math.floor(n / TRACKS_A_NIGHT) * DAY_MS + (n % TRACKS_A_NIGHT) * 300_000,
    durationMs: 300_000,
    trackId: anyId(),
  }));
}
