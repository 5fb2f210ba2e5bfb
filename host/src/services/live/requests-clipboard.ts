// Puts an accepted song on the host's clipboard, for Traktor's search field.

import type { Settings } from '@tracord/shared/settings.ts';
import type { Logger } from '#kernel/logger.ts';

export type ClipboardParts = {
  settings: () => Pick<Settings, 'requests'>;
  copy: (text: string) => Promise<boolean>;
  log: Logger;
};

/** Whether it lies there now. Never rejects: a clipboard that does not work is no reason not to take a request. */
export async function copied(song: { artist: string; title: string }, parts: ClipboardParts): Promise<boolean> {
  if (!parts.settings().requests.clipboard) return false;
  try {
    return await parts.copy(`${song.artist} ${song.title}`.trim());
  } catch (error) {
    parts.log.error('clipboard.failed', { error });
    return false;
  }
}
