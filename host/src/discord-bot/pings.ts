// The one ping: those who asked hear of it when their song is on air. At most five are mentioned, the rest is counted. Pure.

import type { BotCue, BotRequest } from '@tracord/shared/requests.ts';
import type { MessageBody } from './send-calls.ts';
import { songLine } from './song-text.ts';

const MOST_MENTIONS = 5;
const ON_AIR = ': on air now\n';
const NOBODY_LEFT = 'On air now';
const SNOWFLAKE = /^\d{15,20}$/;

/** Undefined where nobody is to be mentioned. */
export function pingBody({ mention }: Pick<BotCue, 'mention'>, request: BotRequest): MessageBody | undefined {
  const people = [...new Map(mention.map((person) => [`${person.platform}:${person.id}`, person])).values()];
  const here = people.filter(({ platform, id }) => platform === 'discord' && SNOWFLAKE.test(id));
  const users = here.slice(0, MOST_MENTIONS).map(({ id }) => id);
  if (users.length === 0) return undefined;
  const others = people.length - users.length;
  const names = users.map((id) => `<@${id}>`).join(' ');
  const rest = others > 0 ? ` and ${others} more` : '';
  return {
    content: `${names}${rest}${ON_AIR}**${request.number}** ${songLine(request.track)}`,
    allowed_mentions: { parse: [], users, replied_user: false },
    ...answerTo(request.message),
  };
}

/** A ping that stands there, with the mentions of those only who still ask for it and are not blocked. How a mention reads is
 * Discord's own: a name that this bot would not write may stand. Where it is not told who is blocked, whoever has no name may be. */
export function pingAsOf(content: string, { requester, voters }: Pick<BotRequest, 'requester' | 'voters'>): string {
  const named = [requester, ...voters].filter(
    ({ platform, shownAs, isBlocked = shownAs === undefined }) => platform === 'discord' && !isBlocked,
  );
  const ids = new Set(named.map(({ id }) => id));
  const [head = '', ...rest] = content.split('\n');
  const left = head.replace(/<@(\d{15,20})> ?/g, (mention, id: string) => (ids.has(id) ? mention : ''));
  return [left.startsWith('<@') ? left.replace(' :', ':') : NOBODY_LEFT, ...rest].join('\n');
}

/** The number of the request that a ping was for. */
export function pingNumberOf(content: string): number | undefined {
  const [, digits] = /^(?:<@\d{15,20}>[^\n]{0,200}: on|On) air now\n\*\*(\d{1,6})\*\* /.exec(content) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** The request's own message, where it is still there. */
function answerTo(message: string | undefined): Pick<MessageBody, 'message_reference'> {
  const [channelId, messageId] = message?.split('/') ?? [];
  if (channelId === undefined || messageId === undefined || !SNOWFLAKE.test(messageId)) return {};
  return { message_reference: { channel_id: channelId, message_id: messageId, fail_if_not_exists: false } };
}
