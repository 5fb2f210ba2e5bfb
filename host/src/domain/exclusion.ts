// Which files a DJ leaves out of search and requests: patterns over whole paths, and loops and one-shots. Pure.

import type { LibraryRules } from './collection.ts';
import { pathKeyMatcher } from './path-pattern.ts';
import type { TrackFields } from './track.ts';

/** Whether a file is left out, by its path key (domain/path-key.ts) and by whether it is a loop or one-shot. */
export type ExclusionTest = (key: string, isSample: boolean) => boolean;

export function exclusionTest({ exclude, excludeLoops }: Omit<LibraryRules, 'masks'>): ExclusionTest {
  const tests = exclude.map(pathKeyMatcher);
  return (key, isSample) => (isSample && excludeLoops) || tests.some((test) => test(key));
}

/** Loops and one-shots, as Traktor marks the sounds of its remix decks (LOOPINFO). */
export function isSample(fields: Pick<TrackFields, 'sample'>): boolean {
  return fields.sample !== undefined;
}
