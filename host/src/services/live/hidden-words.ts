// Whether words that the DJ writes name what the audience must not learn of, however they are written.

import { EVENING_MS } from '#domain/play.ts';
import type { Plays } from '#storage/show/plays.ts';
import type { Identification, Identity } from './identification.ts';
import { isHiddenByLibrary, type NowPlayingRules } from './now-playing-view.ts';

export type HiddenWordsParts = {
  identification: Pick<Identification, 'identify'>;
  plays: Pick<Plays, 'isHidden'>;
  rules: () => NowPlayingRules;
};

/** By the library's masks, and by what the DJ hid in the evening of `atMs`; masks by text are looked at whenever a row is. Where it
 * is doubtful which track they name, one that is hidden is enough. */
export async function areHiddenWords(
  named: { artist: string; title: string },
  atMs: number,
  { identification, plays, rules }: HiddenWordsParts,
): Promise<boolean> {
  return hidesWords(await identification.identify(named), named, atMs, { plays, rules });
}

/** The same, where it is known which tracks the words may name. */
export function hidesWords(
  identity: Pick<Identity, 'candidates' | 'failed'>,
  named: { artist: string; title: string },
  atMs: number,
  { plays, rules }: Pick<HiddenWordsParts, 'plays' | 'rules'>,
): boolean {
  return (
    isHiddenByLibrary(identity, rules()) ||
    [named, ...identity.candidates].some((one) => plays.isHidden(one, atMs - EVENING_MS))
  );
}
