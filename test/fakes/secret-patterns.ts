// How a key, a tempo or a length looks wherever it is told, for those who look for it in every byte.

export const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What may stand in an id or a hash; those are base64 of twelve characters and more, and tell nobody a key. */
const RUN = '[\\w+/-]';

/** Camelot: C, Db, D … major are 8B, 3B, 10B … */
export function keyPattern(key: number): RegExp {
  const camelot = `${(((((key >= 12 ? key - 9 : key) * 7) % 12) + 7) % 12) + 1}${key >= 12 ? 'A' : 'B'}`;
  // A run starts after whatever is none of it, or after a tab or an end of line as JSON writes them.
  const inShortRun = `(?:(?<!${RUN})|(?<=\\\\[nrt]))(?=${RUN}{1,11}(?!${RUN}))(?:${RUN}*[-+/_])?`;
  return new RegExp(`${inShortRun}(?<!\\.)${camelot}(?![0-9A-Za-z])`);
}

/** As tagged; and after the word, in whole beats and in the steps of 5 that statistics count by. */
export function tempoPattern(bpm: number): RegExp {
  const steps = [Math.round(bpm), Math.floor(bpm / 5) * 5].join('|');
  return new RegExp(`(?<![\\d.])${escaped(String(bpm))}0*(?!\\d)|bpm\\W{1,6}(?:${steps})(?!\\d)`, 'i');
}

/** In ms, in seconds after #EXTINF, and as people read it. */
export function lengthPattern(seconds: number): RegExp {
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const read = `${hours}:${String(minutes).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
  return new RegExp(`(?<!\\d)(?:${Math.round(seconds * 1000)}|${read})(?!\\d)|EXTINF:${whole}(?!\\d)`);
}
