// The chain from Traktor to the overlay, in the order in which it is walked, and what brings in requests.

import { lookAtAudience, lookAtCovers, lookAtOverlay } from './doctor-audience.ts';
import { type DoctorParts, type Facts, gatherFacts } from './doctor-facts.ts';
import type { Check, Diagnosis, PlaceName } from './doctor-finding.ts';
import { lookAtCollection, lookAtLibrary } from './doctor-library.ts';
import { lookAtObs } from './doctor-obs.ts';
import { lookAtDiscord, lookAtOtherChats } from './doctor-requests.ts';
import { lookAtHost } from './doctor-running.ts';
import { lookAtDataFolder, lookAtPasswords, lookAtSettings, lookAtSetUp } from './doctor-setup.ts';
import { lookAtBroadcastPort, lookAtDecks, lookAtTrack, lookAtTraktor } from './doctor-traktor.ts';

export function doctorChecks(facts: Facts): Check[] {
  return [
    { name: 'Set-up', look: () => lookAtSetUp(facts) },
    { name: 'Settings', look: () => lookAtSettings(facts) },
    { name: 'Passwords', look: () => lookAtPasswords(facts) },
    { name: 'Data folder', look: () => lookAtDataFolder(facts) },
    { name: 'Collection', look: () => lookAtCollection(facts) },
    { name: 'Library', look: (earlier) => lookAtLibrary(facts, earlier) },
    { name: 'TraCord', look: (earlier) => lookAtHost(facts, earlier) },
    { name: 'Broadcast port', look: (earlier) => lookAtBroadcastPort(facts, earlier) },
    { name: 'Traktor', look: (earlier) => lookAtTraktor(facts, earlier) },
    { name: 'Track', look: (earlier) => lookAtTrack(facts, earlier) },
    { name: 'Decks', look: (earlier) => lookAtDecks(facts, earlier) },
    { name: 'Audience', look: () => lookAtAudience(facts) },
    { name: 'Overlay', look: (earlier) => lookAtOverlay(facts, earlier) },
    { name: 'Covers', look: (earlier) => lookAtCovers(facts, earlier) },
    { name: 'OBS', look: (earlier) => lookAtObs(facts, earlier) },
    { name: 'Discord', look: (earlier) => lookAtDiscord(facts, earlier) },
    { name: 'Other chats', look: (earlier) => lookAtOtherChats(facts, earlier) },
  ];
}

/** Walks the chain from its beginning to its end, whatever is found on the way. */
export async function examine(parts: DoctorParts): Promise<Diagnosis[]> {
  const facts = await gatherFacts(parts);
  const found = new Map<PlaceName, Diagnosis>();
  for (const { name, look } of doctorChecks(facts)) found.set(name, { name, ...(await look(found)) });
  return [...found.values()];
}
