// The text of a list in whatever encoding its program writes: UTF-8 with or without a mark, UTF-16 with one, else Windows-1252, which
// holds Latin-1.

import { DomainError } from '#kernel/domain-error.ts';

/** Throws DomainError `not-a-list` for what is no text; `name`: what to call the file. */
export function listText(bytes: Uint8Array, name: string): string {
  const text = decoded(bytes);
  if (!text.includes('\0')) return text;
  throw new DomainError('not-a-list', `${name} is no list of tracks: export the playlist as M3U or NML and try that.`);
}

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Players write .m3u in the encoding of their system.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
