import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StreamReader } from '#adapters/traktor/broadcast/stream-reader.ts';
import { fuzzReader } from '../../../../../test/fakes/ogg-fuzz.ts';
import {
  type Comments,
  commentPacket,
  identificationPacket,
  oggPage,
  pagesOf,
  vorbisTrack,
} from '../../../../../test/fakes/ogg-stream.ts';

type Said = { titles: string[]; formats: string[] };

function listenTo(pieces: Iterable<Uint8Array>): Said {
  const said: Said = { titles: [], formats: [] };
  const reader = new StreamReader({
    onTitle: ({ artist, title }) => said.titles.push(`${artist} – ${title}`),
    onFormat: (format) => said.formats.push(format),
  });
  for (const piece of pieces) reader.push(piece);
  return said;
}

function* cut(bytes: Buffer, ...at: number[]): Generator<Buffer> {
  let from = 0;
  for (const to of [...at, bytes.length]) {
    yield bytes.subarray(from, to);
    from = to;
  }
}

const chain = Buffer.concat([
  vorbisTrack({ serial: 1, comments: ['ENCODER=Traktor'] }),
  vorbisTrack({ serial: 2, comments: ['ARTIST=Björk', 'TITLE=Jóga'], marksEnd: false }),
  vorbisTrack({ serial: 0xffff_ffff, comments: ['artist=Orbital', 'Title=Halcyon', `COMMENT=${'c'.repeat(700)}`] }),
]);
const CHAIN_TITLES = ['Björk – Jóga', 'Orbital – Halcyon'];

describe('a chained stream, cut by the network', () => {
  it('gives the same titles in one piece and byte by byte', () => {
    expect(listenTo([chain]).titles).toEqual(CHAIN_TITLES);
    expect(listenTo(Array.from(chain, (byte) => Uint8Array.of(byte))).titles).toEqual(CHAIN_TITLES);
  });

  it('gives the same titles cut in two at every position', () => {
    for (let at = 0; at <= chain.length; at++) {
      expect(listenTo(cut(chain, at)).titles, `cut at ${at}`).toEqual(CHAIN_TITLES);
    }
  });

  it('gives the same titles for any cuts, however long the comments and however small the pages', () => {
    const track = fc.record({
      title: fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }).filter((text) => /^\S+$/.test(text)),
      padding: fc.integer({ min: 0, max: 3000 }),
      segments: fc.integer({ min: 1, max: 255 }),
    });
    fc.assert(
      fc.property(fc.array(track, { minLength: 1, maxLength: 4 }), fc.infiniteStream(fc.nat(2000)), (tracks, sizes) => {
        const stream = Buffer.concat(
          tracks.flatMap(({ title, padding, segments }, serial) => [
            oggPage({ serial, sequence: 0, packets: [identificationPacket()], begins: true }),
            ...pagesOf([commentPacket([`X=${'x'.repeat(padding)}`, `TITLE=${title}`])], serial, 1, segments),
          ]),
        );
        const pieces: Buffer[] = [];
        for (let at = 0; at < stream.length; ) {
          const size = 1 + (sizes.next().value ?? 0);
          pieces.push(stream.subarray(at, at + size));
          at += size;
        }
        expect(listenTo(pieces)).toEqual(listenTo([stream]));
        expect(listenTo(pieces).titles).toHaveLength(tracks.length);
      }),
      { numRuns: 300 },
    );
  });
});

const comments: [string, Comments, string[]][] = [
  ['artist and title', ['ARTIST=A', 'TITLE=T'], ['A – T']],
  ['keys in any case', ['aRtIsT=A', 'title=T'], ['A – T']],
  ['an equals sign in the value', ['TITLE=1+1=2', 'ARTIST='], [' – 1+1=2']],
  ['several artists', ['ARTIST=A', 'TITLE=T', 'ARTIST=B', 'artist=A'], ['A, B – T']],
  ['only the encoder', ['ENCODER=Traktor'], []],
  ['no comment at all', [], []],
  ['empty values', ['ARTIST=', 'TITLE=  '], []],
  ['only a title', ['TITLE=T'], [' – T']],
  ['only an artist', ['ARTIST=A'], ['A – ']],
  ['keys that only begin alike', ['ARTISTS=A', 'TITLES=T', 'ARTIS=A', 'X'], []],
  ['bytes that are no UTF-8', [Buffer.from('TITLE=Caf\xe9', 'latin1')], [' – Caf\ufffd']],
  ['line ends and controls', ['TITLE=a\r\nb\0c\x1b[0m\u2028d', 'ARTIST=\tA\t'], ['A – a b c [0m d']],
  ['scripts of the world', ['ARTIST=坂本 龍一', 'TITLE=مرحبا 🎧'], ['坂本 龍一 – مرحبا 🎧']],
  ['a title of 5,000 signs', [`TITLE=${'🎧'.repeat(5000)}`], [` – ${'🎧'.repeat(1000)}`]],
  ['a picture of 3 MB before it', [`METADATA_BLOCK_PICTURE=${'A'.repeat(3_000_000)}`, 'TITLE=T'], [' – T']],
  ['a very long key before it', [`${'K'.repeat(5000)}=v`, 'TITLE=T'], [' – T']],
];

describe('what a comment says', () => {
  it.each(comments)('%s', (_, lines, titles) => {
    const packets = [commentPacket(lines)];
    const stream = [
      oggPage({ serial: 7, sequence: 0, packets: [identificationPacket()], begins: true }),
      ...pagesOf(packets, 7, 1),
    ];
    expect(listenTo(stream).titles).toEqual(titles);
  });

  it('replaces: a stream without artist does not keep the last one', () => {
    const first = vorbisTrack({ serial: 1, comments: ['ARTIST=A', 'TITLE=T'] });
    const second = vorbisTrack({ serial: 2, comments: ['TITLE=U'] });
    expect(listenTo([first, second]).titles).toEqual(['A – T', ' – U']);
  });

  it('is told again when the same title is sent again', () => {
    const track = vorbisTrack({ serial: 1, comments: ['TITLE=T'] });
    expect(listenTo([track, track]).titles).toEqual([' – T', ' – T']);
  });

  it('keeps what was whole when lengths exceed the packet', () => {
    const packet = commentPacket(['TITLE=T', 'ARTIST=Somebody']);
    const stream = oggPage({ serial: 1, sequence: 0, packets: [packet.subarray(0, packet.length - 5)] });
    expect(listenTo([stream]).titles).toEqual([' – T']);
  });
});

describe('streams side by side and damaged ones', () => {
  const pagesA = pagesOf([commentPacket(['TITLE=A', `X=${'a'.repeat(2000)}`])], 1, 1, 2);
  const pagesB = pagesOf([commentPacket(['TITLE=B', `X=${'b'.repeat(2000)}`])], 2, 1, 3);
  const first = (serial: number) => oggPage({ serial, sequence: 0, packets: [identificationPacket()], begins: true });

  it('keeps multiplexed streams apart', () => {
    const mixed: Buffer[] = [first(1), first(2)];
    for (let at = 0; at < Math.max(pagesA.length, pagesB.length); at++) {
      mixed.push(...[pagesA[at], pagesB[at]].filter((page) => page !== undefined));
    }
    expect(listenTo(mixed).titles.sort()).toEqual([' – A', ' – B']);
  });

  it('does not join a packet over a lost page', () => {
    for (let lost = 0; lost < pagesA.length; lost++) {
      expect(listenTo([first(1), ...pagesA.toSpliced(lost, 1), ...pagesB]).titles, `page ${lost}`).toEqual([' – B']);
    }
  });

  it('passes over noise before, between and within', () => {
    const noise = Buffer.from('OggS noise OggS\0\x02 and OggOggS');
    expect(listenTo([noise, chain, noise, chain]).titles).toEqual([...CHAIN_TITLES, ...CHAIN_TITLES]);
  });

  it('drops a page whose checksum does not fit', () => {
    const wrong = vorbisTrack({ serial: 1, comments: ['TITLE=T'] });
    wrong[wrong.indexOf('TITLE=T') + 6] = 0x58;
    expect(listenTo([wrong, chain]).titles).toEqual(CHAIN_TITLES);
  });

  it('takes pages without checksums from a writer that leaves them out from the first page on', () => {
    const bare = (page: Buffer) => Buffer.from(page).fill(0, 22, 26);
    const pages = [first(1), ...pagesA, first(2), ...pagesB];
    expect(listenTo(pages.map(bare)).titles).toEqual([' – A', ' – B']);
    expect(listenTo(pages.map((page, index) => (index === 0 ? page : bare(page)))).titles).toEqual([]);
  });

  it('never says what was not sent, over 20,000 broken streams', () => {
    const result = fuzzReader(20_000, 4711);
    expect(result.heard).toBeGreaterThan(10_000);
    expect(result.damagedPages).toBeGreaterThan(10_000);
  });
});

describe('the format', () => {
  const opus = vorbisTrack({ serial: 1, comments: ['TITLE=T'], codec: 'opus' });
  const filler = Buffer.alloc(200, 0x55);
  it.each([
    ['Ogg Vorbis', [chain], ['vorbis']],
    ['Opus in Ogg', [opus], ['opus']],
    ['Opus, then Vorbis', [opus, chain], ['opus', 'vorbis']],
    ['an MP3 with tags', [Buffer.from('ID3\x04\0'), filler], ['mp3']],
    ['bare MP3 frames', [Buffer.from([0xff]), Buffer.from([0xfb, 0x90, 0x64]), filler], ['mp3']],
    ['AAC', [Buffer.from([0xff, 0xf1, 0x50, 0x80]), filler], ['aac']],
    ['FLAC', [Buffer.from('fLaC'), filler], ['flac']],
    ['noise', [Buffer.alloc(100_000, 0x55)], ['unreadable']],
    [
      'pages that are all damaged',
      [Buffer.from(`OggS${'\0'.repeat(18)}\x01\0\0\0\0`.repeat(100), 'latin1')],
      ['unreadable'],
    ],
  ])('%s', (_, pieces, formats) => {
    expect(listenTo(pieces).formats).toEqual(formats);
  });

  it('counts as Vorbis where one of the streams side by side is', () => {
    const head = (bytes: string, serial: number) =>
      oggPage({ serial, sequence: 0, packets: [Buffer.from(bytes.padEnd(30, '\0'), 'latin1')], begins: true });
    const both = [head('\x01vorbis', 1), head('OpusHead', 2)];
    expect(listenTo(both).formats).toEqual(['vorbis']);
  });
});
