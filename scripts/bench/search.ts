// Search: how long it takes and how often the right track stands first, over lines made from random tracks.
// `npm run bench -- --only search` runs it alone.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { searchLibrary } from '../../host/src/services/library/search.ts';
import { SearchLookup } from '../../host/src/storage/library/search-index-lookup.ts';
import { SeededRandom } from '../made-collection/random.ts';
import { writeCollection } from '../make-collection.ts';
import { quantile } from './quantile.ts';
import type { Bench, BenchRow } from './row.ts';
import { madeLibrary } from './search-library.ts';
import { type NamedTrack, QUERY_KINDS } from './search-queries.ts';

const EACH = 40;
const LIMIT = 25;
const PEER = join(import.meta.dirname, '../../../shared/peer_tracord.py');

export const bench: Bench = async ({ entries, seed, say }) => {
  const rows: BenchRow[] = [];
  for (const count of entries) rows.push(...(await measure(count, seed, say)));
  return rows;
};

async function measure(entries: number, seed: number, say: (line: string) => void): Promise<BenchRow[]> {
  const library = await madeLibrary(entries, seed);
  try {
    const lookup = new SearchLookup(library.db, 'operator');
    const named = library.db.prepare(
      'select n, song, artist, title, mix, remixer, label, album from tracks where n = ?',
    );
    const songOf = library.db.prepare('select song from tracks where n = ?').pluck();
    const times: number[] = [];
    let first = 0;
    let asked = 0;
    const ask = (q: string) => {
      const started = performance.now();
      const answer = searchLibrary(lookup, { q, limit: LIMIT });
      times.push(performance.now() - started);
      return answer;
    };
    for (const [index, kind] of QUERY_KINDS.entries()) {
      const random = new SeededRandom(seed, 20, index);
      let right = 0;
      for (let made = 0; made < EACH; ) {
        const track = named.get(random.between(1, entries)) as NamedTrack;
        const line = kind.line(track, random);
        if (line === undefined) continue;
        made++;
        // Files with equal artist, title and mix are one song: any of them is right.
        const top = ask(line).ns[0];
        if (top !== undefined && songOf.get(top) === track.song) right++;
        else say(`  not first (${kind.name}): "${line}" wanted ${track.artist} - ${track.title} {${track.mix ?? ''}}`);
      }
      say(`search, ${entries} entries, ${kind.name}: ${right} of ${EACH} first`);
      first += right;
      asked += EACH;
    }
    const wordTimes = times.splice(0);
    for (const letter of 'abcdefghijklmnopqrstuvwxyz') ask(letter);
    const letterTimes = times.splice(0);
    const random = new SeededRandom(seed, 21);
    let nonsense = 0;
    for (let made = 0; made < 100; made++) nonsense += ask(gibberish(random)).total > 0 ? 1 : 0;
    for (const line of FILTERS) ask(line);
    const filterTimes = times.splice(-FILTERS.length);
    const of = `${entries.toLocaleString('en')} entries`;
    const peer = await peerTime(entries, seed, say);
    const p50 = quantile(wordTimes, 0.5);
    if (peer !== undefined) say(`search, ${of}: peer ${peer.toFixed(1)} ms, ratio ${(p50 / peer).toFixed(3)}`);
    return [
      { figure: `search p50, ${of}, ms`, measured: p50, bound: { atMost: 3 } },
      { figure: `search p99, ${of}, ms`, measured: quantile(wordTimes, 0.99), bound: { atMost: 20 } },
      ...(peer === undefined
        ? []
        : [
            {
              figure: `search p50 beside the peer, ${of}, ms`,
              measured: p50,
              against: { name: 'linear search', measured: peer },
              bound: { atMost: 1 },
            },
          ]),
      { figure: `search, right track first, ${of}, share`, measured: first / asked, bound: { atLeast: 0.95 } },
      { figure: `search, one letter, slowest, ${of}, ms`, measured: Math.max(...letterTimes), bound: { atMost: 20 } },
      { figure: `search, nonsense that finds something, ${of}, of 100`, measured: nonsense, bound: { atMost: 0 } },
      { figure: `search, filters, slowest, ${of}, ms`, measured: Math.max(...filterTimes), bound: { atMost: 100 } },
    ];
  } finally {
    await library.remove();
  }
}

const FILTERS = [
  '',
  'bpm:120-126 key:8A',
  'genre:house rating:4 added:<30d',
  'bpm:124 s',
  '-remix',
  'year:2019-2022 love',
];

/** Six to nine letters that are no word of any language. */
function gibberish(random: SeededRandom): string {
  return Array.from({ length: random.between(6, 9) }, () => random.pick([...'bcdfghjklmnpqrstvwxz'])).join('');
}

/** Median time of the ancestor's own searches over the same collection; undefined where it or Python is not there. */
async function peerTime(entries: number, seed: number, say: (line: string) => void): Promise<number | undefined> {
  if (!existsSync(PEER)) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'tracord-bench-'));
  try {
    await writeCollection(join(folder, 'collection.nml'), { entries, seed });
    const { stdout } = await promisify(execFile)('python3', [
      PEER,
      join(folder, 'collection.nml'),
      join(folder, 'peer.json'),
    ]);
    const found = [...stdout.matchAll(/^ {2}'.*': ([\d.]+) ms/gm)].map((match) => Number(match[1]));
    return found.length === 0 ? undefined : quantile(found, 0.5);
  } catch (error) {
    say(`the peer could not run: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
