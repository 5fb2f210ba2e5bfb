// One message for each request, sent once and edited as the request goes on, and one ping when it is on air. Only those of the
// set that is on: older ones stay as they are. What may not be read any more is taken out, whether the bot was there or not.

import { Output, type Step, wholly } from '@tracord/shared/output.ts';
import type { BotCue, BotRequest } from '@tracord/shared/requests.ts';
import type { BotModule } from './module.ts';
import { pingAsOf, pingBody } from './pings.ts';
import { MessageBook, type Numbered, type Ref } from './request-message-book.ts';
import { nameless, neutralMessage, requestMessage, saysOver } from './request-message-text.ts';
import type { MessageBody } from './send-calls.ts';
import { Cues } from './send-cues.ts';
import { isArchived, isChannelGone, isMessageGone, waitAfter } from './send-fault.ts';
import { CLOCKS_APART_MS } from './snowflake.ts';
import type { SendParts } from './standing-message.ts';
import { RequestsPlace } from './thread.ts';

const EDIT_PACE_MS = 2_000;
/** While masks change, and when the host starts, it shows nothing for a moment. */
const GONE_AFTER_MS = 3_000;
const TROUBLE = 'request-edits';
const ENDS: BotRequest['said'][] = ['played', 'withdrawn', 'over'];

/** What a message is to say; undefined: what it says. */
type Source = { body: MessageBody | undefined } | { goneAt: number };
type Shown = { output: Output<Source, MessageBody, Step & { wanted: MessageBody }>; goneAt?: number };

export function makeRequestMessages(parts: SendParts): BotModule {
  const messages = new RequestMessages(parts);
  return {
    changed: () => messages.look(),
    resumed: () => messages.resumed(),
    stop: () => messages.stop(),
  };
}

class RequestMessages {
  readonly #parts: SendParts;
  readonly #place: RequestsPlace;
  readonly #cues: Cues;
  #setId: string | undefined;
  #book = new MessageBook();
  /** By message. */
  #shown = new Map<string, Shown>();
  #isLookedAt = false;

  constructor(parts: SendParts) {
    this.#parts = parts;
    this.#place = new RequestsPlace(parts);
    this.#cues = new Cues(
      parts,
      this.#place,
      (cue, request) => compose(cue, request),
      (cue, message, body) => this.#sent(cue, message, body),
    );
  }

  look(): void {
    const { topics, isConnected } = this.#parts.host;
    if (!isConnected) return;
    if (topics.requests.setId !== this.#setId) this.#begin(topics.requests.setId);
    this.#cues.look();
    if (this.#isLookedAt) this.#edit();
  }

  /** What was sent may be lost. */
  resumed(): void {
    void this.#lookAtDiscord().then(() => {
      for (const { output } of this.#shown.values()) output.forget();
    });
  }

  async stop(): Promise<void> {
    for (const { output } of this.#shown.values()) output.close();
    await this.#cues.stop();
  }

  #begin(setId: string | undefined): void {
    this.#setId = setId;
    for (const { output } of this.#shown.values()) output.close();
    this.#shown = new Map();
    this.#book = new MessageBook();
    this.#isLookedAt = false;
    void this.#lookAtDiscord();
  }

  #sent(cue: BotCue, message: string, { content = '' }: MessageBody): void {
    const number = this.#parts.host.topics.requests.byId[cue.requestId]?.number ?? 0;
    this.#book.sent(cue, number, message, content);
    this.look();
  }

  #edit(): void {
    const { requests, live } = this.#parts.host.topics;
    // What is found and has no request is read by nobody any more.
    const lost = this.#book.lost(Object.values(requests.byId));
    for (const numbered of lost) this.#hide(numbered);
    const current = new Set<string>();
    for (const request of Object.values(requests.byId)) {
      const ref = this.#book.of(request);
      if (ref === undefined) continue;
      current.add(ref.messageId);
      const isGone = this.#shown.get(ref.messageId)?.goneAt !== undefined;
      // Out of a show nothing goes on; what the show left, and is known, is brought to its end.
      const isToEnd = ENDS.includes(request.said) && this.#book.meantOf(ref) !== undefined;
      if (live.on || isGone || isToEnd) this.#show({ number: request.number, ref }, this.#bodyOf(request, ref));
    }
    for (const ping of this.#book.pings) {
      const request = requests.byId[ping.requestId];
      current.add(ping.ref.messageId);
      if (request === undefined) this.#hide(ping);
      else this.#show(ping, { content: pingAsOf(ping.text, request) });
    }
    for (const [id, shown] of this.#shown) if (!current.has(id)) this.#gone(shown);
  }

  /** What the message says of it. One that nothing new is said of loses the name of who may not be named any more. */
  #bodyOf(request: BotRequest, ref: Ref): MessageBody | undefined {
    const body = requestMessage(request, this.#parts.host.topics.live.on);
    const stands = this.#book.meantOf(ref);
    if (body === undefined && stands !== undefined) {
      // The show goes on after all: who waits again and who was declined read the same.
      const waiting = requestMessage({ ...request, said: 'waiting' });
      if (saysOver(stands) || stands === waiting?.content) return waiting;
    }
    const isNameToGo = body === undefined && request.requester.shownAs === undefined && stands !== undefined;
    return isNameToGo ? { content: nameless(stands) } : body;
  }

  #show(numbered: Numbered, body: MessageBody | undefined): void {
    const shown = this.#shownOf(numbered);
    shown.goneAt = undefined;
    shown.output.update({ body });
  }

  /** Nobody may read of it any more. */
  #hide(numbered: Numbered): void {
    this.#gone(this.#shownOf(numbered));
  }

  #gone(shown: Shown): void {
    if (shown.goneAt !== undefined) return;
    shown.goneAt = this.#parts.clock.now();
    shown.output.update({ goneAt: shown.goneAt });
  }

  #shownOf({ number, ref }: Numbered): Shown {
    const known = this.#shown.get(ref.messageId);
    if (known !== undefined) return known;
    const output = new Output<Source, MessageBody, Step & { wanted: MessageBody }>({
      clock: this.#parts.clock,
      project: (source, nowMs) => {
        if (!('goneAt' in source)) return { wanted: source.body };
        const changesAtMs = source.goneAt + GONE_AFTER_MS;
        return nowMs < changesAtMs ? { changesAtMs } : { wanted: neutralMessage(number) };
      },
      diff: (before, wanted) => wholly(before ?? this.#stands(ref), wanted),
      send: ({ wanted }) => this.#send(ref, wanted),
      minIntervalMs: EDIT_PACE_MS,
      waitAfterFaultMs: waitAfter,
      onFault: (fault) => {
        void this.#parts.troubles.failed(TROUBLE, fault, this.#place.tried);
      },
    });
    const shown: Shown = { output };
    this.#shown.set(ref.messageId, shown);
    return shown;
  }

  #stands(ref: Ref): MessageBody | undefined {
    const content = this.#book.textOf(ref);
    return content === undefined ? undefined : { content };
  }

  /** A message, thread or channel that somebody deleted, or that Discord put away, is not made again. */
  async #send(ref: Ref, body: MessageBody): Promise<void> {
    this.#book.edited(ref, body.content ?? '');
    try {
      await this.#parts.calls.edit(ref.channelId, ref.messageId, body);
      this.#parts.troubles.went(TROUBLE);
    } catch (fault) {
      if (!isMessageGone(fault) && !isChannelGone(fault) && !isArchived(fault)) throw fault;
      this.#parts.log.info('message.gone', ref);
    }
  }

  async #lookAtDiscord(): Promise<void> {
    const setId = this.#setId;
    const place = this.#place.current();
    if (place !== undefined) {
      try {
        const channelId = place.threadId ?? place.channelId;
        const found = await this.#parts.calls.since(channelId, place.sinceMs - CLOCKS_APART_MS);
        if (setId !== this.#setId) return;
        this.#book.found(channelId, found, this.#parts.client.user.id);
      } catch (fault) {
        // Everything is sent again then: right, if more than is needed.
        this.#parts.log.warn('messages.unread', { reason: String(fault) });
      }
    }
    if (setId !== this.#setId) return;
    this.#isLookedAt = true;
    if (this.#parts.host.isConnected) this.#edit();
  }
}

function compose(cue: BotCue, request: BotRequest): MessageBody | undefined {
  if (cue.kind === 'on-air-ping') return pingBody(cue, request);
  return request.said === 'withdrawn' ? undefined : requestMessage(request);
}
