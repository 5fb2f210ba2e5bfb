// The DJ's collection as Traktor left it, and what of it stands in the library.

import { statSync } from 'node:fs';
import { openTraktorSource } from '#adapters/traktor/nml/traktor-source.ts';
import { DomainError, messageOf } from '#kernel/domain-error.ts';
import type { Facts } from './doctor-facts.ts';
import { broken, type Earlier, type Finding, isBroken, ok, skipped, warn } from './doctor-finding.ts';

/** A running host has read a changed collection after so long. */
const READ_WITHIN_MS = 60_000;

export async function lookAtCollection({ parts, host, settings, library }: Facts): Promise<Finding> {
  if (host?.demo === true) {
    return warn(
      'The demo set plays; your own collection is not in use.',
      'Stop TraCord and start it with your own: npm start -- --collection <path of collection.nml>',
    );
  }
  const lastRead = library.state === 'known' ? library.counts.collection : undefined;
  const file = settings.library.collection || (await parts.findCollections())[0]?.path || lastRead?.path;
  if (file === undefined) {
    return broken(
      'No Traktor collection was found on this computer.',
      'Start TraCord with  npm start -- --collection <path of collection.nml>  or write the path behind "collection:" in the settings.',
    );
  }
  const entries = await countEntries(file);
  if (typeof entries !== 'number') return entries;
  if (entries === 0) {
    return warn(`${file} holds no tracks.`, 'Add tracks in Traktor, close it, and TraCord reads them by itself.');
  }
  const changedAt = statSync(file).mtimeMs;
  const isNewer = lastRead !== undefined && changedAt > lastRead.importedAt;
  if (!isNewer) return ok(`${file} can be read: ${counted(entries)}.`);
  if (host === undefined) return ok(`${file} has changed since it was read last; TraCord reads it when it starts.`);
  const isLate = library.state === 'known' && !library.isImporting && Date.now() - changedAt > READ_WITHIN_MS;
  if (!isLate) return ok(`${file} has just changed; TraCord is about to read it.`);
  return warn(`${file} has changed since TraCord read it last.`, 'Read it now: npm run tracord -- import');
}

/** How many entries it has, by the reader that imports it; a finding where it cannot be read. */
async function countEntries(file: string): Promise<number | Finding> {
  let entries = 0;
  try {
    const source = await openTraktorSource();
    source.read(file, {
      entry: () => {
        entries += 1;
      },
      progress: () => {},
    });
    return entries;
  } catch (error) {
    return unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): Finding {
  const code = error instanceof DomainError ? error.code : '';
  if (code === 'collection-missing') {
    return broken(
      `There is no collection at ${file}.`,
      'Connect its drive, or correct "collection:" in the settings; empty, TraCord takes the newest it finds.',
    );
  }
  if (code === 'collection-truncated') {
    return broken(
      `The collection ${file} ends in the middle: it was not written to its end.`,
      "Close Traktor, which writes it again; or put back a copy from Traktor's Backup folder.",
    );
  }
  if (code === 'not-nml') {
    return broken(
      `${file} is no Traktor collection.`,
      'Choose the collection.nml in Documents/Native Instruments/Traktor …, as "collection:" in the settings.',
    );
  }
  return broken(`The collection ${file} cannot be read: ${messageOf(error)}.`, 'Check its drive and its permissions.');
}

export async function lookAtLibrary({ library, host }: Facts, earlier: Earlier): Promise<Finding> {
  if (isBroken(earlier, 'Data folder')) return skipped('Not looked at: it lies in the data folder.');
  if (library.state === 'damaged') {
    return broken(
      `The library ${library.file} is damaged.`,
      'Stop TraCord, move that file away and start again: a new one is made from your collection.',
    );
  }
  const collectionIsBroken = isBroken(earlier, 'Collection');
  if (library.state === 'none' || library.counts.tracks === 0) {
    if (collectionIsBroken) return skipped('Empty until the collection can be read.');
    if (library.state === 'known' && library.isImporting) return ok('The first import runs now.');
    if (host === undefined) return skipped('Empty until TraCord is started and reads the collection.');
    return broken('There are no tracks in the library.', 'Read the collection now: npm run tracord -- import');
  }
  const { tracks, skipped: left } = library.counts;
  if (library.warning !== undefined && !collectionIsBroken) {
    return warn(
      'The collection could not be read the last time; the library before it is in use.',
      `Read it again: npm run tracord -- import. It said: ${library.warning}`,
    );
  }
  if (host?.finds.forDj === false) {
    return broken(
      'Your exclusions (library.exclude) leave no track of the library over.',
      'Take the pattern out of "exclude:" in the settings that fits every file.',
    );
  }
  const leftOut = left.reduce((sum, { count }) => sum + count, 0);
  const note = leftOut === 0 ? '' : `; ${leftOut} things in the collection were not understood (${left[0]?.reason})`;
  return ok(`The library holds ${counted(tracks)}${note}.`);
}

function counted(tracks: number): string {
  return tracks === 1 ? '1 track' : `${tracks.toLocaleString('en')} tracks`;
}
