import { expect, it } from 'vitest';
import { pathKey } from '#domain/path-key.ts';
import { pathKeyMatcher, pathMatcher } from '#domain/path-pattern.ts';

it.each([
  ['*/Loops/*', '/Users/dj/Music/loops/a.wav', true],
  ['*/Loops/*', 'D:\\Music\\Loops\\a.wav', true],
  ['*/Loops/*', '/Users/dj/Music/LoopsAndMore/a.wav', false],
  ['*.stem.mp4', '/m/Track.STEM.MP4', true],
  ['*.stem.mp4', '/m/Track.mp4', false],
  ['/m/[1]+(2).mp3', '/m/[1]+(2).mp3', true],
  ['/m/*é/*', '/m/Cafe\u0301/x.mp3', true],
  ['*', '', true],
  ['a*a', 'a', false],
  ['a*a', 'aa', true],
  ['*b*b*', 'xbx', false],
  ['*b*b*', 'xbbx', true],
  ['/m/x', '/m/x', true],
  ['/m/x', '/m/xy', false],
])('%s over %s: %s', (pattern, path, matches) => {
  expect(pathMatcher(pattern)(path)).toBe(matches);
  expect(pathKeyMatcher(pattern)(pathKey(path))).toBe(matches);
});
