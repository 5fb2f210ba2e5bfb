// A request's message as its channel reads it. Pure. It never says skipped or declined, and mentions nobody.

import type { BotRequest } from '@tracord/shared/requests.ts';
import { askers, SOMEBODY } from './askers.ts';
import type { MessageBody } from './send-calls.ts';
import { songLine } from './song-text.ts';

const SAID = {
  waiting: '🕓 waiting',
  accepted: '✅ accepted',
  playing: '🔊 on air now',
  played: '🎶 played',
  withdrawn: '↩️ taken back',
} satisfies Partial<Record<BotRequest['said'], string>>;

const OVER = 'the show is over';

/** `isLive`: a request that is over is said to be so only when the show is. Undefined where nothing new may be said: the
 * message stays as it is. */
export function requestMessage(request: BotRequest, isLive = true): MessageBody | undefined {
  if (request.said === 'over' && isLive) return undefined;
  const state = request.said === 'over' ? OVER : SAID[request.said];
  const head = `**${request.number}** ${songLine(request.track)}`;
  // Whoever took it back, or was blocked, is not named any more.
  const who = request.said === 'withdrawn' ? '' : `asked by ${askers(request)} · `;
  return { content: `${head}\n-# ${who}${state}` };
}

/** A message that says so; right only while the show is. */
export const saysOver = (content: string): boolean => content.endsWith(` · ${OVER}`);

/** The same message without the name in it. */
export function nameless(content: string): string {
  return content.replace(/^-# asked by .*?((?: and \d+ more)? · [^·\n]*)$/mu, `-# asked by ${SOMEBODY}$1`);
}

/** What is left of a request that nobody may read of any more. */
export function neutralMessage(number: number): MessageBody {
  return { content: `**${number}** This request is not shown.` };
}

/** The number that a message of one of the two kinds begins with. */
export function numberOf(content: string): number | undefined {
  const [, digits] = /^\*\*(\d{1,6})\*\* /.exec(content) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
