// Where the post of a set stands, as the Discord bot has it remembered and the host reads it. Pure.

/** `at`: ms since the epoch, from when on it may be forgotten one day. sending: it may stand there or not. `endedAt`: of the set,
 * as the post says it, ms since the epoch. `version`: of what it says; empty: not known. */
export type PostPlace =
  | { state: 'sending'; at: number; channelId: string; endedAt: number }
  | { state: 'posted'; at: number; channelId: string; messageId: string; version: string }
  | { state: 'gone'; at: number };

const PREFIX = 'post:';
const TIME = /^\d{1,15}$/;
const SNOWFLAKE = /^\d{15,20}$/;
const VERSION = /^[0-9a-f]{0,16}$/;

/** Its name in the bot's memory. */
export function postName(setId: string): string {
  return `${PREFIX}${setId}`.slice(0, 100);
}

export function writtenPlace(place: PostPlace): string {
  if (place.state === 'gone') return `gone|${place.at}`;
  const where = `${place.state}|${place.at}|${place.channelId}`;
  return place.state === 'sending' ? `${where}|${place.endedAt}` : `${where}|${place.messageId}|${place.version}`;
}

/** Undefined for what is no place. */
export function placeOf(value: string | undefined): PostPlace | undefined {
  const [state, at = '', channelId = '', third = '', version = ''] = (value ?? '').split('|');
  if (!TIME.test(at)) return undefined;
  if (state === 'gone') return { state, at: Number(at) };
  if (!SNOWFLAKE.test(channelId)) return undefined;
  if (state === 'sending' && TIME.test(third)) return { state, at: Number(at), channelId, endedAt: Number(third) };
  if (state !== 'posted' || !SNOWFLAKE.test(third) || !VERSION.test(version)) return undefined;
  return { state, at: Number(at), channelId, messageId: third, version };
}

/** Every post that is remembered, the newest first. */
export function postPlaces(memory: Readonly<Record<string, string>>): { setId: string; place: PostPlace }[] {
  return Object.entries(memory)
    .flatMap(([name, value]) => {
      const place = name.startsWith(PREFIX) ? placeOf(value) : undefined;
      return place === undefined ? [] : [{ setId: name.slice(PREFIX.length), place }];
    })
    .sort((a, b) => b.place.at - a.place.at);
}
