// What goes to the clipboard when the DJ takes a request: the words for Traktor's search field.

import type { Settings } from '@tracord/shared/settings.ts';
import type { SongRequest } from '#domain/request-record.ts';
import type { Logger } from '#kernel/logger.ts';

export type ClipboardParts = {
  copy: (text: string) => Promise<boolean>;
  settings: () => Pick<Settings, 'requests'>;
  log: Logger;
};

/** Whether the words are on their way. Nobody waits for them: some systems start a program to take them, and a clipboard that
 * does not work is no reason not to take a request; `health` says so. */
export function sentToClipboard(song: Pick<SongRequest, 'artist' | 'title'>, parts: ClipboardParts): boolean {
  if (!parts.settings().requests.clipboard) return false;
  const failed = (error: unknown) => parts.log.error('clipboard.failed', { error });
  parts.copy(`${song.artist} ${song.title}`.trim()).catch(failed);
  return true;
}
