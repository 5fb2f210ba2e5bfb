// Matching: names that one file has, names that several share, and strangers made from real names.
// `npm run bench -- --only matching` runs it alone.

import { fold } from '../../host/src/domain/fold.ts';
import type { MatchResult } from '../../host/src/domain/matching.ts';
import type { HeardTrack } from '../../host/src/domain/sighting.ts';
import { matchTrack } from '../../host/src/services/library/match.ts';
import { NameLookup } from '../../host/src/storage/library/search-index-names.ts';
import { SeededRandom } from '../made-collection/random.ts';
import { quantile } from './quantile.ts';
import type { Bench, BenchRow } from './row.ts';
import { madeLibrary } from './search-library.ts';

type Row = { id: string; artist: string; title: string; mix: string | null; remixer: string | null };

const UNIQUE = 20_000;
const STRANGERS = 500;

export const bench: Bench = async ({ entries, seed, say }) => {
  const rows: BenchRow[] = [];
  for (const count of entries) rows.push(...(await measure(count, seed, say)));
  return rows;
};

async function measure(entries: number, seed: number, say: (line: string) => void): Promise<BenchRow[]> {
  const library = await madeLibrary(entries, seed);
  try {
    const lookup = new NameLookup(library.db);
    const times: number[] = [];
    const match = (heard: HeardTrack): MatchResult => {
      const started = performance.now();
      const result = matchTrack(lookup, heard);
      times.push(performance.now() - started);
      return result;
    };
    const names = byName(library.db.prepare('select id, artist, title, mix, remixer from tracks').all() as Row[]);
    const random = new SeededRandom(seed, 30);
    const unique = names.filter((rows) => rows.length === 1).flat();
    const shared = names.filter((rows) => rows.length > 1);

    const asked = Array.from({ length: Math.min(UNIQUE, unique.length) }, () => random.pick(unique));
    const right = asked.filter((row) => match({ artist: row.artist, title: row.title }).track?.id === row.id).length;
    const complete = shared.filter((rows) => isComplete(match(heardOf(rows)), rows)).length;
    const known = new Set(
      names.flat().flatMap((row) => [nameOf(row), fold(`${row.artist} ${row.title} ${row.mix ?? ''}`)]),
    );
    let named = 0;
    const kinds = [0, 0, 0];
    for (let made = 0; made < STRANGERS; ) {
      const stranger = strangerOf(random, made % 3, unique);
      // Now and then such a name is in the library after all.
      if (
        stranger === undefined ||
        known.has(nameOf(stranger)) ||
        known.has(fold(`${stranger.artist} ${stranger.title}`))
      )
        continue;
      const result = match(stranger);
      kinds[made % 3] = (kinds[made % 3] ?? 0) + (result.by === 'none' ? 1 : 0);
      if (result.track !== undefined) {
        named++;
        say(`  named: ${stranger.artist} - ${stranger.title} → ${result.track.artist} - ${result.track.title}`);
      }
      made++;
    }
    say(
      `matching, ${entries} entries: ${unique.length} unique names, ${shared.length} shared; of the strangers none at all for ${kinds.join(', ')} (other remix, other artist, other word)`,
    );
    const of = `${entries.toLocaleString('en')} entries`;
    return [
      { figure: `matching, unique names right, ${of}, share`, measured: right / asked.length, bound: { atLeast: 1 } },
      {
        figure: `matching, shared names with all alternatives, ${of}, share`,
        measured: complete / shared.length,
        bound: { atLeast: 1 },
      },
      { figure: `matching, strangers that got a track, ${of}, of ${STRANGERS}`, measured: named, bound: { atMost: 0 } },
      { figure: `matching p99, ${of}, ms`, measured: quantile(times, 0.99), bound: { atMost: 20 } },
    ];
  } finally {
    await library.remove();
  }
}

/** Broadcasts send artist and title only: files that have both alike share a name, whatever their mix fields say. */
function byName(rows: Row[]): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(nameOf(row));
    if (group === undefined) groups.set(nameOf(row), [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

function nameOf({ artist, title }: { artist: string; title: string }): string {
  return `${artist}\n${title}`.normalize('NFKC').toLowerCase();
}

function heardOf(rows: Row[]): HeardTrack {
  return { artist: rows[0]?.artist ?? '', title: rows[0]?.title ?? '' };
}

function isComplete(result: MatchResult, rows: Row[]): boolean {
  const ids = new Set(result.alternatives.map(({ id }) => id));
  return result.track === undefined && ids.size === rows.length && rows.every(({ id }) => ids.has(id));
}

/** Another remix, another artist, or another word in the title. */
function strangerOf(random: SeededRandom, kind: number, rows: Row[]): HeardTrack | undefined {
  const { artist, title } = random.pick(rows);
  const other = random.pick(rows);
  if (kind === 0) return { artist, title: `${title.replace(/\s*\(.*\)$/, '')} (${other.artist} Remix)` };
  if (kind === 1) return other.artist === artist ? undefined : { artist: other.artist, title };
  const words = title.split(' ');
  const spare = random.pick(other.title.split(' '));
  const at = random.below(words.length);
  if (fold(spare) === '' || fold(spare) === fold(words[at] ?? '')) return undefined;
  words[at] = spare;
  return { artist, title: words.join(' ') };
}
