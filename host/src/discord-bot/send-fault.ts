// What a refused or failed call to Discord means for the DJ: a sentence, what to do about it, and when to try again. Pure.

import { doubling } from '@tracord/shared/output.ts';
import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';

export type Trouble = { message: string; remedy: string };

/** Where something was to go: the channel as people call it, and the setting that names it. */
export type Place = { channel: string; setting: string };

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const UNKNOWN_CHANNEL = 10003;
const UNKNOWN_MESSAGE = 10008;
const MISSING_ACCESS = 50001;
const MISSING_PERMISSIONS = 50013;
const THREAD_ARCHIVED = 50083;
const PINS_FULL = 30003;

const codeOf = (fault: unknown) => (fault instanceof DiscordAPIError ? Number(fault.code) : undefined);

export const isMessageGone = (fault: unknown) => codeOf(fault) === UNKNOWN_MESSAGE;
export const isChannelGone = (fault: unknown) => codeOf(fault) === UNKNOWN_CHANNEL;
export const isForbidden = (fault: unknown) => codeOf(fault) === MISSING_PERMISSIONS;
/** A thread that Discord put away: what stands in it stays as it is. */
export const isArchived = (fault: unknown) => codeOf(fault) === THREAD_ARCHIVED;

/** Whether the same call, sent again soon, may go well: Discord is away or busy. A refusal stays one. */
export function mayPass(fault: unknown): boolean {
  if (fault instanceof RateLimitError) return true;
  if (fault instanceof DiscordAPIError || fault instanceof HTTPError)
    return fault.status >= 500 || fault.status === 429;
  return true;
}

const usual = doubling(2_000, 60_000);
/** A refusal lasts until somebody changes a permission or a setting. */
const REFUSED_WAIT_MS = 5 * 60_000;

/** How long to wait after the n-th fault in a row. What Discord says of waiting is obeyed. */
export function waitAfter(faults: number, fault: unknown): number {
  if (fault instanceof RateLimitError) return Math.max(100, fault.retryAfter);
  return mayPass(fault) ? usual(faults) : REFUSED_WAIT_MS;
}

/** `doing`: the permission's name in Discord that the call needs. Undefined for what needs nobody: Discord asks to wait. */
export function troubleOf(fault: unknown, doing: string, { channel, setting }: Place): Trouble | undefined {
  if (fault instanceof RateLimitError) return undefined;
  const code = codeOf(fault);
  if (code === MISSING_ACCESS) {
    return {
      message: `The bot does not see ${channel}.`,
      remedy: `Give the bot "View Channel" and "${doing}" in ${channel}.`,
    };
  }
  if (code === MISSING_PERMISSIONS) {
    return { message: `The bot may not do that in ${channel}.`, remedy: `Give the bot "${doing}" in ${channel}.` };
  }
  if (code === UNKNOWN_CHANNEL) {
    return {
      message: `The channel of the setting discord.${setting} is gone.`,
      remedy: `Put the id of another channel into discord.${setting}, or leave it empty.`,
    };
  }
  if (code === PINS_FULL) {
    return { message: `${channel} has as many pins as Discord takes.`, remedy: `Unpin something in ${channel}.` };
  }
  if (fault instanceof DiscordAPIError) {
    return {
      message: `Discord refused a message for ${channel}: ${fault.message.split('\n')[0]?.slice(0, 120)}`,
      remedy: `Look at the bot's permissions in ${channel}; if they are right, report this sentence.`,
    };
  }
  return { message: 'Discord does not answer.', remedy: 'Nothing to do: the bot tries again by itself.' };
}
