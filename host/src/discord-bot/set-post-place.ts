// Where the summary of a set stands, as the host keeps it for the bot. Pure.

/** `at`: ms since the epoch, from when on it may be forgotten one day. sending: it may stand there or not. */
export type PostPlace =
  | { state: 'sending'; channelId: string; at: number }
  | { state: 'posted'; channelId: string; messageId: string; digest: string; at: number }
  | { state: 'gone'; at: number };

export function writtenPlace(place: PostPlace): string {
  if (place.state === 'gone') return `gone|${place.at}`;
  if (place.state === 'sending') return `sending|${place.at}|${place.channelId}`;
  return `posted|${place.at}|${place.channelId}|${place.messageId}|${place.digest}`;
}

const WRITTEN = /^(gone|sending|posted)\|(\d{1,15})(?:\|(\d{15,20}))?(?:\|(\d{15,20})\|([0-9a-f]{0,16}))?$/;

/** Undefined for what is no place. */
export function placeOf(value: string | undefined): PostPlace | undefined {
  const [, state, at, channelId, messageId, digest] = WRITTEN.exec(value ?? '') ?? [];
  if (state === 'gone') return { state, at: Number(at) };
  if (state === 'sending' && channelId !== undefined) return { state, channelId, at: Number(at) };
  if (state !== 'posted' || channelId === undefined || messageId === undefined) return undefined;
  return { state, channelId, messageId, digest: digest ?? '', at: Number(at) };
}
