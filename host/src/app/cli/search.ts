// tracord search: looks into the library, whether a host runs or not.

import { formatBpm, formatDuration } from '@tracord/shared/format.ts';
import { keyView } from '#domain/musical-key.ts';
import type { TrackSummary } from '#domain/track.ts';
import type { CliPlace } from './place.ts';
import { needLibrary, withCatalogue } from './with-catalogue.ts';

const ROWS = 20;

export async function runSearch(place: CliPlace, words: string): Promise<number> {
  needLibrary(place);
  const found = await withCatalogue(place, (catalogue) => catalogue.search(words, { limit: ROWS, maskedToo: true }));
  for (const track of found.tracks) process.stdout.write(`${row(track)}\n`);
  for (const hint of found.hints) process.stdout.write(`  ${hint}\n`);
  const more = found.total > found.tracks.length ? `, the first ${found.tracks.length} shown` : '';
  process.stdout.write(`  ${found.total} found${more}\n`);
  return found.total > 0 ? 0 : 1;
}

function row(track: TrackSummary): string {
  const { artist, title, mix, label, trackBpm, key, durationMs } = track;
  const facts = [
    key === undefined ? '' : keyView(key).camelot,
    trackBpm === undefined ? '' : formatBpm(trackBpm),
    durationMs === undefined ? '' : formatDuration(durationMs),
  ];
  const name = `${artist || '–'} – ${title}${mix ? ` (${mix})` : ''}${label ? ` [${label}]` : ''}`;
  return `  ${facts.map((fact) => fact.padStart(5)).join(' ')}   ${name}`;
}
