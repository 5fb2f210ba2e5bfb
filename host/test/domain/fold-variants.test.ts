import { expect, test } from 'vitest';
import { searchableText } from '#domain/fold-variants.ts';

test.each([
  ['Around the World', 'around the world'],
  ['AC/DC', 'ac dc acdc'],
  ['Jay-Z', 'jay z jayz'],
  ['L’amour toujours', 'lamour toujours l amour'],
  ["Moon's Release", 'moons release moon s'],
  ['www.a-very-long-address.example', 'www a very long address example'],
  ['', ''],
])('%s can be found as %s', (text, words) => expect(searchableText(text)).toBe(words));
