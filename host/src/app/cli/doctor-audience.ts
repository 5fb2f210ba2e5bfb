// What people see in the end: the track or "ID – ID", the overlay's page with all its files, and the covers.

import { existsSync, readFileSync } from 'node:fs';
import type { Facts } from './doctor-facts.ts';
import { broken, type Earlier, type Finding, isBroken, ok, skipped, warn } from './doctor-finding.ts';
import { folderState } from './doctor-folders.ts';
import type { HostView } from './doctor-host.ts';
import { assetsOf } from './doctor-setup.ts';

const NEEDS_HOST = 'Not looked at: TraCord does not run.';
const ANSWERS_WITHIN_MS = 3_000;
/** A search on behalf of the audience goes through so many of the newest tracks. */
const SIFTED = 500;

export async function lookAtAudience({ host, settings }: Facts): Promise<Finding> {
  if (host === undefined) return skipped(NEEDS_HOST);
  const { track, maskedBecause = [] } = host.nowPlaying;
  if (host.finds.forDj && !host.finds.forAudience) {
    const which = host.library.tracks > SIFTED ? `the ${SIFTED} newest tracks, perhaps all` : 'every track';
    return warn(
      `Your masks hide ${which}: people read “ID – ID” all night.`,
      'Look through "masks:" in the settings for a line that fits everything.',
    );
  }
  if (track?.masked) {
    const why = maskedBecause.length === 0 ? '' : `, because ${maskedBecause.join(' and ')}`;
    return warn(
      `People read “ID – ID” instead of the current track${why}.`,
      'If that is not what you want: show it again (nowPlaying.hide), or look through "masks:" in the settings.',
    );
  }
  return ok(`${whatIsRead(host, settings.nowPlaying.announceDelaySeconds)} ${host.live ? LIVE : REHEARSAL}`);
}

const LIVE = 'You are live.';
const REHEARSAL = 'This is a rehearsal: nothing counts until you go live.';

function whatIsRead({ nowPlaying, shown }: HostView, delaySeconds: number): string {
  const isDue = nowPlaying.onAirSince === shown.onAirSince;
  if (nowPlaying.track !== undefined && !isDue) {
    return `People do not read the current track yet: each comes ${delaySeconds} s after it is on air.`;
  }
  if (shown.track === undefined) return 'People read no track now.';
  const { artist, title } = shown.track.display;
  return `People read “${artist} – ${title}”${delaySeconds === 0 ? '' : `, ${delaySeconds} s after it was on air`}.`;
}

export async function lookAtOverlay({ host, settings }: Facts, earlier: Earlier): Promise<Finding> {
  if (host === undefined) return skipped(NEEDS_HOST);
  if (isBroken(earlier, 'Set-up')) return skipped('Not looked at: its pages are not ready.');
  const address = `${host.address}/overlays/now-playing`;
  const html = await bodyOf(address);
  const restart = 'Stop TraCord and start it again: npm start';
  if (html === undefined) return broken(`The overlay at ${address} does not answer.`, restart);
  for (const asset of assetsOf(html)) {
    if ((await bodyOf(host.address + asset)) === undefined) {
      return broken(`The overlay at ${address} lacks one of its files (${asset}).`, restart);
    }
  }
  const { css } = settings.overlay;
  if (css !== '' && !isReadable(css)) {
    return warn(
      `Your own style sheet ${css} cannot be read, so the overlay shows without it.`,
      'Correct "css:" beneath "overlay:" in the settings.',
    );
  }
  return ok(`The overlay answers at ${address}.`);
}

export async function lookAtCovers(facts: Facts, earlier: Earlier): Promise<Finding> {
  const { place, host } = facts;
  if (isBroken(earlier, 'Data folder')) return skipped('Not looked at: they are kept in the data folder.');
  const { trouble, at } = await folderState(place.cache);
  if (trouble !== undefined) {
    return warn(
      `Covers cannot be kept: ${at} ${trouble}.`,
      trouble === 'is a file'
        ? `Move the file ${at} away.`
        : `Make sure that ${at} is yours to write, and that its drive has room.`,
    );
  }
  const cover = host?.shown.track?.artwork;
  if (host === undefined || cover === undefined) return lackOfCover(facts);
  if ((await bodyOf(`${host.address}/artwork/${cover.id}?size=360`)) !== undefined)
    return ok('The current cover is served.');
  return warn(
    'The cover of the current track is not served.',
    `Remove the folder ${place.cache}: covers are made again.`,
  );
}

/** Covers lie in the audio files. Those of another computer's Traktor need not be here. */
function lackOfCover({ place, host, settings }: Facts): Finding {
  const files = host?.trackFiles ?? [];
  if (files.length === 0 || files.some((file) => existsSync(file)) || settings.broadcast.lan) {
    return ok(`Covers can be kept in ${place.cache}.`);
  }
  return warn(
    `The current track has no cover, because its file is not there: ${files[0]}.`,
    'Connect the drive with your music.',
  );
}

/** Undefined where it does not answer with 2xx. */
async function bodyOf(address: string): Promise<string | undefined> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) });
    return response.ok ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}

function isReadable(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}
