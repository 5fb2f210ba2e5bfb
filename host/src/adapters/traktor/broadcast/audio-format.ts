// Tells by the first bytes what a source sends: Ogg Vorbis carries titles, everything else does not. Pure.

export type AudioFormat =
  | 'unknown'
  | 'vorbis'
  | 'opus'
  | 'ogg-flac'
  | 'speex'
  | 'mp3'
  | 'aac'
  | 'flac'
  | 'wav'
  | 'webm'
  | 'unreadable';

/** What a DJ calls the format. */
export const FORMAT_NAMES: Record<AudioFormat, string> = {
  unknown: 'something unknown',
  vorbis: 'Ogg Vorbis',
  opus: 'Ogg Opus',
  'ogg-flac': 'Ogg FLAC',
  speex: 'Ogg Speex',
  mp3: 'MP3',
  aac: 'AAC',
  flac: 'FLAC',
  wav: 'WAV',
  webm: 'WebM',
  unreadable: 'something unreadable',
};

/** By a stream's first 12 bytes; undefined for Ogg, whose packets tell, and for what is not known. */
export function formatOfStart(start: Uint8Array): AudioFormat | undefined {
  const text = Buffer.from(start.subarray(0, 4)).toString('latin1');
  if (text === 'OggS') return undefined;
  if (text.startsWith('ID3')) return 'mp3';
  if (text === 'fLaC') return 'flac';
  if (text === 'RIFF') return 'wav';
  if (text === '\x1aE\xdf\xa3') return 'webm';
  const [first = 0, second = 0] = start;
  // Eleven set bits are an MPEG audio frame's sync word; a layer of 0 means AAC in ADTS.
  if (first === 0xff && (second & 0xe0) === 0xe0) return (second & 0x06) === 0 ? 'aac' : 'mp3';
  return undefined;
}

const OGG_SIGNATURES: [string, AudioFormat][] = [
  ['\x01vorbis', 'vorbis'],
  ['OpusHead', 'opus'],
  ['\x7fFLAC', 'ogg-flac'],
  ['Speex   ', 'speex'],
];

/** By the start of an Ogg packet; undefined when it is no audio codec's first packet. */
export function formatOfOggPacket(packet: Uint8Array): AudioFormat | undefined {
  const first = packet[0];
  if (first !== 0x01 && first !== 0x4f && first !== 0x7f && first !== 0x53) return undefined;
  const start = Buffer.from(packet.subarray(0, 8)).toString('latin1');
  return OGG_SIGNATURES.find(([signature]) => start.startsWith(signature))?.[1];
}

/** By the header `content-type`, which some senders state wrongly: only where the bytes do not tell. */
export function formatOfContentType(contentType: string | undefined): AudioFormat | undefined {
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  if (type === 'audio/mpeg' || type === 'audio/mp3') return 'mp3';
  if (type === 'audio/aac' || type === 'audio/aacp') return 'aac';
  return undefined;
}
