// The settings file as it is created at the first start: every setting with its help and default, commented out.
// Help lines begin with "# "; a setting's line becomes active when its "#" alone is removed.

import { applies, SETTINGS, type SettingInfo, settingsSchema } from '@tracord/shared/settings.ts';
import { stringify } from 'yaml';

const WIDTH = 100;

const APPLIES_IN_WORDS = {
  live: '',
  'restarts its bridge': '(A change starts this part anew.)',
  'next start': '(A change applies at the next start.)',
} as const;

const HEAD = `# TraCord's settings. Everything here is commented out and shows what holds without it.
# To change a setting, remove the "#" in front of it and write your value behind the colon:
#
#   #port: 8000   becomes   port: 8001
#
# Save, and TraCord reads the file again: a change applies at once unless its text says otherwise. A line that is
# not understood is named in TraCord's window and its health, and the settings before the change stay.
# Lists: ['Promo', 'White label']. A value that begins with * needs quotes. Windows paths: no quotes, or 'single' ones.
# Passwords belong into secrets.yaml beside this file.
`;

export function settingsTemplate(): string {
  const sections = Object.keys(settingsSchema.shape).map((section) => {
    const settings = SETTINGS.filter((setting) => setting.section === section);
    const head = `${comment(settings[0]?.sectionHelp ?? '', '')}\n${section}:\n`;
    return head + settings.map(settingLines).join('\n');
  });
  return `${HEAD}\n${sections.join('\n')}`;
}

/** A value on one line, as it stands behind a setting's colon. */
function valueText(value: unknown): string {
  return stringify(value, {
    singleQuote: true,
    collectionStyle: 'flow',
    lineWidth: 0,
    flowCollectionPadding: false,
  }).trimEnd();
}

function settingLines({ path, key, help, default: value }: SettingInfo): string {
  return `${comment(`${help} ${APPLIES_IN_WORDS[applies[path]]}`.trim(), '  ')}\n  #${key}: ${valueText(value)}\n`;
}

function comment(text: string, indent: string): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > WIDTH) lines.push(`${indent}# ${word}`);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines.join('\n');
}
