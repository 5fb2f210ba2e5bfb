// What does the work of each command that changes a set or says who plays.

import type { SetCommandName } from '@tracord/shared/commands.ts';
import { refused } from '#domain/request-refusal.ts';
import type { DjSets } from '#services/live/dj-sets.ts';
import type { Performers } from '#services/live/performers.ts';
import type { SetEditing } from '#services/live/set-editing.ts';
import type { SetHandlers } from './commands.ts';

export type SetHandlerParts = {
  sets: Pick<DjSets, 'end' | 'find'>;
  editing: SetEditing;
  performers: Pick<Performers, 'set'>;
};

type Names = Extract<SetCommandName, `set.${string}` | 'performer.set'>;

export function setHandlers({
  sets,
  editing,
  performers,
}: SetHandlerParts): Pick<SetHandlers, Exclude<Names, 'set.copy'>> {
  return {
    'set.end': async () => sets.end(),
    'set.merge': async (args) => editing.merge(args),
    'set.split': async (args) => editing.split(args),
    'set.rename': async ({ setId, name }) => {
      const set = sets.find(setId ?? 'current');
      if (set !== undefined) return editing.rename(set, name);
      return setId === undefined
        ? refused('no-set', 'there is no set yet: it begins with the first track of a live show')
        : refused('set-unknown', `there is no set "${setId}"`);
    },
    'set.edit': (args) => editing.edit(args),
    'set.nudge': async (args) => editing.nudge(args),
    'set.move': async (args) => editing.move(args),
    'set.add': (args) => editing.add(args),
    'set.remove': async (args) => editing.remove(args),
    'set.mask': async (args) => editing.mask(args),
    'set.undo': async (args) => editing.undo(args),
    'performer.set': async (args) => performers.set(args),
  };
}
