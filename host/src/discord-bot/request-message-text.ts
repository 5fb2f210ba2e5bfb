// A request's message as its channel reads it. Pure. It never says skipped or declined, and mentions nobody.

import type { BotRequest } from '@tracord/shared/requests.ts';
import type { MessageBody } from './send-calls.ts';
import { songLine } from './song-text.ts';
import { escapeText } from './text.ts';

const SAID = {
  waiting: '🕓 waiting',
  accepted: '✅ accepted',
  playing: '🔊 on air now',
  played: '🎶 played',
  withdrawn: '↩️ taken back',
} satisfies Partial<Record<BotRequest['said'], string>>;

/** Undefined where nothing new may be said: the message stays as it is. */
export function requestMessage(request: BotRequest): MessageBody | undefined {
  if (request.said === 'over') return undefined;
  const head = `**${request.number}** ${songLine(request.track)}`;
  // Whoever took it back, or was blocked, is not named any more.
  const who = request.said === 'withdrawn' ? '' : `asked by ${askers(request)} · `;
  return { content: `${head}\n-# ${who}${SAID[request.said]}` };
}

function askers({ requester, voters }: BotRequest): string {
  const name = escapeText(requester.name, 32) || 'somebody';
  return voters.length === 0 ? name : `${name} and ${voters.length} more`;
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
