// Reads Icecast's title request: GET /admin/metadata?mode=updinfo&mount=/m&artist=…&title=… or &song=… . Pure.
// Parameters as in https://icecast.org/docs/icecast-latest/admin-interface.html

import { cleanText } from '#adapters/traktor/title-text.ts';
import type { HeardTitle } from './vorbis-comment.ts';

export type MetadataRequest = { mount: string; heard: HeardTitle | undefined };

/**
 * Undefined when it is no title update. `heard` is undefined when it names nothing. `song` counts only where neither
 * artist nor title is said; it is parted at the first " - ". Without `charset` the text is UTF-8, else Latin-1.
 */
export function readMetadataRequest(query: string): MetadataRequest | undefined {
  const fields = new Map<string, Buffer>();
  for (const pair of query.split('&')) {
    const equals = pair.indexOf('=');
    if (equals > 0)
      fields.set(percentDecode(pair.slice(0, equals)).toString('latin1'), percentDecode(pair.slice(equals + 1)));
  }
  if (fields.get('mode')?.toString('latin1') !== 'updinfo') return undefined;
  const charset = fields.get('charset')?.toString('latin1');
  const text = (name: string) => cleanText(decodeText(fields.get(name) ?? Buffer.alloc(0), charset));
  const heard = { artist: text('artist'), title: text('title') };
  const song = text('song');
  return {
    mount: toMount(fields.get('mount') ?? Buffer.alloc(0)),
    heard: heard.artist !== '' || heard.title !== '' ? heard : song !== '' ? partSong(song) : undefined,
  };
}

/** The mount of a request's path, decoded and fit to be shown; always begins with `/`. */
export function mountOfPath(path: string): string {
  return toMount(percentDecode(path.replaceAll('+', '%2B')));
}

const MAX_MOUNT = 100;

function toMount(bytes: Buffer): string {
  const mount = cleanText(decodeText(bytes, undefined), MAX_MOUNT);
  return mount.startsWith('/') ? mount : `/${mount}`;
}

function partSong(song: string): HeardTitle {
  const dash = song.indexOf(' - ');
  if (dash < 1) return { artist: '', title: song };
  return { artist: song.slice(0, dash).trim(), title: song.slice(dash + 3).trim() };
}

/** Percent signs and `+` of a form; `text` holds bytes as Latin-1. A percent sign without two digits stands for itself. */
function percentDecode(text: string): Buffer {
  const latin1 = text
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  return Buffer.from(latin1, 'latin1');
}

function decodeText(bytes: Buffer, charset: string | undefined): string {
  const stated = charset === undefined ? undefined : decodeAs(charset, false, bytes);
  return stated ?? decodeAs('utf-8', true, bytes) ?? bytes.toString('latin1');
}

/** Undefined for a charset nobody knows and, where `strict`, for bytes that do not fit it. */
function decodeAs(charset: string, strict: boolean, bytes: Buffer): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: strict }).decode(bytes);
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
}
