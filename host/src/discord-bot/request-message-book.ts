// Which message in Discord belongs to which request of the set: by what the host knows, what was sent just now, and what was
// found in the channel. Pure.

import type { BotCue, BotRequest } from '@tracord/shared/requests.ts';
import { pingNumberOf } from './pings.ts';
import { numberOf } from './request-message-text.ts';

export type Ref = { channelId: string; messageId: string };
/** A message about one request, by the number in it. */
export type Numbered = { number: number; ref: Ref };
/** `text`: as it was sent or found. */
export type Ping = Numbered & { requestId: string; text: string };
export type Found = { id: string; content: string; author: { id: string } };

export class MessageBook {
  /** By request: messages that the host may not know of yet. */
  readonly #sent = new Map<string, Ref>();
  /** By message: pings, with their requests. */
  readonly #pings = new Map<string, Ping>();
  /** By message: what was found and belongs to no request yet. */
  readonly #found = new Map<string, Numbered & { text: string }>();
  /** By message: what stood there when it was sent or looked at. */
  readonly #texts = new Map<string, string>();
  /** By message: what was last meant to stand there. */
  readonly #meant = new Map<string, string>();

  get pings(): Ping[] {
    return [...this.#pings.values()];
  }

  /** A request's own message. */
  of(request: BotRequest): Ref | undefined {
    return this.#sent.get(request.id) ?? readRef(request.message);
  }

  /** What stands there, as far as that is known; good until it is edited. */
  textOf({ messageId }: Ref): string | undefined {
    return this.#texts.get(messageId);
  }

  /** What stands there as far as one can tell: an edit may not have arrived. */
  meantOf({ messageId }: Ref): string | undefined {
    return this.#meant.get(messageId);
  }

  edited({ messageId }: Ref, text: string): void {
    this.#texts.delete(messageId);
    this.#meant.set(messageId, text);
  }

  /** A cue was said; `message`: "<channel>/<message>". */
  sent({ kind, requestId }: BotCue, number: number, message: string, text: string): void {
    const ref = readRef(message);
    if (ref === undefined) return;
    this.#stands(ref, text);
    if (kind === 'on-air-ping') this.#pings.set(ref.messageId, { requestId, number, ref, text });
    else this.#sent.set(requestId, ref);
  }

  /** Takes in what stands in a channel; `own`: the bot's id. */
  found(channelId: string, messages: Found[], own: string): void {
    for (const { id, content, author } of messages) {
      const number = numberOf(content) ?? pingNumberOf(content);
      if (author.id !== own || number === undefined) continue;
      const ref = { channelId, messageId: id };
      this.#stands(ref, content);
      this.#found.set(id, { number, ref, text: content });
    }
  }

  /** What was found and has no request (any more, or yet); what has one now is known as its message. */
  lost(requests: BotRequest[]): Numbered[] {
    const byNumber = new Map(requests.map((request) => [request.number, request]));
    for (const [id, found] of this.#found) {
      const request = byNumber.get(found.number);
      if (request === undefined) continue;
      this.#found.delete(id);
      if (numberOf(found.text) === undefined) this.#pings.set(id, { ...found, requestId: request.id });
      // Sent, but the bot ended before it could say so.
      else if (this.of(request) === undefined) this.#sent.set(request.id, found.ref);
    }
    return [...this.#found.values()];
  }

  #stands({ messageId }: Ref, text: string): void {
    this.#texts.set(messageId, text);
    this.#meant.set(messageId, text);
  }
}

function readRef(message: string | undefined): Ref | undefined {
  const [, channelId, messageId] = /^(\d{15,20})\/(\d{15,20})$/.exec(message ?? '') ?? [];
  return channelId === undefined || messageId === undefined ? undefined : { channelId, messageId };
}
