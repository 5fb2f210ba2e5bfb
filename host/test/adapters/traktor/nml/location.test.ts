import { describe, expect, it } from 'vitest';
import { locationPath, primaryKey } from '#adapters/traktor/nml/location.ts';

describe('locationPath', () => {
  it.each([
    ['a Windows drive', 'D:', '/:Music/:Kool & The Gang/:', 'a.mp3', undefined, 'D:\\Music\\Kool & The Gang\\a.mp3'],
    ['the root of a drive', 'G:', '/:', 'a.mp3', undefined, 'G:\\a.mp3'],
    ['a share', '\\\\nas\\music', '/:House/:', 'a.mp3', undefined, '\\\\nas\\music\\House\\a.mp3'],
    ['the usual start volume', 'Macintosh HD', '/:Beatport/:', 'a.mp3', undefined, '/Beatport/a.mp3'],
    ['a start volume by its folders', 'Mac SSD', '/:Users/:dj/:', 'a.mp3', undefined, '/Users/dj/a.mp3'],
    ['a start volume by its name', 'Mac SSD', '/:Music/:', 'a.mp3', 'Mac SSD', '/Music/a.mp3'],
    [
      'a cloned system on another volume',
      'Clone',
      '/:Users/:dj/:',
      'a.mp3',
      'Mac SSD',
      '/Volumes/Clone/Users/dj/a.mp3',
    ],
    ['another volume', 'USB', '/:Sets/:', 'a.mp3', undefined, '/Volumes/USB/Sets/a.mp3'],
    ['a slash in a folder and a file', 'USB', '/:AC//DC/:', 'A//B.mp3', undefined, '/Volumes/USB/AC:DC/A:B.mp3'],
    ['a slash that ends a folder', 'USB', '/:a///:', 'b.mp3', undefined, '/Volumes/USB/a:/b.mp3'],
    ['decomposed names stay as they are', 'USB', '/:e\u0301/:', 'x.mp3', undefined, '/Volumes/USB/e\u0301/x.mp3'],
    ['no volume', '', '/:home/:dj/:', 'a.ogg', undefined, '/home/dj/a.ogg'],
  ])('%s', (_case, volume, dir, file, boot, path) => {
    expect(locationPath({ volume, dir, file }, boot)).toBe(path);
    expect(primaryKey({ volume, dir, file })).toBe(volume + dir + file);
  });
});
