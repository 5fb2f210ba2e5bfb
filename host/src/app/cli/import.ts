// tracord import: reads the collection now, by the running host where there is one.

import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { findCollections } from '#adapters/traktor/collection-finder.ts';
import { progressBar } from '#app/progress-bar.ts';
import { DomainError } from '#kernel/domain-error.ts';
import { lockDataFolder } from '#storage/data-folder-lock.ts';
import { closedSettings } from './closed-host.ts';
import type { CliPlace } from './place.ts';
import { RunningHost } from './running-host.ts';
import { withCatalogue } from './with-catalogue.ts';

export async function runImport(place: CliPlace, given: string | undefined): Promise<number> {
  const collection = given === undefined ? undefined : resolve(given);
  const host = await RunningHost.find(place.config);
  if (host !== undefined) {
    process.stdout.write(`  The running TraCord at ${host.address} reads it …\n`);
    const answer = await host.command('library.import', { collection });
    if (!answer.ok) throw new DomainError('import-failed', answer.message ?? 'the import failed');
    process.stdout.write(
      `  ${answer.tracks} tracks: ${answer.added} new, ${answer.changed} changed, ${answer.vanished} gone.\n`,
    );
    return 0;
  }
  const { library, masks } = closedSettings(place);
  const file = collection ?? (library.collection || (await findCollections(process.env))[0]?.path);
  if (file === undefined) {
    throw new DomainError(
      'collection-missing',
      'No collection was found: npm run tracord -- import <path of collection.nml>',
    );
  }
  mkdirSync(place.data, { recursive: true });
  const lock = lockDataFolder(place.data, { pid: process.pid, address: 'npm run tracord -- import' });
  const bar = progressBar('Reading the collection', process.stdout);
  try {
    const { exclude, excludeLoops } = library;
    const report = await withCatalogue(place, (catalogue) =>
      catalogue.importCollection(file, {
        rules: { exclude, excludeLoops, masks },
        onProgress: ({ done, total }) => bar.update(done, total),
      }),
    );
    bar.end();
    const { added, changed, unchanged, vanished, skipped, durationMs } = report;
    process.stdout.write(
      `  ${added + changed + unchanged} tracks from ${file} in ${(durationMs / 1000).toFixed(1)} s: ${added} new, ${changed} changed, ${vanished} gone.\n`,
    );
    for (const { reason, count, examples } of skipped) {
      process.stdout.write(`  Left out: ${count} × ${reason}${examples.length > 0 ? ` (${examples[0]})` : ''}\n`);
    }
    return 0;
  } finally {
    bar.end();
    lock.release();
  }
}
