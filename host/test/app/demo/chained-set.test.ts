import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { type OggPage, OggPageReader } from '#adapters/traktor/broadcast/ogg-pages.ts';
import { StreamReader } from '#adapters/traktor/broadcast/stream-reader.ts';
import { chainedSet, readSetList, type SetChunk } from '#app/demo/chained-set.ts';
import { demoLibraryFolder } from '#app/demo/demo-library.ts';

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
const LONGEST_MS = 60_000;
const BLOCK_SAMPLES = 1024;

/** The set up to and with its `titles`-th title. */
async function play(titles: number): Promise<SetChunk[]> {
  const chunks: SetChunk[] = [];
  let heard = 0;
  for await (const chunk of chainedSet(demoLibraryFolder, 0xffff_fffe)) {
    if (chunk.title && ++heard > titles) break;
    chunks.push(chunk);
  }
  return chunks;
}

const bytesOf = (chunks: readonly SetChunk[]) => Buffer.concat(chunks.map((chunk) => chunk.bytes));

/** The bytes of each logical stream: from one first page (flag 2) to the next. */
function linksOf(bytes: Buffer): Buffer[] {
  const starts: number[] = [];
  for (let at = bytes.indexOf('OggS'); at >= 0; at = bytes.indexOf('OggS', at + 1)) {
    if (((bytes[at + 5] ?? 0) & 2) !== 0) starts.push(at);
  }
  return starts.map((start, index) => bytes.subarray(start, starts[index + 1]));
}

describe('the demo DJ’s chain of streams', () => {
  it('is heard by the broadcast listener’s reader title by title, in the order of the set, again and again', async () => {
    const set = await readSetList(demoLibraryFolder);
    const heard: { artist: string; title: string }[] = [];
    const formats: string[] = [];
    const reader = new StreamReader({
      onTitle: ({ artist, title }) => heard.push({ artist, title }),
      onFormat: (format) => formats.push(format),
    });
    for (const { bytes } of await play(set.length + 2)) reader.push(bytes);
    const once = set.map(({ artist, title }) => ({ artist, title }));
    expect(heard).toEqual([...once, ...once.slice(0, 2)]);
    expect(formats).toEqual(['vorbis']);
    expect(reader.damagedPages).toBe(0);
  });

  it('changes the track at least every 60 s', async () => {
    const set = await readSetList(demoLibraryFolder);
    // The first is the stream without a title.
    const all = [0];
    for (const chunk of await play(set.length + 1)) {
      if (chunk.title) all.push(0);
      all.push((all.pop() ?? 0) + chunk.lengthMs);
    }
    const lengths = all.slice(1);
    expect(lengths).toHaveLength(set.length + 1);
    for (const length of lengths) expect(length).toBeLessThan(LONGEST_MS);
    for (const length of lengths) expect(length).toBeGreaterThan(30_000);
  });

  it('begins with a stream that names only its encoder, and says nothing but ARTIST, TITLE, ENCODER after it', async () => {
    const [opening, first] = linksOf(bytesOf(await play(2)));
    const keys = (link: Buffer | undefined) => link?.toString('latin1').match(/\b[A-Z_]{3,}(?==)/g);
    expect(keys(opening?.subarray(0, 400))).toEqual(['ENCODER']);
    expect(keys(first?.subarray(0, 400))).toEqual(['ARTIST', 'TITLE', 'ENCODER']);
  });

  it('gives each link a serial of its own, rising granule positions and an end', async () => {
    const serials = linksOf(bytesOf(await play(5))).map((link) => {
      const pages: Pick<OggPage, 'serial' | 'sequence'>[] = [];
      new OggPageReader().push(link, ({ serial, sequence }) => pages.push({ serial, sequence }));
      expect(pages.map((page) => page.sequence)).toEqual(pages.map((_, index) => index));
      const granules: bigint[] = [];
      let flags = 0;
      for (let at = link.indexOf('OggS'); at >= 0; at = link.indexOf('OggS', at + 1)) {
        const granule = link.readBigInt64LE(at + 6);
        if (granule >= 0n) granules.push(granule);
        flags = link[at + 5] ?? 0;
      }
      expect(granules).toEqual(granules.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
      expect(flags & 4).toBe(4);
      return pages[0]?.serial;
    });
    expect(serials).toEqual([0xffff_fffe, 0xffff_ffff, 0, 1, 2, 3]);
  });

  describe.skipIf(!hasFfmpeg)('as ffmpeg hears it (needs ffmpeg)', () => {
    it('shows each title, decodes without an error, and is as long as said', async () => {
      const set = await readSetList(demoLibraryFolder);
      const chunks = await play(4);
      const [opening, ...links] = linksOf(bytesOf(chunks));
      const titles = links.map((input) => {
        const args = ['-v', 'error', '-i', '-', '-map_metadata', '0:s:0', '-f', 'ffmetadata', '-'];
        const shown = execFileSync('ffmpeg', args, { input, encoding: 'utf8' });
        return ['ARTIST', 'TITLE'].map((key) => new RegExp(`^${key}=(.*)$`, 'im').exec(shown)?.[1]);
      });
      expect(titles).toEqual(set.slice(0, 4).map(({ artist, title }) => [artist, title]));
      for (const input of [opening, ...links]) {
        const decoded = spawnSync('ffmpeg', ['-v', 'warning', '-i', '-', '-f', 's16le', '-'], {
          input,
          maxBuffer: 1e8,
        });
        expect(decoded.stderr.toString()).toBe('');
        const end = input?.readBigInt64LE(input.lastIndexOf('OggS') + 6);
        expect(decoded.stdout.length / 2).toBe(Number(end));
      }
    });

    it('decodes as one chain too', async () => {
      const chunks = await play(4);
      const rate = ['-f', 's16le', '-'];
      const decoded = spawnSync('ffmpeg', ['-v', 'error', '-i', '-', ...rate], {
        input: bytesOf(chunks),
        maxBuffer: 1e8,
      });
      // Its muxer remarks on the time of each link's first packet, in a chain of its own making as well.
      const remarks = decoded.stderr
        .toString()
        .split('\n')
        .filter((line) => !/non monotonically|^$/.test(line));
      expect(remarks).toEqual([]);
      const samples = (chunks.reduce((sum, chunk) => sum + chunk.lengthMs, 0) * 22_050) / 1000;
      // Its decoder is not reset between links, so it may win or lose a block at each.
      expect(Math.abs(decoded.stdout.length / 2 - samples)).toBeLessThanOrEqual(BLOCK_SAMPLES * 5);
    });
  });
});
