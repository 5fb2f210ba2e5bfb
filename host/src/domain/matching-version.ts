// Which version of a song a text names: "Original Mix" says none in particular, "(Bar Remix)" and "Bar's Rmx" are one. Pure.

import { fold } from './fold.ts';

/** `words`: sorted, without those that tell nothing apart; empty for the plain song. `said`: whether any version was named,
 * "Original Mix" included. */
export type Version = { words: string[]; said: boolean };

const NAMES =
  /\b(?:re ?mix|rmx|mix|(?:re ?)?edit|version|dub|rework|bootleg|refix|vip|instrumental|a ?cap+ella|drumapella|live|acoustic|remaster(?:ed)?|extended|original|club|radio|flip|mash ?up|cut|demo|cover|reprise|vocal|take|session|bonus|tool|loop|remake|rub|treatment|reconstruction|revision|interpretation|tribute|dirty|clean|explicit|snippet|preview|wip|intro|outro|karaoke|stems?)\b/;
const ENDS_AS_VERSION =
  /\b(?:re ?mix|rmx|mix|(?:re ?)?edit|version|dub|rework|bootleg|refix|vip|instrumental|a ?cap+ella|live|acoustic|remaster(?:ed)?(?: \d{4})?|flip|mash ?up|demo)$/;
const SAYS_LITTLE = new Set(['mix', 'version', 'original', 'the', 'by', 'and']);
/** What a version can be without anyone having remixed it. */
const KINDS = new Set(
  'remix edit reedit dub rework bootleg refix vip instrumental acapella live acoustic remaster extended club radio flip mashup cut demo vocal dirty clean explicit intro outro'.split(
    ' ',
  ),
);

/** Whether the inside of a bracket names a version. */
export function namesVersion(text: string): boolean {
  return NAMES.test(fold(text));
}

/** Whether what stands after a dash, as in "Foo - Bar Remix", names a version. */
export function endsAsVersion(text: string): boolean {
  return ENDS_AS_VERSION.test(fold(text));
}

/** Reads one or several descriptions: brackets of a title, the mix field. */
export function readVersion(texts: string[]): Version {
  const words = new Set<string>();
  for (const text of texts) {
    const plain = fold(text.replace(/['’]s\b/g, ''))
      .replace(/\bre (?=mix|edit)/g, 're')
      .replace(/\brmx\b/g, 'remix')
      .replace(/\bremastered\b/g, 'remaster')
      .replace(/\ba ?cap+ella\b/g, 'acapella')
      .replace(/\bmash up\b/g, 'mashup')
      .replace(/\bradio edit\b/g, 'radio');
    for (const word of plain.split(' ')) if (word !== '' && !SAYS_LITTLE.has(word)) words.add(word);
  }
  return { words: [...words].sort(), said: texts.some((text) => fold(text) !== '') };
}

/** Names in a version: of "Bar Extended Remix" it is "bar". Empty for versions that are only a kind. */
export function versionNames(version: Version): string[] {
  return version.words.filter((word) => !KINDS.has(word));
}

/** Whether both name the same version. */
export function sameVersion(a: Version, b: Version): boolean {
  return a.words.length === b.words.length && a.words.every((word, at) => word === b.words[at]);
}
