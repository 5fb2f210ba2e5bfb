// How a source entry's fields lie in their row: JSON, and the long acoustic id beside it as the bytes it stands for.

import type { TrackFields } from '#domain/track.ts';

/** What to store of an acoustic id: its bytes, or the text where it is no plain base64. */
export function storedAudioId(audioId: string): Buffer | string {
  const bytes = Buffer.from(audioId, 'base64');
  return bytes.toString('base64') === audioId ? bytes : audioId;
}

export function unpackFields(json: string, audioId: Buffer | string | null): TrackFields {
  const fields = JSON.parse(json) as TrackFields;
  if (audioId !== null) fields.audioId = typeof audioId === 'string' ? audioId : audioId.toString('base64');
  return fields;
}
