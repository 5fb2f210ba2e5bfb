import { afterEach, beforeEach, expect, test } from 'vitest';
import { entryXml, keyOf, LibraryForTest } from './library-for-test.ts';

let library: LibraryForTest;
beforeEach(() => {
  library = new LibraryForTest();
});
afterEach(() => library.close());

test('a track is what Traktor calls its file, byte for byte, whatever was escaped on the way', async () => {
  const files = ['a &amp; b.mp3', 'もしも.mp3', 'x//y &quot;z&quot;.mp3'];
  await library.take(files.map((file, index) => entryXml({ file, title: `t${index}` })).join(''));
  const { t0 = '', t1 = '', t2 = '' } = library.ids();
  expect(library.rows.traktorKeys([t0, 'nobody', t1, t2])).toEqual({
    [t0]: keyOf('a & b.mp3'),
    [t1]: keyOf('もしも.mp3'),
    [t2]: keyOf('x//y "z".mp3'),
  });
});

test('of a file that was moved the new name counts', async () => {
  const audio = 'A'.repeat(344);
  await library.take(entryXml({ file: 'old.mp3', title: 'same', audio }));
  await library.take(entryXml({ file: 'new.mp3', title: 'same', audio }));
  const { same = '' } = library.ids();
  expect(library.rows.traktorKeys([same])).toEqual({ [same]: keyOf('new.mp3') });
});
