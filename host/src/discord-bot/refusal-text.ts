// What a viewer reads when the host says no.

import type { Refusal } from './module.ts';
import { escapeText, timeAgo } from './text.ts';

const LONGEST_RULE = 300;

/** The rule's own sentence, with the time when it may go well, which Discord keeps right. */
export function refusalText({ code, message, retryAt }: Refusal): string {
  if (code === 'busy') return 'Many people ask at once right now. Try again in a moment.';
  const sentence = escapeText(message, LONGEST_RULE);
  return retryAt === undefined ? sentence : `${sentence}\n-# Possible again ${timeAgo(retryAt)}`;
}
