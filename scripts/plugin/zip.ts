// A zip archive of a few small files, stored as they are. Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT

import { crc32 } from 'node:zlib';

export type ZipEntry = { name: string; data: Buffer };

const VERSION = 20;
/** UTF-8 names. */
const FLAGS = 0x0800;
/** 1980-01-01 00:00: the same files make the same archive. */
const DATE = 0x0021;

export function zip(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data } of entries) {
    const path = Buffer.from(name, 'utf8');
    const local = Buffer.concat([header(0x04034b50, [VERSION]), common(path, data), u16(0), path, data]);
    const central = [header(0x02014b50, [VERSION, VERSION]), common(path, data), u16(0, 0, 0, 0), u32(0, offset), path];
    files.push(local);
    directory.push(...central);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const count = entries.length;
  return Buffer.concat([...files, list, header(0x06054b50, [0, 0, count, count]), u32(list.length, offset), u16(0)]);
}

/** What the head of a file and its line in the directory share: flags, method 0 (stored), time, check sum, sizes, name. */
function common(path: Buffer, data: Buffer): Buffer {
  return Buffer.concat([u16(FLAGS, 0, 0, DATE), u32(crc32(data), data.length, data.length), u16(path.length)]);
}

function header(signature: number, values: number[]): Buffer {
  return Buffer.concat([u32(signature), u16(...values)]);
}

function u16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, index * 2);
  return bytes;
}

function u32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, index * 4);
  return bytes;
}
