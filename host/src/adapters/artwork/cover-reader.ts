// Finds the cover of an audio file: the picture in its tags, else cover.jpg, folder.jpg or front.png beside it. Bounded,
// and never throws: what cannot be had is a value with its reason.

import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '#kernel/domain-error.ts';

export type CoverFound = { ok: true; bytes: Uint8Array; from: 'tags' | 'folder' };
export type CoverMissing = {
  ok: false;
  /** `no-file`: the audio file is not there. `unreadable`: it is, but cannot be understood. `no-picture`: it has none.
   * `too-large`, `not-a-picture`: it has one that is refused. */
  reason: 'no-file' | 'unreadable' | 'no-picture' | 'too-large' | 'not-a-picture';
  message: string;
};

export const MOST_PICTURE_BYTES = 20 * 1024 * 1024;

const BESIDE = /^(cover|folder|front)\.(jpe?g|png|webp)$/i;
const BY_NAME = ['cover', 'folder', 'front'];

export async function readCover(audioFile: string): Promise<CoverFound | CoverMissing> {
  try {
    if (!(await stat(audioFile)).isFile()) return missing('no-file', `${audioFile} is not a file`);
  } catch (error) {
    return missing('no-file', messageOf(error));
  }
  const inTags = await fromTags(audioFile);
  if (inTags.ok) return inTags;
  return (await fromFolder(path.dirname(audioFile))) ?? inTags;
}

/** What the bytes are, by how they begin. Nothing else is ever decoded; SVG, above all, may hold scripts and links. */
export function pictureKind(bytes: Uint8Array): 'jpeg' | 'png' | 'gif' | 'webp' | undefined {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (/^GIF8[79]a/.test(head)) return 'gif';
  if (/^RIFF.{4}WEBP/s.test(head)) return 'webp';
  return undefined;
}

async function fromTags(audioFile: string): Promise<CoverFound | CoverMissing> {
  try {
    // Loaded with the first cover: it costs 50 ms and 10 MB that a host without covers does not need.
    const { parseFile, selectCover } = await import('music-metadata');
    const { common } = await parseFile(audioFile, { duration: false, skipCovers: false });
    const picture = selectCover(common.picture);
    if (picture === null) return missing('no-picture', 'there is no picture in its tags');
    return checked(picture.data, 'tags');
  } catch (error) {
    return missing('unreadable', messageOf(error));
  }
}

async function fromFolder(folder: string): Promise<CoverFound | undefined> {
  try {
    const names = (await readdir(folder)).filter((name) => BESIDE.test(name));
    const rank = (name: string) => BY_NAME.indexOf(path.parse(name).name.toLowerCase());
    for (const name of names.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))) {
      const file = path.join(folder, name);
      const { size } = await stat(file);
      if (size > MOST_PICTURE_BYTES) continue;
      const found = checked(await readFile(file), 'folder');
      if (found.ok) return found;
    }
    return undefined;
  } catch {
    // A folder that cannot be listed has no cover to offer; what the tags said is the answer.
    return undefined;
  }
}

function checked(bytes: Uint8Array, from: CoverFound['from']): CoverFound | CoverMissing {
  if (bytes.length > MOST_PICTURE_BYTES) {
    return missing('too-large', `its picture has ${Math.round(bytes.length / 1024 / 1024)} MB; 20 MB are the most`);
  }
  if (pictureKind(bytes) === undefined) return missing('not-a-picture', 'its picture is no JPEG, PNG, GIF or WebP');
  return { ok: true, bytes, from };
}

function missing(reason: CoverMissing['reason'], message: string): CoverMissing {
  return { ok: false, reason, message };
}
