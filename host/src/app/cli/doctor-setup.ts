// What has to be right before TraCord can start: Node and the pages, the settings, the passwords, the data folder.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { logFilePath } from '#adapters/files/log-file.ts';
import { loadSecrets } from '#adapters/files/secrets-file.ts';
import type { SettingsProblem } from '#adapters/files/settings-problem.ts';
import type { Facts } from './doctor-facts.ts';
import { broken, type Finding, ok, warn } from './doctor-finding.ts';
import { folderState } from './doctor-folders.ts';

const OVERLAY_PAGE = 'overlays/now-playing/index.html';
const GB = 1e9;
/** A library of 200,000 tracks with its covers takes about this much. */
const ENOUGH_BYTES = 2 * GB;
const LEAST_BYTES = 0.1 * GB;

export async function lookAtSetUp({ parts }: Facts): Promise<Finding> {
  const [major = 0, minor = 0] = parts.nodeVersion.split('.').map(Number);
  if (major < 22 || major === 23 || (major === 22 && minor < 22)) {
    return broken(
      `Node ${parts.nodeVersion} is too old for TraCord.`,
      'Install Node 24 from nodejs.org; or start with npm start, which fetches one for this folder.',
    );
  }
  const missing = missingPage(parts.pages);
  if (missing !== undefined) {
    return broken(
      `The overlay pages are not built: ${missing} is missing.`,
      'Stop TraCord and start it with npm start: it builds them.',
    );
  }
  return ok(`Node ${parts.nodeVersion} and the overlay pages are ready.`);
}

/** The overlay's page, or the first file it asks for, that is not there. */
function missingPage(pages: string): string | undefined {
  const page = path.join(pages, OVERLAY_PAGE);
  if (!existsSync(page)) return page;
  const files = assetsOf(readFileSync(page, 'utf8')).map((asset) => path.join(pages, asset));
  return files.find((file) => !existsSync(file));
}

/** Addresses of the scripts and styles that a page of ours loads. */
export function assetsOf(html: string): string[] {
  return [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((found) => found[1] ?? '');
}

export async function lookAtSettings({ settingsFile, settingsRead, settings }: Facts): Promise<Finding> {
  if (!settingsRead.ok) return broken(...inWords(settingsRead.problems));
  const twice = portUsedTwice(settings);
  if (twice !== undefined) return twice;
  if (settingsRead.warnings.length > 0) return warn(...inWords(settingsRead.warnings));
  return ok(existsSync(settingsFile) ? `${settingsFile} is understood.` : 'There are none yet: what is usual holds.');
}

function inWords([first, ...others]: SettingsProblem[]): [says: string, remedy: string] {
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return [`${first?.message ?? ''}${more}`, first?.remedy ?? ''];
}

function portUsedTwice({ web, broadcast, decks }: Facts['settings']): Finding | undefined {
  const uses = [
    { port: web.port, as: 'web.port' },
    { port: broadcast.port, as: 'broadcast.port' },
    ...(decks.enabled ? [{ port: decks.port, as: 'decks.port' }] : []),
  ];
  const [second, first] = uses.flatMap((use, index) => {
    const before = uses.slice(0, index).find(({ port }) => port === use.port);
    return before === undefined ? [] : [use, before];
  });
  if (first === undefined || second === undefined) return undefined;
  return broken(
    `${first.as} and ${second.as} are the same number, ${first.port}: only one of them can have it.`,
    `Give ${second.as} another number in the settings.`,
  );
}

export async function lookAtPasswords({ place, parts, settings, host }: Facts): Promise<Finding> {
  const file = path.join(place.config, 'secrets.yaml');
  const read = await loadSecrets(file, parts.env);
  if (!read.ok) return broken(...inWords(read.problems));
  const password = read.secrets.broadcast.password;
  // The host may have been given its password by its own environment.
  const hostListens = host !== undefined && host.health.bridges.broadcast?.status !== 'down';
  if (settings.broadcast.lan && password === undefined && !hostListens) {
    return broken(
      'TraCord is to listen to the whole network (broadcast.lan), but no password is set, so it does not listen at all.',
      `Write one behind "password:" in ${file}, and the same in Traktor; or set broadcast.lan to false.`,
    );
  }
  const [warning] = read.warnings;
  if (warning !== undefined) return warn(warning, 'Choose a new password if others use this computer.');
  if (!settings.broadcast.lan) return ok('TraCord listens to this computer only; no password is needed.');
  return ok('TraCord listens to the whole network, and its password is set.');
}

export async function lookAtDataFolder({ place }: Facts): Promise<Finding> {
  const { trouble, at, freeBytes = Number.POSITIVE_INFINITY } = await folderState(place.data);
  if (trouble === 'is full') return full(at);
  if (trouble !== undefined) {
    return broken(
      `Nothing can be kept in the data folder ${place.data}: ${at} ${trouble}.`,
      trouble === 'is a file'
        ? `Move the file ${at} away, or name another data folder with --data.`
        : 'Make the folder yours to write, or name another data folder with --data.',
    );
  }
  if (freeBytes < LEAST_BYTES) return full(at);
  if (freeBytes < ENOUGH_BYTES) {
    return warn(
      `Only ${(freeBytes / GB).toFixed(1)} GB are free where the data folder lies (${at}).`,
      'Make room: a large library with its covers takes 2 GB.',
    );
  }
  const free = Math.floor(freeBytes / GB).toLocaleString('en');
  return ok(`${place.data} can be written to, ${free} GB are free. The log is ${logFilePath(place.log)}.`);
}

function full(at: string): Finding {
  return broken(
    `There is no room left where the data folder lies (${at}).`,
    'Make room on that drive, or name a data folder on another one with --data.',
  );
}
