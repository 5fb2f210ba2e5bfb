// The way from Traktor into TraCord: the broadcast's port, the broadcast, the last title, and the deck feed where it is on.

import type { Facts } from './doctor-facts.ts';
import { broken, type Earlier, type Finding, isBroken, ok, skipped, warn } from './doctor-finding.ts';
import type { HostView } from './doctor-host.ts';
import { portState } from './doctor-ports.ts';

const NEEDS_HOST = 'Not looked at: TraCord does not run.';
const BROADCASTING = 'Preferences > Broadcasting';

export async function lookAtBroadcastPort({ host, settings }: Facts, earlier: Earlier): Promise<Finding> {
  if (isBroken(earlier, 'Passwords')) return skipped('TraCord listens for Traktor once the password is set.');
  const { port, lan } = settings.broadcast;
  const bridge = host?.health.bridges.broadcast;
  if (host === undefined) {
    if (isBroken(earlier, 'Settings')) return skipped(NEEDS_HOST);
    const state = await portState(port, lan ? '0.0.0.0' : '127.0.0.1');
    if (state === 'free') return ok(`Port ${port} is free for Traktor's broadcast.`);
    return broken(
      `Port ${port}, where Traktor's broadcast belongs, ${state === 'taken' ? 'is taken by another program' : 'is reserved by the system'}.`,
      `Close that program, or set another broadcast.port in the settings and in Traktor (${BROADCASTING} > Port).`,
    );
  }
  if (bridge === undefined) return skipped('TraCord has not opened it yet.');
  if (bridge.status === 'down' || bridge.status === 'off') {
    return broken(
      `${bridge.message}.`,
      bridge.remedy ?? `Set another broadcast.port in the settings and in Traktor (${BROADCASTING} > Port).`,
    );
  }
  const refused = bridge.count?.refusedFromBrowser ?? 0;
  const note = refused === 0 ? '' : ` (${refused} requests from web pages were refused)`;
  // With a refused token its settings are not known, nor the flags it was started with.
  const where = host.settings === undefined ? '' : ` on port ${port}`;
  return ok(`TraCord listens for Traktor${where}${note}.`);
}

export async function lookAtTraktor({ host }: Facts, earlier: Earlier): Promise<Finding> {
  const bridge = host?.health.bridges.broadcast;
  if (host === undefined || bridge === undefined) return skipped(NEEDS_HOST);
  if (earlier.get('Broadcast port')?.status !== 'ok') return skipped('Traktor cannot connect before that is mended.');
  if (bridge.status === 'ok') return ok(`${bridge.message}.`);
  if (bridge.status === 'waiting') {
    const says = `Traktor is not connected. ${bridge.message}.`;
    const remedy = `Press the antenna in Traktor's Audio Recorder panel. ${bridge.remedy ?? ''}`.trim();
    // With the deck feed titles come in all the same.
    return decksAreHeard(host) ? warn(says, remedy) : broken(says, remedy);
  }
  return broken(`${bridge.message}.`, bridge.remedy ?? `In Traktor, compare ${BROADCASTING} with the README.`);
}

function decksAreHeard(host: HostView): boolean {
  return host.health.bridges.decks?.status === 'ok';
}

export async function lookAtTrack({ host, settings }: Facts, earlier: Earlier): Promise<Finding> {
  if (host === undefined) return skipped(NEEDS_HOST);
  const { track, match, previous } = host.nowPlaying;
  if (track === undefined) {
    if (isBroken(earlier, 'Traktor') || earlier.get('Traktor')?.status === 'skipped') {
      return skipped('No track is named before Traktor is connected.');
    }
    if (previous !== undefined) return ok(`Nothing is on air; the last track was ${named(previous)}.`);
    if (settings.onAir.policy === 'manual') {
      return warn('No track was named yet: onAir.policy is "manual".', 'Name it yourself, or choose another policy.');
    }
    return warn('Traktor has named no track yet.', 'Play a track in Traktor: its name comes when it starts.');
  }
  if (host.token !== 'accepted') return ok(`${named(track)} is on air; how sure TraCord is, only you may know.`);
  if (track.id !== undefined) return ok(`${named(track)} is on air, and is in your collection.`);
  if (match.alternatives.length > 0) {
    return warn(
      `${named(track)} is on air, but could be any of ${match.alternatives.length} tracks in your collection.`,
      'Choose the right one (nowPlaying.correct); TraCord remembers it. Until then people read the text alone.',
    );
  }
  return warn(
    `${named(track)} is on air, but is not in your collection: people read the text as Traktor sent it.`,
    'Nothing to do for a guest’s track. If it is yours: import its file in Traktor, or make its tags like this text.',
  );
}

function named({ artist, title }: { artist: string; title: string }): string {
  return artist === '' ? `“${title}”` : `“${artist} – ${title}”`;
}

export async function lookAtDecks({ host, settings }: Facts, earlier: Earlier): Promise<Finding> {
  const { enabled, port } = settings.decks;
  if (!enabled) return skipped('The deck feed is off; it is optional.');
  const bridge = host?.health.bridges.decks;
  if (bridge === undefined) {
    if (host !== undefined || isBroken(earlier, 'Settings')) return skipped(NEEDS_HOST);
    if ((await portState(port)) === 'free') return ok(`Port ${port} is free for the deck feed.`);
    return broken(
      `Port ${port}, where the deck feed belongs, is taken by another program.`,
      'Close that program; or set decks.enabled to false in the settings: the broadcast does without.',
    );
  }
  const remedy = bridge.remedy ?? 'Set decks.enabled to false in the settings: the broadcast does without.';
  if (bridge.status === 'ok') return ok(`${bridge.message}.`);
  return bridge.status === 'down' ? broken(`${bridge.message}.`, remedy) : warn(`${bridge.message}.`, remedy);
}
