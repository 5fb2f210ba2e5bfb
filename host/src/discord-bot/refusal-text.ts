// What a viewer reads when the host says no.

import type { BotTopics } from '@tracord/shared/topics.ts';
import type { Refusal } from './module.ts';
import { escapeText, timeAgo } from './text.ts';

const LONGEST_RULE = 300;
const LONGEST_REASON = 120;

/** The rule's own sentence; one that names no time is followed by the time when it may go well, which Discord keeps right. */
export function refusalText({ code, message, retryAt }: Refusal): string {
  if (code === 'busy') return 'Many people ask at once right now. Try again in a moment.';
  const sentence = escapeText(message, LONGEST_RULE);
  // A rule that knows a time fills in no other number.
  const isTimeSaid = /\d/.test(message);
  return retryAt === undefined || isTimeSaid ? sentence : `${sentence}\n-# Possible again ${timeAgo(retryAt)}`;
}

/** Why nobody can ask, in Discord's markup. Out of a show the reason is a sentence of its own. */
export function closedText({ live, requests }: Pick<BotTopics, 'live' | 'requests'>): string {
  const reason = escapeText(requests.reason ?? '', LONGEST_REASON);
  if (!live.on) return reason || 'Requests open when the show starts.';
  const closed = escapeText(requests.closedText ?? 'Requests are closed right now.', LONGEST_RULE);
  return reason === '' ? closed : `Requests are closed: ${reason}`;
}
