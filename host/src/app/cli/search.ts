// tracord search: looks into the library, whether a host runs or not.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { formatBpm, formatDuration } from '@tracord/shared/format.ts';
import { keyView } from '#domain/musical-key.ts';
import type { TrackSummary } from '#domain/track.ts';
import { DomainError } from '#kernel/domain-error.ts';
import { startWorker } from '#kernel/workers.ts';
import { Catalogue } from '#services/library/catalogue.ts';
import type { CliPlace } from './place.ts';

const ROWS = 20;

export async function runSearch(place: CliPlace, words: string): Promise<number> {
  if (!existsSync(join(place.data, 'library.sqlite'))) {
    throw new DomainError('no-library', 'There is no library yet: npm run tracord -- import <path of collection.nml>');
  }
  const writer = startWorker('library-writer', { folder: place.data });
  const reader = startWorker('library-reader', { folder: place.data });
  try {
    const found = await new Catalogue(writer, reader).search(words, { limit: ROWS, maskedToo: true });
    for (const track of found.tracks) process.stdout.write(`${row(track)}\n`);
    for (const hint of found.hints) process.stdout.write(`  ${hint}\n`);
    const more = found.total > found.tracks.length ? `, the first ${found.tracks.length} shown` : '';
    process.stdout.write(`  ${found.total} found${more}\n`);
    return found.total > 0 ? 0 : 1;
  } finally {
    await Promise.all([writer.stop(), reader.stop()]);
  }
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
