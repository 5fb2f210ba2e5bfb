// The song that is shown to see whether overlays work. It is no track, and never counts as played. Pure.

export const TEST_SONG = { artist: 'TraCord', title: 'Test song' };

export function isTestSong({ artist, title }: { artist: string; title: string }): boolean {
  return artist === TEST_SONG.artist && title === TEST_SONG.title;
}
