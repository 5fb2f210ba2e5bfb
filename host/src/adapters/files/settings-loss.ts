// Tells a settings file that was lost in saving from one that was changed: an editor may empty a file before it writes it,
// and masks must not fall because of that. Pure.

import { settingsSchema } from '@tracord/shared/settings.ts';
import type { SettingsProblem } from './settings-problem.ts';
import { readYaml } from './yaml-file.ts';

/** What is missing in `now` that stood in `before`, the text last understood; undefined where nothing is. Both are readable. */
export function settingsLost(before: string, now: string, name: string): SettingsProblem | undefined {
  if (now.trim() === '' && before.trim() !== '') {
    return {
      path: '',
      message: `${name} is empty.`,
      remedy: 'Write your settings into it again; or "masks: {}" if you want none, to begin anew.',
    };
  }
  if (!masksSomething(before) || hasMasks(now)) return undefined;
  return {
    path: 'masks',
    message: `${name}: the section masks: is gone, with everything you mask.`,
    remedy: 'Put it back; or write "masks: {}" if you want none.',
  };
}

function masksSomething(text: string): boolean {
  const read = readYaml(text, settingsSchema, '');
  return read.ok && Object.values(read.value.masks).some((rules) => rules.length > 0);
}

/** A section whose lines are all commented out is there: that is how masks are switched off. */
function hasMasks(text: string): boolean {
  const read = readYaml(text, settingsSchema, '');
  return read.ok && read.sections.includes('masks');
}
