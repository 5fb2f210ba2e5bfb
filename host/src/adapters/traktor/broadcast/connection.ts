// One TCP connection to the broadcast port: reads requests, answers them, and feeds a source's body to it.
// Promises bounded memory and time: a head of 16 KiB in 10 s, and a source that is silent for 30 s is let go.

import type { Socket } from 'node:net';
import { isForeignHost, isFromBrowser } from '#adapters/traktor/browser-guard.ts';
import type { Clock } from '#kernel/clock.ts';
import { ChunkedBody } from './chunked-body.ts';
import { mountOfPath, readMetadataRequest } from './metadata-request.ts';
import { CONTINUE, formatReply, REPLIES, type Reply, streamAccepted } from './replies.ts';
import {
  type BodyLength,
  bodyLength,
  endOfHead,
  MAX_HEAD_BYTES,
  mayBeginHead,
  parseHead,
  type RequestHead,
} from './request-head.ts';
import type { BroadcastSource, SourceStart } from './source.ts';
import { checkPassword } from './source-password.ts';
import type { HeardTitle } from './vorbis-comment.ts';

export const HEAD_TIMEOUT_MS = 10_000;
export const SILENCE_TIMEOUT_MS = 30_000;
const LINGER_MS = 2_000;

export type EndOfSource = 'ended' | 'silent' | 'replaced' | 'stopped' | 'broken';

/** What a connection needs of the listener it belongs to. */
export type SourceDesk = {
  password: string | undefined;
  clock: Clock;
  /** Takes the mount, from an older source too; undefined when there are too many sources. */
  openSource(start: SourceStart, connection: BroadcastConnection): BroadcastSource | undefined;
  closeSource(source: BroadcastSource, why: EndOfSource): void;
  /** False when no source with that mount is connected. */
  takeMetadata(mount: string, heard: HeardTitle | undefined): boolean;
  refused(why: 'browser' | 'password'): void;
  /** It got its last answer and only lingers. */
  finished(connection: BroadcastConnection): void;
};

type Body = { source: BroadcastSource; length: BodyLength; leftBytes: number; chunks: ChunkedBody };

export class BroadcastConnection {
  readonly #socket: Socket;
  readonly #desk: SourceDesk;
  #head: Buffer | undefined = Buffer.alloc(0);
  #request: RequestHead | undefined;
  #body: Body | undefined;
  #cancelTimer: () => void = () => {};

  constructor(socket: Socket, desk: SourceDesk) {
    this.#socket = socket;
    this.#desk = desk;
    socket.setNoDelay(true);
    socket.on('data', (bytes) => this.#take(bytes));
    socket.on('end', () => this.#ended());
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.#release('ended');
      this.#cancelTimer();
    });
    this.#awaitHead();
  }

  /** Ends it without an answer. */
  cut(why: EndOfSource): void {
    this.#release(why);
    this.#socket.destroy();
  }

  #awaitHead(): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#desk.clock.after(HEAD_TIMEOUT_MS, () => {
      if (this.#head?.length === 0) this.cut('ended');
      else this.#reply(REPLIES.tooSlow, false);
    });
  }

  #take(bytes: Buffer): void {
    if (this.#body !== undefined) this.#takeBody(this.#body, bytes);
    else if (this.#head !== undefined) this.#takeHead(Buffer.concat([this.#head, bytes]));
  }

  #takeHead(gathered: Buffer): void {
    this.#head = gathered;
    while (this.#head !== undefined) {
      const held: Buffer = this.#head;
      if (!mayBeginHead(held)) {
        this.#reply(REPLIES.badRequest, false);
        return;
      }
      const end = endOfHead(held);
      if (end > MAX_HEAD_BYTES || (end === -1 && held.length > MAX_HEAD_BYTES)) {
        this.#reply(REPLIES.tooLong, false);
        return;
      }
      if (end === -1) return;
      const rest = held.subarray(end);
      this.#request = parseHead(held.subarray(0, end));
      this.#head = rest;
      if (this.#request === undefined) this.#reply(REPLIES.badRequest, false);
      else this.#answer(this.#request);
      if (this.#body !== undefined) {
        this.#head = undefined;
        if (rest.length > 0) this.#takeBody(this.#body, rest);
      }
    }
  }

  #answer(head: RequestHead): void {
    const mayStay = head.isHttp11 && !/\bclose\b/i.test(head.headers.get('connection') ?? '');
    const isSource = head.method === 'SOURCE' || head.method === 'PUT';
    if (isFromBrowser(head.headers) || (!isSource && isForeignHost(head.headers.get('host')))) {
      this.#desk.refused('browser');
      this.#reply(REPLIES.fromBrowser, false);
    } else if (isSource) this.#answerSource(head, mayStay);
    else {
      const hasBody = bodyLength(head)?.kind !== 'endless' && head.headers.get('content-length') !== '0';
      this.#reply(this.#answerOther(head), mayStay && !hasBody);
    }
  }

  #answerOther(head: RequestHead): Reply {
    if (head.method === 'OPTIONS') return REPLIES.options;
    if (head.method !== 'GET' && head.method !== 'HEAD') return REPLIES.wrongMethod;
    if (head.path !== '/admin/metadata') return REPLIES.notFound;
    if (!this.#isAllowed(head)) return REPLIES.noPassword;
    const metadata = head.method === 'GET' ? readMetadataRequest(head.query) : undefined;
    if (metadata === undefined) return REPLIES.badRequest;
    return this.#desk.takeMetadata(metadata.mount, metadata.heard) ? REPLIES.metadataTaken : REPLIES.noSource;
  }

  #answerSource(head: RequestHead, mayStay: boolean): void {
    const length = bodyLength(head);
    const isProbe = length?.kind === 'sized' && length.bytes === 0;
    if (length === undefined) this.#reply(REPLIES.badRequest, false);
    else if (!this.#isAllowed(head, isProbe)) this.#reply(REPLIES.noPassword, mayStay && isProbe);
    else if (isProbe) this.#reply(REPLIES.ok, mayStay);
    else this.#accept(head, length);
  }

  /** A probe without a password only asks whether one is needed. */
  #isAllowed(head: RequestHead, mayAsk = false): boolean {
    const check = checkPassword(head.headers.get('authorization'), this.#desk.password);
    if (check === 'wrong' || (check === 'missing' && !mayAsk)) this.#desk.refused('password');
    return check === 'right';
  }

  /** An endless stream gets its 200 at once, as its sender waits for it; a body with an end gets it at that end. */
  #accept(head: RequestHead, length: BodyLength): void {
    const start = {
      mount: mountOfPath(head.path),
      from: this.#socket.remoteAddress ?? 'unknown',
      userAgent: head.headers.get('user-agent')?.slice(0, 200),
      contentType: head.headers.get('content-type'),
    };
    const source = this.#desk.openSource(start, this);
    if (source === undefined) {
      this.#reply(REPLIES.full, false);
      return;
    }
    this.#cancelTimer();
    const leftBytes = length.kind === 'sized' ? length.bytes : 0;
    this.#body = { source, length, leftBytes, chunks: new ChunkedBody() };
    if (/\b100-continue\b/i.test(head.headers.get('expect') ?? '')) this.#socket.write(CONTINUE);
    if (length.kind === 'endless') this.#socket.write(streamAccepted(head));
    this.#watchSilence(source, SILENCE_TIMEOUT_MS);
  }

  #watchSilence(source: BroadcastSource, delayMs: number): void {
    this.#cancelTimer = this.#desk.clock.after(delayMs, () => {
      const leftMs = SILENCE_TIMEOUT_MS - source.silentForMs;
      if (leftMs > 0) this.#watchSilence(source, leftMs);
      else this.cut('silent');
    });
  }

  #takeBody(body: Body, bytes: Buffer): void {
    if (body.length.kind === 'endless') body.source.push(bytes);
    else if (body.length.kind === 'sized') {
      const part = bytes.subarray(0, body.leftBytes);
      body.leftBytes -= part.length;
      body.source.push(part);
      if (body.leftBytes === 0) this.#finishBody('ended', REPLIES.ok);
    } else {
      const state = body.chunks.push(bytes, (data) => body.source.push(data));
      if (state === 'done') this.#finishBody('ended', REPLIES.ok);
      if (state === 'broken') this.#finishBody('broken', REPLIES.badBody);
    }
  }

  #finishBody(why: EndOfSource, reply: Reply): void {
    this.#release(why);
    this.#reply(reply, false);
  }

  #reply(reply: Reply, stays: boolean): void {
    this.#socket.write(formatReply(reply, this.#request, stays));
    if (stays) this.#awaitHead();
    else this.#endAndLinger();
  }

  #ended(): void {
    this.#release('ended');
    this.#endAndLinger();
  }

  /** What still comes is read and dropped for a while: closing at once could swallow the last answer. */
  #endAndLinger(): void {
    this.#head = undefined;
    this.#socket.end();
    this.#desk.finished(this);
    this.#cancelTimer();
    this.#cancelTimer = this.#desk.clock.after(LINGER_MS, () => this.#socket.destroy());
  }

  #release(why: EndOfSource): void {
    this.#head = undefined;
    const source = this.#body?.source;
    this.#body = undefined;
    if (source !== undefined) this.#desk.closeSource(source, why);
  }
}
