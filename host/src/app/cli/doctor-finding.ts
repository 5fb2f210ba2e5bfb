// What the doctor finds at each place of the chain: a status, one sentence for a DJ, and what to do about it.

export type FindingStatus = 'ok' | 'warn' | 'broken' | 'skipped';

/** `broken`: titles do not reach the overlay. `warn`: they do, but not as the DJ may want. `skipped`: could not be looked at. */
export type Finding = {
  status: FindingStatus;
  /** One sentence that names what is so, or what is wrong. */
  says: string;
  /** What to do; always there with `warn` and `broken`. */
  remedy?: string;
};

/** The places of the chain by name, as they are printed. */
export type PlaceName =
  | 'Set-up'
  | 'Settings'
  | 'Passwords'
  | 'Data folder'
  | 'Collection'
  | 'Library'
  | 'TraCord'
  | 'Broadcast port'
  | 'Traktor'
  | 'Track'
  | 'Decks'
  | 'Audience'
  | 'Overlay'
  | 'Covers'
  | 'OBS'
  | 'Discord'
  | 'Other chats';

/** What was found before this place, so that one cause is named once. */
export type Earlier = ReadonlyMap<PlaceName, Finding>;

export type Check = { name: PlaceName; look(earlier: Earlier): Promise<Finding> };

export type Diagnosis = Finding & { name: PlaceName };

export const ok = (says: string): Finding => ({ status: 'ok', says });
export const warn = (says: string, remedy: string): Finding => ({ status: 'warn', says, remedy });
export const broken = (says: string, remedy: string): Finding => ({ status: 'broken', says, remedy });
export const skipped = (says: string): Finding => ({ status: 'skipped', says });

export function isBroken(earlier: Earlier, name: PlaceName): boolean {
  return earlier.get(name)?.status === 'broken';
}
