// What does the work of each command.

import { oneLine } from '#domain/one-line.ts';
import type { LibraryDesk } from '#services/library/library-desk.ts';
import type { LiveShow } from '#services/live/live-show.ts';
import type { NowPlaying } from '#services/live/now-playing.ts';
import type { OnAirDesk } from '#services/live/on-air-desk.ts';
import type { TestSong } from '#services/live/test-song.ts';
import type { CommandHandlers } from './commands.ts';

export type CommandParts = {
  nowPlaying: NowPlaying;
  onAir: OnAirDesk;
  testSong: TestSong;
  live: LiveShow;
  library: LibraryDesk;
  /** Called when a play is another track than it was, also one of the past. */
  onCorrected: () => Promise<void>;
};

export function commandHandlers({
  nowPlaying,
  onAir,
  testSong,
  live,
  library,
  onCorrected,
}: CommandParts): CommandHandlers {
  return {
    'nowPlaying.correct': async ({ trackId, playId }) => {
      const corrected = await nowPlaying.correct(trackId, playId);
      // A play further back shows in no topic.
      if (corrected.ok) await onCorrected();
      return corrected;
    },
    'nowPlaying.hide': ({ on, next, playId }) => nowPlaying.hide(on, next, playId),
    'nowPlaying.set': async ({ artist, title }) => {
      onAir.take({ kind: 'manual.set', artist: oneLine(artist), title: oneLine(title) });
      // A text that is on air already changes nothing, and is the play there is.
      return { ok: true, playId: await nowPlaying.settledPlayId() };
    },
    'nowPlaying.previous': async () => {
      const changes = onAir.take({ kind: 'previous' });
      if (changes.length === 0) {
        return { ok: false, code: 'no-previous', message: 'there is no track before this one to go back to' };
      }
      return { ok: true, playId: await nowPlaying.settledPlayId() };
    },
    'nowPlaying.test': async ({ anyway }) => testSong.show(anyway),
    'live.set': async ({ on }) => {
      live.set(on);
      return { ok: true, on };
    },
    'library.import': async ({ collection }) => {
      const { added, changed, unchanged, vanished } = await library.importNow(collection);
      return { ok: true, tracks: added + changed + unchanged, added, changed, vanished };
    },
  };
}
