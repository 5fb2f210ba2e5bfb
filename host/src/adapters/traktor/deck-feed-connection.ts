// One connection of the deck client: reads requests one after the other, kept alive and pipelined, and answers at once.
// Memory is bounded. A body ends where its object ends; the stated length only tells when nothing more will come.

import type { Socket } from 'node:net';
import type { Clock } from '#kernel/clock.ts';
import { ChunkedBody } from './broadcast/chunked-body.ts';
import { endOfHead, MAX_HEAD_BYTES, parseHead, type RequestHead } from './broadcast/request-head.ts';
import { isForeignHost, isFromBrowser } from './browser-guard.ts';
import { ObjectExtent } from './deck-feed-object.ts';

export const MAX_BODY_BYTES = 262_144;
/** An object that is shorter than its end, and after this still so, was cut off by its stated length. */
const CUT_OFF_MS = 250;
/** A connection has to send a whole request within this time of its beginning, the first one since it was opened. */
export const REQUEST_MS = 10_000;
/** A deck that plays speaks every second; Qt opens a new connection when it needs one again. */
export const IDLE_MS = 120_000;
/** How long a client may keep an ended connection open. */
const LINGER_MS = 2_000;

const REASONS: Record<number, string> = {
  200: 'OK',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  413: 'Content Too Large',
  431: 'Request Header Fields Too Large',
};

export type DeckFeedDesk = {
  clock: Clock;
  /** A whole request; the answer is the status to send. */
  take(path: string, body: unknown, connection: DeckFeedConnection): number;
  refusedBrowser(): void;
  /** Something that is no request of the deck client. */
  unreadable(): void;
  /** It got its last answer and only lingers. */
  finished(connection: DeckFeedConnection): void;
};

export class DeckFeedConnection {
  readonly #socket: Socket;
  readonly #desk: DeckFeedDesk;
  #bytes: Buffer = Buffer.alloc(0);
  #head: RequestHead | undefined;
  #extent = new ObjectExtent();
  #chunks: ChunkedBody | undefined;
  #cancelCutOff: () => void = () => {};
  #cancelLimit: () => void = () => {};
  /** Between two requests. */
  #isIdle = false;
  #isDone = false;

  constructor(socket: Socket, desk: DeckFeedDesk) {
    this.#socket = socket;
    this.#desk = desk;
    socket.setNoDelay(true);
    socket.on('data', (bytes) => this.#receive(bytes));
    socket.on('end', () => this.#end());
    // A client that went away needs no answer; 'close' follows.
    socket.on('error', () => this.#stopTimer());
    socket.on('close', () => {
      this.#stopTimer();
      this.#cancelLimit();
    });
    this.#limit(REQUEST_MS);
  }

  /** Ends it without an answer. */
  cut(): void {
    this.#isDone = true;
    this.#socket.destroy();
  }

  #limit(delayMs: number): void {
    this.#cancelLimit();
    this.#cancelLimit = this.#desk.clock.after(delayMs, () => {
      const isWaitedFor = this.#head !== undefined || this.#bytes.length > 0;
      if (this.#isDone || !isWaitedFor) this.cut();
      else this.#refuse(408);
    });
  }

  #receive(bytes: Buffer): void {
    if (this.#isDone) return;
    this.#stopTimer();
    if (this.#chunks === undefined) this.#bytes = Buffer.concat([this.#bytes, bytes]);
    else this.#receiveChunks(this.#chunks, bytes);
    this.#read();
  }

  #read(): void {
    while (!this.#isDone) {
      if (this.#head === undefined) {
        if (!this.#readHead()) return;
      } else if (!this.#readBody(this.#head)) return;
    }
  }

  /** True when a head was read or refused; false while it is not whole. */
  #readHead(): boolean {
    // Blanks may follow an object: a line break, or what a generous length counted.
    let start = 0;
    while (start < this.#bytes.length && (this.#bytes[start] ?? 0) <= 0x20) start += 1;
    if (start > 0) this.#bytes = this.#bytes.subarray(start);
    if (this.#isIdle && this.#bytes.length > 0) {
      this.#isIdle = false;
      this.#limit(REQUEST_MS);
    }
    const end = endOfHead(this.#bytes);
    if (end === -1) {
      if (this.#bytes.length > MAX_HEAD_BYTES) this.#refuse(431);
      return false;
    }
    const head = end > MAX_HEAD_BYTES ? undefined : parseHead(this.#bytes.subarray(0, end));
    if (head === undefined) this.#refuse(end > MAX_HEAD_BYTES ? 431 : 400);
    else if (isFromBrowser(head.headers) || isForeignHost(head.headers.get('host'))) {
      this.#desk.refusedBrowser();
      this.#answer(403, false);
    } else if (head.method !== 'POST') this.#answer(405, false);
    else this.#expectBody(head, end);
    return true;
  }

  #expectBody(head: RequestHead, headEnd: number): void {
    const rest = this.#bytes.subarray(headEnd);
    this.#head = head;
    this.#extent = new ObjectExtent();
    this.#bytes = rest;
    if (!/\bchunked\b/i.test(head.headers.get('transfer-encoding') ?? '')) return;
    this.#bytes = Buffer.alloc(0);
    this.#chunks = new ChunkedBody();
    this.#receiveChunks(this.#chunks, rest);
  }

  #receiveChunks(chunks: ChunkedBody, bytes: Buffer): void {
    const parts = [this.#bytes];
    const state = chunks.push(bytes, (data) => parts.push(Buffer.from(data)));
    this.#bytes = Buffer.concat(parts);
    if (state === 'broken') this.#refuse(400);
  }

  /** True when the request was dealt with; false while its body is not whole. */
  #readBody(head: RequestHead): boolean {
    const end = this.#extent.endIn(this.#bytes);
    if (end === undefined || (end === -1 ? this.#bytes.length : end) > MAX_BODY_BYTES) {
      this.#refuse(end === undefined ? 400 : 413);
      return false;
    }
    if (end === -1) return this.#bodyIsCut(head);
    this.#take(head, this.#bytes.toString('utf8', 0, end), end);
    return true;
  }

  /** The object has no end yet: it is still on its way, or it was cut where its stated length ends. */
  #bodyIsCut(head: RequestHead): boolean {
    const stated = Number(head.headers.get('content-length'));
    if (this.#chunks !== undefined || !Number.isInteger(stated) || this.#bytes.length < stated) return false;
    const next = this.#bytes.subarray(stated).toString('latin1', 0, 64);
    if (/^POST \/\w+/.test(next)) {
      this.#takeCut(head, stated);
      return true;
    }
    this.#cancelCutOff = this.#desk.clock.after(CUT_OFF_MS, () => {
      this.#takeCut(head, this.#bytes.length);
      this.#read();
    });
    return false;
  }

  #takeCut(head: RequestHead, end: number): void {
    const extent = new ObjectExtent();
    const cut = this.#bytes.subarray(0, end);
    extent.endIn(cut);
    const whole = extent.wholeMembers(cut);
    if (whole === undefined) this.#refuse(400);
    else this.#take(head, whole, end);
  }

  #take(head: RequestHead, text: string, end: number): void {
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      // Balanced braces, but no JSON: told by the count of unreadable requests.
      this.#refuse(400);
      return;
    }
    const stays =
      this.#chunks === undefined && !/\bclose\b/i.test(head.headers.get('connection') ?? '') && head.isHttp11;
    this.#bytes = this.#bytes.subarray(end);
    this.#head = undefined;
    this.#answer(this.#desk.take(head.path, body, this), stays);
  }

  #end(): void {
    this.#stopTimer();
    if (this.#isDone) return;
    if (this.#head !== undefined && this.#bytes.length > 0 && this.#chunks === undefined) {
      this.#takeCut(this.#head, this.#bytes.length);
    }
    this.#finish();
  }

  #refuse(status: number): void {
    this.#desk.unreadable();
    this.#answer(status, false);
  }

  #answer(status: number, stays: boolean): void {
    if (this.#isDone) return;
    const connection = stays ? 'keep-alive' : 'close';
    const lines = [`HTTP/1.1 ${status} ${REASONS[status] ?? 'OK'}`, 'Content-Length: 0', `Connection: ${connection}`];
    this.#socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    if (!stays) {
      this.#finish();
      return;
    }
    this.#isIdle = true;
    this.#limit(IDLE_MS);
  }

  /** Whatever still comes is read and dropped for a while, so that the last answer is not lost to a reset. */
  #finish(): void {
    this.#isDone = true;
    this.#bytes = Buffer.alloc(0);
    this.#socket.end();
    this.#desk.finished(this);
    this.#limit(LINGER_MS);
  }

  #stopTimer(): void {
    this.#cancelCutOff();
    this.#cancelCutOff = () => {};
  }
}
